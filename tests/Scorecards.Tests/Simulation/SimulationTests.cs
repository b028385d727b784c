using System.Collections.Concurrent;
using System.Globalization;
using Xunit.Abstractions;

namespace Scorecards.Tests.Simulation;

/// <summary>
/// The product's own protocol on a storage in memory, a virtual clock and a scheduler that a seed decides. <c>SEEDS=1-1000000</c> runs so many,
/// <c>SEEDS=17</c> one, and prints its steps;
/// <c>SLOW=1</c> looks for the forgotten rules that show least often too.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    const int Seeds = 2_000;
    const int MostShown = 10;

    static bool IsSlow => Environment.GetEnvironmentVariable("SLOW") == "1";

    [Fact]
    public void Simulations_EndAsTheJournalSays_WhateverGoesWrong()
    {
        var (from, to) = Range();
        var (holes, watch) = (new ConcurrentBag<SimulationOutcome>(), System.Diagnostics.Stopwatch.StartNew());
        var steps = 0L;
        Parallel.For(from, to + 1, (seed, state) =>
        {
            var outcome = Simulator.Run(seed);
            Interlocked.Add(ref steps, outcome.Steps.Count);
            if (outcome.Hole is not null)
            {
                holes.Add(outcome);
            }

            if (holes.Count >= MostShown)
            {
                state.Stop();
            }

            if (from == to)
            {
                Write(outcome);
            }
        });
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Seeds {from} to {to}: {steps:N0} steps in {watch.Elapsed.TotalSeconds:0} s."));
        foreach (var hole in holes.OrderBy(h => h.Steps.Count).Take(from == to ? 0 : 1))
        {
            Write(hole);
        }

        Assert.True(holes.IsEmpty, string.Join("\n", holes.OrderBy(h => h.Seed).Select(h => $"SEEDS={h.Seed}: {h.Hole!.Split('\n')[0]}")));
    }

    [Fact]
    public void Simulation_OfTheSameSeed_TakesTheSameSteps()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var (one, other) = (Simulator.Run(seed), Simulator.Run(seed));
            Assert.Equal(one.Steps, other.Steps);
            Assert.Equal(one.Hash, other.Hash);
        }
    }

    /// <summary>
    /// Rules with the theme whose simulations lean on them, and the seed to begin with; those that few seeds lean on only where there is time.
    /// </summary>
    public static TheoryData<Rule, Theme, int> Rules()
    {
        TheoryData<Rule, Theme, int> rules = new()
        {
            { Rule.Walk, Theme.Path, 1 },
            { Rule.Condition, Theme.Editions, 1 },
            { Rule.RowsFirst, Theme.Mixed, 1 },
            { Rule.Fence, Theme.Garbage, 4_301 },
            { Rule.RestoreEntry, Theme.Damage, 1 },
            { Rule.Place, Theme.Replay, 1 },
            { Rule.ReceivedOnce, Theme.Path, 1 },
            { Rule.Want, Theme.Want, 1 },
            { Rule.KeepEmpty, Theme.Replay, 1 },
            { Rule.Claim, Theme.Mail, 1 },
            { Rule.Plan, Theme.Mail, 1 },
        };
        if (IsSlow)
        {
            rules.Add(Rule.Restoring, Theme.Restore, 1);
            rules.Add(Rule.Verify, Theme.Path, 1);
            rules.Add(Rule.ReceiptCondition, Theme.Path, 1);
            rules.Add(Rule.ReadBack, Theme.Mail, 1);
        }

        return rules;
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void Simulation_Notices_ThatARuleIsForgotten(Rule rule, Theme theme, int first)
    {
        var most = IsSlow ? 10_000 : 1_000;
        for (var seed = first; seed < first + most; seed++)
        {
            if (Simulator.Run(seed, rule, theme).Hole is { } hole)
            {
                output.WriteLine($"Seed {seed}: {hole.Split('\n')[0]}");
                return;
            }
        }

        Assert.Fail($"No simulation of {most} notices that the rule is forgotten.");
    }

    void Write(SimulationOutcome outcome)
    {
        foreach (var step in outcome.Steps)
        {
            output.WriteLine(step);
        }

        output.WriteLine($"Seed {outcome.Seed}: {outcome.Hole ?? "holds"}");
    }

    static (int From, int To) Range()
    {
        var ends = (Environment.GetEnvironmentVariable("SEEDS") ?? $"1-{Seeds}")
            .Split('-')
            .Select(end => int.Parse(end, CultureInfo.InvariantCulture))
            .ToArray();
        return (ends[0], ends[^1]);
    }
}
