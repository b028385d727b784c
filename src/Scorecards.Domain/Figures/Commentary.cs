namespace Scorecards.Domain;

/// <summary>What a service writes about one indicator in one month: why the figure is what it is, who owns it, what is done and by when.</summary>
public sealed record Commentary
{
    /// <summary>The longest comment or action, in characters: a mail that shows every comment stays readable.</summary>
    public const int LongestText = 600;

    /// <summary>The longest owner, in characters.</summary>
    public const int LongestOwner = 100;

    public required ScorecardId Scorecard { get; init; }

    public required IndicatorId Indicator { get; init; }

    /// <summary>The reporting month that the comment is about.</summary>
    public required Month Month { get; init; }

    /// <summary>
    /// One line of text, at most <see cref="LongestText"/> characters. Every row of a file has it; null = the month has none of its own, only an open
    /// action of an earlier one.
    /// </summary>
    public required string? Comment { get; init; }

    /// <summary>The post or team that answers for the indicator, at most <see cref="LongestOwner"/> characters; null = not named.</summary>
    public string? Owner { get; init; }

    /// <summary>What is done about the figure: one line, at most <see cref="LongestText"/> characters; null = not named.</summary>
    public string? Action { get; init; }

    /// <summary>The day by which the action is done; null = not named.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The month that named the action first, if before <see cref="Month"/>; null = this month names it, or there is none.</summary>
    public Month? Since { get; init; }

    /// <summary>Whether it ends the action of the months before: <c>closed</c> and nothing else in place of an action, in any case.</summary>
    public bool IsClosed => string.Equals(Action?.TrimEnd('.'), "closed", StringComparison.OrdinalIgnoreCase);

    /// <summary>For how many months there has been the action, the first and this one counted; null = there is none from before.</summary>
    public int? Age => Since is { } since ? ((Month.Year - since.Year) * 12) + Month.Number - since.Number + 1 : null;
}
