namespace Scorecards.Tests.Records.Synthetic;

/// <summary>
/// Child protection plans, by when they started and ended, and the referrals before them. Then the children who were referred unborn.
/// </summary>
sealed class PlanCases(Council council)
{
    const int Unborn = 10;

    static readonly int March = Day.Number(2012, 3, 1);
    static readonly int Long = Day.Number(2010, 11, 30);

    readonly SplitMix64 random = council.Random;
    readonly WorkingCalendar calendar = council.Calendar;
    readonly Scale scale = council.Scale;

    public void Make()
    {
        var (longs, started, recent) = (scale.Count(115), scale.Count(123), scale.Count(808) - scale.Count(632));
        var endedSoon = scale.Count(5);
        AddMany(longs, () => Open(Long - 700, Long));
        var middle = scale.Count(632) - longs;
        AddToCare(Math.Min(scale.Count(22), middle));
        AddMany(middle - scale.Count(22), () => Open(Math.Max(random.Between(Long + 1, March - 1), random.Between(Long + 1, March - 1)), March - 1));
        AddMany(recent - started + endedSoon, () => Open(March, Day.Year - 1));
        AddStarted(started, endedSoon);
        AddEnded(endedSoon);
        AddUnborn();
    }

    void AddEnded(int endedSoon)
    {
        var longs = scale.Count(26);
        AddMany(longs, () =>
        {
            var end = calendar.Any(random, Day.Year, Day.Period);
            return new Plan(Day.MonthsAfter(end, -24) - random.Between(0, 400), end, 0);
        });
        AddMany(scale.Count(265) - longs - endedSoon, () =>
        {
            var end = calendar.Any(random, Day.Year, Day.Period);
            return new Plan(calendar.OnOrBefore(end - random.Between(95, 700)), end, 0);
        });
        foreach (var (first, last, count) in new[] { (2007, 6, 450), (2008, 6, 550), (2009, 6, 700), (2010, 6, 900), (2011, 6, 300) }
            .Select(y => (Day.Number(y.Item1, y.Item2, 15), Day.Number(y.Item1 + 1, y.Item2, 1), y.Item3)))
        {
            AddMany(scale.Count(count), () =>
            {
                var start = calendar.Any(random, first, Math.Min(last, Day.Number(2011, 12, 1)));
                return new Plan(start, Math.Min(start + random.Between(60, 700), Day.Year - random.Between(1, 100)), 0);
            });
        }
    }

    /// <summary>Those of the year to date; most of their enquiries started in it too.</summary>
    void AddStarted(int count, int endedSoon)
    {
        var enquired = scale.Count(97);
        for (var i = 0; i < count; i++)
        {
            var isEnquired = i < enquired;
            var start = calendar.Any(random, Day.Year + (isEnquired ? 16 : 1), isEnquired ? Day.Period : Day.Year + 9);
            var enquiry = start - random.Between(10, 16);
            var plan = new Plan(start, i < endedSoon ? Math.Min(start + random.Between(10, 30), Day.Period) : Day.Never, enquiry);
            Add(i < endedSoon && plan.End <= plan.Start ? plan with { Start = plan.Start - 3 } : plan, count - i <= scale.Count(Unborn));
        }
    }

    Plan Open(int first, int last) => new(calendar.Any(random, first, last), Day.Never, 0);

    void AddMany(int count, Func<Plan> make)
    {
        for (var i = 0; i < count; i++)
        {
            var plan = make();
            var isTransfer = i % 20 == 7;
            Add(plan with { Enquiry = isTransfer ? null : plan.Start - random.Between(10, 21) }, false);
        }
    }

    void Add(Plan plan, bool isUnborn)
    {
        var referral = plan.Enquiry is { } enquiry
            ? calendar.OnOrBefore(enquiry - (isUnborn ? random.Between(0, 20) : random.Between(0, 80)))
            : plan.Start - random.Between(0, 4);
        council.Cases.Add(new Case(CaseKind.Plan, referral)
        {
            Plan = plan,
            Closure = plan.End == Day.Never ? Day.Never : plan.End + random.Between(20, 150),
            Birth = isUnborn ? Day.Period + random.Between(1, 60) : null,
        });
    }

    /// <summary>Children who came to be looked after while they had a plan, and still have it.</summary>
    void AddToCare(int count)
    {
        var fitting = council.Cases.FindAll(
            c => c.Care is { IsCurrent: true, IsUasc: false } care && care.Entry > Day.TwelveMonths && care.Entry < March
                && c.Birth < c.Referral - 5 && c.Referral > Long + 10 && care.Entry - c.Referral > 40);
        random.Shuffle(fitting);
        foreach (var found in fitting.Take(count))
        {
            var start = found.Referral + random.Between(20, 35);
            found.Plan = new Plan(start, Day.Never, start - random.Between(10, 18));
        }

        AddMany(Math.Max(0, count - fitting.Count), () => Open(March - 60, March - 1));
    }

    void AddUnborn()
    {
        var unborn = scale.Count(130) - scale.Count(Unborn);
        for (var i = 0; i < unborn; i++)
        {
            var referral = calendar.Any(random, Day.Period - 110, Day.Period);
            council.Cases.Add(new Case(CaseKind.Unborn, referral) { Birth = Math.Max(Day.Period, referral + 20) + random.Between(1, 120) });
        }

        foreach (var span in Span.All.Where(s => s.First < Day.Period))
        {
            foreach (var day in calendar.Spread(span.First, span.Last, scale.Count(span.Referrals * 3 / 100)))
            {
                var birth = day + random.Between(40, 190);
                if (birth <= Day.Period)
                {
                    council.Cases.Add(new Case(CaseKind.Unborn, day) { Birth = birth, Closure = birth + 20 + random.Lasting(120) });
                }
            }
        }
    }
}
