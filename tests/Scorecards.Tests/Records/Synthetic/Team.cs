namespace Scorecards.Tests.Records.Synthetic;

/// <summary>A team of a district, or of the county in the district where it sits.</summary>
/// <param name="District">Its index.</param>
/// <param name="IsFieldwork">Its caseholders count in the average caseload.</param>
sealed record Team(int Number, string Name, int District, bool IsFieldwork)
{
    const int Kinds = 3;

    static readonly int Districts = Synthetic.District.All.Count;

    public string Code => $"T{Number:D2}";

    public static IReadOnlyList<Team> All { get; } = [.. Make()];

    public static Team Uasc => All[Districts * Kinds];

    public static Team Disability => All[(Districts * Kinds) + 1];

    public static Team LeavingCare => All[(Districts * Kinds) + 2];

    public static Team Duty => All[(Districts * Kinds) + 3];

    public static Team Reviewing => All[(Districts * Kinds) + 4];

    public static Team Assessment(int district) => All[district * Kinds];

    public static Team Family(int district) => All[(district * Kinds) + 1];

    public static Team InCare(int district) => All[(district * Kinds) + 2];

    /// <summary>The one that holds a case on a day.</summary>
    public static Team Holding(Case of, int day)
    {
        var (district, care) = (of.Child.District, of.Care);
        return care is not null && day >= care.Exit ? (care.Reason == Care.GrownUp ? LeavingCare : Family(district))
            : care is { IsUasc: true } ? Uasc
            : care is not null && day >= care.Entry + 21 ? InCare(district)
            : of.IsDisability && day >= of.Referral + 60 ? Disability
            : of.Plan is { } plan && day >= plan.Start ? Family(district)
            : day < of.Referral + 45 ? Assessment(district) : Family(district);
    }

    static IEnumerable<Team> Make()
    {
        var number = 1;
        for (var i = 0; i < Districts; i++)
        {
            foreach (var kind in new[] { "Assessment", "Family Support", "Children in Care" })
            {
                yield return new(number++, $"{Synthetic.District.All[i].Name} {kind}", i, true);
            }
        }

        yield return new(number++, "Asylum Service", 3, true);
        yield return new(number++, "Disabled Children", 5, false);
        yield return new(number++, "Leaving Care", 8, false);
        yield return new(number++, "Central Duty", 5, false);
        yield return new(number, "Independent Reviewing", 1, false);
    }
}
