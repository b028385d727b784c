namespace Scorecards.Tests.Records.Synthetic;

/// <summary>A section 47 enquiry.</summary>
/// <param name="Start">Null = the row only holds the conference of a child who moved here with a plan.</param>
/// <param name="Conference">The day of the initial conference; null = there is none.</param>
sealed record Enquiry(Case Case, int? Start, int? Conference, bool IsPlan)
{
    public int End { get; init; }

    public bool IsSeen { get; set; }

    public bool IsBorn => Case.Child.IsBorn(Math.Min(End, Day.Period));
}
