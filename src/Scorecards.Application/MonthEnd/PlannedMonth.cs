using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>The plan of a scorecard group's month, as far as its scorecards could be read.</summary>
/// <param name="Plan">Without the recipients of scorecards that could not be read.</param>
/// <param name="Failed">Why a scorecard could not be read.</param>
public sealed record PlannedMonth(GroupPlan Plan, IReadOnlyList<Exception> Failed);
