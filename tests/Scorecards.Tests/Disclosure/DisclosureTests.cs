using System.Globalization;
using Scorecards.Domain;
using Xunit.Abstractions;

namespace Scorecards.Tests.Disclosure;

/// <summary>What a reader outside can work out of everything that is given (docs/domain.md, Small numbers).</summary>
public sealed class DisclosureTests(ITestOutputHelper output)
{
    static readonly SuppressionProfile Five = new(5);

    static readonly int Counted = Environment.GetEnvironmentVariable("SLOW") == "1" ? 100 : 3;

    /// <summary>The first eight broke the rule that was there before; the last one a rule that gives 6 and 7 as 5.</summary>
    [Theory]
    [InlineData("year-to-date over months: hidden in May, given in April and June", "ytd", "a 0 3 9, b 20 20 20, c 14 15 15")]
    [InlineData("month-on-month differences of year-to-date figures", "ytd", "a 10 13 15, b 31 32 34, c 9 9 12")]
    [InlineData("a rest that stays constant", "snapshot", "a 3 4 2, b 20 20 20, c 17 17 17")]
    [InlineData("a scorecard without parent", "snapshot", "a 4, b 20, c 33")]
    [InlineData("inc and exc without slice_code", "snapshot", "a 12, b 20, c 31", "a 3, b 0, c 2")]
    [InlineData("reason codes: c beside secondary", "snapshot", "a 1, b 2, c 40")]
    [InlineData("polled before and after a late upload", "snapshot", "a 3, b 20, c 33 | a 4, b 20, c 33")]
    [InlineData("polled before and after a correction", "snapshot", "a 3, b 20, c 33 | a 9, b 20, c 33")]
    [InlineData("a total of 7 and a part of 6", "snapshot", "a 6, b 1")]
    public void Attack_FindsNothing(string attack, string indicator, string exc, string uasc = "")
    {
        var county = Counties.Read(indicator == "ytd" ? Counties.YearToDate : Counties.Snapshot, exc, uasc);
        var reader = new OutsideReader(county, Five);
        Assert.True(reader.Small > 0, $"{attack}: nothing to find.");
        Assert.Empty(reader.Found);
        Assert.NotEmpty(new OutsideReader(county, OnlyWithheld).Found);
    }

    /// <summary>
    /// Ends of ranges: eleven teams of one child each add up to what is given as 10, so none has three. No rule that looks at a figure alone prevents
    /// it.
    /// </summary>
    [Theory]
    [InlineData("a 1, b 1, c 1, d 1, e 1, f 1, g 1, h 1, i 1, j 1, k 1", true)]
    [InlineData("a 1, b 1, c 1, d 1, e 1, f 1, g 1, h 1, i 1, j 1", false)]
    public void WhatIsNotProtected_IsATotalAtTheEndOfItsRange_WithAllItsPartsAtTheirs(string exc, bool isFound) =>
        Assert.Equal(isFound, new OutsideReader(Counties.Read(Counties.Snapshot, exc), Five).Found.Count > 0);

    /// <summary>Counties of tiny teams, where most that there is to know is small. The shares are those of docs/domain.md.</summary>
    [Theory]
    [InlineData(5, 5, true, 6.5)]
    [InlineData(5, 5, false, 3.5)]
    [InlineData(5, 10, true, 3)]
    [InlineData(10, 10, true, 1)]
    public void FewSmallNumbers_AreKnownToWithinTwo_InCountiesOfTinyTeams(int threshold, int roundTo, bool seesColours, double atMostPercent)
    {
        var share = Share(new SuppressionProfile(threshold, RoundTo: roundTo), seesColours, Counted);
        Assert.InRange(share, 0, atMostPercent);
    }

    /// <summary>The reader is a good one: where numbers are withheld and not rounded, it finds most of them.</summary>
    [Fact]
    public void MostSmallNumbers_AreFound_WhereTheOthersAreNotRounded() => Assert.InRange(Share(OnlyWithheld, true, 1), 50, 100);

    static SuppressionProfile OnlyWithheld { get; } = new(5, RoundTo: 1);

    /// <summary>Of a hundred small counts, rests and differences, those that are known to within two values.</summary>
    double Share(SuppressionProfile profile, bool seesColours, int counties)
    {
        var readers = Enumerable.Range(0, counties).Select(seed => new OutsideReader(Counties.Make(seed), profile, seesColours)).ToList();
        var (small, found) = (readers.Sum(r => r.Small), readers.Sum(r => r.Found.Count));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{profile}, colours {seesColours}: {found} of {small}"));
        Assert.True(small > 500 * counties, $"Only {small} small numbers.");
        return 100.0 * found / small;
    }
}
