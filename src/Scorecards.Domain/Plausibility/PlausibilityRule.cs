namespace Scorecards.Domain;

/// <summary>One row of the rules of plausibility (docs/domain.md, Plausibility).</summary>
/// <param name="Name">One of the constants of <see cref="PlausibilityRules"/>.</param>
/// <param name="Indicator">The indicator's id; null = every indicator.</param>
/// <param name="Unit">Null = every unit.</param>
/// <param name="Bound">What figures are held against; each rule says in which unit. 0 where it needs none.</param>
/// <param name="Severity">What comes of a figure that breaks the rule.</param>
/// <param name="Meaning">A sentence for people.</param>
public sealed record PlausibilityRule(string Name, IndicatorId? Indicator, Unit? Unit, decimal Bound, Severity Severity, string Meaning);
