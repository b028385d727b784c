using System.Diagnostics;

namespace Scorecards.Faults;

/// <summary>
/// Several apps on one storage, and many small files: the end is that of the same files one after another, and no reader sees a mix.
/// </summary>
sealed class Instances(Emulator emulator, SmtpServer smtp, Options options, CancellationToken ct)
{
    const int MostRounds = 3;
    const int MostShown = 20;
    const string Id = "run";

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan LongestRead = TimeSpan.FromMinutes(5);

    /// <returns>Whether all of it holds.</returns>
    public async Task<bool> RunAsync()
    {
        var start = Stopwatch.GetTimestamp();
        var statements = new Statements(options.Seed);
        await using var account = await Account.OpenAsync(emulator, smtp, options.Count, null, ct);
        var trial = new Trial(account, Id, ct);
        await trial.IngestAsync("scorecards.csv", Statements.FirstFile);
        var reader = new Reader(trial);
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(ct))
        {
            var reading = reader.RunAsync(stop.Token);
            for (var file = 0; file < options.Files; file++)
            {
                var (path, content) = await statements.NextAsync(ct);
                await trial.DropAsync(path, content);
            }

            for (var end = Stopwatch.StartNew(); end.Elapsed < LongestRead && !await trial.IsSettledAsync();)
            {
                await Task.Delay(Pause, ct);
            }

            await stop.CancelAsync();
            await reading;
        }

        await EndAsync(trial);
        var found = await StandingAsync(trial);
        var wanted = await SequentialAsync(statements);
        var wrong = wanted.Where(w => w.Value != found[w.Key]).Select(w => Comparison.Words(w.Key, w.Value, found[w.Key])).ToList();
        Console.WriteLine(
            $"{options.Count} instances, {statements.Count} files in {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s: "
            + $"{reader.Answers} answers read, {reader.Mixes.Count} of them wrong; {wanted.Count} scorecard months, {wrong.Count} wrong at the end.");
        reader.Mixes.Concat(wrong).Take(MostShown).ToList().ForEach(Console.WriteLine);
        return reader.Mixes.Count + wrong.Count == 0;
    }

    /// <summary>Waits until all work is done, as long as any is; then has swept up what is left.</summary>
    public static async Task EndAsync(Trial trial)
    {
        for (var round = 0; round < MostRounds; round++)
        {
            if (await trial.QuietAsync())
            {
                return;
            }
        }

        Console.WriteLine("Work does not end by itself: the apps come back two hours later, and sweep.");
        await trial.MendAsync(hasMail: false);
    }

    /// <summary>The scorecards' months, without what is not the same in two runs.</summary>
    public static async Task<Dictionary<string, string>> StandingAsync(Trial trial)
    {
        var text = new Normal(Id, isAtOnce: false);
        Dictionary<string, string> found = [];
        foreach (var path in Statements.Ids.SelectMany(id => Statements.Months.Select(month => $"/api/scorecards/{id}/{month}")))
        {
            found[path] = text.OfAnswer(await trial.GetAsync(path));
        }

        return found;
    }

    /// <summary>What the files that stand at the end come to, one after another in an account of their own.</summary>
    async Task<Dictionary<string, string>> SequentialAsync(Statements statements)
    {
        await using var account = await Account.OpenAsync(emulator, smtp, 1, null, ct);
        var trial = new Trial(account, Id, ct);
        await trial.IngestAsync("scorecards.csv", Statements.FirstFile);
        foreach (var (path, content) in statements.Standing.Values)
        {
            await trial.IngestAsync(path, content);
        }

        return await StandingAsync(trial);
    }
}
