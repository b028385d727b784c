using System.ComponentModel;

namespace Scorecards.Reports;

/// <summary>Why a figure is what it is, in GET /api/scorecards/{scorecard}/{month}/{indicator}/explain.</summary>
public sealed record FigureExplanation(
    [property: Description("Its id.")] string Scorecard,
    [property: Description("yyyy-MM.")] string Month,
    [property: Description("Its id.")] string Indicator,
    string Name,
    [property: Description(
        "How the value follows from numerator and denominator or by the formula, or the value as stated; null where there is no figure.")]
    string? Arithmetic,
    [property: Description("As printed; null where there is no figure.")] string? Display,
    [property: Description("Green, Amber or Red; null where it is not rated.")] string? Rating,
    [property: Description("Why it is rated as it is.")] string Reason,
    [property: Description("In the indicator's unit; null where none is in force.")] decimal? Target,
    [property: Description("The limits in force; null where it is not rated.")] ExplainedLimits? Limits,
    [property: Description("The formula by which the indicator follows from others; null where it has none.")] string? Formula,
    [property: Description(
        "Whether the figure is what the formula gives; false where an uploaded figure is used; null without a formula or a figure.")]
    bool? IsFormulaUsed,
    [property: Description("How it is counted from records; null where it is not.")] ExplainedDefinition? Definition,
    [property: Description("The uploads that it came from.")] IReadOnlyList<ExplainedSource> Sources);
