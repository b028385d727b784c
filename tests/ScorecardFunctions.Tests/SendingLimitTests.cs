using System.Globalization;
using Xunit.Abstractions;

namespace ScorecardFunctions.Tests;

/// <summary>
/// Everybody gets the month's mail once over a real SMTP server that takes a number of mails an hour.
/// In full with SLOW=1: 500 recipients, 100 an hour.
/// </summary>
public sealed class SendingLimitTests(Azurite azurite, ITestOutputHelper output) : IClassFixture<Azurite>
{
    static readonly (int Recipients, int PerHour) Size = Environment.GetEnvironmentVariable("SLOW") == "1" ? (500, 100) : (30, 10);

    /// <summary>The server holds everybody back, and the app goes on at a later tick.</summary>
    [Fact]
    public async Task EachHasOneMail_ThoughTheServerTakesNoMoreForNow()
    {
        // The server's hour is over at each tick.
        var (hours, throttled) = await SendAsync(TimeSpan.FromMinutes(65), []);
        Assert.Equal(Size.Recipients / Size.PerHour, hours);
        Assert.Equal(hours - 1, throttled);
    }

    /// <summary>The app keeps to the number by itself, and the server never has to say anything.</summary>
    /// <remarks>The ticks are an hour apart, as by default.</remarks>
    [Fact]
    public async Task EachHasOneMail_AndTheServerIsNeverAskedForMore_WithMostPerHour()
    {
        var (hours, throttled) = await SendAsync(TimeSpan.FromHours(1), new() { ["Mail__MostPerHour"] = $"{Size.PerHour}" });
        Assert.Equal((Size.Recipients / Size.PerHour, 0), (hours, throttled));
    }

    /// <returns>The ticks that it took, and how often the server took no more.</returns>
    async Task<(int Ticks, int Throttled)> SendAsync(TimeSpan between, Dictionary<string, string> limit)
    {
        await using var smtp = await SmtpServer.StartAsync(Size.PerHour);
        var settings = new Dictionary<string, string>([.. limit, .. smtp.Settings])
        {
            ["MonthEndSchedule"] = "0 0 * * * *",
            ["SweepSchedule"] = "0 0 0 1 1 *",
        };
        var start = new DateTimeOffset(2012, 6, 14, 6, 0, 10, TimeSpan.Zero);
        await using var app = await RunningApp.StartAsync(azurite, $"--clock {start.AddDays(-1):yyyy-MM-ddTHH:mm:ssZ}", settings);
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        List<string> addresses = [.. Enumerable.Range(0, Size.Recipients).Select(i => $"person{i:000}@example.org")];
        await app.IngestAsync(
            "recipients.csv", "email,scorecard,audience\n" + string.Concat(addresses.Select(a => $"{a},kent-inc-uasc,leadership\n")), 120);

        var ticks = 0;
        for (; smtp.Accepted.Count < Size.Recipients && ticks < 20; ticks++)
        {
            var ended = Ended(app);
            await app.TurnClockAsync($"{start + (between * ticks):yyyy-MM-ddTHH:mm:ssZ}");
            await app.UntilAsync(() => Task.FromResult(Ended(app) > ended ? true : (bool?)null), "a tick", 300);
            var rows = await RowsAsync(app);
            Assert.Empty(rows.Where(row => row["State"] is not ("Sent" or "Planned") || row["Attempts"] != "0").Select(row => row["Detail"]));
            Assert.Equal(smtp.Accepted.Count, rows.Count(row => row["State"] == "Sent"));
        }

        Assert.All(await RowsAsync(app), row => Assert.Equal("Sent", row["State"]));
        Assert.Equal(addresses, smtp.Accepted.Select(mail => mail.GetProperty("to")[0].GetString()!).Order(StringComparer.Ordinal));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{Size.Recipients} recipients, {Size.PerHour} an hour: {smtp.Accepted.Count} mails in {ticks} ticks, {smtp.Throttled} put back."));
        return (ticks, smtp.Throttled);
    }

    /// <summary>The ticks of the mail that have ended.</summary>
    static int Ended(RunningApp app) => app.Printed.Split('\n').Count(line => line.Contains("Function: SendMonthEndMail", StringComparison.Ordinal));

    static async Task<List<Dictionary<string, string>>> RowsAsync(RunningApp app) =>
        [.. (await app.DeliveriesAsync()).Select(row => row.Split(';').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]))];
}
