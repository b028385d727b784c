using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>The local host plays a day of the past: what is uploaded is received on that day.</summary>
public sealed class PlayedClockTests(Azurite azurite) : IClassFixture<Azurite>
{
    /// <summary>The clock goes back when the app is started again, and corrections count nevertheless: of two that waited, the later one.</summary>
    [Fact]
    public async Task Uploads_AreReceivedByThePlayedClock_InTheOrderOfTheirUpload()
    {
        const string Header = "scorecard,indicator,month,numerator,denominator\n";
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-14T09:00:00Z");
        var first = await app.IngestAsync("first.csv", $"{Header}kent-inc-uasc,caf-rate,2012-05,2064,312597\n");
        await app.KillAsync();
        await app.DropAsync("wrong.csv", $"{Header}kent-inc-uasc,caf-rate,2012-05,2065,312597\n");
        await Task.Delay(TimeSpan.FromSeconds(1.1));
        await app.DropAsync("right.csv", $"{Header}kent-inc-uasc,caf-rate,2012-05,2066,312597\n");
        await app.StartAsync("--clock 2012-06-14T08:00:00Z");
        var wrong = await app.ReceiptAsync("wrong.csv", default);
        var right = await app.ReceiptAsync("right.csv", default);

        Assert.All([first, wrong, right], r => Assert.StartsWith("2012-06-14T09:", Received(r), StringComparison.Ordinal));
        Assert.True(string.CompareOrdinal(Received(wrong), Received(right)) < 0, $"{Received(wrong)}, then {Received(right)}");
        Assert.Equal(2066, (await app.ResultsAsync("2012-05"))["caf-rate"].GetProperty("numerator").GetInt32());

        static string Received(JsonElement receipt) => receipt.GetProperty("received").GetString()!;
    }
}
