namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Writes episodes of care without a gap, short breaks, and decisions that a child be adopted.</summary>
sealed class EpisodeRows(Council council, Placements placements, CsvTables tables)
{
    readonly SplitMix64 random = council.Random;
    int carers;

    public void Write()
    {
        foreach (var found in council.Cases)
        {
            if (found.Care is { } care)
            {
                WriteCare(found, care);
                WriteAdoption(found.Child, care);
            }
            else if (found.IsDisability)
            {
                WriteBreaks(found);
            }
        }
    }

    void WriteCare(Case found, Care care)
    {
        var isCourt = !care.IsUasc && random.IsChance(60);
        var order = care.Entry + random.Between(120, 240);
        var changes = care.Moves.Prepend(care.Entry).ToList();
        if (isCourt && order < Math.Min(care.Placed ?? care.Exit, Day.Extract) && !changes.Contains(order))
        {
            changes.Add(order);
            changes.Sort();
        }

        var (type, carer, distance) = ("", "", "");
        for (var i = 0; i < changes.Count; i++)
        {
            var (day, isLast) = (changes[i], i == changes.Count - 1);
            var isMove = i == 0 || care.Moves.Contains(day);
            if (isMove)
            {
                var isLastPlacement = care.Moves.Count == 0 || day == care.Moves[^1];
                (type, carer) = (isLastPlacement ? care.Placement : placements.Foster(), $"H{++carers:D6}");
                distance = isLastPlacement ? care.Distance : care.IsUasc ? "" : placements.Miles(random.IsChance(60));
            }

            var isAdoptive = day >= care.Placed;
            var legal = care.IsUasc || !isCourt ? "V2" : isAdoptive ? "E1" : day >= order ? "C2" : "C1";
            var change = i == 0 ? "S" : !isMove ? "L" : isAdoptive && isCourt ? "B" : "P";
            tables.Add(
                "lac_episode", found.Child.Id, Day.Text(day), Day.Text(care.Entry), change, legal,
                type, type[0] is 'F' ? "PR1" : "PR4", carer, isLast ? Day.Known(care.Exit) : Day.Text(changes[i + 1]), isLast ? care.Reason : "X1",
                distance, care.IsUasc ? "N5" : "N1", (care.IsUasc ? Team.Uasc : Team.InCare(found.Child.District)).Code);
        }
    }

    void WriteAdoption(Child child, Care care)
    {
        if (care.Decision is { } decision)
        {
            var placed = care.Placed ?? Day.Never;
            tables.Add(
                "adoption", child.Id, Day.Text(decision), placed == Day.Never ? "" : Day.Text(Math.Max(decision, placed - 20)), Day.Known(placed),
                care.Reason == Care.Adopted ? Day.Text(care.Exit) : "", "");
        }
    }

    /// <summary>Two nights each, with a legal status that does not make the child looked after.</summary>
    void WriteBreaks(Case found)
    {
        for (var day = found.Referral + 70; day < Day.Period - 70; day += random.Between(50, 70))
        {
            tables.Add(
                "lac_episode", found.Child.Id, Day.Text(day), Day.Text(day), "S", "V4", "K2", "PR1", "", Day.Text(day + 2), "E8", "", "N2",
                Team.Disability.Code);
        }
    }
}
