using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Tests.Recovery;

public sealed class DigestTests
{
    static readonly Indicator Rate = Kent.Indicator(Polarity.H, Unit.Count, id: "caf-rate") with
    {
        Name = "CAF",
        Section = new Section("how-much", "How much", 1),
    };

    static MonthlyScorecard Of(decimal? value) => new(
        "ashford", "Ashford", new Month(2012, 5), 1, Summary.None,
        [
            new Result {
                Indicator = Rate,
                Numerator = value,
                Figure = value is { } number ? new Figure(number, false) : null,
                Rating = Rating.Green,
                Source = new Source("a.csv", "00", null, 1) }]);

    [Fact]
    public void TheSameForReaders_IsTheSameDigest()
    {
        Assert.Equal(MonthState.Digest(Of(1.5m)), MonthState.Digest(Of(1.500m)));
        var other = Of(1.5m) with { Edition = 7, Trace = "t" };
        Assert.Equal(MonthState.Digest(Of(1.5m)), MonthState.Digest(other with { Results = [other.Results[0] with { Source = null }] }));
        Assert.NotEqual(MonthState.Digest(Of(1.5m)), MonthState.Digest(Of(1.6m)));
        Assert.NotEqual(MonthState.Digest(Of(1.5m)), MonthState.Digest(Of(null)));
        Assert.NotEqual(MonthState.Digest(null), MonthState.Digest(Of(1.5m) with { Results = [] }));
    }

    /// <summary>Digests are kept: another list of values needs newer rules (<see cref="MonthFold.Rules"/>), and another digest here.</summary>
    [Theory]
    [InlineData("en-GB")]
    [InlineData("de-DE")]
    public void ItDependsOnNoCulture_AndStaysWhatItIs(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.StartsWith("9d9b56d747e085c9e9e59e333f85b33f4e74c35eb", MonthState.Digest(Of(1234.5m)), StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
