using System.Globalization;
using Scorecards.Domain;
using Scorecards.Pipeline;
using Scorecards.Storage;

namespace ScorecardFunctions.Mail;

/// <summary>A scorecard group's month with those who get its mail.</summary>
/// <param name="Recipients">Active today; one for each address and scorecard.</param>
/// <param name="Catalogue">In force.</param>
/// <param name="OtherGroups">All that there are: a scorecard that has moved from one of them may have been mailed there.</param>
public sealed record GroupMonth(MonthEnd Rule, Month Month, IReadOnlyList<Recipient> Recipients, Catalogue Catalogue, IReadOnlyList<string> OtherGroups);

/// <summary>A change to an issued month that alters a rating or the counts.</summary>
/// <param name="Was">The edition that a recipient has.</param>
/// <param name="Now">What stands.</param>
public sealed record Restated(MonthlyScorecard Was, MonthlyScorecard Now);

/// <summary>What is to be done about one recipient of a scorecard group's month, as things stand.</summary>
/// <param name="Recipient">One of the rows that name the address.</param>
/// <param name="Delivery">The next mail; null = none is to come, as far as is known now.</param>
/// <param name="Known">Its row, where it was put off.</param>
/// <param name="IsDue">Whether it goes out now.</param>
/// <param name="Scorecards">That it gives, the widest first.</param>
/// <param name="Restated">Where it says what has changed; empty: it is the month-end mail.</param>
/// <param name="Lacking">What the month should have and has not.</param>
/// <param name="Words">For people: what will happen, and when.</param>
public sealed record MailPlan(
    Recipient Recipient, Delivery? Delivery, TrackedDelivery? Known, bool IsDue, IReadOnlyList<string> Scorecards, IReadOnlyList<Restated> Restated, IReadOnlyList<Incomplete> Lacking, string Words)
{
    public string Email => Recipient.Email.ToLowerInvariant();

    public static MailPlan None(Recipient recipient, string words) => new(recipient, null, null, false, [], [], [], words);
}

/// <summary>A scorecard group's month as it stood when it was looked at.</summary>
/// <param name="Mails">One plan for each recipient.</param>
/// <param name="Deliveries">Mails and notices.</param>
/// <param name="Standing">The scorecards, of this group and others, that have results.</param>
/// <param name="Failed">Why there is no plan for a recipient.</param>
public sealed record MonthPlan(IReadOnlyList<MailPlan> Mails, IReadOnlyList<TrackedDelivery> Deliveries, IReadOnlyList<StoredSummary> Standing, IReadOnlyList<Exception> Failed);

/// <summary>
/// Says who is to get which mail of a scorecard group's month: by the timetable, by what the month lacks and by what the table Deliveries has.
/// It changes nothing.
/// </summary>
public sealed class MonthEndPlan(
    Catalogues catalogues, CatalogueStore catalogueStore, ResultStore results, DeliveryStore deliveries, Completeness completeness, TimeProvider time)
{
    /// <summary>The groups that have recipients, with each month that mail may be due for.</summary>
    public async Task<IReadOnlyList<GroupMonth>> GroupsAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var recipients = (await catalogueStore.RecipientsAsync(ct)).Where(r => r.IsActive(MonthEnd.Today(now))).ToList();
        if (recipients.Count == 0)
        {
            return [];
        }

        var catalogue = await catalogues.ReadAsync(ct);
        var calendar = await catalogues.CalendarAsync(catalogue, ct);
        return
        [
            .. recipients.GroupBy(r => calendar.Of(r.Scorecard)).SelectMany(ofGroup => ofGroup.Key.Months(now).Select(month =>
                new GroupMonth(ofGroup.Key, month, [.. ofGroup.Where(r => catalogue.Scorecard(r.Scorecard)?.IsActive(month) == true)], catalogue, [.. calendar.Groups.Where(g => g != ofGroup.Key.Group)]))),
        ];
    }

    public async Task<MonthPlan> OfAsync(GroupMonth of, CancellationToken ct)
    {
        var (all, standing) = (await deliveries.OfMonthAsync(of.Rule.Group, of.Month, ct), await results.SummariesAsync(of.Month, ct));
        var known = all.Where(d => d.Delivery.Day is null).ToLookup(d => d.Delivery.Email);
        List<TrackedDelivery> elsewhere = [];
        foreach (var group in of.OtherGroups)
        {
            elsewhere.AddRange((await deliveries.OfMonthAsync(group, of.Month, ct)).Where(d => d is { State: not DeliveryState.Planned, Delivery.Day: null }));
        }

        var facts = new Facts(of.Month, standing, of.Catalogue, results, completeness);
        List<MailPlan> plans = [];
        List<Exception> failed = [];
        foreach (var one in of.Recipients.GroupBy(r => r.Email.ToLowerInvariant()))
        {
            try
            {
                plans.Add(await OfAsync(of, [.. one], [.. known[one.Key].OrderBy(d => d.Delivery.Edition)], elsewhere.Where(d => d.Delivery.Email == one.Key), facts, ct));
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A scorecard that cannot be read keeps back the mail of those who get it, and nobody else's.
                failed.Add(e);
            }
        }

        return new MonthPlan(plans, all, standing, failed);
    }

    /// <summary>The edition of each scorecard that a recipient has been given, or was not given because the server would not take it.</summary>
    public static Dictionary<string, int> Given(IEnumerable<TrackedDelivery> known)
    {
        Dictionary<string, int> given = new(StringComparer.OrdinalIgnoreCase);
        foreach (var (id, edition) in known.SelectMany(d => d.Editions))
        {
            given[id] = Math.Max(given.GetValueOrDefault(id), edition);
        }

        return given;
    }

    async Task<MailPlan> OfAsync(
        GroupMonth of, IReadOnlyList<Recipient> rows, IReadOnlyList<TrackedDelivery> known, IEnumerable<TrackedDelivery> elsewhere, Facts facts, CancellationToken ct)
    {
        if (known.Any(d => d.State == DeliveryState.Claimed))
        {
            return MailPlan.None(rows[0], "being sent");
        }

        // What was put off is given again, with what stands by now.
        var last = known.Count == 0 ? null : known[^1];
        var putOff = known.FirstOrDefault(d => d.State == DeliveryState.Planned);
        if (putOff is null && last is { State: DeliveryState.Refused })
        {
            return MailPlan.None(rows[0], $"refused: {last.Detail}; nothing more of the month is sent to this address by itself");
        }

        var given = Given(known.Where(d => d.State != DeliveryState.Planned).Concat(elsewhere));
        var asked = rows.Select(r => r.Scorecard).ToList();
        var plan = MailPlan.None(rows[0], last is null ? "nothing to send yet" : $"{last.State}{(last.Settled is { } settled ? $" {At(settled)}" : "")}") with { Known = putOff };
        var next = putOff?.Delivery ?? new Delivery(of.Rule.Group, of.Month, known.Count + 1, plan.Email);
        var fresh = asked.Where(id => !given.ContainsKey(id)).ToList();
        var (shown, lacking) = (facts.WithResults(fresh), await facts.LackingAsync(fresh, ct));
        if (shown.Count + lacking.Count > 0)
        {
            plan = plan with
            {
                Delivery = next,
                IsDue = shown.Count > 0 && of.Rule.IsDue(of.Month, lacking.Count == 0, time.GetUtcNow()),
                Scorecards = shown,
                Lacking = lacking,
                Words = Words(of, lacking),
            };
        }

        // A scorecard that is waited for does not keep back what has changed in another.
        if (!plan.IsDue && await facts.RestatedAsync(given.Where(g => asked.Contains(g.Key, StringComparer.OrdinalIgnoreCase)), ct) is { Count: > 0 } restated)
        {
            var since = await facts.RestatedSinceAsync(restated, ct);
            var isDue = of.Rule.IsRestatementDue(since, time.GetUtcNow());
            var words = $"what has changed since edition {restated[0].Was.Edition}, from {At(of.Rule.RestatedTime(since))}";
            plan = plan.Delivery is not null && !isDue
                ? plan with { Words = $"{plan.Words}; {words}" }
                : plan with { Delivery = next, IsDue = isDue, Scorecards = [.. restated.Select(r => r.Now.Scorecard)], Restated = restated, Words = words };
        }

        return putOff?.NextAttempt is { } later && later > time.GetUtcNow()
            ? plan with { IsDue = false, Words = $"put off ({putOff.Detail}), tried again from {At(later)}" }
            : plan;
    }

    static string Words(GroupMonth of, IReadOnlyList<Incomplete> lacking) => lacking.Count > 0
        ? $"held for {lacking.Sum(l => l.Missing.Count)} missing figures of {string.Join("; ", lacking.Select(l => l.Name))}, at the latest until {At(of.Rule.DeadlineTime(of.Month))}"
        : of.Rule.Timetable.IsEarly ? "as soon as the month is complete, which it is" : $"from {At(of.Rule.IssueTime(of.Month))}";

    static string At(DateTimeOffset time) => At(MonthEnd.LocalTime(time));

    static string At(DateTime local) => local.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    /// <summary>What is to be known of a month's scorecards, each read once and only where somebody's mail depends on it.</summary>
    sealed class Facts(Month month, IReadOnlyList<StoredSummary> standing, Catalogue catalogue, ResultStore results, Completeness completeness)
    {
        readonly Dictionary<string, StoredSummary> standing = standing.ToDictionary(s => s.Scorecard, StringComparer.OrdinalIgnoreCase);
        readonly Dictionary<string, Task<Incomplete?>> lacking = new(StringComparer.OrdinalIgnoreCase);
        readonly Dictionary<(string Scorecard, int Edition), Task<Restated?>> restated = [];
        readonly Dictionary<(string Scorecard, int Edition), DateTimeOffset> since = [];

        /// <summary>Those that have results, the widest first.</summary>
        public IReadOnlyList<string> WithResults(IEnumerable<string> ids) =>
            [.. ids.Where(standing.ContainsKey).Select(id => standing[id]).OrderBy(s => Depth(s.Scorecard)).ThenBy(s => s.Name, StringComparer.OrdinalIgnoreCase).Select(s => s.Scorecard)];

        public async Task<IReadOnlyList<Incomplete>> LackingAsync(IEnumerable<string> ids, CancellationToken ct)
        {
            List<Incomplete> found = [];
            foreach (var id in ids)
            {
                if (!lacking.TryGetValue(id, out var read))
                {
                    lacking.Add(id, read = completeness.OfAsync(catalogue, id, month, null, ct));
                }

                found.AddRange(await read is { } incomplete ? [incomplete] : []);
            }

            return found;
        }

        /// <param name="given">The scorecards with the edition that somebody has.</param>
        /// <param name="ct">Cancels.</param>
        public async Task<IReadOnlyList<Restated>> RestatedAsync(IEnumerable<KeyValuePair<string, int>> given, CancellationToken ct)
        {
            List<Restated> found = [];
            foreach (var (id, edition) in given.Where(g => standing.TryGetValue(g.Key, out var now) && now.Edition > g.Value))
            {
                if (!restated.TryGetValue((id, edition), out var read))
                {
                    restated.Add((id, edition), read = RestatedAsync(id, edition, ct));
                }

                found.AddRange(await read is { } change ? [change] : []);
            }

            return found;
        }

        async Task<Restated?> RestatedAsync(string id, int edition, CancellationToken ct)
        {
            var (was, now) = (await results.ReadAsync(id, month, edition, ct), await results.ReadAsync(id, month, null, ct));
            return was is not null && now is not null && ScorecardCalculation.IsRatedOtherwise(was, now) ? new Restated(was, now) : null;
        }

        /// <summary>When the first of these changes came to be that altered a rating or the counts.</summary>
        public async Task<DateTimeOffset> RestatedSinceAsync(IReadOnlyList<Restated> changes, CancellationToken ct)
        {
            var first = DateTimeOffset.MaxValue;
            foreach (var change in changes)
            {
                var key = (change.Now.Scorecard, change.Was.Edition);
                if (!since.TryGetValue(key, out var at))
                {
                    at = standing[change.Now.Scorecard].Changed;
                    foreach (var edition in (await results.EditionsAsync(change.Now.Scorecard, month, ct)).Where(e => e.Edition > change.Was.Edition))
                    {
                        if (await results.ReadAsync(edition.Scorecard, month, edition.Edition, ct) is { } between && ScorecardCalculation.IsRatedOtherwise(change.Was, between))
                        {
                            at = edition.Changed;
                            break;
                        }
                    }

                    since.Add(key, at);
                }

                first = at < first ? at : first;
            }

            return first;
        }

        /// <summary>0 for a scorecard that is no part of another one.</summary>
        int Depth(string scorecard)
        {
            HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
            for (var id = scorecard; id is not null && seen.Add(id);)
            {
                id = catalogue.Scorecard(id)?.Parent;
            }

            return seen.Count - 1;
        }
    }
}
