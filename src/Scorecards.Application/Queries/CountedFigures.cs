using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>Finds a figure and the count that it came from.</summary>
public sealed class CountedFigures(Journal journal, CatalogueReader catalogues, ScorecardQueries scorecards)
{
    /// <param name="month">yyyy-MM or <c>latest</c>.</param>
    /// <exception cref="ProblemException">There is no such scorecard, month or indicator.</exception>
    public async Task<CountedFigure> FindAsync(string scorecard, string month, string indicator, CancellationToken ct)
    {
        var (found, asked) = (await scorecards.FindAsync(scorecard, month, "", ct), ScorecardQueries.Unescaped(indicator));
        if (found.Results.FirstOrDefault(r => r.Indicator.Id == asked) is not { } result)
        {
            throw new ProblemException(404, "Unknown indicator", $"The scorecard {found.Scorecard} has no indicator '{asked}' in {found.Month}.");
        }

        var known = await journal.ReadAsync(ct);
        var count = result.Source is { } source && known.OfBytes(source.Sha256) is { } n && known[n] is { CountedAsOf: > 0 } entry ? entry : null;
        var countedFrom = count is null ? known : known.UpTo(count.CountedAsOf);
        var (then, now) = ((await catalogues.AtAsync(countedFrom, ct)).Catalogue, (await catalogues.AtAsync(known, ct)).Catalogue);
        var figure = new CountedFigure(
            then.Scorecard(found.Scorecard) ?? now.Scorecard(found.Scorecard) ?? throw ScorecardQueries.UnknownScorecard(scorecard),
            found,
            result,
            count,
            result.Indicator.Formula is null || count is not null ? RecordCoverage.Definition(then, result.Indicator) : null,
            then.Definitions.Any(own => own.Indicator == result.Indicator.Id),
            countedFrom,
            now,
            count is not null && known.OfKind(EntryKind.Rules, count.Number) is [var newer, ..] ? newer : null);
        return figure.IsFollowed == true ? figure with { Definition = null } : figure;
    }
}
