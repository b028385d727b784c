using System.ComponentModel;

namespace Scorecards.Reports;

/// <summary>A figure that a scorecard's month lacks.</summary>
public sealed record IndicatorMissing(
    [property: Description("Its id.")] string Indicator,
    string Name,
    [property: Description("The path of the upload that stated it last; null where none did.")] string? LastExtract);
