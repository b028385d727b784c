using System.ComponentModel;

namespace Scorecards.Reports;

/// <summary>A figure that a scorecard's month lacks.</summary>
public sealed record IndicatorMissing(
    [property: Description("Its id.")] string Indicator,
    string Name,
    [property: Description("The path of the upload that stated it last; null where none did.")] string? LastExtract,
    [property: Description("The tables of records that it is counted from and that do not cover the month; empty where it is uploaded as a figure.")]
    IReadOnlyList<string> Records);
