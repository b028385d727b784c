using System.ComponentModel;

namespace Scorecards.Reports;

/// <summary>What a scorecard's month still lacks.</summary>
public sealed record ScorecardMissing(
    [property: Description("Its id.")] string Scorecard,
    string Name,
    [property: Description("Whether the month is issued, whatever is missing.")] bool Issued,
    [property: Description(
        "From when it is mailed once nothing is missing from it and from the others that its recipients get, in London's local time with its offset; "
        + "null: before the first month that is mailed.")] DateTimeOffset? MailedFrom,
    [property: Description(
        "From when it is mailed whatever is missing, if it has any figure, in London's local time with its offset; null: before the first month that "
        + "is mailed.")]
    DateTimeOffset? Deadline,
    [property: Description("How many figures it should have; null where nothing is missing.")] int? Expected,
    [property: Description("In printed order.")] IReadOnlyList<IndicatorMissing> Missing);
