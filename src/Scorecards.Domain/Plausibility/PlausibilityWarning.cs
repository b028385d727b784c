namespace Scorecards.Domain;

/// <summary>A figure that counts and that somebody should look at.</summary>
/// <param name="Rule">One of the constants of <see cref="PlausibilityRules"/>.</param>
/// <param name="Indicator">The indicator's id; null = all of the scorecard's.</param>
/// <param name="Rows">The rows that it follows from: any of them can be wrong. Empty = none is known.</param>
/// <param name="Value">As a person reads it.</param>
/// <param name="Reason">What is remarkable, and how to put it right.</param>
public sealed record PlausibilityWarning(
    string Rule, ScorecardId Scorecard, Month Month, IndicatorId? Indicator, IReadOnlyList<WarnedRow> Rows, string Value, string Reason)
{
    /// <summary>A line for the data team.</summary>
    public string Text => $"{Say(Indicator, Scorecard, Month)}: {Value} {Reason}";

    /// <summary>A line for those who read the scorecard: what is remarkable, by names. Null: it is for the data team only.</summary>
    public string? Remark { get; init; }

    /// <summary>What a warning is about, as it begins.</summary>
    /// <param name="indicator">Null = all of the scorecard's.</param>
    internal static string Say(IndicatorId? indicator, ScorecardId scorecard, Month month) =>
        $"{(indicator is null ? "" : $"{indicator}, ")}{scorecard}, {month.ToLongString()}";
}
