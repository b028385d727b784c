using Scorecards.Application.Calculation;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>Plans a scorecard group's month after what is issued has been calculated, as far as that is possible now.</summary>
public sealed class CalculatedPlanning(MonthEndPlanning planning, MonthCalculator calculator)
{
    /// <param name="group">The group's month.</param>
    /// <param name="journal">Up to the number wanted.</param>
    /// <param name="failed">Gets what could not be read or calculated.</param>
    public async Task<GroupPlan> PlanAsync(GroupMonth group, JournalPrefix journal, List<Exception> failed, CancellationToken ct)
    {
        var planned = await planning.PlanAsync(group, journal, ct);
        if (planned.Plan.State.Behind is { Count: > 0 } behind)
        {
            foreach (var same in behind.GroupBy(b => b.Number, b => b.Month))
            {
                await CalculateAsync([.. same], same.Key, failed, ct);
            }

            planned = await planning.PlanAsync(group, journal, ct);
        }

        failed.AddRange(planned.Failed);
        return planned.Plan;
    }

    /// <summary>Where it is not to be done now, the next tick does it.</summary>
    async Task CalculateAsync(IReadOnlyList<ScorecardMonth> behind, long number, List<Exception> failed, CancellationToken ct)
    {
        try
        {
            await calculator.CalculateAsync(behind, number, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            if (behind.Count == 1)
            {
                failed.Add(e);
                return;
            }

            // One that cannot be calculated keeps back nobody else's.
            foreach (var month in behind)
            {
                await CalculateAsync([month], number, failed, ct);
            }
        }
    }
}
