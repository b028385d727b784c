using Scorecards.Application.Operations;
using Scorecards.Storage;

namespace ScorecardFunctions.Functions;

/// <summary>Scorecards' months have to be brought up to an entry of the journal.</summary>
public sealed class CalculateScorecards(QueuedCalculation calculation)
{
    [Function(nameof(CalculateScorecards))]
    public Task Run([QueueTrigger(StorageNames.Calculations)] CalculationRequest request, CancellationToken ct) => calculation.RunAsync(request, ct);
}
