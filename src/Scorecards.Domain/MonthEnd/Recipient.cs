namespace Scorecards.Domain;

/// <summary>A reader who gets the month-end mail of a scorecard.</summary>
public sealed record Recipient
{
    /// <summary>The mail address, at most 254 characters.</summary>
    public required string Email { get; init; }

    /// <summary>The scorecard's id. Empty: every scorecard, also those to come, that no other row names for the address.</summary>
    public required ScorecardId Scorecard { get; init; }

    public bool IsOfEveryScorecard => Scorecard == "";

    /// <summary>Whether they get the month-end mail; false for those of the data team who only want its notices.</summary>
    public bool GetsMonthEnd { get; init; } = true;

    /// <summary>The person's or team's name; null = not known.</summary>
    public string? Name { get; init; }

    /// <summary>The first day on which mail is sent to them.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day on which mail is sent to them.</summary>
    public DateOnly? Until { get; init; }

    public required Audience Audience { get; init; }

    public bool IsDataTeam => Audience == Audience.DataTeam;

    /// <summary>Whether mail is sent to them on a day.</summary>
    public bool IsActive(DateOnly day) => Active.On(day, From, Until);
}
