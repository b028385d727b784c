using System.Text.Json;
using FsCheck.Xunit;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests;

/// <summary>Ids are the same whatever their case, and stay as they are written.</summary>
public sealed class IdTests
{
    /// <summary>Few letters, so that equal ones come often; two of them have a case that ASCII does not know.</summary>
    const string Letters = "aAbB-_éÉſK";

    [Property(MaxTest = 1_000)]
    public void Scorecards_AreFound_WhereTheirTextIsEqualButForCase(byte[] one, byte[] other)
    {
        var (left, right) = (Text(one), Text(other));
        var isSame = left.Equals(right, StringComparison.OrdinalIgnoreCase);
        var (a, b) = (new ScorecardId(left), new ScorecardId(right));
        Assert.Equal(isSame, a == b);
        Assert.Equal(isSame, !(a != b));
        Assert.Equal(isSame, a.Equals((object)b));
        Assert.Equal(isSame, a.CompareTo(b) == 0);
        Assert.Equal(isSame, new HashSet<ScorecardId> { a }.Contains(b));
        Assert.Equal(isSame, new HashSet<ScorecardMonth> { new(a, Kent.May) }.Contains(new(b, Kent.May)));
        Assert.True(!isSame || a.GetHashCode() == b.GetHashCode());
        Assert.Equal((left, left), (a.Value, a.ToString()));
    }

    [Property(MaxTest = 1_000)]
    public void Indicators_AreFound_WhereTheirTextIsEqualButForCase(byte[] one, byte[] other)
    {
        var (left, right) = (Text(one), Text(other));
        var isSame = left.Equals(right, StringComparison.OrdinalIgnoreCase);
        var (a, b) = (new IndicatorId(left), new IndicatorId(right));
        Assert.Equal(isSame, a == b);
        Assert.Equal(isSame, !(a != b));
        Assert.Equal(isSame, a.Equals((object)b));
        Assert.Equal(isSame, a.CompareTo(b) == 0);
        Assert.Equal(isSame, new HashSet<IndicatorId> { a }.Contains(b));
        Assert.True(!isSame || a.GetHashCode() == b.GetHashCode());
        Assert.Equal((left, left), (a.Value, a.ToString()));
    }

    [Fact]
    public void Default_IsTheEmptyId()
    {
        Assert.Equal("", default(ScorecardId).Value);
        Assert.Equal("", default(IndicatorId).Value);
        Assert.Equal(new ScorecardId("").GetHashCode(), default(ScorecardId).GetHashCode());
        Assert.True(default(ScorecardId) == "");
    }

    [Fact]
    public void NoText_IsNoId()
    {
        string? none = null;
        Assert.Null((ScorecardId?)none);
        Assert.Null((IndicatorId?)none);
    }

    [Fact]
    public void Json_HasTheText_AsWritten()
    {
        var month = new ScorecardMonth("Kent-INC", Kent.May);
        Assert.Contains("\"Scorecard\":\"Kent-INC\"", JsonSerializer.Serialize(month), StringComparison.Ordinal);
        Assert.Equal("[\"CAF-rate\"]", JsonSerializer.Serialize<IndicatorId[]>(["CAF-rate"]));
        Assert.Equal("CAF-rate", JsonSerializer.Deserialize<IndicatorId[]>("[\"CAF-rate\"]")![0].Value);
        Assert.Equal("Kent", JsonSerializer.Deserialize<ScorecardId>("\"Kent\"").Value);
    }

    /// <summary>Keys are parts of the names of blobs, where dots that have nothing beside them would mean another folder.</summary>
    [Theory]
    [InlineData("Kent.1", "kent.1")]
    [InlineData(".a", ".a")]
    [InlineData("a/b", "a!002fb")]
    [InlineData(".", "!002e")]
    [InlineData("..", "!002e!002e")]
    [InlineData("", "")]
    public void Keys_OfDotsAlone_AreWrittenOut(string id, string key) => Assert.Equal(key, Keys.From(id));

    static string Text(byte[] bytes) => string.Concat(bytes.Take(3).Select(b => Letters[b % Letters.Length]));
}
