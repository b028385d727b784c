using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;

namespace Scorecards.Faults;

/// <summary>
/// Accounts with started apps, some of them ready ahead. An account of one app is given for one trial after another until it has had its share or
/// was spoilt.
/// </summary>
sealed class Accounts : IAsyncDisposable
{
    /// <summary>More would make each trial dearer: lists grow.</summary>
    const int TrialsEach = 20;

    /// <summary>So many in a row may fail to be made: hours are not lost because the machine stood still for minutes.</summary>
    const int MostFailures = 3;

    readonly CancellationTokenSource ended;
    readonly Emulators emulators;
    readonly SmtpServer smtp;
    readonly Channel<(Account Account, string Id)> ahead;
    readonly ConcurrentBag<(Account Account, Queue<string> Ids)> open = [];
    readonly Task filling;
    int trials;

    /// <param name="emulators">Have them.</param>
    /// <param name="smtp">Where their mail goes.</param>
    /// <param name="most">How many are made before they are asked for.</param>
    public Accounts(Emulators emulators, SmtpServer smtp, int most, CancellationToken ct)
    {
        (this.emulators, this.smtp, ahead) = (emulators, smtp, Channel.CreateBounded<(Account, string)>(most));
        ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        filling = FillAsync();
    }

    /// <summary>Runs something in a trial of a scenario.</summary>
    /// <param name="run">Gives what came of it and whether the account may be used again.</param>
    public async Task<T> WithTrialAsync<T>(Scenario scenario, Func<Trial, Task<(T Result, bool IsSound)>> run, CancellationToken ct)
    {
        var (account, ids) = await RetryAsync(() => TakeAsync(scenario, ct));
        var isSound = false;
        try
        {
            (var result, isSound) = await run(new Trial(account, ids.Dequeue(), ct));
            return result;
        }
        finally
        {
            if (isSound && !scenario.IsAlone && ids.Count > 0 && !account.IsOld)
            {
                open.Add((account, ids));
            }
            else
            {
                await account.DisposeAsync();
            }
        }
    }

    /// <summary>Runs something in an account of its own that begins with what another one had.</summary>
    /// <param name="instances">How many apps it has.</param>
    public async Task<T> WithRemainsAsync<T>(Remains remains, int instances, Func<Trial, Task<T>> run, CancellationToken ct)
    {
        await using var account = await RetryAsync(() => OpenAsync(instances, remains, ct));
        return await run(new Trial(account, remains.Id, ct, remains.Dropped));
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        await filling;
        await foreach (var (account, _) in ahead.Reader.ReadAllAsync())
        {
            await account.DisposeAsync();
        }

        foreach (var (account, _) in open)
        {
            await account.DisposeAsync();
        }

        ended.Dispose();
    }

    static async Task<T> RetryAsync<T>(Func<Task<T>> make)
    {
        for (var failures = 1; ; failures++)
        {
            try
            {
                return await make();
            }
            catch (InvalidOperationException e) when (failures < MostFailures)
            {
                Tell(e);
            }
        }
    }

    async Task<(Account Account, Queue<string> Ids)> TakeAsync(Scenario scenario, CancellationToken ct)
    {
        while (!scenario.IsAlone && open.TryTake(out var used))
        {
            if (!used.Account.IsOld)
            {
                return used;
            }

            await used.Account.DisposeAsync();
        }

        var (account, first) = await ahead.Reader.ReadAsync(ct);
        while (account.IsOld)
        {
            await account.DisposeAsync();
            (account, first) = await ahead.Reader.ReadAsync(ct);
        }

        return await PrepareAsync(account, first, scenario.IsAlone ? 1 : TrialsEach, ct);
    }

    /// <summary>Each trial has two scorecards, known before it begins.</summary>
    async Task<(Account, Queue<string>)> PrepareAsync(Account account, string first, int count, CancellationToken ct)
    {
        Queue<string> ids = new([first, .. Enumerable.Range(1, count - 1).Select(_ => NewId())]);
        try
        {
            var scorecards = ids.SelectMany(id => new[] { (id, "First"), ($"{id}-b", "Second") });
            await new Trial(account, $"setup-{first}", ct).IngestAsync("scorecards.csv", Extracts.Scorecards(scorecards));
            return (account, ids);
        }
        catch
        {
            await account.DisposeAsync();
            throw;
        }
    }

    async Task<Account> OpenAsync(int instances, Remains? remains, CancellationToken ct) =>
        await Account.OpenAsync(await emulators.CurrentAsync(ct), smtp, instances, remains, ct);

    string NewId() => string.Create(CultureInfo.InvariantCulture, $"trial{Interlocked.Increment(ref trials):000000}");

    static void Tell(Exception e) => Console.WriteLine($"An account could not be made ready, and another one is: {e.Message}");

    async Task FillAsync()
    {
        for (var failures = 0; ;)
        {
            try
            {
                await ahead.Writer.WaitToWriteAsync(ended.Token);
                var account = await OpenAsync(1, null, ended.Token);
                await ahead.Writer.WriteAsync((account, NewId()), CancellationToken.None);
                failures = 0;
            }
            catch (OperationCanceledException)
            {
                ahead.Writer.Complete();
                return;
            }
            catch (InvalidOperationException e) when (++failures < MostFailures)
            {
                Tell(e);
            }
            catch (Exception e)
            {
                ahead.Writer.Complete(e);
                return;
            }
        }
    }
}
