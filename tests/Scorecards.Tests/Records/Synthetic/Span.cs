namespace Scorecards.Tests.Records.Synthetic;

/// <summary>A stretch of the five years, both ends included, and the referrals that it had for a Kent-sized council.</summary>
readonly record struct Span(int First, int Last, int Referrals)
{
    /// <summary>The volume grew as Kent's did. What was printed is the twelve months' 14,655, with the year to date's 1,740 among them.</summary>
    public static IReadOnlyList<Span> All { get; } =
    [
        new(Day.Start, Day.Number(2008, 5, 31), 4_500),
        new(Day.Number(2008, 6, 1), Day.Number(2009, 5, 31), 5_500),
        new(Day.Number(2009, 6, 1), Day.Number(2010, 5, 31), 7_000),
        new(Day.Number(2010, 6, 1), Day.TwelveMonths - 1, 9_500),
        new(Day.TwelveMonths, Day.Year - 1, 14_655 - 1_740),
        new(Day.Year, Day.Period, 1_740),
        new(Day.Period + 1, Day.Extract, 85),
    ];

    public bool IsYearToDate => First == Day.Year;

    public bool IsBeforeTheYear => First == Day.TwelveMonths;

    public bool Holds(int day) => day >= First && day <= Last;
}
