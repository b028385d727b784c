namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Writes children, referrals, plans, assessments, enquiries.</summary>
sealed class CaseRows(Council council, CsvTables tables)
{
    static readonly string[] Ethnicities = ["WBRI", "WBRI", "WBRI", "WBRI", "WOTH", "MWBC", "WBRI", "AIND", "BAFR", "WBRI", "REFU", "WROM"];
    static readonly string[] Sources = ["1A", "2A", "3A", "5A", "5D", "6", "8", "10"];
    static readonly string[] Categories = ["NEG", "EMO", "PHY", "NEG", "SAB", "MUL"];

    readonly SplitMix64 random = council.Random;
    readonly Scale scale = council.Scale;

    public void Write(Assessments assessments, Enquiries enquiries)
    {
        WriteChildren();
        council.Cases.ForEach(WriteReferral);
        WritePlans();
        WriteAssessments(assessments);
        WriteEnquiries(enquiries);
    }

    void WriteChildren()
    {
        var open = council.Cases.Where(c => c.IsOpenAt(Day.Period)).Select(c => c.Child).Where(c => c.IsBorn(Day.Period)).ToHashSet();
        var (known, others) = (new Quota(scale.Count(8_719), scale.Count(8_811)), new Quota(96, 100));
        foreach (var child in council.Children)
        {
            var hasEthnicity = (open.Contains(child) ? known : others).Takes();
            var uasc = child.Care is { IsUasc: true } care ? care : null;
            tables.Add(
                "child", child.Id, Day.Known(child.Birth), child.Birth > Day.Extract ? Day.Text(child.Birth) : "", "",
                child.Birth > Day.Extract ? "U" : child.IsGirl ? "F" : "M",
                hasEthnicity ? uasc is null ? Ethnicities[random.Below(Ethnicities.Length)] : "AOTH" : random.IsChance(50) ? "NOBT" : "",
                child.IsDisabled ? "Y" : "N", uasc is null ? "" : Day.Text(uasc.Entry), uasc is null ? "" : Day.Known(uasc.Exit),
                District.All[child.District].Code);
        }
    }

    void WriteReferral(Case found)
    {
        var isClosed = found.Closure <= Day.Extract;
        tables.Add(
            "referral", found.Id, found.Child.Id, Day.Text(found.Referral), Sources[random.Below(Sources.Length)],
            found.Kind == CaseKind.NoAction ? "Y" : "N", found.IsDisability ? "N2" : $"N{random.Between(1, 8)}", Day.Known(found.Closure),
            isClosed ? found.Kind == CaseKind.NoAction ? "RC8" : found.Care?.Reason == Care.Adopted ? "RC1" : "RC7" : "",
            Team.Assessment(found.Child.District).Code);
    }

    void WritePlans()
    {
        var started = council.Cases.FindAll(c => c.Plan is { } p && p.Start >= Day.Year && p.Start <= Day.Period);
        var again = scale.Count(27) - started.Count(c => c.Plan!.PreviousPlans > 0);
        started.Where(c => c.Plan!.PreviousPlans == 0 && c.Birth is null).Take(again).ToList().ForEach(c => c.Plan!.PreviousPlans = 1);
        var number = 0;
        foreach (var found in council.Cases.Where(c => c.Plan is not null))
        {
            var plan = found.Plan!;
            plan.Id = $"N{++number:D7}";
            var category = Categories[random.Below(Categories.Length)];
            tables.Add(
                "cp_plan", plan.Id, found.Child.Id, found.Id, Day.Text(plan.Start), Day.Known(plan.End), category,
                random.IsChance(80) ? category : Categories[random.Below(Categories.Length)], $"{plan.PreviousPlans}", "N",
                Team.Family(found.Child.District).Code);
        }
    }

    void WriteAssessments(Assessments assessments)
    {
        var number = 0;
        foreach (var a in assessments.All)
        {
            var isDone = a.Done <= Day.Extract;
            tables.Add(
                "assessment", $"A{++number:D8}", a.Case.Child.Id, a.Case.Id, a.IsCore ? "CA" : "IA", a.IsUpdate ? "Y" : "N", Day.Text(a.Start),
                Day.Known(a.Done), isDone ? a.IsSeen ? "Y" : "N" : "", isDone && !a.IsCore ? a.IsProgressed ? "Y" : "N" : "",
                Team.Holding(a.Case, a.Start).Code);
        }

        foreach (var span in Span.All)
        {
            var count = span.First >= Day.TwelveMonths ? 2_064 * span.Referrals / 14_655 : 1_600;
            count = span.IsBeforeTheYear ? 2_064 - (2_064 * 1_740 / 14_655) : count;
            foreach (var day in council.Calendar.Spread(span.First, span.Last, scale.Count(count)))
            {
                tables.Add(
                    "assessment", $"A{++number:D8}", "", "", "CAF", "N", Day.Text(day - random.Between(10, 40)), Day.Text(day), "", "",
                    Team.Assessment(District.Any(random)).Code);
            }
        }
    }

    void WriteEnquiries(Enquiries enquiries)
    {
        var number = 0;
        foreach (var e in enquiries.All)
        {
            var isOver = e.Start is not null && e.End <= Day.Extract;
            tables.Add(
                "section47", $"S{++number:D8}", e.Case.Child.Id, e.Case.Id, e.Start is { } start ? Day.Text(start) : "",
                isOver ? Day.Text(e.End) : "",
                e.Start is null ? "" : e.IsSeen ? "Y" : "N", e.Conference is not null ? "Y" : isOver ? "N" : "",
                e.Conference is { } conference ? Day.Text(conference) : "", e.Conference is null ? "" : e.IsPlan ? "PLAN" : "NOPLAN",
                e.Start is null ? "Y" : "N", Team.Holding(e.Case, e.Start ?? e.Case.Referral).Code);
        }
    }
}
