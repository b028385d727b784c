namespace Scorecards.Tests.Records.Synthetic;

/// <summary>
/// Writes reviews of plans and of looked-after children: in time, but for those that are to be late, and in the year to date as many as were printed.
/// </summary>
sealed class ReviewRows(Council council, CsvTables tables)
{
    const int FourYears = 4;

    readonly SplitMix64 random = council.Random;
    readonly WorkingCalendar calendar = council.Calendar;
    readonly Scale scale = council.Scale;
    readonly List<(Case Case, int Last, int Due)> free = [];
    Quota takesPart = new(0, 0);
    Quota tookPart = new(92, 100);
    int reviews;
    int counted;

    public void Write()
    {
        takesPart = new Quota(scale.Count(656), scale.Count(710));
        foreach (var found in council.Cases)
        {
            if (found.Plan is { } plan && plan.Start >= Day.Start)
            {
                WritePlan(found, plan);
            }

            if (found.Care is { } care)
            {
                WriteCare(found, care);
            }
        }

        WriteFree();
    }

    void WritePlan(Case found, Plan plan)
    {
        var (last, due) = (plan.Start, Day.MonthsAfter(plan.Start, 3));
        var end = Math.Min(plan.End, plan.IsLate ? Day.Number(2011, 10, 3) : Day.Period);
        for (var day = last + random.Between(60, 88); day < end; day += random.Between(120, 180))
        {
            Add(found, plan.Id, day, due);
            (last, due) = (day, Day.MonthsAfter(day, 6));
        }

        if (plan.IsLate)
        {
            AddLate(found, plan.Id);
        }
        else if (plan.End == Day.Never)
        {
            Add(found, plan.Id, Day.Never, due);
        }
    }

    /// <summary>One in autumn, and the next, which is due in the year to date, too late or not at all.</summary>
    void AddLate(Case found, string plan)
    {
        var day = random.Between(Day.Number(2011, 10, 5), Day.Number(2011, 11, 22));
        Add(found, plan, day, Day.MonthsAfter(day, 6));
        var due = Day.MonthsAfter(day, 6);
        var held = due + random.Between(3, 40);
        Add(found, plan, held <= Day.Period ? held : Day.Never, due);
    }

    void WriteCare(Case found, Care care)
    {
        var due = calendar.After(care.Entry, 20);
        var day = calendar.After(care.Entry, random.Between(12, 19));
        var (number, last) = (0, care.Entry);
        var end = Math.Min(care.Exit, care.IsReviewLate ? Day.Number(2011, 10, 3) : care.IsCurrent ? Day.Year : Day.Period);
        while (day < end)
        {
            Add(found, "", day, due);
            last = day;
            due = Day.MonthsAfter(day, number++ == 0 ? 3 : 6);
            day += number == 1 ? random.Between(70, 88) : random.Between(100, 180);
        }

        if (care.IsReviewLate)
        {
            AddLate(found, "");
        }
        else if (care.IsCurrent && due <= Day.Period)
        {
            Add(found, "", random.Between(Math.Max(Day.Year, last + 12), Math.Min(due, day)), due);
        }
        else if (care.IsCurrent)
        {
            free.Add((found, last, due));
        }
    }

    /// <summary>Children none of whose reviews is due yet may have one all the same.</summary>
    void WriteFree()
    {
        random.Shuffle(free);
        foreach (var (found, last, due) in free)
        {
            var day = random.Between(Math.Max(Day.Year, last + 14), Day.Period);
            var isOlder = found.Child.IsAtLeast(FourYears, day);
            var isHeld = last + 14 < Day.Period && (isOlder ? counted < scale.Count(710) : random.IsChance(40));
            Add(found, "", isHeld ? day : Day.Never, due);
        }
    }

    void Add(Case found, string plan, int day, int due)
    {
        var participation = "";
        if (plan == "" && day <= Day.Period)
        {
            var isOlder = found.Child.IsAtLeast(FourYears, day);
            var isCounted = isOlder && day >= Day.Year;
            counted += isCounted ? 1 : 0;
            participation = !isOlder ? "PN0"
                : (isCounted ? takesPart : tookPart).Takes() ? random.IsChance(60) ? "PN1" : random.IsChance(50) ? "PN5" : "PN6"
                : random.IsChance(50) ? "PN4" : "PN7";
        }

        tables.Add(
            "review", $"V{++reviews:D8}", found.Child.Id, plan == "" ? "LAC" : "CP", plan, Day.Known(day), Day.Text(due), participation, "N");
    }
}
