namespace Scorecards.Tests.Records.Synthetic;

/// <summary>A period of care.</summary>
/// <param name="Exit"><see cref="Day.Never"/> = still looked after.</param>
/// <param name="Reason">Why it ended.</param>
sealed record Care(int Entry, int Exit, string Reason, int Birth, bool IsUasc)
{
    public const string Adopted = "E11";
    public const string Guardianship = "E43";
    public const string Home = "E4";
    public const string GrownUp = "E6";

    public bool IsCurrent => Exit == Day.Never;

    /// <summary>In care for two and a half years at the period end, and under 16: the base of NI 63.</summary>
    public bool IsSettled { get; init; }

    /// <summary>The same placement for two years.</summary>
    public bool IsStable { get; set; }

    /// <summary>Three placements in the twelve months.</summary>
    public bool HasThree { get; set; }

    /// <summary>The days on which the child moved to another placement, in order.</summary>
    public List<int> Moves { get; } = [];

    /// <summary>The type of the last placement.</summary>
    public string Placement { get; set; } = "F2";

    /// <summary>Of the last placement, in miles from home; blank or 999.9 = not known.</summary>
    public string Distance { get; set; } = "";

    /// <summary>The day of the decision that the child be adopted.</summary>
    public int? Decision { get; set; }

    /// <summary>The day of coming to the adoptive home.</summary>
    public int? Placed { get; set; }

    public bool HasDental { get; set; } = true;

    public bool HasHealth { get; set; } = true;

    /// <summary>A personal education plan (PEP).</summary>
    public bool HasEducationPlan { get; set; } = true;

    /// <summary>A review of the year to date is late.</summary>
    public bool IsReviewLate { get; set; }

    /// <summary>Whether the child's age at the period end is from the first up to and not including the second.</summary>
    public bool IsAged(int from, int below) => Day.MonthsAfter(Birth, 12 * from) <= Day.Period && Day.MonthsAfter(Birth, 12 * below) > Day.Period;
}
