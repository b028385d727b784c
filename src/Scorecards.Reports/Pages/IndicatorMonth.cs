using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>One indicator in one month, over the scorecards.</summary>
/// <param name="Indicator">As the first of the scorecards that have it has it.</param>
/// <param name="Figures">Of every open scorecard, each before those below it.</param>
public sealed record IndicatorMonth(Indicator Indicator, Month Month, IReadOnlyList<IndicatorFigure> Figures);
