using Azure;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>How often which faults come in one simulation: chosen by its seed, since few faults find other holes than many do.</summary>
public sealed class Faults
{
    static readonly Fault[] OfWrites = [Fault.Slow, Fault.Sleep, Fault.NotDone, Fault.NoAnswer, Fault.Repeated, Fault.Late, Fault.Straggling];
    static readonly Fault[] OfReads = [Fault.Slow, Fault.Sleep, Fault.NotDone];
    static readonly Fault[] Kills = [Fault.KillBefore, Fault.KillAfter, Fault.KillLate];

    /// <summary>In some simulations only requests to one of these fail, and often.</summary>
    static readonly string[] Victims =
    [
        StorageNames.JournalTable, StorageNames.ResultsTable, StorageNames.UploadsTable, StorageNames.DeliveriesTable,
        StorageNames.MeasuresTable, StorageNames.CatalogueTable, StorageNames.Receipts, StorageNames.Calculations,
    ];

    readonly Random random;
    readonly Fault[] ofWrites;
    readonly string victim;
    readonly double dawdling;
    readonly int[] held;
    readonly double often;
    readonly double killing;
    readonly int begin;
    readonly int killBegin;
    bool isEnded;
    int requests;
    int left;
    int kills;

    /// <param name="likely">What often is the only thing that fails; null = anything may be.</param>
    public Faults(Random random, string? likely)
    {
        this.random = random;
        var (few, storm) = (random.Next(100) < 60, random.Next(100) < 60);
        (often, left) = few ? (0.02 * random.Next(4), random.Next(1, 4)) : storm ? (0.01 + (0.1 * random.NextDouble()), 60) : (0, 0);
        (killing, kills) = few ? (0.01 * random.Next(3), 1) : storm ? (0.03 * random.NextDouble(), random.Next(6)) : (0, 0);
        dawdling = random.Next(4) switch { 0 or 1 => 0, 2 => 0.03, _ => 0.15 };
        held = [.. Enumerable.Range(0, random.Next(4)).Select(_ => random.Next(150))];
        (begin, killBegin) = (random.Next(4) * random.Next(60), random.Next(4) * random.Next(60));
        victim = random.Next(3) > 0 ? "" : likely is null || random.Next(2) == 0 ? Victims[random.Next(Victims.Length)] : likely;
        (often, left) = victim == "" ? (often, left) : (0.25, random.Next(1, 4));
        ofWrites = random.Next(3) == 0 ? random.GetItems(OfWrites, 1) : OfWrites;
    }

    /// <summary>Whether anything has gone wrong.</summary>
    public bool Came { get; private set; }

    /// <summary>Whether an instance was killed.</summary>
    public bool Killed { get; private set; }

    /// <summary>From here on nothing goes wrong.</summary>
    public void End() => (left, kills, isEnded) = (0, 0, true);

    /// <summary>Whether an event or a message comes twice.</summary>
    public bool IsTwice() => left > 0 && random.Next(5) == 0;

    /// <summary>Whether an event or a message never comes.</summary>
    public bool IsLost() => left > 0 && random.Next(10) == 0;

    public Fault Next(Operation operation)
    {
        // To be slow is no fault, and makes room for everything else in between.
        requests++;
        if (!isEnded && held.Contains(requests))
        {
            return Fault.Held;
        }

        if (!isEnded && operation.NotBefore == default && random.NextDouble() < dawdling)
        {
            return Fault.Slow;
        }

        // Those that are left are not spent on the first requests only.
        if (left > 0 && requests > begin && random.NextDouble() < often && operation.Text.Contains(victim, StringComparison.Ordinal))
        {
            left--;
            Came = true;
            return operation.IsWrite ? ofWrites[random.Next(ofWrites.Length)] : OfReads[random.Next(OfReads.Length)];
        }

        if (kills > 0 && requests > killBegin && random.NextDouble() < killing)
        {
            kills--;
            (Came, Killed) = (true, true);
            return operation.IsWrite ? Kills[random.Next(Kills.Length)] : Fault.KillBefore;
        }

        return Fault.None;
    }

    /// <summary>As the SDK throws after its own tries.</summary>
    public Exception NoAnswer()
    {
        var failed = new RequestFailedException(random.Next(4) switch { 0 => 0, 1 => 500, 2 => 503, _ => 408 }, "No answer.");
        return random.Next(4) switch
        {
            0 => new AggregateException("Retry failed after 4 tries.", failed, failed),
            1 => new IOException("The connection was closed."),
            2 => new TaskCanceledException("The operation was cancelled because it exceeded the configured timeout."),
            _ => failed,
        };
    }
}
