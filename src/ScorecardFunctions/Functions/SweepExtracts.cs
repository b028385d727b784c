using Scorecards.Application.Operations;

namespace ScorecardFunctions.Functions;

/// <summary>Asks at every tick what was left unfinished.</summary>
public sealed class SweepExtracts(ExtractSweep sweep, Heartbeat heartbeat)
{
    [Function(nameof(SweepExtracts))]
    public async Task Run([TimerTrigger("%SweepSchedule%")] TimerInfo timer, CancellationToken ct) =>
        await heartbeat.BeatAsync(await sweep.RunAsync(ct), ct);
}
