namespace Scorecards.Domain;

/// <summary>Decides who gets which mail of a scorecard group's month (docs/domain.md). It reads nothing, not even a clock.</summary>
public static class MonthEndPlanner
{
    /// <summary>The scorecards of which facts are needed: those that a recipient has not had, and those that were touched since.</summary>
    public static IReadOnlyList<ScorecardId> FindScorecardsToRead(GroupState state) => state.IsRecordLost
        ? []
        :
        [
            .. state.Group.ByAddress.SelectMany(rows => FindScorecardsToRead(state, rows, FindGiven(state.MailsTo(rows.Key)))).Distinct(),
        ];

    /// <summary>Plans every recipient's next mail.</summary>
    /// <param name="state">With the facts of <see cref="FindScorecardsToRead(GroupState)"/>.</param>
    public static GroupPlan Plan(GroupState state, DateTimeOffset now)
    {
        if (state.IsRecordLost)
        {
            var none = state.Group.ByAddress.Select(rows =>
                new MailPlan { Recipient = rows.First(), IsDataTeam = rows.Any(r => r.IsDataTeam), Status = MailStatus.RecordLost });
            return new GroupPlan(state, [.. none]);
        }

        List<MailPlan> mails = [];
        foreach (var rows in state.Group.ByAddress)
        {
            List<Recipient> notices = [.. rows.Where(r => !r.GetsMonthEnd)], mailed = [.. rows.Where(r => r.GetsMonthEnd)];
            if (notices.Count > 0)
            {
                mails.Add(PlanNotices(state, notices));
            }

            if (mailed.Count == 0)
            {
                continue;
            }

            var known = state.MailsTo(rows.Key);
            var needed = FindScorecardsToRead(state, mailed, FindGiven(known)).Distinct().ToList();

            // A scorecard that cannot be read keeps back the mail of those who get it, and nobody else's.
            if (needed.TrueForAll(state.Facts.ContainsKey))
            {
                var facts = needed.ToDictionary(id => id, id => state.Facts[id]);
                mails.Add(PlanMail(state.Group, mailed, known, facts, now));
            }
        }

        return new GroupPlan(state, mails);
    }

    /// <summary>
    /// The number of the last mail that gave each scorecard to a recipient, or did not give it because the server would not take it: this one only
    /// while no other mail is to be tried again.
    /// </summary>
    /// <param name="known">The recipient's deliveries.</param>
    public static IReadOnlyDictionary<ScorecardId, long> FindGiven(IEnumerable<TrackedDelivery> known)
    {
        Dictionary<ScorecardId, long> given = [];
        var tried = known.ToLookup(d => d.State != DeliveryState.Planned);
        foreach (var delivery in tried[true].Where(d => d.State != DeliveryState.Refused || !tried[false].Any()))
        {
            foreach (var id in delivery.Scorecards)
            {
                given[id] = Math.Max(given.GetValueOrDefault(id), delivery.Number);
            }
        }

        return given;
    }

    /// <summary>Plans one recipient's next mail.</summary>
    /// <param name="rows">Those of the group's recipients that name the address.</param>
    /// <param name="known">The recipient's deliveries of the group's month, the first first.</param>
    /// <param name="facts">Of each scorecard that the recipient has not had, and of each that has been touched since.</param>
    public static MailPlan PlanMail(
        GroupMonth group, IReadOnlyList<Recipient> rows, IReadOnlyList<TrackedDelivery> known,
        IReadOnlyDictionary<ScorecardId, ScorecardFacts> facts, DateTimeOffset now)
    {
        // What was put off is made again, with the newest that there is by now.
        var (last, putOff) = (known.Count == 0 ? null : known[^1], known.FirstOrDefault(d => d.State == DeliveryState.Planned));
        var isDataTeam = rows.Any(r => r.IsDataTeam);
        var nothing = new MailPlan { Recipient = rows[0], IsDataTeam = isDataTeam, Status = MailStatus.NothingToSend, Last = last };
        if (known.Any(d => d.State is DeliveryState.Claimed or DeliveryState.Sending))
        {
            return nothing with { Status = MailStatus.BeingSent };
        }

        if (putOff is null && last is { State: DeliveryState.Refused })
        {
            return nothing with { Status = MailStatus.Refused };
        }

        if (facts.Values.Any(f => f.IsBehind))
        {
            return nothing with { Status = MailStatus.AwaitingCalculation };
        }

        var given = FindGiven(known);
        var next = putOff?.Delivery ?? new Delivery(group.Group, group.Month, (last?.Delivery.Ordinal ?? 0) + 1, nothing.Email);
        var fresh = WidestFirst(rows, facts).Select(r => r.Scorecard)
            .Where(id => !given.ContainsKey(id) && !group.CorrectedOnly.Contains(id)).Select(id => facts[id]).ToList();
        var plan = PlanFirstMail(nothing with { PutOff = putOff }, group, next, fresh, now);

        // A scorecard that is waited for does not keep back what has changed in another.
        if (!plan.IsDue)
        {
            var changes = WidestFirst(rows, facts).Where(r => given.ContainsKey(r.Scorecard) && facts.ContainsKey(r.Scorecard))
                .Select(r => FindChange(facts[r.Scorecard], given[r.Scorecard])).OfType<Change>().ToList();
            plan = changes.Count == 0 ? plan : PlanChangeMail(plan, group, next, changes, now);
        }

        return putOff?.NextAttempt > now && plan.Delivery is not null ? plan with { IsDue = false, Status = MailStatus.PutOff } : plan;
    }

    /// <summary>Mails in the order in which they are sent: those that are the same together, those that were tried before last.</summary>
    /// <param name="mails">That are due.</param>
    /// <param name="isOutside">Whether an address gets mail without small numbers.</param>
    public static IReadOnlyList<IReadOnlyList<MailPlan>> GroupByContent(IEnumerable<MailPlan> mails, Func<string, bool> isOutside) =>
    [
        // Should one of those tried before be a mail that the server never takes, the others have gone; the next tick begins with another one.
        .. mails.OrderBy(m => m.PutOff is not null).ThenBy(m => m.PutOff?.Settled).GroupBy(m => (
            m.Number,
            IsPutOff: m.PutOff is not null,
            IsOutside: isOutside(m.Email),
            m.IsDataTeam,
            Shown: string.Join('\n', m.Shown.Select(s => s.Scorecard)),
            Changes: string.Join('\n', m.Changes.Select(c => c.Was!.Edition)),
            Missing: string.Join('\n', m.Missing.Select(l => l.Scorecard)))).Select(IReadOnlyList<MailPlan> (same) => [.. same]),
    ];

    static IEnumerable<ScorecardId> FindScorecardsToRead(
        GroupState state, IEnumerable<Recipient> rows, IReadOnlyDictionary<ScorecardId, long> given) =>
        rows.Where(r => !r.GetsMonthEnd).Select(r => r.Scorecard).Concat(rows.Where(r => r.GetsMonthEnd).Select(r => r.Scorecard)
            .Where(id => given.TryGetValue(id, out var had)
                ? state.Journal.Touching(id, state.Group.Month, had).Count > 0
                : !state.Group.CorrectedOnly.Contains(id)));

    /// <summary>For whoever gets the notices of a month and not its mail: what its scorecards lack until they are issued.</summary>
    static MailPlan PlanNotices(GroupState state, IReadOnlyList<Recipient> rows) => new()
    {
        Recipient = rows[0],
        IsDataTeam = rows.Any(r => r.IsDataTeam),
        Status = MailStatus.NoticesOnly,
        Missing =
        [
            .. rows.Select(r => state.Facts.GetValueOrDefault(r.Scorecard))
                .Where(facts => facts is { Editions.Count: 0 }).Select(facts => facts!.Missing).OfType<MissingFigures>(),
        ],
    };

    static IReadOnlyList<Recipient> WidestFirst(IReadOnlyList<Recipient> rows, IReadOnlyDictionary<ScorecardId, ScorecardFacts> facts) =>
    [
        .. rows.OrderBy(r => facts.GetValueOrDefault(r.Scorecard)?.Rank)
            .ThenBy(r => facts.GetValueOrDefault(r.Scorecard)?.Now?.Name ?? r.Scorecard.Value, StringComparer.OrdinalIgnoreCase),
    ];

    /// <param name="nothing">The plan where nothing is to be sent.</param>
    /// <param name="next">The recipient's next delivery.</param>
    /// <param name="fresh">Of the scorecards that the recipient has not had, the widest first.</param>
    static MailPlan PlanFirstMail(MailPlan nothing, GroupMonth group, Delivery next, IReadOnlyList<ScorecardFacts> fresh, DateTimeOffset now)
    {
        var shown = fresh.Where(f => f.Now is not null).ToList();
        List<MissingFigures> missing = [.. fresh.Select(f => f.Missing).OfType<MissingFigures>()];
        if (shown.Count + missing.Count == 0)
        {
            return nothing;
        }

        var (rule, month) = (group.Rule, group.Month);
        return nothing with
        {
            Status = MailStatus.FirstMail,
            Delivery = next,
            IsDue = shown.Count > 0 && rule.IsDue(month, missing.Count == 0, now),
            Number = shown.Count == 0 ? 0 : shown.Max(f => f.Number),
            Shown = [.. shown.Select(f => f.Now!)],
            Missing = missing,
            From = missing.Count > 0 ? rule.DeadlineTime(month) : rule.CompleteTime(month),
        };
    }

    /// <param name="plan">Without the changes: nothing is due.</param>
    /// <param name="next">The recipient's next delivery.</param>
    /// <param name="changes">At least one.</param>
    static MailPlan PlanChangeMail(MailPlan plan, GroupMonth group, Delivery next, IReadOnlyList<Change> changes, DateTimeOffset now)
    {
        var since = changes.Min(c => c.Since);
        var isDue = group.Rule.IsChangeMailDue(since, now);
        plan = plan with { Pending = (group.Rule.ChangeMailTime(since), changes[0].Diff.Was!.Edition) };
        return plan.Delivery is not null && !isDue
            ? plan
            : plan with
            {
                Status = MailStatus.ChangeMail,
                Delivery = next,
                IsDue = isDue,
                Number = changes.Max(c => c.Number),
                Shown = [.. changes.Select(c => c.Diff.Now)],
                Changes = [.. changes.Select(c => c.Diff)],
                StillMissing = [.. changes.Select(c => c.Missing).OfType<MissingFigures>()],
            };
    }

    /// <summary>
    /// What alters a rating or the counts of what a recipient has; null = nothing does. A month whose figures have all been taken back, or are there
    /// again, has changed too.
    /// </summary>
    static Change? FindChange(ScorecardFacts facts, long given)
    {
        if (facts.Editions.LastOrDefault(e => e.Number <= given) is not { } had || (facts.Now ?? had.Scorecard) is not { } named
            || ScorecardDiff.Between(Shown(had), Shown(facts.Editions[^1])) is not { AltersRatingsOrCounts: true } diff)
        {
            return null;
        }

        var first = facts.Editions.First(e => e.Number > given && ScorecardDiff.Between(diff.Was, Shown(e)).AltersRatingsOrCounts);
        return new Change(diff, first.Changed, facts.Number, facts.Missing);

        MonthlyScorecard Shown(IssuedEdition edition) =>
            edition.Scorecard ?? named.TakenBack(facts.Editions.Count(e => e.Number <= edition.Number));
    }

    /// <summary>What has changed, when that came to be, the number of the journal that made it, and what is still missing; null = nothing.</summary>
    sealed record Change(ScorecardDiff Diff, DateTimeOffset Since, long Number, MissingFigures? Missing);
}
