namespace Scorecards.Tests.Records.Synthetic;

/// <summary>
/// Finds the child of each referral, in the order of their days: one who is not known yet, one of long ago, or, so often as was printed, one who was
/// referred in the 365 days before. Nobody is referred while a case is open.
/// </summary>
sealed class Families(Council council)
{
    const int Again = 365;
    const int Tries = 40;

    readonly SplitMix64 random = council.Random;
    readonly Dictionary<int, List<Child>> events = [];
    readonly Pool recent = new();
    readonly Pool old = new();
    readonly Dictionary<Child, int> closed = [];
    int freshLeft;
    int newLeft;

    public void Find()
    {
        var again = Span.All.ToDictionary(s => s, s =>
        {
            var total = council.Cases.Count(c => s.Holds(c.Referral));
            var target = s.IsYearToDate ? council.Scale.Count(472) : total * 27 / 100;
            return (Count: target, Quota: new Quota(target, council.Cases.Count(c => s.Holds(c.Referral) && c.Birth is null)));
        });
        var born = council.Cases.Count(c => c.Birth is not null);
        freshLeft = council.Cases.Count - born - again.Values.Sum(a => a.Count);
        newLeft = council.Scale.Children - born;
        var day = council.Cases[0].Referral;
        foreach (var found in council.Cases)
        {
            for (; day <= found.Referral; day++)
            {
                Pass(day);
            }

            var span = Span.All.Where(s => s.Holds(found.Referral)).Cast<Span?>().FirstOrDefault();
            Assign(found, Choose(found, found.Birth is null && span is { } s && again[s].Quota.Takes()));
        }
    }

    Child Choose(Case found, bool isAgain)
    {
        if (found.Birth is { } birth)
        {
            return Make(found, birth);
        }

        if (isAgain)
        {
            if (Pick(recent, found) is { } child)
            {
                return child;
            }

            freshLeft++;
        }

        var isNew = random.Below(Math.Max(freshLeft--, 1)) < newLeft;
        return isNew || Pick(old, found) is not { } known ? MakeAny(found) : known;
    }

    Child MakeAny(Case found)
    {
        newLeft--;
        var until = Math.Min(found.Closure, Day.Extract) + 60;
        var oldest = Day.MonthsAfter(until, -12 * 18);
        return Make(found, random.Between(Math.Min(oldest, found.Referral - 30), found.Referral));
    }

    Child Make(Case found, int birth)
    {
        var isGirl = found.Care is not { IsUasc: true } && random.IsChance(48);
        var child = new Child(council.Children.Count + 1, birth, District.Any(random)) { IsGirl = isGirl };
        council.Children.Add(child);
        return child;
    }

    Child? Pick(Pool pool, Case found)
    {
        var until = Math.Min(found.Closure, Day.Extract);
        for (var i = 0; i < Tries && pool.Count > 0; i++)
        {
            var child = pool[random.Below(pool.Count)];
            var grown = Day.Grown(child.Birth);
            if (grown <= found.Referral + 90)
            {
                pool.Remove(child);
            }
            else if (child.Birth <= found.Referral && grown > until && child.Care is null)
            {
                return child;
            }
        }

        return null;
    }

    void Assign(Case found, Child child)
    {
        recent.Remove(child);
        old.Remove(child);
        found.Child = child;
        child.LastReferral = found.Referral;
        child.Care = found.Care ?? child.Care;
        child.IsDisabled |= found.IsDisability;
        if (found.Plan is { } plan)
        {
            plan.PreviousPlans = child.Plans++;
        }

        closed[child] = found.Closure;
        if (found.Closure < Day.Extract)
        {
            At(found.Closure + 1, child);
            At(found.Referral + Again + 1, child);
        }
    }

    void At(int day, Child child)
    {
        if (!events.TryGetValue(day, out var list))
        {
            events.Add(day, list = []);
        }

        list.Add(child);
    }

    /// <summary>Whose case is closed can be referred again; after a year, as somebody of long ago.</summary>
    void Pass(int day)
    {
        if (!events.Remove(day, out var list))
        {
            return;
        }

        foreach (var child in list.Where(c => closed[c] < day))
        {
            recent.Remove(child);
            old.Remove(child);
            (day - child.LastReferral > Again ? old : recent).Add(child);
        }
    }

    /// <summary>Children, of whom one can be taken at random or by name in no time.</summary>
    sealed class Pool
    {
        readonly List<Child> children = [];
        readonly Dictionary<Child, int> places = [];

        public int Count => children.Count;

        public Child this[int place] => children[place];

        public void Add(Child child)
        {
            places.Add(child, children.Count);
            children.Add(child);
        }

        public void Remove(Child child)
        {
            if (places.Remove(child, out var place))
            {
                var last = children[^1];
                children[place] = last;
                children.RemoveAt(children.Count - 1);
                if (last != child)
                {
                    places[last] = place;
                }
            }
        }
    }
}
