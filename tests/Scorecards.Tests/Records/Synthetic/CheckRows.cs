namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Writes health assessments, dental checks and education plans of periods of care.</summary>
sealed class CheckRows(Council council, CsvTables tables)
{
    readonly SplitMix64 random = council.Random;
    readonly WorkingCalendar calendar = council.Calendar;
    int checks;

    public void Write()
    {
        foreach (var found in council.Cases.Where(c => c.Care is not null))
        {
            var care = found.Care!;
            var end = Math.Min(care.Exit, Day.Period);
            WriteHealth(found.Child, care, end);
            WriteDental(found.Child, care, end);
            WriteEducation(found.Child, care, end);
        }
    }

    void WriteHealth(Child child, Care care, int end)
    {
        var stop = care.HasHealth ? end : Day.Period - 400;
        var due = calendar.After(care.Entry, 20);
        var day = calendar.After(care.Entry, random.Between(8, 18));
        if (day <= end)
        {
            Add(child, "IHA", day, due, day <= stop ? "COMPLETED" : "PLANNED");
        }

        while (day <= end)
        {
            var isYoung = Day.MonthsAfter(child.Birth, 60) > Day.MonthsAfter(day, 6);
            due = Day.MonthsAfter(day, isYoung ? 6 : 12);
            day += isYoung ? random.Between(150, 178) : random.Between(300, 358);
            if (day <= end)
            {
                Add(child, "RHA", day, due, day <= stop ? "COMPLETED" : random.IsChance(20) ? "REFUSED" : "PLANNED");
            }
        }

        if (care.IsCurrent)
        {
            Add(child, "RHA", Day.Never, due, "PLANNED");
        }
    }

    void WriteDental(Child child, Care care, int end)
    {
        var due = care.Entry + 30;
        for (var day = care.Entry + random.Between(8, 25); day <= end; day += random.Between(110, 180))
        {
            Add(child, "DENTAL", day, due, care.HasDental || day < Day.TwelveMonths ? "COMPLETED" : "REFUSED");
            due = day + 183;
        }
    }

    /// <summary>From the term in which the child is nearly five; each term.</summary>
    void WriteEducation(Child child, Care care, int end)
    {
        var due = calendar.After(care.Entry, 10);
        for (var day = Math.Max(care.Entry + random.Between(6, 14), Day.MonthsAfter(child.Birth, 54)); day <= end; day += random.Between(100, 130))
        {
            Add(child, "PEP", day, due, care.HasEducationPlan ? "COMPLETED" : "PLANNED");
            due = day + 130;
        }
    }

    void Add(Child child, string type, int day, int due, string status) => tables.Add(
        "lac_check", $"K{++checks:D8}", child.Id, type, status == "COMPLETED" ? Day.Text(day) : "", Day.Text(due), status);
}
