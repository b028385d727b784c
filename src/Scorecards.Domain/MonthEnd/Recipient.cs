namespace Scorecards.Domain;

/// <summary>A reader who gets the month-end mail of a scorecard.</summary>
public sealed record Recipient
{
    public required string Email { get; init; }

    public required string Scorecard { get; init; }

    public string? Name { get; init; }

    /// <summary>The first day on which mail is sent to them.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day on which mail is sent to them.</summary>
    public DateOnly? Until { get; init; }

    public required Audience Audience { get; init; }

    public bool IsDataTeam => Audience == Audience.DataTeam;

    public bool IsActive(DateOnly day) => Active.On(day, From, Until);
}
