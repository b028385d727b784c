using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A figure with why it is what it is.</summary>
/// <param name="Scorecard">The month that has it.</param>
/// <param name="Result">The figure.</param>
/// <param name="Inputs">Those that its formula names, whether it is used or not; none where it has no formula.</param>
public sealed record ExplainedFigure(MonthlyScorecard Scorecard, Result Result, FigureExplanation Why, IReadOnlyList<Result> Inputs);
