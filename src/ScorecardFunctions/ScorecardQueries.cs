using System.Globalization;
using ScorecardFunctions.Feed;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>Why a request is not answered.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">In a few words.</param>
/// <param name="Detail">What to do about it.</param>
public sealed record Problem(int Status, string Title, string Detail);

/// <summary>What the pages and the data routes read.</summary>
public sealed class ScorecardQueries(
    Catalogues catalogues, ResultStore results, ExtractStore extracts, DeliveryStore deliveries, CommentaryStore commentary, FeedData facts)
{
    public const string ScorecardWords = "Its id, as GET /api/scorecards lists it.";
    public const string MonthWords = $"yyyy-MM, or {LatestMonth}.";

    const string LatestMonth = "latest";

    /// <summary>The scorecards of the catalogue by name, with the months that they have results for.</summary>
    public async Task<IReadOnlyList<ScorecardLine>> ScorecardsAsync(CancellationToken ct)
    {
        var summaries = (await results.SummariesAsync(null, ct)).ToLookup(s => s.Scorecard, StringComparer.OrdinalIgnoreCase);
        return
        [
            .. (await catalogues.ReadAsync(ct)).Scorecards.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Select(s =>
            {
                var latestFirst = summaries[s.Id].OrderByDescending(m => m.Month).ToList();
                return new ScorecardLine(s, latestFirst.FirstOrDefault()?.Summary, [.. latestFirst.Select(m => m.Month)]);
            }),
        ];
    }

    /// <summary>The months of a scorecard, the latest first.</summary>
    public async Task<IReadOnlyList<Month>> MonthsAsync(string scorecard, CancellationToken ct) =>
        [.. (await results.SummariesAsync(scorecard, ct)).Select(s => s.Month).OrderDescending()];

    /// <summary>The commentary on a scorecard's month by indicator.</summary>
    public Task<IReadOnlyDictionary<string, Commentary>> CommentaryAsync(MonthlyScorecard scorecard, CancellationToken ct) =>
        commentary.ReadAsync(scorecard.Scorecard, scorecard.Month, ct);

    /// <param name="scorecard">As it stands in the address.</param>
    /// <param name="month">yyyy-MM or <c>latest</c>.</param>
    /// <param name="edition">A number; blank = what stands.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(MonthlyScorecard? Scorecard, Problem? Problem)> FindAsync(string scorecard, string month, string edition, CancellationToken ct)
    {
        // An encoded slash arrives still encoded.
        var id = scorecard.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
        var isLatest = month.Equals(LatestMonth, StringComparison.OrdinalIgnoreCase);
        if (!Month.TryParse(month, out var wanted) && !isLatest)
        {
            return (null, new Problem(StatusCodes.Status400BadRequest, "Not a month", $"'{month}' is not a month: write it as yyyy-MM, such as 2012-05, or '{LatestMonth}'."));
        }

        int? asked = null;
        if (edition != "")
        {
            if (!int.TryParse(edition, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return (null, new Problem(StatusCodes.Status400BadRequest, "Not an edition", $"'{edition}' is not an edition: write a whole number, 1 for the month as it was issued."));
            }

            asked = number;
        }

        if (isLatest && (await MonthsAsync(id, ct)) is [var latest, ..])
        {
            wanted = latest;
        }

        if ((!isLatest || wanted != default) && await results.ReadAsync(id, wanted, asked, ct) is { } found)
        {
            return (found, null);
        }

        if (asked is not null && (!isLatest || wanted != default) && await results.ReadAsync(id, wanted, null, ct) is { } stands)
        {
            return (null, new Problem(StatusCodes.Status404NotFound, "No such edition", $"{stands.Name}, {wanted} has no edition {asked}; what stands is edition {stands.Edition}{(stands.Edition == 0 ? ", not issued yet" : "")}."));
        }

        return (null, (await catalogues.ReadAsync(ct)).Scorecard(id) is null
            ? new Problem(StatusCodes.Status404NotFound, "Unknown scorecard", $"There is no scorecard '{id}'. GET /api/scorecards lists those that there are.")
            : new Problem(StatusCodes.Status404NotFound, "No such month", $"The scorecard '{id}' has no results for {(isLatest ? "any month" : wanted.ToString())}. GET /api/scorecards lists its months."));
    }

    /// <summary>Which results a request names; each text may be blank = all.</summary>
    /// <param name="from">yyyy-MM, the first month.</param>
    /// <param name="to">yyyy-MM, the last month.</param>
    /// <param name="scorecard">An id.</param>
    /// <param name="indicator">An id.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<(ResultScope Scope, Problem? Problem)> ScopeAsync(string from, string to, string scorecard, string indicator, CancellationToken ct)
    {
        var scope = new ResultScope();
        foreach (var text in new[] { from, to }.Where(text => text != "" && !Month.TryParse(text, out _)))
        {
            return (scope, new Problem(StatusCodes.Status400BadRequest, "Not a month", $"'{text}' is not a month: write it as yyyy-MM, such as 2012-05."));
        }

        var (first, last) = (from == "" ? scope.From : Month.Parse(from), to == "" ? scope.To : Month.Parse(to));
        if (first > last)
        {
            return (scope, new Problem(StatusCodes.Status400BadRequest, "No months", $"'from' {first} is after 'to' {last}."));
        }

        var catalogue = await catalogues.ReadAsync(ct);
        if (scorecard != "" && catalogue.Scorecard(scorecard) is null)
        {
            return (scope, new Problem(StatusCodes.Status404NotFound, "Unknown scorecard", $"There is no scorecard '{scorecard}'. GET /api/scorecards lists those that there are."));
        }

        if (indicator != "" && catalogue.Indicator(indicator) is null)
        {
            return (scope, new Problem(StatusCodes.Status404NotFound, "Unknown indicator", $"There is no indicator '{indicator}'. GET /api/odata/Indicators lists those that there are."));
        }

        return (scope with
        {
            From = first,
            To = last,
            Scorecards = scorecard == "" ? null : new HashSet<string> { scorecard },
            Indicators = indicator == "" ? null : new HashSet<string> { catalogue.Indicator(indicator)!.Id },
        }, null);
    }

    public IAsyncEnumerable<Fact> FactsAsync(ResultScope scope, GivenResults given, CancellationToken ct) => facts.FactsAsync(scope, given, ct);

    /// <summary>The mails of which nobody knows whether they arrived.</summary>
    public async Task<IReadOnlyList<DeliveryLine>> UnknownDeliveriesAsync(CancellationToken ct) =>
        [.. (await deliveries.ListAsync(DeliveryState.Unknown, ct)).Select(d => new DeliveryLine(d.Id, string.Join(", ", d.Editions.Keys), d.Delivery.Month))];

    public async Task<IReadOnlyList<UploadLine>> UploadsAsync(CancellationToken ct) =>
        [.. (await extracts.UploadsAsync(ct)).Select(u => new UploadLine(u.Extract, u.Received, u.Submission))];
}
