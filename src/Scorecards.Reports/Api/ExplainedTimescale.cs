using System.ComponentModel;

namespace Scorecards.Reports;

/// <summary>A limit of time that a definition uses.</summary>
public sealed record ExplainedTimescale(
    string Name,
    [property: Description("How many of the unit; null = there is no limit.")] int? Value,
    [property: Description("days, working days or months.")] string Unit,
    [property: Description("From what to what it runs.")] string Meaning,
    [property: Description("Since when it is in force.")] DateOnly EffectiveFrom);
