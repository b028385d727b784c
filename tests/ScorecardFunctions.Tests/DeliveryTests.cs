using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Xunit.Abstractions;

namespace ScorecardFunctions.Tests;

/// <summary>
/// Each recipient gets the month's mail once, or nobody knows and it is not repeated: over a real SMTP server, whatever is put off, refused, cut off
/// or killed.
/// In full with SLOW=1: 500 recipients over 40 scorecards.
/// </summary>
public sealed class DeliveryTests(Azurite azurite, ITestOutputHelper output) : IClassFixture<Azurite>
{
    [Fact]
    public async Task Mail_IsAcceptedOncePerRecipient_ThoughTheServerRestartsAndTheAppIsKilled()
    {
        var (recipients, scorecards) = Environment.GetEnvironmentVariable("SLOW") == "1" ? (500, 40) : (50, 4);
        await using var smtp = await SmtpServer.StartAsync();
        var settings = smtp.Settings;
        var start = new DateTimeOffset(2012, 6, 14, 6, 0, 0, TimeSpan.Zero);
        await using var app = await RunningApp.StartAsync(azurite, At(start.AddDays(-1)), settings);
        await app.IngestAsync("scorecards.csv", Scorecards(scorecards), 120);
        await app.IngestAsync("may.csv", Measures(scorecards), 300);
        var addresses = Addresses(recipients);
        await app.IngestAsync("recipients.csv", Recipients(addresses, scorecards), 120);
        Assert.Empty(await app.DeliveriesAsync());

        // Before a claim: the month is being issued, and nobody's mail is claimed yet.
        await app.KillAsync();
        await app.StartAsync(At(start), settings);
        using var tooLong = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var journal = app.Tables.GetTableClient("Journal");
        while (!await journal.QueryAsync<TableEntity>("Kind eq 'Issue'", maxPerPage: 1, cancellationToken: tooLong.Token).AnyAsync(tooLong.Token))
        {
            // Without a pause: the first mail is being made.
        }

        await app.KillAsync();
        var claimedBefore = (await app.DeliveriesAsync()).Count;

        // After a claim, in the middle of the content, and accepted but not recorded; each time the claim runs out before the app comes back.
        foreach (var (at, after) in new[] { ("rcpt", recipients / 10), ("data", recipients / 10), ("accepted", recipients / 10) })
        {
            start = start.AddMinutes(20);
            var killed = smtp.Killed;
            await app.StartAsync(At(start), settings);
            await smtp.KillAsync(app.ProcessId, at, after);
            await app.UntilAsync(() => Task.FromResult(smtp.Killed > killed ? true : (bool?)null), $"the app killed at {at}", 120);
            await app.KillAsync();
        }

        // The server goes away in the middle and comes back.
        start = start.AddMinutes(20);
        await app.StartAsync(At(start), settings);
        var accepted = smtp.Accepted.Count;
        await app.UntilAsync(() => Task.FromResult(smtp.Accepted.Count >= accepted + (recipients / 10) ? true : (bool?)null), "some more mail", 120);
        await smtp.RestartAsync();
        await app.UntilAsync(async () => (await app.DeliveriesAsync()).Count == recipients ? true : (bool?)null, "a delivery for everybody", 300);

        // Those put off come again later, and nobody else; the server has forgotten by its restart whom it put off.
        for (var hour = 1; hour <= 3; hour++)
        {
            await app.TurnClockAsync($"{start.AddHours(hour):yyyy-MM-ddTHH:mm:ssZ}");
            await app.TicksAsync();
        }

        var rows = (await app.DeliveriesAsync())
            .Select(row => row.Split(';').Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1]))
            .ToList();
        var mails = smtp.Accepted.GroupBy(m => m.GetProperty("to")[0].GetString()!).ToDictionary(
            g => g.Key, g => g.Select(m => m.GetProperty("messageId").GetString()).ToList());
        Assert.Equal(addresses.Order(StringComparer.Ordinal), rows.Select(r => r["Email"]).Order(StringComparer.Ordinal));
        Assert.All(rows, row =>
        {
            var got = mails.GetValueOrDefault(row["Email"])?.Count ?? 0;
            var isExpected = row["State"] switch
            {
                "Sent" => got == 1,
                "Refused" => got == 0 && row["Email"].StartsWith("permanent", StringComparison.Ordinal),
                _ => got <= 1 && row["State"] is "Unknown" or "Sending",
            };
            Assert.True(isExpected, $"{row["Email"]} is {row["State"]} and has {got} mails.");
        });
        var unknown = rows.Count(r => r["State"] is "Unknown" or "Sending");
        Assert.InRange(unknown, 1, 5);
        Assert.Equal(mails.Values.Sum(ids => ids.Count), mails.Values.SelectMany(ids => ids).Distinct().Count());
        var of = addresses.Count(a => a.StartsWith("permanent", StringComparison.Ordinal));
        Assert.Equal(of, rows.Count(r => r["State"] == "Refused"));
        Assert.DoesNotContain("@example.org", app.Printed, StringComparison.Ordinal);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{recipients} recipients, {scorecards} scorecards: {mails.Count} have one accepted mail, {of} refused for good, {unknown} unknown "
            + $"({rows.Count(r => r["State"] is "Unknown" or "Sending" && mails.ContainsKey(r["Email"]))} of them accepted), none has two; "
                + $"{addresses.Count(a => a.StartsWith("once", StringComparison.Ordinal))} were put off first; claims at the kill before a "
                    + $"claim: {claimedBefore}."));
    }

    static string At(DateTimeOffset time) => $"--clock {time:yyyy-MM-ddTHH:mm:ssZ}";

    static List<string> Addresses(int count) =>
        [.. Enumerable.Range(0, count).Select(i => $"{(i % 50 == 7 ? "permanent" : i % 10 == 3 ? "once" : "person")}{i:000}@example.org")];

    static string Scorecards(int count) =>
        "scorecard,name,slice,uasc\n" + string.Concat(Enumerable.Range(1, count).Select(i => $"team-{i:00},Team {i},team,inc\n"));

    /// <summary>Everybody has one to three scorecards.</summary>
    static string Recipients(List<string> addresses, int scorecards) =>
        "email,scorecard,audience\n" + string.Concat(addresses.SelectMany((address, i) =>
        Enumerable.Range(0, 1 + (i % 3)).Select(k => $"{address},team-{1 + ((i + (k * 7)) % scorecards):00},leadership\n").Distinct()));

    /// <summary>Kent's figures of May for every scorecard.</summary>
    static string Measures(int scorecards)
    {
        var may = File.ReadAllLines(Repository.Sample("measure-2012-05.csv"));
        var all = new StringBuilder(may[0]).Append('\n');
        foreach (var i in Enumerable.Range(1, scorecards))
        {
            foreach (var line in may[1..].Where(line => line != ""))
            {
                all.Append(CultureInfo.InvariantCulture, $"team-{i:00},{line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..]}\n");
            }
        }

        return all.ToString();
    }
}
