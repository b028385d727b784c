using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>The results of many scorecards and months, as one array or file.</summary>
public sealed class ResultQueries(CatalogueReader catalogues, ResultRowReader rows, SuppressedResults suppressed)
{
    /// <summary>
    /// What the caller may see of the results that a request names; each text may be blank = all. An array or a file has no place to name a month
    /// that cannot be read, as the feed's set of extracts does: without it sums would be wrong, and nothing would say so.
    /// </summary>
    /// <param name="from">yyyy-MM, the first month.</param>
    /// <param name="to">yyyy-MM, the last month.</param>
    /// <param name="format">csv, else JSON.</param>
    /// <param name="functionKeys">Every key in the request.</param>
    public async Task<object> ListAsync(
        string from, string to, string scorecard, string indicator, string format, IEnumerable<string> functionKeys, CancellationToken ct)
    {
        var scope = await ScopeAsync(from, to, scorecard, indicator, ct);
        await rows.RequireUnderstoodAsync(scope, ct);
        var facts = rows.WholeRowsAsync(scope, suppressed.Start(functionKeys), ct);
        return format == "csv"
            ? new WrittenFile("text/csv; charset=utf-8", "results.csv", output => ResultColumns.WriteCsvAsync(facts, output, ct))
            : new WrittenFile("application/json; charset=utf-8", null, output => ResultColumns.WriteJsonAsync(facts, output, ct));
    }

    async Task<ResultScope> ScopeAsync(string from, string to, string scorecard, string indicator, CancellationToken ct)
    {
        var scope = new ResultScope();
        foreach (var text in new[] { from, to }.Where(text => text != "" && !Month.TryParse(text, out _)))
        {
            throw ProblemException.NotAMonth(text);
        }

        var (first, last) = (from == "" ? scope.From : Month.Parse(from), to == "" ? scope.To : Month.Parse(to));
        if (first > last)
        {
            throw new ProblemException(400, "No months", $"'from' {first} is after 'to' {last}.");
        }

        var catalogue = (await catalogues.ReadAsync(ct)).Catalogue;
        if (scorecard != "" && catalogue.Scorecard(scorecard) is null)
        {
            throw ScorecardQueries.UnknownScorecard(scorecard);
        }

        if (indicator != "" && catalogue.Indicator(indicator) is null)
        {
            throw ScorecardQueries.UnknownIndicator(indicator);
        }

        return scope with
        {
            From = first,
            To = last,
            Scorecards = scorecard == "" ? null : new HashSet<ScorecardId> { scorecard },
            Indicators = indicator == "" ? null : new HashSet<IndicatorId> { indicator },
        };
    }
}
