using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>One indicator, whole: over the months of a scorecard, or over the scorecards of a month. Each month is read by itself.</summary>
public sealed class IndicatorQueries(
    CatalogueReader catalogues, ResultReader results, ScorecardQueries scorecards, UnreadableMonths unreadable, TimeProvider time)
{
    /// <summary>Months of a scorecard that are read for an indicator's history: two years.</summary>
    public const int MostMonths = 24;

    public const string IndicatorWords = "Its id.";

    const int ReadsAtOnce = 8;

    /// <summary>One indicator over the newest months of a scorecard in which it is active, also where it has ended since.</summary>
    /// <param name="scorecard">As it is in the address.</param>
    /// <param name="indicator">As it is in the address.</param>
    /// <exception cref="ProblemException">There is no such scorecard, or none of its months has the indicator.</exception>
    public async Task<IndicatorHistory> HistoryAsync(string scorecard, string indicator, CancellationToken ct)
    {
        var (id, asked) = (ScorecardQueries.Unescaped(scorecard), ScorecardQueries.Unescaped(indicator));
        var all = (await results.SummariesAsync(id, ct)).OrderByDescending(s => s.Month).ToList();
        if (all is not [var latest, ..])
        {
            throw await scorecards.ExplainAsync(id, null, ct);
        }

        // One that the catalogue does not have may still be in months that were calculated before.
        var listed = (await catalogues.ReadAsync(ct)).Catalogue.Indicator(asked);
        var active = all.Where(s => listed?.IsActive(s.Month) != false).Select(s => (s.Scorecard, s.Name, s.Month)).ToList();
        var figures = await ReadAsync([.. active.Take(MostMonths)], asked, ct);
        var shown = figures.Where(f => f.Instead != IndicatorFigure.NotOnScorecard).ToList();
        var otherwise = $"No month of '{id}' from {all[^1].Month} to {latest.Month} has the indicator '{asked}'.";
        var known = await KnownAsync(shown, asked, otherwise, ct);
        return new IndicatorHistory(latest.Scorecard, latest.Name, known, shown, figures.Count, active.Count, [.. all.Select(s => s.Month)]);
    }

    /// <summary>One indicator in a month over every scorecard that is active in it, also where it has ended since.</summary>
    /// <param name="indicator">As it is in the address.</param>
    /// <param name="month">yyyy-MM, or <c>latest</c>: the latest that a scorecard which has not ended has results for.</param>
    /// <exception cref="ProblemException">None of the scorecards has the indicator in the month.</exception>
    public async Task<IndicatorMonth> MonthAsync(string indicator, string month, CancellationToken ct)
    {
        var asked = ScorecardQueries.Unescaped(indicator);
        var catalogue = (await catalogues.ReadAsync(ct)).Catalogue;
        var wanted = ScorecardQueries.ReadMonth(month) ?? await LatestAsync(catalogue, ct)
            ?? throw new ProblemException(404, "No such month", "No scorecard has results yet.");
        var tree = new ScorecardTree(catalogue.Scorecards);
        var inOrder = catalogue.Scorecards.Where(s => s.IsActive(wanted))
            .OrderBy(s => tree.Rank(s.Id)).ThenBy(s => s.Name, StringComparer.OrdinalIgnoreCase);
        var figures = await ReadAsync([.. inOrder.Select(s => (s.Id, s.Name, wanted))], asked, ct);
        var known = await KnownAsync(figures, asked, $"No scorecard has the indicator '{asked}' in {wanted}.", ct);
        return new IndicatorMonth(known, wanted, figures);
    }

    async Task<Month?> LatestAsync(Catalogue catalogue, CancellationToken ct)
    {
        var today = MonthEndRule.Today(time.GetUtcNow());
        return (await results.SummariesAsync(null, ct)).Where(s => catalogue.Scorecard(s.Scorecard)?.HasEnded(today) == false)
            .Select(s => (Month?)s.Month).Max();
    }

    /// <summary>The indicator as the first of the figures has it; where all that has it cannot be read, as the catalogue has it.</summary>
    /// <param name="otherwise">What is wrong where it is in the catalogue, and in no month that was read.</param>
    async Task<Indicator> KnownAsync(IReadOnlyList<IndicatorFigure> figures, IndicatorId asked, string otherwise, CancellationToken ct)
    {
        if (figures.Select(f => f.Result).FirstOrDefault(r => r is not null) is { } result)
        {
            return result.Indicator;
        }

        var known = (await catalogues.ReadAsync(ct)).Catalogue.Indicator(asked) ?? throw ScorecardQueries.UnknownIndicator(asked.Value);
        return figures.Any(f => f.Instead == IndicatorFigure.Unreadable) ? known : throw new ProblemException(404, "No such figures", otherwise);
    }

    async Task<IReadOnlyList<IndicatorFigure>> ReadAsync(
        IReadOnlyList<(ScorecardId Scorecard, string Name, Month Month)> months, IndicatorId indicator, CancellationToken ct)
    {
        List<IndicatorFigure> figures = [];
        foreach (var some in months.Chunk(ReadsAtOnce))
        {
            figures.AddRange(await Task.WhenAll(some.Select(m => FindAsync(m.Scorecard, m.Name, m.Month, indicator, ct))));
        }

        return figures;
    }

    async Task<IndicatorFigure> FindAsync(ScorecardId scorecard, string name, Month month, IndicatorId indicator, CancellationToken ct)
    {
        try
        {
            var found = await results.ReadAsync(scorecard, month, null, ct);
            var result = found?.Results.FirstOrDefault(r => r.Indicator.Id == indicator);
            var instead = found is null ? IndicatorFigure.NoMonth : IndicatorFigure.NotOnScorecard;
            return new IndicatorFigure(scorecard, name, month, result, result is null ? instead : null) { Edition = found?.Edition };
        }
        catch (InvalidDataException e)
        {
            unreadable.Note(new Unreadable(scorecard, month.ToString(), e.Message));
            return new IndicatorFigure(scorecard, name, month, null, IndicatorFigure.Unreadable);
        }
    }
}
