namespace Scorecards.Tests.Records.Synthetic;

/// <summary>
/// Section 47 enquiries and initial conferences: those before each plan, those after an initial assessment, and others on open cases.
/// </summary>
sealed class Enquiries(Council council, OpenCases open, Assessments assessments)
{
    readonly SplitMix64 random = council.Random;
    readonly WorkingCalendar calendar = council.Calendar;
    readonly Scale scale = council.Scale;
    readonly HashSet<(int Case, int Day)> taken = [];

    public List<Enquiry> All { get; } = [];

    public void Make()
    {
        foreach (var found in council.Cases.Where(c => c.Plan?.Start >= Day.Start))
        {
            var start = found.Plan!.Enquiry is { } enquiry ? Math.Max(enquiry, found.Referral) : (int?)null;
            Add(found, start, found.Plan.Start, true);
        }

        foreach (var assessment in assessments.All.Where(a => a.IsProgressed))
        {
            Add(assessment.Case, assessment.Done, null, false);
        }

        AddConferences();
        foreach (var span in Span.All)
        {
            Fill(span);
        }

        MarkSeen();
    }

    /// <summary>Conferences that did not lead to a plan.</summary>
    void AddConferences()
    {
        var year = scale.Count(131) - All.Count(e => e.Start >= Day.Year && e.Conference <= Day.Period);
        var twelve = scale.Count(1_509) - All.Count(e => e.Conference >= Day.TwelveMonths && e.Conference <= Day.Period) - Math.Max(0, year);
        AddConferences(Day.Year, Day.Period - 24, year);
        AddConferences(Day.TwelveMonths, Day.Year - 1, twelve);
        foreach (var span in Span.All.Where(s => s.Last < Day.TwelveMonths))
        {
            AddConferences(span.First, span.Last - 30, scale.Count(span.Referrals * 25 / 1_000));
        }
    }

    void AddConferences(int first, int last, int count)
    {
        foreach (var day in count <= 0 ? [] : calendar.Spread(first, last, count).ToList())
        {
            var conference = calendar.After(day, random.Between(8, 15));
            if (open.Find(conference, c => Fits(c, day) && c.Child.IsBorn(day) && c.Plan is null) is { } found)
            {
                Add(found, day, conference, false);
            }
        }
    }

    void Fill(Span span)
    {
        var there = All.FindAll(e => e.Start is { } start && span.Holds(start));
        var (year, twelve) = (scale.Count(471), scale.Count(5_775));
        var target = span.IsYearToDate ? year : span.IsBeforeTheYear ? twelve - year : scale.Count(span.Referrals * 30 / 100);
        var more = target - there.Count;
        var unborn = new Quota(span.IsYearToDate ? year - scale.Count(454) - there.Count(e => !e.IsBorn) : more / 28, more);
        foreach (var day in more <= 0 ? [] : calendar.Spread(span.First, span.Last, more).ToList())
        {
            var isUnborn = unborn.Takes();
            if (open.Find(day, c => Fits(c, day) && (isUnborn ? !c.Child.IsBorn(day + 20) : c.Child.IsBorn(day))) is { } found)
            {
                Add(found, day, null, false);
            }
        }
    }

    bool Fits(Case found, int day) => found.Referral <= day && !taken.Contains((found.Number, day));

    void Add(Case found, int? start, int? conference, bool isPlan)
    {
        if (start is { } day && !taken.Add((found.Number, day)))
        {
            return;
        }

        var end = Math.Min((start ?? 0) + random.Between(4, 15), found.Closure);
        All.Add(new Enquiry(found, start, conference, isPlan) { End = end });
    }

    void MarkSeen()
    {
        var (year, others) = (new Quota(scale.Count(423), scale.Count(454)), new Quota(94, 100));
        foreach (var enquiry in All.Where(e => e.Start is not null && e.IsBorn).OrderBy(e => e.Start))
        {
            enquiry.IsSeen = enquiry.Start >= Day.Year && enquiry.Start <= Day.Period ? year.Takes() : others.Takes();
        }
    }
}
