namespace Scorecards.Domain;

/// <summary>A figure that counts and that somebody should look at.</summary>
/// <param name="Rule">One of the constants of <see cref="PlausibilityRules"/>.</param>
/// <param name="Scorecard">The scorecard's id.</param>
/// <param name="Indicator">The indicator's id; null = all of the scorecard's.</param>
/// <param name="Sources">The rows that it follows from: any of them can be wrong. Empty = none is known.</param>
/// <param name="Column">The column that it is about.</param>
/// <param name="Value">As a person reads it.</param>
/// <param name="Reason">What is remarkable, and how to put it right.</param>
public sealed record PlausibilityWarning(
    string Rule, ScorecardId Scorecard, Month Month, IndicatorId? Indicator, IReadOnlyList<Source> Sources, string Column, string Value,
    string Reason)
{
    /// <summary>For the receipt of the upload that has the row.</summary>
    /// <param name="row">As a spreadsheet counts.</param>
    public Fault ToFault(long row) => new(row, Column, Value, $"{Where}: {Reason}");

    /// <summary>A line for the data team.</summary>
    public string Text => $"{Where}: {Value} {Reason}";

    /// <summary>A line for those who read the scorecard: what is remarkable, by names. Null: it is for the data team only.</summary>
    public string? Remark { get; init; }

    string Where => $"{(Indicator is null ? "" : $"{Indicator}, ")}{Scorecard}, {Month.ToLongString()}";
}
