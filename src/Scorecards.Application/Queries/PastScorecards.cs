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
    public async Task<MonthlyScorecard> FindAsync(string scorecard, string month, string asOf, CancellationToken ct)
    {
        var named = ScorecardQueries.ReadMonth(month);
        var id = ScorecardQueries.Unescaped(scorecard);
        var whole = await journal.ReadAsync(ct);
        var then = Prefix(whole, asOf);
        IEnumerable<Month> months = named is { } one
            ? [one]
            : then.Months.Where(m => m.Scorecard == id).Select(m => m.Month).OrderDescending();
        try
        {
            foreach (var wanted in months)
            {
                if ((await calculator.AsOfAsync(new ScorecardMonth(id, wanted), then, ct)).Scorecard is { } known)
                {
                    return known;
                }
            }

            var moment = asOf.Contains('-', StringComparison.Ordinal) ? $"when {asOf} ended" : $"at entry {asOf} of the journal";
            throw (await catalogues.AtAsync(then, ct)).Catalogue.Scorecard(id) is null
                ? new ProblemException(404, "Unknown scorecard", $"There was no scorecard '{id}' {moment}. GET /api/scorecards lists them all.")
                : new ProblemException(
                    404, "Nothing known then", $"No figures for '{id}' for {named?.ToString() ?? "any month"} were known {moment}.");
        }
        catch (GoneException e)
        {
            throw new ProblemException(
                410,
                "No longer known",
                $"What was known then depended on an upload that counts no more and whose rows are gone (journal entry {e.Entry}).");
        }
    }

    JournalPrefix Prefix(JournalPrefix whole, string asOf)
    {
        if (DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day > MonthEndRule.Today(time.GetUtcNow())
                ? throw new ProblemException(400, "Not yet", $"{asOf} is in the future. Use today or an earlier day.")
                : whole.Before(MonthEndRule.EndOf(day));
        }

        if (!WholeNumber.TryParse(asOf, out var number) || number == 0)
        {
            var detail = $"'{asOf}' is neither a day, yyyy-MM-dd, nor a number of the journal, 1 or more.";
            throw new ProblemException(400, "Not a day or number", detail);
        }

        return number > whole.Head
            ? throw new ProblemException(404, "No such entry", $"The journal has no entry {asOf}; its last one is {whole.Head}.")
            : whole.UpTo(number);
    }
}
