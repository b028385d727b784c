using System.Globalization;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.Queries;

/// <summary>A scorecard's month as it was known at an earlier moment: calculated again from the journal up to then, whatever is stored.</summary>
public sealed class PastScorecards(Journal journal, MonthCalculator calculator, CatalogueReader catalogues, TimeProvider time)
{
    /// <param name="scorecard">As it is in the address.</param>
    /// <param name="month">yyyy-MM or <c>latest</c>: the latest of which figures were known then.</param>
    /// <param name="asOf">yyyy-MM-dd: when that day ended in London; or a number of the journal.</param>
    public async Task<(MonthlyScorecard? Scorecard, Problem? Problem)> FindAsync(string scorecard, string month, string asOf, CancellationToken ct)
    {
        if (!ScorecardQueries.TryParse(month, out var named, out var problem))
        {
            return (null, problem);
        }

        var id = ScorecardQueries.Unescaped(scorecard);
        var whole = await journal.ReadAsync(ct);
        var (then, wrong) = Prefix(whole, asOf);
        if (wrong is not null)
        {
            return (null, wrong);
        }

        IEnumerable<Month> months = named is { } one
            ? [one]
            : then.Months.Where(m => m.Scorecard == id).Select(m => m.Month).OrderDescending();
        try
        {
            foreach (var wanted in months)
            {
                if ((await calculator.AsOfAsync(new ScorecardMonth(id, wanted), then, ct)).Scorecard is { } known)
                {
                    return (known, null);
                }
            }

            var moment = asOf.Contains('-', StringComparison.Ordinal) ? $"when {asOf} ended" : $"at entry {asOf} of the journal";
            return (null, (await catalogues.AtAsync(then, ct)).Catalogue.Scorecard(id) is null
                ? new Problem(404, "Unknown scorecard", $"There was no scorecard '{id}' {moment}. GET /api/scorecards lists them all.")
                : new Problem(404, "Nothing known then", $"No figures for '{id}' for {named?.ToString() ?? "any month"} were known {moment}."));
        }
        catch (ErasedException e)
        {
            return (
                null, new Problem(410, "Erased", $"What was known then depended on an upload that has since been erased (journal entry {e.Entry})."));
        }
    }

    (JournalPrefix Then, Problem? Problem) Prefix(JournalPrefix whole, string asOf)
    {
        if (DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day > MonthEndRule.Today(time.GetUtcNow())
                ? (whole, new Problem(400, "Not yet", $"{asOf} is in the future. Use today or an earlier day."))
                : (whole.Before(MonthEndRule.EndOf(day)), null);
        }

        if (!long.TryParse(asOf, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            var detail = $"'{asOf}' is neither a day, yyyy-MM-dd, nor a number of the journal, 1 or more.";
            return (whole, new Problem(400, "Not a day or number", detail));
        }

        return number > whole.Head
            ? (whole, new Problem(404, "No such entry", $"The journal has no entry {asOf}; its last one is {whole.Head}."))
            : (whole.UpTo(number), null);
    }
}
