using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Application.Queries;

/// <summary>A figure of a scorecard's month as it is now, and how it came about.</summary>
/// <param name="Scorecard">As it was when the records were counted: with the slice and the basis that the figure is of.</param>
/// <param name="Count">
/// The entry of the count that stated it, or the newest figure that it follows from; null = somebody uploaded that.
/// </param>
/// <param name="Definition">How its indicator is counted; null = it is not, or the figure follows from others.</param>
/// <param name="IsOwn">Whether the council wrote that definition.</param>
/// <param name="CountedFrom">The journal as of which the records were counted; where it was not counted, the whole journal.</param>
/// <param name="Catalogue">As it is now: by it the figure is rated.</param>
/// <param name="NewerRules">The number of the entry that ended the rules by which it was counted; null = those are in use, or it was not counted.
/// </param>
public sealed record CountedFigure(
    Scorecard Scorecard, MonthlyScorecard Whole, Result Result, JournalEntry? Count, Definition? Definition, bool IsOwn,
    JournalPrefix CountedFrom, Catalogue Catalogue, long? NewerRules)
{
    public Month Month => Whole.Month;

    /// <summary>That today's definition is not the one that counted it, in a sentence; null = it is.</summary>
    public string? EarlierRules => NewerRules is { } n
        ? $"The figure was counted by earlier rules, before entry {n} of the journal; the definition is today's. "
        + "To have the figure by it, count the month again, first with preview=true: an issued month whose figures change is mailed as corrected. "
        + "See docs/operations.md, Calculate."
        : null;

    /// <summary>Whether it follows from others by its indicator's formula; else the stated figure counts. Null = no formula, or no figure.</summary>
    // One that follows has the source of the newest figure in the formula, and one that is stated may be equal to it.
    public bool? IsFollowed => Result is { Figure: not null, Indicator.Formula: { } formula }
        ? Whole.FollowsFormula(Result)
            && Whole.Results.Any(input => formula.Indicators.Contains(input.Indicator.Id) && input.Source == Result.Source)
        : null;
}
