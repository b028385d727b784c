namespace Scorecards.Domain;

/// <summary>What a service says of an indicator's month: why it stands as it does, who sees to it, what is done and by when.</summary>
public sealed record Commentary
{
    /// <summary>Of the comment and of the action, in characters: a mail with every indicator's stays readable.</summary>
    public const int LongestText = 600;

    /// <summary>Of the owner, in characters.</summary>
    public const int LongestOwner = 100;

    public required string Scorecard { get; init; }

    public required string Indicator { get; init; }

    public required Month Month { get; init; }

    /// <summary>One line of text, at most <see cref="LongestText"/>.</summary>
    public required string Comment { get; init; }

    /// <summary>Whoever answers for the indicator: a post or a team.</summary>
    public string? Owner { get; init; }

    public string? Action { get; init; }

    /// <summary>The day by which the action is done.</summary>
    public DateOnly? Due { get; init; }
}
