using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>Why a result of an issued month is another than it was: every reason that applies.</summary>
static class ChangeReasons
{
    const string OtherList = "the list of indicators has changed.";

    const string NotSet = "not set";

    const string NotKnown = "not known";

    const int MostNamed = 3;

    /// <param name="diff">Of the result.</param>
    /// <param name="month">The scorecard's.</param>
    /// <param name="journal">Up to the number that the result is as of.</param>
    /// <param name="isWhole">
    /// Whether the reader may see everything: also what people wrote, where figures come from, and what the month before was before it was corrected.
    /// </param>
    public static string Why(ResultDiff diff, Month month, JournalPrefix journal, bool isWhole = true)
    {
        string?[] found = diff is { Was: { } was, Now: { } now }
            ?
            [
                IsCalculatedOtherwise(was, now) ? "how it is calculated has changed." : Figure(diff, journal, isWhole),
                Period(was) == Period(now) ? null : "the period that it covers has changed.",
                Listed(was, now), Target(was, now), Limits(diff, was, now), isWhole ? Previous(diff, was, now, month) : null,
            ]
            : [diff.Now?.Shown is null ? null : Stated(diff, journal, isWhole, "")];
        var reasons = found.OfType<string>().DefaultIfEmpty(OtherList);
        return $"Why: {string.Join(' ', reasons.Select((reason, i) => i == 0 ? reason : Capital(reason)))}";
    }

    /// <returns>Null: the same is stated.</returns>
    static string? Figure(ResultDiff diff, JournalPrefix journal, bool isWhole) => diff switch
    {
        { IsStatementChanged: false } => null,
        { IsFigureChanged: true, ShownNow: null } => Nothing(diff, journal, isWhole),
        { IsFigureChanged: true } => Stated(diff, journal, isWhole, ""),
        { IsMoreExact: true } => "the same figure is now known to more decimal places.",
        { ShownNow: { } shown } => Stated(diff, journal, isWhole, $", but still shown as {shown}"),
        _ => null,
    };

    static string Stated(ResultDiff diff, JournalPrefix journal, bool isWhole, string shown)
    {
        var (was, now) = (diff.Was, diff.Now!);
        var what = was?.Figure is not null ? "figure corrected" : now.Figure is null ? "received" : "figure received";
        return !isWhole || now.Source is not { } source ? $"{what}{shown}."
            : Back(diff, source, journal, shown)
                ?? (diff.Indicator.Formula is not null && source.MayBe(was?.Source) ? $"a figure that it is calculated from has changed{shown}."
                : source.IsCounted()
                    ? $"{(was?.Source?.IsCounted() == true ? "counted again" : "counted")} from records{shown}.{AndTakenBack(was, journal)}"
                : $"{what} in {source.Words()}{shown}."
                    + (now.StatedReason is { } reason ? $" Reason given: {reason.TrimEnd('.')}." : "") + AndTakenBack(was, journal));
    }

    /// <summary>
    /// Why a figure counts that did not beside the one before, which was withdrawn or erased, or counted from records: it was received before that
    /// one, or is less than what that one says. The reason in its own row is of that time.
    /// </summary>
    /// <param name="source">Of the figure now.</param>
    /// <returns>Null: it has taken the place of the one before by itself.</returns>
    static string? Back(ResultDiff diff, Source source, JournalPrefix journal, string shown)
    {
        if (diff.Was is not { } was || CitedUpload.Find(was.Source, journal) is not { } before || CitedUpload.Find(source, journal) is not { } other)
        {
            return null;
        }

        var (now, isFormula) = (diff.Now!, diff.Indicator.Formula is not null);
        var figure = source.IsCounted() ? "what is counted from records"
            : now.Figure is null ? $"what is in {source.RowWords()}"
            : $"the figure of {source.Words()}";
        var earlier = isFormula ? "what it was calculated from earlier" : figure;
        var takenBack = before.IsErased ? "the upload before it was erased" : before.TakenBack;
        return (before.TakenBack, other.Rank.CompareTo(before.Rank)) switch
        {
            (null, < 0) => $"{earlier} now counts{shown}.",
            (_, < 0) => $"{before.TakenBack}, so {earlier} counts again{shown}.{before.Reason}",
            (not null, > 0) when isFormula => $"{takenBack}, so {Instead(now, source)}{shown}.{before.Reason}",
            (not null, > 0) when other.Rank.Place < (before.Withdrawal?.Number ?? long.MaxValue) && IsHeldBack(was, now) =>
                $"{takenBack}, so {figure} counts{shown}.{before.Reason}",
            _ => null,
        };
    }

    /// <summary>Of an indicator with a formula: only what it gives is known unrounded, else it may be the figure that is stated beside it.</summary>
    static string Instead(Result now, Source source) => now.Figure is { IsUnrounded: true }
        ? "it is calculated from other figures"
        : $"what is in {source.RowWords()} counts";

    /// <summary>Whether a later statement does not count beside an earlier one, as a value beside counts and a symbol beside a figure.</summary>
    static bool IsHeldBack(Result was, Result now) =>
        MeasuresInForce.Find([AsStated(was, 1), AsStated(now, 2)], _ => false).Measures[0].Rank.Place == 1;

    static StatedMeasure AsStated(Result result, long place) => new(
        new Measure
        {
            Scorecard = default,
            Indicator = result.Indicator.Id,
            Month = default,
            Numerator = result.Numerator,
            Denominator = result.Denominator,
            Figure = result.Figure,
            NoValue = result.NoValue,
            Unit = result.NoValue is null && result.Indicator.Unit.Divides(result.Numerator, result.Denominator) ? result.Indicator.Unit : null,
        },
        result.Source!,
        new Rank(default, place));

    /// <summary>That the upload of the figure before was taken back too, behind a space; empty = it was not.</summary>
    static string AndTakenBack(Result? was, JournalPrefix journal) => CitedUpload.Find(was?.Source, journal) switch
    {
        { IsErased: true } => " The upload that had the figure before was erased.",
        { TakenBack: not null } before => $" The upload of {before.Path} that had the figure before was withdrawn.{before.Reason}",
        _ => "",
    };

    /// <summary>Why a figure is gone: only what a person takes back goes without another statement in its place.</summary>
    static string Nothing(ResultDiff diff, JournalPrefix journal, bool isWhole)
    {
        var isFormula = diff.Indicator.Formula is not null;
        return isWhole && !isFormula && diff.Was?.Source is { } counted && counted.IsCounted()
            ? $"it was counted from records, and those that count now do not give it.{Withdrawn(counted, journal)}"
            : isWhole && CitedUpload.Find(diff.Was?.Source, journal) is { IsErased: false, TakenBack: { } takenBack } upload
            ? $"{takenBack}{(isFormula ? ", and the formula gives no value" : "")}.{upload.Reason}"
            : isFormula ? "the figures that it is calculated from are no longer available."
            : "the upload that stated it does not count any more.";
    }

    /// <summary>The uploads of records that were withdrawn since a figure was counted, behind a space; empty = none was.</summary>
    static string Withdrawn(Source counted, JournalPrefix journal) => string.Concat(
        CitedUpload.RecordsWithdrawnSince(counted, journal).Take(MostNamed)
            .Select(upload => $" The records in {upload.Path} were withdrawn.{upload.Reason}"));

    /// <summary>What the list of indicators says otherwise, so that the same figure reads or counts as another.</summary>
    static string? Listed(Result was, Result now) =>
        was.Indicator.Unit != now.Indicator.Unit ? "its unit has changed."
        : was.Indicator.Polarity != now.Indicator.Polarity ? "what counts as good has changed."
        : was.Figure is not null && now.Figure is not null && HasOtherDecimals(was, now) ? "it is now shown with other decimals."
        : null;

    /// <summary>Then its figures are others though nobody corrected one.</summary>
    static bool IsCalculatedOtherwise(Result was, Result now) => was.Indicator.Formula?.Text != now.Indicator.Formula?.Text;

    static string Period(Result result) => BasisNames.Find(result.Indicator.Basis) ?? result.Indicator.Basis;

    static bool HasOtherDecimals(Result was, Result now) => was.Indicator.Decimals != now.Indicator.Decimals;

    static string? Target(Result was, Result now) => was.Target == now.Target
        ? null
        : $"the target was {was.TargetDisplay ?? NotSet} and is now {now.TargetDisplay ?? NotSet}.";

    /// <summary>The figure is rated as it is shown: where that is the same, and the target too, its limits are others.</summary>
    static string? Limits(ResultDiff diff, Result was, Result now) =>
        diff is { IsRatingChanged: true, IsFigureChanged: false } && was.Target == now.Target && Listed(was, now) is null
            ? "the limits for its rating have changed."
            : null;

    /// <summary>The figure of the month before, where it turned the direction of travel, and not because its indicator is another.</summary>
    static string? Previous(ResultDiff diff, Result was, Result now, Month month)
    {
        if (!diff.IsTravelChanged || was.Previous == now.Previous || (HasOtherDecimals(was, now) && was.Previous?.Value == now.Previous?.Value)
            || IsCalculatedOtherwise(was, now) || was.Indicator.RestartsIn(month) != now.Indicator.RestartsIn(month))
        {
            return null;
        }

        var figure = $"the figure for {month.Previous().ToLongString()}";
        return was.PreviousDisplay != now.PreviousDisplay
            ? $"{figure} was {was.PreviousDisplay ?? NotKnown} and is now {now.PreviousDisplay ?? NotKnown}."
            : was.Previous is { IsUnrounded: false } && now.Previous is { IsUnrounded: true }
            ? $"{figure} is now known to more decimal places."
            : $"{figure} was corrected, but is still shown as {now.PreviousDisplay}.";
    }

    static string Capital(string sentence) => char.ToUpperInvariant(sentence[0]) + sentence[1..];
}
