using Scorecards.Domain;
using Xunit.Abstractions;

namespace Scorecards.Tests.Disclosure;

/// <summary>What a reader outside can work out of everything that is given (docs/domain.md, Small numbers).</summary>
public sealed class DisclosureTests(ITestOutputHelper output)
{
    static readonly SuppressionProfile Five = new(5);

    [Theory]
    [InlineData("a partner hidden in May and given in April and June", "ytd", "a 0 3 9, b 20 20 20, c 14 15 15")]
    [InlineData("month-on-month differences", "ytd", "a 10 13 15, b 31 32 34, c 9 9 12")]
    [InlineData("a rest that stays constant", "snapshot", "a 3 4 2, b 20 20 20, c 17 17 17")]
    [InlineData("a scorecard without parent", "snapshot", "a 4, b 20, c 33")]
    [InlineData("inc and exc without slice_code", "snapshot", "a 12, b 20, c 31", "a 3, b 0, c 2")]
    [InlineData("c beside secondary", "snapshot", "a 1, b 2, c 40")]
    [InlineData("polled before and after a late upload", "snapshot", "a 3, b 20, c 33 | a 4, b 20, c 33")]
    [InlineData("polled before and after a correction", "snapshot", "a 3, b 20, c 33 | a 9, b 20, c 33")]
    public void Attack_FindsNothing(string attack, string indicator, string exc, string uasc = "")
    {
        var county = Counties.Read(indicator == "ytd" ? Counties.YearToDate : Counties.Snapshot, exc, uasc);
        var reader = new OutsideReader(county, Five);
        Assert.True(reader.Small > 0, $"{attack}: nothing to find.");
        Assert.Empty(reader.Found);
    }

    [Fact]
    public void Explore()
    {
        foreach (var round in new[] { 1, 5, 10 })
        {
            var (small, found) = (0, new List<string>());
            for (var seed = 0; seed < 20; seed++)
            {
                var reader = new OutsideReader(Counties.Make(seed), new SuppressionProfile(5, true, round));
                small += reader.Small;
                found.AddRange(reader.Found);
            }

            output.WriteLine($"round {round}: {found.Count} of {small}");
            foreach (var f in found.Take(40)) output.WriteLine(f);
        }
    }
}
