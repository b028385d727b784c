namespace Scorecards.Domain;

/// <summary>Somebody who gets the month-end mail of a scorecard.</summary>
public sealed record Recipient
{
    /// <summary>The mail address, at most 254 characters.</summary>
    public required string Email { get; init; }

    /// <summary>The scorecard's id; case is ignored.</summary>
    public required string Scorecard { get; init; }

    /// <summary>The person's or team's name; null = not known.</summary>
    public string? Name { get; init; }

    /// <summary>The first day on which mail is sent to them.</summary>
    public DateOnly? From { get; init; }

    /// <summary>The last day on which mail is sent to them.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>
    /// leadership or data-team: both get the month-end mail, the data team is also told what is missing and what could not be delivered.
    /// </summary>
    public required string Audience { get; init; }

    /// <summary>The two audiences, as written in files.</summary>
    public static IReadOnlyList<string> Audiences { get; } = ["leadership", DataTeam];

    public bool IsDataTeam => Audience == DataTeam;

    const string DataTeam = "data-team";

    /// <summary>Whether mail is sent to them on a day.</summary>
    public bool IsActive(DateOnly day) => Active.On(day, From, Until);
}
