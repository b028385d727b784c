using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>
/// Says who is to get which mail of a scorecard group's month: by the timetable, by what the month lacks, by what is issued and by what the table
/// Deliveries has.
/// It changes nothing.
/// </summary>
public sealed class MonthEndPlan(
    CatalogueReader catalogues, MonthReader months, ResultReader results, DeliveryTable deliveries, IOptions<MonthEndSettings> settings, TimeProvider time)
{
    /// <summary>The groups that have recipients.</summary>
    /// <param name="journal">Up to the number wanted.</param>
    /// <param name="month">Null = each month that mail may be due for now.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<GroupMonth>> GroupsAsync(JournalPrefix journal, Month? month, CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var state = await catalogues.AtAsync(journal, ct);
        var calendar = settings.Value.Calendar(state);
        var rows =
            from recipient in state.Recipients
            where recipient.IsActive(MonthEndRule.Today(now))
            let rule = calendar.Of(recipient.Scorecard)
            from of in month is { } one ? [one] : rule.Months(now)
            where state.Catalogue.Scorecard(recipient.Scorecard)?.IsActive(of) == true
            let with = journal.Issue(recipient.Scorecard, of) is { } issue ? journal[issue].Group! : rule.Group
            select (Recipient: recipient, Rule: rule, Group: with, Month: of);
        return
        [
            .. rows.GroupBy(r => (Group: r.Group.ToLowerInvariant(), r.Month)).Select(g =>
                new GroupMonth(g.First().Group, calendar.OfGroup(g.Key.Group) ?? g.First().Rule, g.Key.Month, [.. g.Select(r => r.Recipient)])),
        ];
    }

    public async Task<MonthPlan> OfAsync(GroupMonth of, JournalPrefix journal, CancellationToken ct)
    {
        var (all, plans) = await deliveries.OfMonthAsync(of.Group, of.Month, ct);
        var theirs = of.Recipients.GroupBy(r => r.Email.ToLowerInvariant());
        var issues = journal.OfKind(EntryKind.Issue).Select(n => journal[n]).Where(e => e.Month == of.Month && Is(e.Group, of.Group));
        if (issues.Any(e => !plans.Contains(e.Attempt)))
        {
            var none = theirs.Select(r => MailPlan.None(r.First(), "nothing by itself: the record of who was mailed is lost"));
            return new MonthPlan(journal, [.. none], all, [], [], IsLost: true);
        }

        var known = all.Where(d => d.Delivery.Day is null).OrderBy(d => d.Delivery.Ordinal).ToLookup(d => d.Delivery.Email);
        var (asOf, read) = (await months.AtAsync(journal, ct), new Dictionary<string, Task<ScorecardFacts>>(StringComparer.OrdinalIgnoreCase));
        List<MailPlan> mails = [];
        List<Exception> failed = [];
        foreach (var one in theirs)
        {
            var given = MailPlan.Given(known[one.Key]);
            Dictionary<string, ScorecardFacts> facts = new(StringComparer.OrdinalIgnoreCase);
            try
            {
                var asked = one.Select(r => r.Scorecard);
                foreach (var id in asked.Where(id => !given.TryGetValue(id, out var had) || journal.Touching(id, of.Month, had).Count > 0))
                {
                    facts[id] = await (read.TryGetValue(id, out var reading) ? reading : read[id] = RowsAsync(asOf, id, of.Month, ct));
                }

                mails.Add(MailPlan.Of(of, [.. one], [.. known[one.Key]], facts, time.GetUtcNow()));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A scorecard that cannot be read keeps back the mail of those who get it, and nobody else's.
                failed.Add(e);
            }
        }

        var behind = read.Where(r => r.Value is { IsCompletedSuccessfully: true, Result.IsBehind: true })
            .Select(r => (new ScorecardMonth(r.Key, of.Month), r.Value.Result.Number));
        return new MonthPlan(journal, mails, all, [.. behind], failed);
    }

    async Task<ScorecardFacts> RowsAsync(MonthsAsOf asOf, string scorecard, Month month, CancellationToken ct)
    {
        var (journal, depth) = (asOf.Journal, Depth(asOf.Catalogue.Catalogue, scorecard));
        if (journal.Issue(scorecard, month) is not { } issue)
        {
            var state = await asOf.ReadAsync(scorecard, month, ct);
            return new ScorecardFacts(state, journal.Head, [], await asOf.IncompleteAsync(scorecard, month, state, ct), depth);
        }

        // Editions are written before the month itself: they are all there once it is as of the last entry that touched it.
        var needed = journal.Touching(scorecard, month, issue) is [.., var last] ? last : issue;
        var stored = await results.FindAsync(scorecard, month, ct);
        var editions = (await results.EditionsAsync(scorecard, month, ct)).Where(e => e.Summary.AsOf <= journal.Head).ToList();
        if (stored is null || stored.Summary.AsOf < needed || editions.Count == 0)
        {
            return new ScorecardFacts(null, needed, [], null, depth, IsBehind: true);
        }

        var newest = editions[^1];
        var lacking = await asOf.IncompleteAsync(scorecard, month, newest.Scorecard, ct);
        return new ScorecardFacts(newest.Scorecard, newest.Summary.AsOf, editions, lacking, depth);
    }

    static int Depth(Catalogue catalogue, string scorecard)
    {
        HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
        for (var id = scorecard; id is not null && seen.Add(id);)
        {
            id = catalogue.Scorecard(id)?.Parent;
        }

        return seen.Count - 1;
    }

    static bool Is(string? one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
