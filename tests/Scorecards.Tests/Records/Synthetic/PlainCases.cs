namespace Scorecards.Tests.Records.Synthetic;

/// <summary>
/// The referrals that fill each stretch up to its number, the first assessments of all, and when the plain ones were closed: so that as many
/// children as were printed have an open case at the period end.
/// </summary>
sealed class PlainCases(Council council)
{
    readonly SplitMix64 random = council.Random;
    readonly WorkingCalendar calendar = council.Calendar;
    readonly Scale scale = council.Scale;

    public void Make()
    {
        foreach (var span in Span.All)
        {
            var total = scale.Count(span.Referrals);
            var plain = Math.Max(0, total - council.Cases.Count(c => span.Holds(c.Referral)));
            var (noAction, shorts) = (new Quota(total * 12 / 100, plain), new Quota(45, 100));
            foreach (var day in calendar.Spread(span.First, span.Last, plain).ToList())
            {
                var kind = noAction.Takes() ? CaseKind.NoAction : shorts.Takes() ? CaseKind.Short : CaseKind.Long;
                council.Cases.Add(
                    new Case(kind, day) { Closure = kind == CaseKind.NoAction ? Math.Min(day + random.Between(0, 3), Day.Extract) : Day.Never });
            }
        }

        council.Cases.Sort((a, b) => a.Referral.CompareTo(b.Referral));
        for (var i = 0; i < council.Cases.Count; i++)
        {
            council.Cases[i].Number = i + 1;
        }

        AssessFirst();
        AssessCore();
        Close();
        MarkTeams();
    }

    void AssessFirst()
    {
        var cases = council.Worked.ToList();
        var inTime = new Quota(862, 1_000);
        foreach (var found in cases)
        {
            var delay = inTime.Takes() ? random.Between(2, 7) : 8 + Math.Min(random.Below(18), random.Below(18));
            found.InitialDone = calendar.After(found.Referral, delay);
        }

        FixOverdue(cases, c => c.Referral, c => c.InitialDone, (c, day) => c.InitialDone = day, 7, scale.Count(36));
        cases.ForEach(c => c.LastInitial = c.InitialDone!.Value);
    }

    void AssessCore()
    {
        var inTime = new Quota(817, 1_000);
        var isAsked = new Quota(1, 2);
        var cases = council.Worked.Where(
            c => c.Kind != CaseKind.Short && c.InitialDone <= Day.Extract && (c.Care is null || (!c.Care.IsUasc && isAsked.Takes()))).ToList();
        foreach (var found in cases)
        {
            found.CoreStart = found.InitialDone;
            var delay = inTime.Takes() ? random.Between(15, 35) : 36 + Math.Min(random.Below(22), random.Below(22));
            found.CoreDone = calendar.After(found.CoreStart!.Value, delay);
        }

        FixOverdue(cases, c => c.CoreStart!.Value, c => c.CoreDone, (c, day) => c.CoreDone = day, 35, scale.Count(55));
        cases.ForEach(c => c.LastCore = c.CoreDone!.Value);
        foreach (var found in council.Worked.Where(c => c.Closure < Worked(c)))
        {
            found.Closure = Worked(found);
        }
    }

    /// <summary>Lets exactly so many be open and late at the period end: of the others, those nearest to it change.</summary>
    void FixOverdue(List<Case> cases, Func<Case, int> start, Func<Case, int?> done, Action<Case, int> set, int limit, int target)
    {
        bool IsLate(Case c, int until) => start(c) < until && calendar.Between(start(c), until) > limit;
        var open = cases.Where(c => done(c) > Day.Period && IsLate(c, Day.Period)).OrderBy(done).ToList();
        foreach (var found in open.Take(open.Count - target))
        {
            set(found, calendar.OnOrBefore(Day.Period));
        }

        var late = cases.Where(c => done(c) is { } day && day <= Day.Period && day > Day.Period - 60 && IsLate(c, day) && c.Closure == Day.Never);
        foreach (var found in late.OrderByDescending(done).Take(target - open.Count).ToList())
        {
            set(found, Day.Never);
        }
    }

    void Close()
    {
        var plain = council.Cases.FindAll(c => c.Kind is CaseKind.Short or CaseKind.Long);
        foreach (var found in plain)
        {
            var worked = Worked(found);
            var natural = found.Kind == CaseKind.Short
                ? worked == Day.Never ? Day.Never : worked + random.Between(0, 14)
                : Math.Max(worked, found.Referral + 45 + random.Lasting(170));
            found.Closure = natural > Day.Extract ? Day.Never : natural;
        }

        var others = council.Cases.Count(c => c.Kind is not (CaseKind.Short or CaseKind.Long) && c.IsOpenAt(Day.Period));
        var open = scale.Count(8_941) - others;
        var ordered = plain.Where(c => c.Referral <= Day.Period)
            .OrderByDescending(c => c.Closure).ThenByDescending(Worked).ThenByDescending(c => c.Referral);
        foreach (var (i, found) in ordered.ToList().Index())
        {
            if (i < open && found.Closure <= Day.Period)
            {
                found.Closure = Day.Never;
            }
            else if (i >= open && found.Closure > Day.Period)
            {
                found.Closure = random.Between(Math.Max(Worked(found), Day.Period - 50), Day.Period);
            }
        }
    }

    /// <summary>The day by which the first assessments are completed.</summary>
    static int Worked(Case found) => Math.Max(found.InitialDone ?? found.Referral, found.CoreDone ?? found.Referral);

    /// <summary>Cases outside fieldwork: care leavers, trays, disabled children.</summary>
    void MarkTeams()
    {
        var open = council.Cases.FindAll(c => c.Kind is CaseKind.Long or CaseKind.Short && c.IsOpenAt(Day.Period));
        var trays = open.FindAll(c => c.Referral > Day.Period - 3).Take(scale.Count(10)).ToList();
        trays.ForEach(c => c.IsInTray = true);
        var leavers = council.Cases.Count(c => c.Care is { Reason: Care.GrownUp } && c.IsOpenAt(Day.Period));
        var older = open.FindAll(c => c.Kind == CaseKind.Long && c.Closure == Day.Never && c.Referral < Day.Period - 200);
        random.Shuffle(older);
        older.Take(scale.Count(8_941) - scale.Count(8_674) - leavers - trays.Count).ToList().ForEach(c => c.IsDisability = true);
    }
}
