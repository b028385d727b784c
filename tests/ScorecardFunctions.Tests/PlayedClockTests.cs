namespace ScorecardFunctions.Tests;

/// <summary>The local host plays a day of the past: what is uploaded is received on that day.</summary>
public sealed class PlayedClockTests(Azurite azurite) : IClassFixture<Azurite>
{
    /// <summary>The clock goes back when the app is started again, and the correction counts nevertheless.</summary>
    [Fact]
    public async Task Uploads_AreReceivedByThePlayedClock_InTheOrderOfTheirUpload()
    {
        const string Header = "scorecard,indicator,month,numerator,denominator\n";
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-14T09:00:00Z");
        var first = await app.IngestAsync("first.csv", $"{Header}kent-inc-uasc,caf-rate,2012-05,2064,312597\n");
        await app.KillAsync();
        await app.StartAsync("--clock 2012-06-14T08:00:00Z");
        var correction = await app.IngestAsync("correction.csv", $"{Header}kent-inc-uasc,caf-rate,2012-05,2065,312597\n");

        Assert.StartsWith("2012-06-14T09:", first.GetProperty("received").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("2012-06-14T09:", correction.GetProperty("received").GetString(), StringComparison.Ordinal);
        Assert.Equal(2065, (await app.ResultsAsync("2012-05"))["caf-rate"].GetProperty("numerator").GetInt32());
    }
}
