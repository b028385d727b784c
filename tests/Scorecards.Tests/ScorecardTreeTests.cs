using FsCheck.Xunit;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>Walks over scorecards and their parents. A file may make circles: every walk ends.</summary>
public sealed class ScorecardTreeTests
{
    [Fact]
    public void WiderScorecards_HaveTheSmallerRank()
    {
        Scorecard[] scorecards =
        [
            new() { Id = "team", Name = "A", Slice = Slice.Team, Uasc = UascBasis.Included },
            new() { Id = "exc", Name = "B", Slice = Slice.County, Uasc = UascBasis.Excluded },
            new() { Id = "area", Name = "C", Slice = Slice.Area, Uasc = UascBasis.Included, Parent = "inc" },
            new() { Id = "inc", Name = "Z", Slice = Slice.County, Uasc = UascBasis.Included },
        ];
        var tree = new ScorecardTree(scorecards);
        Assert.Equal(["inc", "exc", "team", "unknown", "area"], scorecards.Select(s => s.Id).Append("unknown").OrderBy(tree.Rank));
    }

    [Fact]
    public void Walks_GoFromNearToFar_WhateverTheCase()
    {
        var tree = new ScorecardTree(
            [
                Scorecard("county", null),
                Scorecard("east", "COUNTY"),
                Scorecard("Ashford", "East"),
                Scorecard("dover", "east"),
                Scorecard("west", "county")]);
        Assert.Equal(["East", "COUNTY"], tree.Ancestors("ashford").Select(id => id.Value));
        Assert.Equal((0, 2), (tree.Depth("county"), tree.Depth("ashford")));
        Assert.Equal(["Ashford", "dover"], tree.Children("EAST").Select(s => s.Id.Value));
    }

    [Fact]
    public void ParentThatTheCatalogueDoesNotHave_IsKnownByItsId()
    {
        var tree = new ScorecardTree([Scorecard("ashford", "east")]);
        Assert.Equal(["east"], tree.Ancestors("ashford"));
        Assert.Empty(tree.Ancestors("unknown"));
    }

    [Fact]
    public void Circle_EndsBeforeItsStart()
    {
        var tree = new ScorecardTree([Scorecard("one", "two"), Scorecard("two", "three"), Scorecard("three", "one"), Scorecard("self", "self")]);
        Assert.Equal(["two", "three"], tree.Ancestors("one"));
        Assert.Empty(tree.Ancestors("self").Concat(tree.Children("self").Select(s => s.Id)));
    }

    /// <summary>Whatever parents a file gives to ten scorecards.</summary>
    [Property(MaxTest = 500)]
    public bool Walks_End_WithoutTheirStart_AndNameNoScorecardTwice(byte[] parents)
    {
        var tree = Tree(parents);
        return Ids.All(id => IsWalk(id, [.. tree.Ancestors(id)]));

        static bool IsWalk(ScorecardId start, IReadOnlyList<ScorecardId> walk) => !walk.Contains(start) && walk.Distinct().Count() == walk.Count;
    }

    [Property(MaxTest = 500)]
    public bool Depth_IsOneMoreThanTheParents_WhereThereIsNoCircle(byte[] parents)
    {
        // A parent always has a lower number: no circle is possible.
        List<Scorecard> scorecards = [.. Ids.Select((id, i) => Scorecard(id, i == 0 ? null : Ids[Byte(parents, i) % i]))];
        var tree = new ScorecardTree(scorecards);
        return scorecards.TrueForAll(s => tree.Depth(s.Id) == (s.Parent is null ? 0 : tree.Depth(s.Parent.Value) + 1));
    }

    static readonly string[] Ids = [.. Enumerable.Range(0, 10).Select(i => $"s{i}")];

    /// <summary>Each has one of the others, itself or none as its parent.</summary>
    static ScorecardTree Tree(byte[] parents) =>
        new([.. Ids.Select((id, i) => Scorecard(id, Byte(parents, i) % (Ids.Length + 1) is var parent && parent < Ids.Length ? Ids[parent] : null))]);

    static byte Byte(byte[]? bytes, int i) => bytes is { Length: > 0 } ? bytes[i % bytes.Length] : (byte)0;

    static Scorecard Scorecard(string id, string? parent) =>
        new() { Id = id, Name = id, Parent = parent, Slice = Slice.Team, Uasc = UascBasis.Included };
}
