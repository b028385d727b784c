using System.Diagnostics;
using System.Globalization;

namespace Scorecards.Faults;

/// <summary>
/// A file a second, and the first of the apps killed every 20 to 40 seconds. At the end nothing is lost; the memory of an app that is never killed
/// and what is stored are stated as they grow.
/// </summary>
sealed class Soak(Emulator emulator, SmtpServer smtp, Options options, CancellationToken ct)
{
    const int Megabyte = 1 << 20;

    static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(30);
    static readonly TimeSpan SayEvery = TimeSpan.FromMinutes(1);

    /// <returns>Whether nothing was lost.</returns>
    public async Task<bool> RunAsync()
    {
        var random = new Random(options.Seed);
        var statements = new Statements(options.Seed);
        var count = Math.Max(2, options.Count);
        await using var account = await Account.OpenAsync(emulator, smtp, count, null, ct);
        var trial = new Trial(account, "run", ct);
        await trial.IngestAsync("scorecards.csv", Statements.FirstFile);
        var (start, kills) = (Stopwatch.StartNew(), 0);
        var (kill, sweep, say) = (NextKill(), SweepEvery, TimeSpan.Zero);
        var sweeping = Task.CompletedTask;
        for (var files = 1; start.Elapsed < TimeSpan.FromMinutes(options.Minutes); files++)
        {
            var (path, content) = await statements.NextAsync(ct);
            await trial.DropAsync(path, content);
            if (start.Elapsed > kill)
            {
                await account.Instances[0].KillAsync();
                await account.ReviveAsync(ct);
                (kills, kill) = (kills + 1, NextKill());
            }

            if (start.Elapsed > sweep && sweeping.IsCompleted)
            {
                await sweeping;
                sweeping = trial.SweepAsync(1);
                sweep = start.Elapsed + SweepEvery;
            }

            if (start.Elapsed > say)
            {
                say = start.Elapsed + SayEvery;
                var memory = account.Instances[1].App.Memory / Megabyte;
                Say($"{start.Elapsed.TotalMinutes:0} min, {files} files, {kills} kills: {memory} MB, {await StoredAsync(account)}");
            }

            if (TimeSpan.FromSeconds(files) - start.Elapsed is var wait && wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, ct);
            }
        }

        await sweeping;
        await Instances.EndAsync(trial);
        var wrong = await WrongAsync(trial, statements);
        if (wrong.Count > 0)
        {
            Say($"{wrong.Count} months wrong before the sweep of two hours later, such as {wrong[0]}");
            await trial.MendAsync(hasMail: false);
            wrong = await WrongAsync(trial, statements);
        }

        var stored = await StoredAsync(account);
        Say($"The end: {statements.Count} files, {kills} kills, {wrong.Count} of {statements.Standing.Count} statements wrong, {stored}");
        wrong.ForEach(Console.WriteLine);
        return wrong.Count == 0;

        TimeSpan NextKill() => start.Elapsed + TimeSpan.FromSeconds(random.Next(20, 41));
    }

    static void Say(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    /// <summary>What a month's numbers should be and are not; and uploads that are not settled.</summary>
    static async Task<List<string>> WrongAsync(Trial trial, Statements statements)
    {
        var found = await new Reader(trial).ReadAllAsync();
        List<string> wrong = [];
        foreach (var what in statements.Standing.Keys.Where(k => k.Contains(' ', StringComparison.Ordinal)))
        {
            var target = statements.Number(what.Split(' ')[0]);
            var wanted = $"{statements.Number(what)}, {target?.ToString(CultureInfo.InvariantCulture) ?? "built-in"}";
            if (found.GetValueOrDefault(what) != wanted)
            {
                wrong.Add($"{what}: wanted {wanted}, found {found.GetValueOrDefault(what, "nothing")}");
            }
        }

        if (!await trial.QuietAsync())
        {
            wrong.Add("there are uploads whose work is not done");
        }

        return wrong;
    }

    static async Task<string> StoredAsync(Account account)
    {
        List<string> counts = [];
        foreach (var table in (await account.Tables.QueryAsync().ToListAsync()).Select(t => t.Name))
        {
            var rows = await account.Tables.GetTableClient(table).QueryAsync<Azure.Data.Tables.TableEntity>(select: ["PartitionKey"]).CountAsync();
            counts.Add($"{table} {rows}");
        }

        foreach (var container in (await account.Blobs.GetBlobContainersAsync().ToListAsync()).Select(c => c.Name))
        {
            counts.Add($"{container} {await account.Blobs.GetBlobContainerClient(container).GetBlobsAsync().CountAsync()}");
        }

        return string.Join(", ", counts);
    }
}
