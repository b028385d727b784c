using Scorecards.Application.Records;
using Scorecards.Domain;

namespace Scorecards.Tests.Records;

/// <summary>Figures of the council's records are no other council's and not England's.</summary>
public sealed class OtherCouncilsTests
{
    static readonly Scorecard Own = County("kent", "E10000016");
    static readonly Scorecard England = County("england", "E92000001");
    static readonly Scorecard SouthEast = County("south-east", "E12000008");
    static readonly Scorecard Medway = County("medway", "E06000035");

    static readonly Scorecard District =
        new() { Id = "ashford", Name = "Ashford", Slice = Slice.District, SliceCode = "D1", Uasc = UascBasis.Included, Parent = Own.Id };

    [Theory]
    [InlineData("e10000016", "medway")]
    [InlineData("D1", "medway")]
    [InlineData("", "medway")]
    [InlineData("E06000035", "kent")]
    public void CountiesWithAnotherCode_AreOthers_WhereNoneHasPopulationThoseWithNothingBelow(string populated, string others) =>
        Assert.Equal([others], Find([Own, Medway, District], populated));

    [Theory]
    [InlineData("E10000016")]
    [InlineData("D1")]
    [InlineData("")]
    [InlineData("E92000001")]
    public void CountriesAndRegions_AreOthers_WhateverHasPopulation(string populated) =>
        Assert.Equal(["england", "south-east"], Find([Own, England, SouthEast], populated));

    [Theory]
    [InlineData("E11000001")]
    [InlineData("E13000002")]
    [InlineData("E47000001")]
    public void MetropolitanCounties_PartsOfLondon_AndCombinedAuthorities_AreNoCouncils(string code) =>
        Assert.Equal(["larger"], Find([Own, County("larger", code)], code));

    [Fact]
    public void AllCounties_AreOthers_WhereNothingTellsTheCouncilsOwn() =>
        Assert.Equal(["kent", "medway"], Find([Own, Medway], "D1"));

    [Fact]
    public void TheCountyAboveAnother_IsTheCouncilsOwn_WherePopulationHasSeveral()
    {
        Assert.Equal(["medway"], Find([Own, Medway, District], "E10000016", "E06000035"));
        Assert.Equal(["kent", "medway"], Find([Own, Medway], "E10000016", "E06000035"));
        var rainham = District with { Id = "rainham", Parent = Medway.Id };
        Assert.Equal(["kent", "medway"], Find([Own, Medway, District, rainham], "E10000016", "E06000035"));
    }

    [Fact]
    public void OneCode_OrNone_IsTheCouncilsOwn()
    {
        Assert.Empty(Find([Own, Own with { Id = "kent-exc-uasc", Uasc = UascBasis.Excluded }]));
        Assert.Equal(["england"], Find([Own with { SliceCode = null }, England]));
        Assert.Equal(["england"], Find([England]));
    }

    [Fact]
    public void MadeCounty_IsNoOthers_AndBesideItADeclaredOneNeedsItsPopulationOrADistrict()
    {
        var made = Own with { Id = "made", SliceCode = null };
        Assert.Equal(["medway"], Find([made, Medway], [made.Id], []));
        Assert.Empty(Find([made, Medway], [made.Id], ["E06000035"]));
        Assert.Empty(Find([made, Own, District], [made.Id], []));
        Assert.Equal(["england"], Find([made, England], [made.Id], []));
    }

    [Fact]
    public void TheCountyWithoutACode_IsTheCouncilsOwn_UnlessOnlyAnotherIsAboveOne()
    {
        var uncoded = Own with { Id = "uncoded", SliceCode = null };
        Assert.Equal(["medway"], Find([uncoded, Medway], "E06000035"));
        Assert.Equal(["uncoded"], Find([uncoded, Own, District], "E06000035"));
    }

    /// <summary>Such as those that a published table names and gives no codes of.</summary>
    [Fact]
    public void SeveralOfABasisWithoutACode_AreNotTheCouncil()
    {
        Scorecard[] uncoded = [Own with { SliceCode = null }, England with { SliceCode = null }];
        Assert.Equal(["england", "kent"], Find(uncoded));
        Assert.Equal(["england", "kent"], Find([.. uncoded, Medway], "E06000035"));
        Assert.Equal(["england", "kent"], Find([.. uncoded, Medway, District with { Parent = Medway.Id }]));
        Assert.Equal(["england"], Find([.. uncoded, District]));
        Assert.Equal(["england", "kent"], Find([.. uncoded, District, District with { Id = "region", Parent = England.Id }]));
        var exc = uncoded[0] with { Id = "kent-exc-uasc", Uasc = UascBasis.Excluded };
        Assert.Equal(["england", "kent-exc-uasc"], Find([.. uncoded, exc, District]));
        Assert.Equal(["england"], Find([.. uncoded, exc, District, District with { Id = "thanet", Parent = exc.Id }]));
        Assert.Empty(Find([uncoded[0], exc]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("REGION")]
    public void CountyAboveAnother_IsARegion(string? code)
    {
        var region = Own with { Id = "region", SliceCode = code };
        Assert.Equal(["medway", "region"], Find([region, Own with { Parent = region.Id }, Medway with { Parent = region.Id }], "E10000016"));
        Assert.Equal(["region"], Find([region, Medway with { Parent = region.Id }], "E06000035"));
    }

    [Fact]
    public void CountyAboveAnother_IsTheCouncil_WherePopulationHasItsCode() =>
        Assert.Equal(["medway"], Find([Own, Medway with { Parent = Own.Id }], "E10000016"));

    [Fact]
    public void CountyAboveThatOfTheOtherBasis_IsNoRegion() =>
        Assert.DoesNotContain("kent", Find([Own, Own with { Id = "kent-exc-uasc", Uasc = UascBasis.Excluded, SliceCode = null, Parent = Own.Id }]));

    static IEnumerable<string> Find(IReadOnlyCollection<Scorecard> scorecards, params string[] populated) =>
        Find(scorecards, [], populated);

    static IEnumerable<string> Find(IReadOnlyCollection<Scorecard> scorecards, HashSet<ScorecardId> made, string[] populated) =>
        OtherCouncils.Find(scorecards, populated.ToHashSet(StringComparer.OrdinalIgnoreCase), made)
            .Select(id => id.Value).Order(StringComparer.Ordinal);

    static Scorecard County(string id, string code) =>
        new() { Id = id, Name = id, Slice = Slice.County, SliceCode = code, Uasc = UascBasis.Included };
}
