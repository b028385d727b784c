using System.Collections.Concurrent;
using System.Diagnostics;

namespace Scorecards.Faults;

/// <summary>Tries every fault at every request of every scenario, or those that were asked for.</summary>
sealed class Campaign(Accounts accounts, Options options, CancellationToken ct) : IDisposable
{
    const int DifferencesShown = 4;

    /// <summary>While the last points of one scenario end, the next one begins.</summary>
    const int ScenariosAtOnce = 3;

    /// <summary>After so many points it tells how far it is: a campaign takes hours and may be interrupted.</summary>
    const int PointsATelling = 50;

    readonly ConcurrentQueue<Result> results = [];
    readonly SemaphoreSlim slots = new(options.Jobs);
    readonly SemaphoreSlim reporting = new(1);

    public async Task<IReadOnlyList<Result>> RunAsync()
    {
        await Parallel.ForEachAsync(
            Scenarios.All.Where(s => options.Scenarios.Count == 0 || options.Scenarios.Contains(s.Name)),
            new ParallelOptions { MaxDegreeOfParallelism = ScenariosAtOnce, CancellationToken = ct },
            async (scenario, _) =>
            {
                var start = Stopwatch.GetTimestamp();
                try
                {
                    await RunAsync(scenario, start);
                }
                catch (NotThereException e)
                {
                    Console.WriteLine($"{scenario.Name}: not tried. {e.Message}");
                    return;
                }

                await TellAsync(scenario, start);
            });
        return [.. results];
    }

    public void Dispose()
    {
        slots.Dispose();
        reporting.Dispose();
    }

    /// <summary>Says how far it is, and writes the table.</summary>
    async Task TellAsync(Scenario scenario, long start)
    {
        var counts = results.Where(r => r.Point.Scenario == scenario.Name).CountBy(r => r.Outcome).ToDictionary();
        var words = Enum.GetValues<Outcome>().Select(outcome => $"{counts.GetValueOrDefault(outcome)} {outcome}");
        Console.WriteLine($"{scenario.Name}: {string.Join(", ", words)}, {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s");
        if (options.ReportPath is { } path)
        {
            await reporting.WaitAsync(ct);
            await File.WriteAllTextAsync(path, Report.Of([.. results]), ct);
            reporting.Release();
        }
    }

    async Task RunAsync(Scenario scenario, long start)
    {
        var all = scenario.IsAlone ? await RemainsAsync(scenario) : null;
        var remains = scenario.Left.Count > 0 ? all?.Only(scenario.Left) : all;

        // As it is without a fault, and in each order without anything at once.
        var clean = await Task.WhenAll(
            scenario.Orders.Select(order => CleanAsync(scenario, order, all)).Prepend(CleanAsync(scenario, scenario.Act, remains)));
        var (requests, free) = clean[0];
        var right = clean.Skip(1).Select(run => run.End).ToList();
        if (!right.Exists(end => end.Answers.Keys.Any(name => name.StartsWith("/api/scorecards/", StringComparison.Ordinal))))
        {
            throw new InvalidOperationException($"{scenario.Name}: no scorecard came of it even without a fault, so it would prove nothing.");
        }

        var noise = Comparison.Differences(right, free);
        Console.WriteLine($"{scenario.Name}: {requests.Count} requests");
        if (noise.Count > 0)
        {
            results.Enqueue(new Result(new FaultPoint(scenario.Name, default, 0), Outcome.Failed, "without any fault", noise));
            Console.WriteLine($"{scenario.Name}: fails without a fault:\n  {string.Join("\n  ", noise.Take(DifferencesShown))}");
        }

        var points = Points(scenario, requests).ToList();
        var tried = 0;
        await Parallel.ForEachAsync(points, new ParallelOptions { MaxDegreeOfParallelism = options.Jobs, CancellationToken = ct }, async (point, _) =>
        {
            var result = await TryAsync(scenario, point, right, remains);
            results.Enqueue(result);
            if (result.Outcome != Outcome.Held || options.At is not null)
            {
                var shown = options.At is not null ? int.MaxValue : result.Outcome == Outcome.Failed ? DifferencesShown : 1;
                var differences = result.Differences.Take(shown).Select(d => $"\n  {d}");
                Console.WriteLine($"{result.Outcome} {point}: {result.Request}{string.Concat(differences)}");
            }

            if (Interlocked.Increment(ref tried) % PointsATelling == 0)
            {
                await TellAsync(scenario, start);
            }
        });
    }

    IEnumerable<FaultPoint> Points(Scenario scenario, IReadOnlyList<StorageRequest> requests)
    {
        if (options.At is { } at)
        {
            return options.Kinds.Select(kind => new FaultPoint(scenario.Name, kind, at));
        }

        var all =
            from kind in options.Kinds
            from k in Enumerable.Range(1, requests.Count)
            where kind is not (FaultKind.Conflict409 or FaultKind.Precondition412) || requests[k - 1].MayConflict
            select new FaultPoint(scenario.Name, kind, k);
        if (options.Every == 1)
        {
            return all;
        }

        // Each every-th, from a beginning that the seed chooses.
        var random = new Random(options.Seed);
        return all.Chunk(options.Every).Select(chunk => chunk[random.Next(chunk.Length)]);
    }

    Task<Remains> RemainsAsync(Scenario scenario) => WithTrialAsync(
        scenario,
        null,
        async trial =>
        {
            await scenario.SetUp(trial);
            return (await Remains.OfAsync(trial, ct), false);
        });

    /// <summary>The requests and the end of a run without faults.</summary>
    Task<(IReadOnlyList<StorageRequest> Requests, Snapshot End)> CleanAsync(Scenario scenario, Func<Trial, Task> act, Remains? remains) =>
        WithTrialAsync(
            scenario,
            remains,
            async trial =>
            {
                if (remains is null)
                {
                    await scenario.SetUp(trial);
                }

                trial.Account.Traffic.Begin(null);
                await act(trial);
                await trial.SettledAsync();
                return ((trial.Account.Traffic.Counted, await Snapshot.TakeAsync(trial, scenario.IsAtOnce, ct)), true);
            });

    Task<Result> TryAsync(Scenario scenario, FaultPoint point, IReadOnlyList<Snapshot> right, Remains? remains) => WithTrialAsync(
        scenario,
        remains,
        async trial =>
        {
            var traffic = trial.Account.Traffic;
            try
            {
                if (remains is null)
                {
                    await scenario.SetUp(trial);
                }
            }
            catch (Exception e) when (e is InvalidOperationException or TimeoutException)
            {
                return (new Result(point, Outcome.Failed, "in the set-up, without a fault", [e.Message]), false);
            }

            traffic.Begin(point);
            List<string> undone = [], restless = [];
            try
            {
                await scenario.Act(trial);
                if (!await trial.QuietAsync())
                {
                    restless.Add(await trial.UnsettledAsync());
                }
            }
            catch (Exception e) when (e is InvalidOperationException or TimeoutException)
            {
                undone.Add(e.Message);
            }

            if (traffic.Faulted is not { } request || (point.Kind is FaultKind.Conflict409 or FaultKind.Precondition412 && !request.MayConflict))
            {
                return (new Result(point, Outcome.NotMet, "", []), false);
            }

            var end = await Snapshot.TakeAsync(trial, scenario.IsAtOnce, ct);
            List<string> before = [.. undone, .. restless, .. Comparison.Differences(right, end)];
            if (before.Count == 0)
            {
                return (new Result(point, Comparison.HasUnknownMail(end) ? Outcome.Unknown : Outcome.Held, request.Words, []), true);
            }

            try
            {
                await trial.MendAsync(scenario.HasMail);
            }
            catch (TimeoutException e)
            {
                undone.Add(e.Message);
            }

            end = await Snapshot.TakeAsync(trial, scenario.IsAtOnce, ct);
            List<string> after = [.. undone, .. Comparison.Differences(right, end)];
            return (after.Count > 0 ? new(point, Outcome.Failed, request.Words, after)
                : new(point, Comparison.HasUnknownMail(end) ? Outcome.Unknown : Outcome.Mended, request.Words, before), false);
        });

    /// <param name="remains">What the account begins with; null = what every account has.</param>
    async Task<T> WithTrialAsync<T>(Scenario scenario, Remains? remains, Func<Trial, Task<(T Result, bool IsSound)>> run)
    {
        await slots.WaitAsync(ct);
        try
        {
            return remains is null
                ? await accounts.WithTrialAsync(scenario, run, ct)
                : await accounts.WithRemainsAsync(remains, scenario.Instances, async trial => (await run(trial)).Result, ct);
        }
        finally
        {
            slots.Release();
        }
    }
}
