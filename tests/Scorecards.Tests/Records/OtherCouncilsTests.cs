using Scorecards.Application.Records;
using Scorecards.Domain;

namespace Scorecards.Tests.Records;

/// <summary>Figures of the council's records are no other council's and not England's.</summary>
public sealed class OtherCouncilsTests
{
    static readonly Scorecard Own = County("kent", "E10000016");
    static readonly Scorecard England = County("england", "E92000001");

    static readonly Scorecard District =
        new() { Id = "ashford", Name = "Ashford", Slice = Slice.District, SliceCode = "D1", Uasc = UascBasis.Included, Parent = Own.Id };

    [Theory]
    [InlineData("e10000016", "england")]
    [InlineData("D1", "england")]
    [InlineData("", "england")]
    [InlineData("E92000001", "kent")]
    public void CountiesWithAnotherCode_AreOthers_WhereNoneHasPopulationThoseWithNothingBelow(string populated, string others) =>
        Assert.Equal([others], Find([Own, England, District], populated));

    [Fact]
    public void AllCounties_AreOthers_WhereNothingTellsTheCouncilsOwn() =>
        Assert.Equal(["england", "kent"], Find([Own, England], "D1"));

    [Fact]
    public void OneCode_OrNone_IsTheCouncilsOwn()
    {
        Assert.Empty(Find([Own, Own with { Id = "kent-exc-uasc", Uasc = UascBasis.Excluded }], ""));
        Assert.Equal(["england"], Find([Own with { SliceCode = null }, England], ""));
    }

    static IEnumerable<string> Find(IReadOnlyCollection<Scorecard> scorecards, string populated) =>
        OtherCouncils.Find(scorecards, new HashSet<string>(populated == "" ? [] : [populated], StringComparer.OrdinalIgnoreCase))
            .Select(id => id.Value).Order(StringComparer.Ordinal);

    static Scorecard County(string id, string code) =>
        new() { Id = id, Name = id, Slice = Slice.County, SliceCode = code, Uasc = UascBasis.Included };
}
