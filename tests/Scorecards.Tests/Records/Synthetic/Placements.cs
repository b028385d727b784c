namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Where looked-after children live and lived, how often they moved, and whose checks are in date: by the printed numbers.</summary>
sealed class Placements(Council council)
{
    static readonly int TwoYears = Day.Number(2010, 5, 31);

    readonly SplitMix64 random = council.Random;
    readonly Scale scale = council.Scale;

    public void Make()
    {
        var cares = council.Cases.Where(c => c.Care is not null).Select(c => c.Care!).ToList();
        var current = cares.FindAll(c => c.IsCurrent);
        random.Shuffle(current);
        Take(current, c => c.IsSettled, scale.Count(318), c => c.IsStable = true);
        Take(current, c => !c.IsStable && c.Entry <= Day.Number(2012, 2, 1), scale.Count(219), c => c.HasThree = true);
        var infants = current.FindAll(c => !c.IsUasc && c.IsAged(0, 7) && c.Entry < Day.Period - 200);
        Take(infants, c => !c.IsSettled && !c.HasThree && c.Entry < Day.Period - 300, scale.Count(60), PlaceForAdoption);
        PlaceUasc(current);
        Place(current.FindAll(c => !c.IsUasc && c.Decision is null));
        Take(infants, c => c.Decision is null, scale.Count(80), c => c.Decision = Day.Period - random.Between(5, 150));
        cares.ForEach(Move);
        MarkChecks(current);
    }

    static void Take(List<Care> cares, Func<Care, bool> fits, int count, Action<Care> mark) =>
        cares.Where(fits).Take(count).ToList().ForEach(mark);

    void PlaceForAdoption(Care care)
    {
        care.Placement = "A3";
        care.Placed = random.Between(Math.Max(care.Entry + 150, Day.Period - 330), Day.Period - 10);
        care.Decision = Math.Max(care.Entry + 30, care.Placed.Value - random.Between(40, 200));
    }

    static void PlaceUasc(List<Care> current)
    {
        foreach (var (i, care) in current.FindAll(c => c.IsUasc).Index())
        {
            care.Placement = i % 2 == 0 ? "F2" : "P2";
            care.Distance = i % 4 < 2 ? "999.9" : "";
        }
    }

    void Place(List<Care> current)
    {
        var (known, unknown, homes, parents) = (scale.Count(1_205), scale.Count(20), scale.Count(130), scale.Count(110));
        var near = new Quota(scale.Count(740), known);
        random.Shuffle(current);
        foreach (var (i, care) in current.Index())
        {
            care.Placement = i < known ? Foster() : i < known + unknown ? "F6"
                : (i - known - unknown) switch { var n when n < homes => "K2", var n when n < homes + parents => "P1", _ => "H5" };
            care.Distance = i < known ? Miles(near.Takes()) : i < known + unknown ? "999.9" : Miles(random.IsChance(50));
        }
    }

    public string Foster() => $"F{random.Between(1, 6)}";

    public string Miles(bool isNear) => isNear ? $"{random.Between(0, 9)}.{random.Below(10)}" : $"{random.Between(11, 80)}.{random.Below(10)}";

    void Move(Care care)
    {
        var end = Math.Min(care.Placed ?? care.Exit, Day.Period);
        if (care.IsSettled)
        {
            Add(care, random.Below(3), care.Entry + 20, TwoYears);
            if (!care.IsStable && !care.HasThree)
            {
                Add(care, 1, TwoYears + 1, Day.Period - 3);
            }
        }
        else
        {
            Add(care, random.Below(3), care.Entry + 20, Math.Min(Day.TwelveMonths, end) - 10);
            if (!care.HasThree && care.Placed is null && random.IsChance(30))
            {
                Add(care, 1, Math.Max(care.Entry + 5, Day.TwelveMonths + 1), end - 5);
            }
        }

        if (care.HasThree)
        {
            var first = random.Between(Math.Max(care.Entry + 2, Day.TwelveMonths + 2), Day.Period - 20);
            Add(care, 1, first, first);
            Add(care, 1, first + 3, Day.Period - 3);
        }

        if (care.Placed is { } placed)
        {
            care.Moves.Add(placed);
        }

        care.Moves.Sort();
    }

    void Add(Care care, int count, int first, int last)
    {
        for (var i = 0; i < count && last >= first; i++)
        {
            var day = random.Between(first, last);
            if (!care.Moves.Contains(day))
            {
                care.Moves.Add(day);
            }
        }
    }

    void MarkChecks(List<Care> current)
    {
        var cohort = current.FindAll(c => c.Entry + 28 <= Day.Period);
        random.Shuffle(cohort);
        Take(cohort, _ => true, cohort.Count - scale.Count(1_462), c => c.HasDental = false);
        random.Shuffle(cohort);
        Take(cohort, _ => true, cohort.Count - scale.Count(1_486), c => c.HasHealth = false);
        var pupils = current.FindAll(c => c.IsAged(5, 17));
        var missing = pupils.Count - scale.Count(959);
        Take([.. pupils.OrderByDescending(c => c.Entry > Day.Period - 25)], _ => true, missing, c => c.HasEducationPlan = false);
        var reviewed = current.FindAll(c => c.Entry < Day.Number(2011, 6, 1));
        Take(reviewed, _ => true, scale.Count(1_675) - scale.Count(1_652), c => c.IsReviewLate = true);
        var plans = council.Cases.FindAll(c => c.Plan is { End: Day.Never } p && p.Start < Day.Number(2011, 7, 1) && p.Start >= Day.Start);
        random.Shuffle(plans);
        plans.Take(scale.Count(632) - scale.Count(628)).ToList().ForEach(c => c.Plan!.IsLate = true);
    }
}
