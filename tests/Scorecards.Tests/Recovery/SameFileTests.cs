using System.Text.Json;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Recovery;

/// <summary>
/// The receipt of the same file once more, as of a job that uploads a folder every night, says what holds of its rows: whoever reads receipts in the
/// morning sees the faults of the day before.
/// </summary>
public sealed class SameFileTests
{
    const string Kent = "kent-inc-uasc";
    const string Counts = $"scorecard,indicator,month,numerator,denominator\n{Kent},lac-pep,2012-05,9004,10000\n";
    const string Values = "scorecard,indicator,month,value\n";

    /// <summary>A value that is not that of the counts, and one that looks like a fraction.</summary>
    const string Trend = $"{Values}{Kent},lac-pep,2012-05,80.0\n{Kent},seen-ia,2012-05,0.95\n{Kent},caf-rate,2012-05,66.0\n";

    readonly Installation at = new();

    [Theory]
    [InlineData("", 1)]
    [InlineData(Kent + ",no-such,2012-05,1\n", 2)]
    public async Task SameFileAgain_SaysWhatItsReceiptSaid(string wrong, int refused)
    {
        await at.DropAsync("counts.csv", Counts);
        await at.DropAsync("trend.csv", Trend + wrong);
        var (said, rows) = (Says("trend.csv"), at.ReceiptFile("trend.csv.rejected.csv"));
        Assert.Equal((refused, 1), (Receipt("trend.csv").GetProperty("refusedRows").GetArrayLength(), Warnings("trend.csv")));
        foreach (var path in (string[])["trend.csv", "trend.csv"])
        {
            at.Time.Now += TimeSpan.FromDays(1);
            await at.DropAsync(path, Trend + wrong);
            Assert.Equal("SameBytes", Outcome(path));
            Assert.Equal(said, Says(path));
            Assert.Equal(rows, at.ReceiptFile($"{path}.rejected.csv"));
            var message = Receipt(path).GetProperty("message").GetString();
            Assert.Contains($" 2 rows were accepted and {refused} refused. Correct the refused rows", message, StringComparison.Ordinal);
            Assert.EndsWith(" There is 1 warning: look at the row that the receipt lists.", message, StringComparison.Ordinal);
            await RequireLineAsync(path);
        }

        at.Lose(StorageNames.UploadsTable);
        at.Restart();
        await at.RestoreAsync();
        await RequireLineAsync("trend.csv");

        async Task RequireLineAsync(string path)
        {
            var line = (await at.UploadsAsync()).First(u => u.Extract == path);
            Assert.Equal((UploadState.Same, 2L, (long)refused), (line.State, line.Rows.Accepted, line.Rows.Refused));
            Assert.Equal(
                "The same bytes as trend.csv, which counted already: nothing was to be done. "
                    + $"{(refused == 1 ? "1 row does" : "2 rows do")} not count: the receipt says why.",
                line.Message);
        }
    }

    /// <summary>
    /// A replay ends the arrival that it read again, and the receipt that lies there is of a later one; or it is of another file that was uploaded at
    /// the path meanwhile. The file is read again once, and from then on its receipt is repeated.
    /// </summary>
    [Theory]
    [InlineData(true, "", 1)]
    [InlineData(true, Kent + ",no-such,2012-05,1\n", 2)]
    [InlineData(false, "", 1)]
    public async Task SameFileAgain_SaysWhatItsReceiptSaid_WhereTheOneThereIsOfAnotherReading(bool isReplayed, string wrong, int refused)
    {
        await at.DropAsync("counts.csv", Counts);
        var sha256 = await at.DropAsync("trend.csv", Trend + wrong);
        var (said, rows) = (Says("trend.csv"), at.ReceiptFile("trend.csv.rejected.csv"));
        await at.DropAsync("trend.csv", isReplayed ? Trend + wrong : $"{Values}{Kent},ia-rate,2012-05,440.7\n");
        if (isReplayed)
        {
            await at.App.Operations.ReplayAsync(sha256, "", default);
            await at.CalculateAsync();
        }

        for (var night = 0; night < 2; night++)
        {
            at.Time.Now += TimeSpan.FromDays(1);
            await at.DropAsync("trend.csv", Trend + wrong);
            Assert.Equal("SameBytes", Outcome("trend.csv"));
            Assert.Equal(said, Says("trend.csv"));
            Assert.Equal(rows, at.ReceiptFile("trend.csv.rejected.csv"));
            Assert.Equal(refused, (await at.UploadsAsync()).Where(u => u.Extract == "trend.csv").MaxBy(u => u.Received)!.Rows.Refused);
        }
    }

    string Outcome(string path) => Receipt(path).GetProperty("outcome").GetString()!;

    int Warnings(string path) => Receipt(path).GetProperty("warnings").GetArrayLength();

    /// <summary>What a receipt says of the rows.</summary>
    string Says(string path) => string.Join(
        '\n', ((string[])["rows", "tables", "refusedRows", "warnings", "notes"]).Select(name => Receipt(path).GetProperty(name).GetRawText()));

    JsonElement Receipt(string path) => JsonDocument.Parse(at.ReceiptFile($"{path}.json")).RootElement;
}
