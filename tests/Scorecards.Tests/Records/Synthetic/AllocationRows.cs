namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Writes who worked with a child: one case holder after the other while the case is open, and others beside.</summary>
sealed class AllocationRows(Council council, Staff staff, CsvTables tables)
{
    /// <summary>How long a worker keeps a case, in days, at least and at most.</summary>
    const int Shortest = 45;
    const int Longest = 190;

    readonly SplitMix64 random = council.Random;
    int allocations;

    public void Write()
    {
        foreach (var found in council.Cases)
        {
            var start = Math.Max(found.Referral, Day.Start);
            if (found.Referral >= Day.Start)
            {
                var worker = staff.Any(Team.Duty, false, start).Worker;
                Add(found, worker, "DUTY", Team.Duty, start, Math.Min(start + random.Between(1, 3), found.Closure));
            }

            if (found.Kind != CaseKind.NoAction && found.Closure > start)
            {
                WriteHolders(found, start);
                WriteOthers(found, start);
            }
        }
    }

    void WriteHolders(Case found, int start)
    {
        if (found.IsInTray)
        {
            Add(found, "", "CASEHOLDER", Team.Holding(found, start), start, Day.Period + 1);
            start = Day.Period + 1;
        }

        int[] turns = [found.Referral + 45, found.Referral + 60, found.Plan?.Start ?? 0, (found.Care?.Entry ?? 0) + 21, found.Care?.Exit ?? 0];
        var stages = turns.Where(t => t > start && t < found.Closure && t <= Day.Extract).Distinct().Order().Append(found.Closure);
        foreach (var stage in stages)
        {
            var team = Team.Holding(found, start);
            if (stage == found.Closure || Team.Holding(found, stage) != team)
            {
                WriteChain(found, "CASEHOLDER", team, false, start, stage);
                start = stage;
            }
        }
    }

    /// <summary>Reviewing officers keep a case longer.</summary>
    void WriteOthers(Case found, int start)
    {
        if (found.Kind is CaseKind.Plan or CaseKind.Care)
        {
            var from = Math.Max(start, found.Plan?.Start ?? found.Care!.Entry);
            WriteChain(found, "IRO", Team.Reviewing, false, from, Math.Min(found.Closure, found.Plan?.End ?? found.Care!.Exit));
        }

        if (found.Kind is CaseKind.Plan or CaseKind.Care or CaseKind.Unborn || (found.Kind == CaseKind.Long && found.Number % 2 == 0))
        {
            WriteChain(found, "COWORKER", Team.Family(found.Child.District), true, start + 20, found.Closure);
        }

        if (found.Care is { } care && Day.MonthsAfter(care.Birth, 12 * 16) is var sixteen && sixteen < found.Closure)
        {
            WriteChain(found, "PA", Team.LeavingCare, true, Math.Max(Math.Max(start, care.Entry), sixteen), found.Closure);
        }
    }

    void WriteChain(Case found, string role, Team team, bool isUnqualified, int start, int end)
    {
        while (start < end && start <= Day.Extract)
        {
            var (until, worker) = staff.Any(team, isUnqualified, start);
            var next = Math.Min(Math.Min(until, end), start + (role == "IRO" ? 4 : 1) * random.Between(Shortest, Longest));
            Add(found, worker, role, team, start, next);
            start = next;
        }
    }

    void Add(Case found, string worker, string role, Team team, int start, int end) =>
        tables.Add("allocation", $"L{++allocations:D8}", found.Child.Id, worker, role, team.Code, Day.Text(start), Day.Known(end));
}
