namespace Scorecards.Tests.Records.Synthetic;

/// <summary>
/// The children who are looked after at the period end, by how long and how old, and those who left before. Each age group and each stretch of
/// entry days has its printed number.
/// </summary>
sealed class CareCases(Council council)
{
    static readonly int Settled = Day.Number(2009, 11, 30);
    static readonly int Five = Day.Number(2007, 5, 31);
    static readonly int Sixteen = Day.Number(1996, 5, 31);
    static readonly int Seventeen = Day.Number(1995, 5, 31);
    static readonly int Eighteen = Day.Number(1994, 6, 8);

    readonly SplitMix64 random = council.Random;
    readonly Scale scale = council.Scale;
    readonly List<Care> grown = [];

    public void Make()
    {
        MakeCurrent();
        var (year, before) = (Day.Number(2007, 6, 5), Day.Year - 1);
        MakeLeavers(year, before, scale.Count(400), scale.Count(150), scale.Count(950), scale.Count(1_400));
        var all = scale.Count(140);
        var (adopted, guardianship, grownUp) = (scale.Count(18), scale.Count(7), scale.Count(55));
        MakeLeavers(Day.Year, Day.Period, adopted, guardianship, grownUp, all - adopted - guardianship - grownUp);
        var recent = grown.Where(c => c.Exit > Day.Period - (3 * 365)).ToList();
        random.Shuffle(recent);
        var stay = recent.Take(scale.Count(180)).ToHashSet();
        grown.ForEach(c => Add(c, stay.Contains(c) ? Day.Never : c.Exit));
    }

    void MakeCurrent()
    {
        var (settled, older, uasc) = (scale.Count(438), scale.Count(160), scale.Count(182));
        var (uascSchool, settledSchool, sixteen) = (scale.Count(72), scale.Count(418), scale.Count(60));
        for (var i = 0; i < settled; i++)
        {
            var birth = i < settledSchool ? random.Between(Sixteen + 1, Five) : random.Between(Five + 1, Settled - 60);
            AddCurrent(random.Between(Math.Max(birth, Day.Period - 4_000), Settled), birth, false, true);
        }

        for (var i = 0; i < older; i++)
        {
            var birth = i < sixteen ? random.Between(Seventeen + 1, Sixteen) : random.Between(Eighteen, Seventeen);
            AddCurrent(random.Between(Day.Number(2001, 1, 1), Settled), birth, false, false);
        }

        var entries = Entries(scale.Count(1_798) - settled - older);
        var school = scale.Count(1_062) - settledSchool - sixteen - uascSchool;
        for (var i = 0; i < entries.Count; i++)
        {
            var (isUasc, rank) = (i < uasc, i - uasc);
            var birth = isUasc ? UascBirth(i < uascSchool)
                : rank < school ? random.Between(Seventeen + 1, Five)
                : rank < school + scale.Count(100) ? random.Between(Eighteen, Seventeen)
                : random.Between(Five + 1, Math.Min(entries[i], Day.Period - 30));
            AddCurrent(Math.Max(birth, entries[i]), birth, isUasc, false);
        }
    }

    int UascBirth(bool isSchool) => !isSchool ? random.Between(Eighteen, Seventeen)
        : random.IsChance(70) ? random.Between(Seventeen + 1, Sixteen)
        : random.Between(Sixteen + 1, Sixteen + 700);

    /// <summary>Of the base of health and of reviews, the 4 of 3 May, who are not in the reviews', and the newest.</summary>
    List<int> Entries(int count)
    {
        var (fourth, newest) = (scale.Count(4), scale.Count(119));
        var entries = new List<int>(count);
        for (var i = 0; i < count; i++)
        {
            entries.Add(
                i < newest ? random.Between(Day.Period - 27, Day.Period - 1)
                : i < newest + fourth ? Day.Period - 28
                : Math.Max(random.Between(Settled + 1, Day.Period - 29), random.Between(Settled + 1, Day.Period - 29)));
        }

        random.Shuffle(entries);
        return entries;
    }

    void AddCurrent(int entry, int birth, bool isUasc, bool isSettled) =>
        Add(new Care(entry, Day.Never, "", birth, isUasc) { IsSettled = isSettled }, Day.Never);

    void MakeLeavers(int first, int last, int adopted, int guardianship, int grownUp, int home)
    {
        var inTime = new Quota(scale.Count(12), scale.Count(18));
        for (var i = 0; i < adopted; i++)
        {
            AddAdopted(council.Calendar.Any(random, first, last), inTime.Takes());
        }

        for (var i = 0; i < guardianship + home; i++)
        {
            var exit = council.Calendar.Any(random, first, last);
            var entry = exit - random.Between(15, i < guardianship ? 1_200 : 700);
            var care = new Care(entry, exit, i < guardianship ? Care.Guardianship : Care.Home, entry - random.Between(0, 15 * 365), false);
            Add(care, care.Exit + random.Between(5, 90));
        }

        for (var i = 0; i < grownUp; i++)
        {
            var birth = Day.MonthsAfter(random.Between(first, last), -12 * 18);
            var isUasc = i % 6 == 0;
            var exit = Day.Grown(birth);
            grown.Add(new Care(exit - (isUasc ? random.Between(100, 1_000) : random.Between(300, 3_000)), exit, Care.GrownUp, birth, isUasc));
        }
    }

    void AddAdopted(int exit, bool isInTime)
    {
        var placed = exit - random.Between(80, 200);
        var decision = placed - (isInTime ? random.Between(40, 330) : random.Between(380, 520));
        var entry = decision - random.Between(60, 260);
        Add(
            new Care(entry, exit, Care.Adopted, entry - random.Between(0, 1_200), false) { Decision = decision, Placed = placed, Placement = "A3" },
            exit + random.Between(1, 20));
    }

    void Add(Care care, int closure)
    {
        var referral = care.IsUasc ? care.Entry : council.Calendar.OnOrBefore(care.Entry - random.Between(7, 240));
        council.Cases.Add(
            new Case(CaseKind.Care, Math.Max(referral, Math.Min(care.Entry, care.Birth))) { Birth = care.Birth, Care = care, Closure = closure });
    }
}
