using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>The month-end mail, over a real SMTP server.</summary>
[Collection(nameof(Azurite))]
public sealed class MailTests(Azurite azurite)
{
    const string EverySecond = "* * * * * *";

    [Fact]
    public async Task Mail_IsSentOnce_ThoughTheTimerTicksAndTheAppRestarts()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var settings = new Dictionary<string, string> { ["Mail__Smtp"] = $"smtp://127.0.0.1:{smtp.Port}", ["MonthEndSchedule"] = EverySecond };

        // 14 June 2012 is working day 8; the issue hour is 7 in London, 6 in UTC.
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-14T05:50:00Z", settings);
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync("recipient.csv", "email,scorecard,audience,until\ndirector@example.org,kent-inc-uasc,leadership,\nleft@example.org,kent-inc-uasc,leadership,2012-06-13\npermanent@example.org,kent-inc-uasc,leadership,\ntemporary@example.org,kent-inc-uasc,leadership,\n");
        await Task.Delay(2000);

        // Only April's issue hour has come, and it is mailed as the reporting month until May's.
        Assert.DoesNotContain(smtp.Accepted, m => Subject(m).Contains("May", StringComparison.Ordinal));
        await app.KillAsync();
        await app.StartAsync("--clock 2012-06-14T06:00:00Z", settings);
        await app.UntilAsync(() => Task.FromResult(May().Count > 0 ? true : (bool?)null), "mail for May");
        await Task.Delay(3500);
        await app.KillAsync();
        await app.StartAsync("--clock 2012-06-14T07:00:00Z", settings);
        await Task.Delay(3500);

        var mail = Assert.Single(May());
        Assert.Equal("director@example.org", mail.GetProperty("to")[0].GetString());
        Assert.Equal("Kent, inc UASC, May 2012: 16 green, 16 amber, 12 red; 28 improved", Subject(mail));
        Assert.Matches("^<[0-9a-f]{32}@example.org>$", mail.GetProperty("messageId").GetString());
        foreach (var part in new[] { mail.GetProperty("text").GetString()!, mail.GetProperty("html").GetString()! })
        {
            Assert.Contains("28 indicators have shown an improvement, 5 indicators have remained the same and 11 indicators have shown a reduction.", part, StringComparison.Ordinal);
            Assert.Equal(12, part.Split("■ Red").Length - 1 is var inHtml and > 0 ? inHtml : part.Split("\n- ").Length - 1);
            Assert.Contains("NI 62", part, StringComparison.Ordinal);
            Assert.Contains("12.2%", part, StringComparison.Ordinal);
        }

        // A tick may be in the middle of trying the one that is put off.
        await app.UntilAsync(async () => await StatesAsync() is ["director@example.org Sent", "permanent@example.org Refused", "temporary@example.org Planned"] ? true : (bool?)null, "three deliveries");
        Assert.DoesNotContain("@example.org", app.Printed, StringComparison.Ordinal);

        async Task<List<string>> StatesAsync() =>
        [
            .. (await app.RowsAsync("Deliveries")).Where(d => d.Contains("Month=2012-05", StringComparison.Ordinal))
                .Select(d => $"{Value(d, "Email")} {Value(d, "State")}").Order(StringComparer.Ordinal),
        ];

        List<JsonElement> May() => [.. smtp.Accepted.Where(m => Subject(m).Contains("May", StringComparison.Ordinal))];
        static string Subject(JsonElement mail) => mail.GetProperty("subject").GetString()!;
        static string Value(string row, string name) => row.Split(';').Single(p => p.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
    }

    [Fact]
    public async Task Mail_OfAMissedTick_IsSentWhenTheHostComesBack()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var settings = new Dictionary<string, string> { ["Mail__Smtp"] = $"127.0.0.1:{smtp.Port}" };
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-14T05:30:00Z", settings);
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync("recipient.csv", "email,scorecard,audience\ndirector@example.org,kent-inc-uasc,leadership\n");
        await app.KillAsync();
        await app.StartAsync("--clock 2012-06-14T09:10:00Z", settings);
        await app.UntilAsync(() => Task.FromResult(smtp.Accepted.Count > 0 ? true : (bool?)null), "mail");
        Assert.Single(smtp.Accepted);
    }
}
