namespace Scorecards.Domain;

/// <summary>Somebody who gets the month-end mail of a scorecard.</summary>
public sealed record Recipient
{
    public required string Email { get; init; }

    public required string Scorecard { get; init; }

    public string? Name { get; init; }

    /// <summary>The first day on which mail is sent to them.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day on which mail is sent to them.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>
    /// leadership or data-team: both get the month-end mail, the data team is also told what is missing and what could not be delivered.
    /// </summary>
    public required string Audience { get; init; }

    public static IReadOnlyList<string> Audiences { get; } = ["leadership", DataTeam];

    public bool IsDataTeam => Audience == DataTeam;

    const string DataTeam = "data-team";

    public bool IsActive(DateOnly day) => Active.On(day, From, Until);
}
