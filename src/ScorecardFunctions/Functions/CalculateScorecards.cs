using Scorecards.Storage;

namespace ScorecardFunctions.Functions;

/// <summary>A scorecard's month has to be calculated.</summary>
public sealed class CalculateScorecards(ScorecardCalculator calculator)
{
    [Function(nameof(CalculateScorecards))]
    public Task Run([QueueTrigger(StorageNames.Calculations)] CalculationRequest request, CancellationToken ct) => calculator.CalculateAsync(request, ct);
}
