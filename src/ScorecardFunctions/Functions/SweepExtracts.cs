using Scorecards.Application.Operations;

namespace ScorecardFunctions.Functions;

/// <summary>Asks at every tick what was left standing.</summary>
public sealed class SweepExtracts(ExtractSweep sweep)
{
    [Function(nameof(SweepExtracts))]
    public Task Run([TimerTrigger("%SweepSchedule%")] TimerInfo timer, CancellationToken ct) => sweep.RunAsync(ct);
}
