using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>Columns that came later: why a figure is another than before, and which mail a recipient gets.</summary>
public sealed class LaterColumnTests
{
    const string Header = "scorecard,indicator,month,numerator,denominator,reason\n";
    const string Row = "kent-inc-uasc,caf-rate,2012-05,2064,312597,";

    [Theory]
    [InlineData("Late recording  in two districts", "Late recording in two districts")]
    [InlineData("", null)]
    public async Task Reason_IsReadWithItsFigure(string written, string? reason) =>
        Assert.Equal(reason, (await ReadFile.FromAsync(Header + Row + written + "\n")).Measures.Single().Measure.Reason);

    [Theory]
    [InlineData("Two visits to 401 023 2137 were late")]
    [InlineData("4010232137")]
    public async Task Reason_WithAChildsNumber_RefusesTheFile(string written)
    {
        var e = await Assert.ThrowsAsync<PersonalDataException>(() => ReadFile.FromAsync(Header + Row + written + "\n"));
        Assert.DoesNotContain("401", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reason_ThatIsTooLong_IsRefused()
    {
        var read = await ReadFile.FromAsync(Header + Row + new string('x', Measure.LongestReason + 1) + "\n");
        Assert.Equal("reason", Assert.Single(read.Faults).Column);
        Assert.Empty(read.Rows);
    }

    [Theory]
    [InlineData("a@council.gov.uk,,data-team,no", "", false)]
    [InlineData("a@council.gov.uk,,leadership,", "", true)]
    [InlineData("a@council.gov.uk,kent-inc-uasc,data-team,yes", "kent-inc-uasc", true)]
    public async Task Recipient_MayBeOfEveryScorecard_AndGetNoticesOnly(string row, string scorecard, bool getsMonthEnd)
    {
        var recipient = (Recipient)(await ReadFile.FromAsync($"email,scorecard,audience,month_end\n{row}\n")).Rows.Single().Item;
        Assert.Equal((scorecard, getsMonthEnd), (recipient.Scorecard, recipient.GetsMonthEnd));
    }

    [Fact]
    public async Task Recipient_OfLeadership_CannotGetNoticesOnly()
    {
        var read = await ReadFile.FromAsync("email,scorecard,audience,month_end\na@council.gov.uk,,leadership,no\n");
        Assert.Equal("month_end", Assert.Single(read.Faults).Column);
    }
}
