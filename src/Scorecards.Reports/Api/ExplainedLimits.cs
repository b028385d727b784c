using System.ComponentModel;

namespace Scorecards.Reports;

/// <summary>The limits that a figure is rated by, inclusive, in the indicator's unit.</summary>
public sealed record ExplainedLimits(
    [property: Description("Null = unbounded.")] decimal? GreenMin,
    [property: Description("Null = unbounded.")] decimal? GreenMax,
    [property: Description("Null = unbounded.")] decimal? AmberMin,
    [property: Description("Null = unbounded.")] decimal? AmberMax);
