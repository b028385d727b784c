using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions.Mail;

/// <summary>Finds out what a scorecard's month lacks (<see cref="Incomplete.Of"/>).</summary>
public sealed class Completeness(ResultStore results)
{
    /// <param name="catalogue">In force.</param>
    /// <param name="scorecard">Its id.</param>
    /// <param name="month">The month asked about.</param>
    /// <param name="months">Those that the scorecard has results for; null = they are read here.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Incomplete?> OfAsync(Catalogue catalogue, string scorecard, Month month, IEnumerable<Month>? months, CancellationToken ct)
    {
        if (catalogue.Scorecard(scorecard) is not { } known || !known.IsActive(month))
        {
            return null;
        }

        months ??= (await results.SummariesAsync(scorecard, ct)).Select(s => s.Month);
        var before = months.Where(m => m < month).Select(m => (Month?)m).Max();
        var now = await results.ReadAsync(scorecard, month, null, ct);
        return Incomplete.Of(catalogue, known, month, now, before is { } last ? await results.ReadAsync(scorecard, last, null, ct) : null);
    }
}
