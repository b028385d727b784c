using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>The scorecards, their months, and one month as it is, was issued or was known.</summary>
public sealed class ScorecardQueries(
    Journal journal,
    CatalogueReader catalogues,
    ResultReader results,
    PastScorecards past,
    UnreadableMonths unreadable,
    CommentaryReader commentary,
    TimeProvider time)
{
    public const string ScorecardWords = "Its id, as GET /api/scorecards lists it.";
    public const string MonthWords = $"yyyy-MM, or {LatestMonth}.";

    internal const string LatestMonth = "latest";

    /// <summary>The scorecards of the catalogue by name, with the months that they have results for.</summary>
    public Task<IReadOnlyList<ScorecardLine>> ScorecardsAsync(CancellationToken ct) => LinesAsync((_, _) => true, ct);

    async Task<IReadOnlyList<ScorecardLine>> LinesAsync(Func<Scorecard, Month, bool> isShown, CancellationToken ct)
    {
        var summaries = (await results.SummariesAsync(null, ct)).ToLookup(s => s.Scorecard);
        return
        [
            .. (await catalogues.ReadAsync(ct)).Catalogue.Scorecards.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Select(s =>
            {
                var latestFirst = summaries[s.Id].Where(m => isShown(s, m.Month)).OrderByDescending(m => m.Month).ToList();
                return new ScorecardLine(s, latestFirst.FirstOrDefault()?.Summary, [.. latestFirst.Select(m => m.Month)])
                {
                    Edition = latestFirst.FirstOrDefault()?.Edition,
                };
            }),
        ];
    }

    /// <summary>Those that have not ended, and below them those that have and were used until then: their last month may wait to be issued.</summary>
    public async Task<IReadOnlyList<ScorecardLine>> UsedScorecardsAsync(CancellationToken ct)
    {
        var today = MonthEndRule.Today(time.GetUtcNow());
        return
        [
            .. (await LinesAsync((s, month) => !s.HasEnded(today) || s.IsActive(month), ct))
                .Select(line => line with { HasEnded = line.Scorecard.HasEnded(today) })
                .Where(line => !line.HasEnded || line.Months.Count > 0).OrderBy(line => line.HasEnded),
        ];
    }

    /// <summary>The last bank holiday known, from three months before it on; null = they are known for longer.</summary>
    public async Task<DateOnly?> BankHolidaysEndSoonAsync(CancellationToken ct) =>
        (await catalogues.ReadAsync(ct)).BankHolidaysEndSoon(MonthEndRule.Today(time.GetUtcNow()));

    /// <summary>
    /// What a page shows beside a scorecard's month. Beside an edition that is no longer the current one it is the commentary of then; what has
    /// changed is left out, as the month before is read as it is now.
    /// </summary>
    /// <param name="edition">As it was asked for; blank = the current state.</param>
    public async Task<ScorecardBesides> FindBesidesAsync(MonthlyScorecard scorecard, string edition, CancellationToken ct)
    {
        var (known, current) = edition == "" ? (await journal.ReadAsync(ct), null) : await FindKnownAsync(scorecard, ct);
        return new ScorecardBesides(
            await FindMonthsAsync(scorecard.Scorecard, ct),
            await commentary.ReadAsync(scorecard, m => EarlierAsync(scorecard.Scorecard, m, ct), known, ct),
            current is null ? await FindChangesAsync(scorecard, known, ct) : null,
            current);
    }

    /// <summary>What a month was shown with: of an edition that is no longer the current one, the journal before the next edition.</summary>
    /// <returns>With the current edition, and whether it has figures; null = it is the one that is shown.</returns>
    internal async Task<(JournalPrefix Known, (int Edition, bool HasFigures)? Current)> FindKnownAsync(MonthlyScorecard shown, CancellationToken ct)
    {
        List<StoredMonth> later = shown.Edition == 0
            ? []
            : [.. (await results.EditionsAsync(shown.Scorecard, shown.Month, ct)).Where(e => e.Summary.Edition > shown.Edition)];
        var known = await journal.ReadAsync(ct);
        return later is [var next, ..]
            ? (known.UpTo(next.Summary.AsOf - 1), (later[^1].Summary.Edition, later[^1].Scorecard is not null))
            : (known, null);
    }

    /// <summary>The months of a scorecard, the latest first.</summary>
    async Task<IReadOnlyList<Month>> FindMonthsAsync(ScorecardId scorecard, CancellationToken ct) =>
        [.. (await results.SummariesAsync(scorecard, ct)).Select(s => s.Month).OrderDescending()];

    /// <summary>What has changed from the month before as it is now, and the scorecards below that have begun or ended.</summary>
    /// <returns>Null: there is no month before, or what is stored for it cannot be read.</returns>
    async Task<(MonthChanges Changes, ScorecardsBelow Below)?> FindChangesAsync(
        MonthlyScorecard scorecard, JournalPrefix known, CancellationToken ct)
    {
        if (scorecard.Month == Month.First || await EarlierAsync(scorecard.Scorecard, scorecard.Month.Previous(), ct) is not { } before)
        {
            return null;
        }

        var catalogue = (await catalogues.AtAsync(known, ct)).Catalogue;
        return (
            new MonthChanges(before, scorecard, RatingLimits.Find(catalogue, before)) { Limits = RatingLimits.Find(catalogue, scorecard) },
            ScorecardsBelow.Between(catalogue, scorecard.Scorecard, before.Month, scorecard.Month));
    }

    Task<MonthlyScorecard?> EarlierAsync(ScorecardId scorecard, Month month, CancellationToken ct) => EarlierAsync(scorecard, month, _ => { }, ct);

    /// <summary>A month beside the one that is asked for. One that cannot be understood is noted and left out.</summary>
    /// <param name="leaveOut">Is told which month it was.</param>
    internal async Task<MonthlyScorecard?> EarlierAsync(ScorecardId scorecard, Month month, Action<Month> leaveOut, CancellationToken ct)
    {
        try
        {
            return await results.ReadAsync(scorecard, month, null, ct);
        }
        catch (InvalidDataException e)
        {
            unreadable.Note(new Unreadable(scorecard, month.ToString(), e.Message));
            leaveOut(month);
            return null;
        }
    }

    /// <summary>A scorecard's month as the caller may see it.</summary>
    /// <param name="scorecard">As it is in the address.</param>
    /// <param name="month">yyyy-MM or <c>latest</c>.</param>
    /// <param name="edition">A number; blank = the current state.</param>
    /// <param name="asOf">A day or a number of the journal: what was known then; blank = what is known now.</param>
    /// <param name="isWorkbook">Whether it is wanted for a workbook, which has the months before as they are now.</param>
    public async Task<MonthlyScorecard> FindAsync(
        string scorecard, string month, string edition, string asOf, bool isWorkbook, GivenMonths given, CancellationToken ct)
    {
        if (asOf != "")
        {
            return edition != "" ? throw new ProblemException(
                    400, "Edition or asOf", "Use either edition (what was issued) or asOf (what was known), not both.")
                : isWorkbook ? throw new ProblemException(
                    400, "No workbook of then", "The workbook only shows months as they are now. With asOf, use json or csv.")
                : await FindThenAsync(scorecard, month, asOf, given, ct);
        }

        return await given.GiveAsync(await FindAsync(scorecard, month, edition, ct), ct);
    }

    /// <summary>
    /// A scorecard's month as it was known; its previous figures are those that the reader would have been shown then. A reader outside may ask for
    /// days only: by the numbers, rounded figures before and after each single upload could be compared, which nobody had polled then.
    /// </summary>
    async Task<MonthlyScorecard> FindThenAsync(string scorecard, string month, string asOf, GivenMonths given, CancellationToken ct)
    {
        if (given.IsSuppressed && !asOf.Contains('-', StringComparison.Ordinal))
        {
            throw new ProblemException(
                403, "Number not given", "Small numbers are withheld for this key, so asOf takes a day only: write it as yyyy-MM-dd.");
        }

        var then = await past.FindAsync(scorecard, month, asOf, ct);
        return given.IsSuppressed && then.Results.Any(r => r.Previous is not null)
            ? await given.GiveAsync(then, await past.FindAsync(scorecard, then.Month.Previous().ToString(), asOf, ct))
            : await given.GiveAsync(then, null);
    }

    /// <summary>A scorecard's month, whole.</summary>
    /// <param name="scorecard">As it is in the address.</param>
    /// <param name="month">yyyy-MM or <c>latest</c>.</param>
    /// <param name="edition">A number; blank = the current state.</param>
    public async Task<MonthlyScorecard> FindAsync(string scorecard, string month, string edition, CancellationToken ct)
    {
        var id = Unescaped(scorecard);
        var (named, asked) = (ReadMonth(month), ReadEdition(edition));
        if ((named ?? (await FindMonthsAsync(id, ct)).Select(m => (Month?)m).FirstOrDefault()) is not { } wanted)
        {
            throw await ExplainAsync(id, named, ct);
        }

        try
        {
            return await ReadAsync(id, wanted, asked, ct)
                ?? throw await FindOtherEditionAsync(id, wanted, asked, ct) ?? await ExplainAsync(id, named, ct);
        }
        catch (InvalidDataException e)
        {
            unreadable.Note(new Unreadable(id, wanted.ToString(), e.Message));
            throw CannotBeRead(id, wanted.ToString());
        }
    }

    /// <param name="month">yyyy-MM, or what is in its place.</param>
    /// <param name="more">Said behind it.</param>
    internal static ProblemException CannotBeRead(ScorecardId id, string month, string more = "") => new(
        500,
        "Month cannot be read",
        $"What is stored of {id}, {month} cannot be read. Ask your administrator to recalculate it: see docs/operations.md.{more}");

    internal static ProblemException UnknownScorecard(string id) =>
        new(404, "Unknown scorecard", $"There is no scorecard '{id}'. The page / lists those that are open, GET /api/scorecards all.");

    internal static ProblemException UnknownIndicator(string id) =>
        new(
            404, "Unknown indicator",
            $"There is no indicator '{id}'. The page / leads to the scorecards with theirs, GET /api/odata/Indicators lists them all.");

    /// <summary>An encoded slash arrives still encoded.</summary>
    internal static string Unescaped(string id) => id.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <param name="text">yyyy-MM or <c>latest</c>.</param>
    /// <returns>Null = the latest.</returns>
    internal static Month? ReadMonth(string text) =>
        Month.TryParse(text, out var month) ? month
        : text.Equals(LatestMonth, StringComparison.OrdinalIgnoreCase) ? default(Month?)
        : throw ProblemException.NotAMonth(text, LatestMonth);

    /// <returns>Null = none is named.</returns>
    static int? ReadEdition(string text) =>
        WholeNumber.TryParse(text, out var number) && number <= int.MaxValue ? (int)number
        : text == "" ? default(int?)
        : throw new ProblemException(
            400, "Not an edition", $"'{text}' is not an edition: write a number from 0 to {int.MaxValue}, 1 for the month as it was issued.");

    /// <returns>Null: no more is to be said than that there are no results.</returns>
    async Task<ProblemException?> FindOtherEditionAsync(string id, Month month, int? asked, CancellationToken ct)
    {
        var editions = await results.EditionsAsync(id, month, ct);
        if (asked is null)
        {
            return editions is not [.., { Scorecard: null }] ? null : new ProblemException(
                404,
                "Month taken back",
                $"All figures of {month.ToLongString()} have been taken back. Edition 1 is the month as it was issued: "
                + $"{PagePaths.Edition(id, month, 1)}.");
        }

        if (editions.Any(e => e.Summary.Edition == asked))
        {
            return new ProblemException(404, "Edition without figures", $"Edition {asked} has no figures: all were taken back.");
        }

        if (await results.ReadAsync(id, month, null, ct) is not { } current)
        {
            return null;
        }

        var detail = $"{current.Name}, {month} has no edition {asked}; the current one is edition {current.Edition}"
            + $"{RatingLabels.Issue(current.Edition)}.";
        return new ProblemException(404, "No such edition", detail);
    }

    /// <summary>Why there are no results.</summary>
    /// <param name="month">Null = the latest was asked for.</param>
    internal async Task<ProblemException> ExplainAsync(string id, Month? month, CancellationToken ct) =>
        (await catalogues.ReadAsync(ct)).Catalogue.Scorecard(id) is null
            ? UnknownScorecard(id)
            : new ProblemException(
                404,
                "No such month",
                $"The scorecard '{id}' has no results for {month?.ToString() ?? "any month"}. The page / lists its months while it is open, "
                + "and GET /api/scorecards always.");

    /// <summary>Until the month is issued, what is current is edition 0.</summary>
    async Task<MonthlyScorecard?> ReadAsync(ScorecardId scorecard, Month month, int? edition, CancellationToken ct) => edition is 0
        ? await results.ReadAsync(scorecard, month, null, ct) is { Edition: 0 } current ? current : null
        : await results.ReadAsync(scorecard, month, edition, ct);
}
