using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Reads all that <see cref="MonthEndPlanner"/> decides by, and has it decide. It changes nothing.</summary>
public sealed class MonthEndPlanning(
    CatalogueReader catalogues, MonthReader months, ResultReader results, DeliveryTable deliveries, IOptions<MonthEndSettings> settings,
    IOptions<MailSettings> mail, TimeProvider time)
{
    /// <summary>The groups that have recipients.</summary>
    /// <param name="journal">Up to the number wanted.</param>
    /// <param name="month">Null = each month that mail may be due for now.</param>
    public async Task<IReadOnlyList<GroupMonth>> FindGroupsAsync(JournalPrefix journal, Month? month, CancellationToken ct)
    {
        var state = await catalogues.AtAsync(journal, ct);
        return GroupMonth.Find(state, settings.Value.Calendar(state, journal), journal, month, time.GetUtcNow(), mail.Value.FirstMonth);
    }

    /// <returns>
    /// The plan as far as the group's scorecards could be read, without the recipients of the others, and why those could not be read.
    /// </returns>
    public async Task<(GroupPlan Plan, IReadOnlyList<Exception> Failed)> PlanAsync(GroupMonth group, JournalPrefix journal, CancellationToken ct)
    {
        var (known, attempts) = await deliveries.OfMonthAsync(group.Group, group.Month, ct);
        Dictionary<ScorecardId, ScorecardFacts> facts = [];
        var state = new GroupState(group, journal, known, attempts, facts);
        var asOf = await months.AtAsync(journal, ct);
        var tree = new ScorecardTree(asOf.Catalogue.Catalogue.Scorecards);
        List<Exception> failed = [];
        foreach (var id in MonthEndPlanner.FindScorecardsToRead(state))
        {
            try
            {
                facts[id] = await ReadFactsAsync(asOf, tree.Rank(id), id, group.Month, ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                failed.Add(e);
            }
        }

        return (MonthEndPlanner.Plan(state, time.GetUtcNow()), failed);
    }

    async Task<ScorecardFacts> ReadFactsAsync(MonthsAsOf asOf, int rank, ScorecardId scorecard, Month month, CancellationToken ct)
    {
        var journal = asOf.Journal;
        if (journal.Issue(scorecard, month) is not { } issue)
        {
            var state = await asOf.ReadAsync(scorecard, month, ct);
            return new ScorecardFacts(state, journal.Head, [], await asOf.IncompleteAsync(scorecard, month, state, ct), rank);
        }

        // Editions are written before the month itself: they are all there once it is as of the last entry that touched it.
        var needed = journal.Touching(scorecard, month, issue) is [.., var last] ? last : issue;
        var stored = await results.FindAsync(scorecard, month, ct);
        var editions = (await results.EditionsAsync(scorecard, month, ct)).Where(e => e.Summary.AsOf <= journal.Head)
            .Select(e => new IssuedEdition(e.Summary.AsOf, e.Summary.Changed, e.Scorecard)).ToList();
        if (stored is null || stored.Summary.AsOf < needed || editions.Count == 0)
        {
            return new ScorecardFacts(null, needed, [], null, rank, IsBehind: true);
        }

        var newest = editions[^1];
        var missing = await asOf.IncompleteAsync(scorecard, month, newest.Scorecard, ct);
        return new ScorecardFacts(newest.Scorecard, newest.Number, editions, missing, rank);
    }
}
