using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>The month-end mail, over a real SMTP server.</summary>
public sealed class MailTests(Azurite azurite) : IClassFixture<Azurite>
{
    [Fact]
    public async Task Mail_IsSentOnce_ThoughTheTimerTicksAndTheAppRestarts()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var settings = smtp.Settings;

        // 14 June 2012 is working day 8; the issue hour is 7 in London, 6 in UTC.
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-14T05:50:00Z", settings);
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync(
            "recipient.csv",
            "email,scorecard,audience,until\ndirector@example.org,kent-inc-uasc,leadership,\nleft@example.org,kent-inc-uasc,leadership,"
            + "2012-06-13\npermanent@example.org,kent-inc-uasc,leadership,\ntemporary@example.org,kent-inc-uasc,leadership,\n");
        await app.TicksAsync();

        // Only April's issue hour has come, and it is mailed as the reporting month until May's.
        Assert.DoesNotContain(smtp.Accepted, m => Subject(m).Contains("May", StringComparison.Ordinal));
        await app.TurnClockAsync("2012-06-14T06:00:00Z");
        await app.UntilAsync(() => Task.FromResult(May().Count > 0 ? true : (bool?)null), "mail for May");
        await app.TicksAsync();
        await app.KillAsync();
        await app.StartAsync("--clock 2012-06-14T07:00:00Z", settings);
        await app.TicksAsync();

        var mail = Assert.Single(May());
        Assert.Equal("director@example.org", mail.GetProperty("to")[0].GetString());
        Assert.Equal("Kent, inc UASC, May 2012: 12 red (3 new), 28 better, 11 worse", Subject(mail));
        Assert.Matches("^<[0-9a-f]{32}@example.org>$", mail.GetProperty("messageId").GetString());
        foreach (var part in new[] { mail.GetProperty("text").GetString()!, mail.GetProperty("html").GetString()! })
        {
            Assert.Contains(
                "28 indicators have shown an improvement, 5 indicators have remained the same and 11 indicators have shown a reduction.",
                part,
                StringComparison.Ordinal);
            Assert.Contains("NI 62", part, StringComparison.Ordinal);
            Assert.Contains("12.2%", part, StringComparison.Ordinal);
        }

        // A tick may be in the middle of trying the one that is put off.
        await app.UntilAsync(
            async () => await StatesAsync() is ["director@example.org Sent", "permanent@example.org Refused", "temporary@example.org Planned"]
                ? true
                : (bool?)null,
            "three deliveries");
        Assert.DoesNotContain("@example.org", app.Printed, StringComparison.Ordinal);

        async Task<List<string>> StatesAsync() =>
        [
            .. (await app.DeliveriesAsync()).Where(d => d.Contains("Month=2012-05", StringComparison.Ordinal))
                .Select(d => $"{Value(d, "Email")} {Value(d, "State")}").Order(StringComparer.Ordinal),
        ];

        List<JsonElement> May() => [.. smtp.Accepted.Where(m => Subject(m).Contains("May", StringComparison.Ordinal))];
        static string Subject(JsonElement mail) => mail.GetProperty("subject").GetString()!;
        static string Value(string row, string name) =>
            row.Split(';').Single(p => p.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
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

    [Fact]
    public async Task Mail_IsSentOnce_ByTwoInstancesThatTickTogether_AndWhatIsRefusedReachesTheDataTeam()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var settings = smtp.Settings;
        var account = azurite.NewAccount();
        await using var app = new RunningApp(account);
        await app.StartAsync("--clock 2012-06-13T06:00:00Z", settings);
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        var people = Enumerable.Range(1, 12).Select(i => $"person{i}@example.org").ToList();
        await app.IngestAsync(
            "recipient.csv",
            "email,scorecard,audience\n"
                + string.Concat(people.Append("permanent@example.org").Select(p => $"{p},kent-inc-uasc,leadership\n"))
                + "team@example.org,kent-inc-uasc,data-team\n");
        await app.KillAsync();
        await using var other = new RunningApp(account);
        await Task.WhenAll(app.StartAsync("--clock 2012-06-14T06:00:00Z", settings), other.StartAsync("--clock 2012-06-14T06:00:00Z", settings));
        await app.UntilAsync(() => Task.FromResult(Of("team@example.org").Any(IsNotice) ? true : (bool?)null), "notice to the data team");
        await app.TicksAsync();
        Assert.All(people, p => Assert.Single(Of(p)));
        Assert.Empty(Of("permanent@example.org"));
        var notice = Assert.Single(Of("team@example.org"), IsNotice);
        Assert.Contains(
            "permanent@example.org: refused by the mail server (550 no such user", notice.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Single(Of("team@example.org"), m => !IsNotice(m));
        await using var browser = await Browser.StartAsync();
        await browser.CheckMailAsync(notice.GetProperty("html").GetString()!, "mail-not-delivered");
        Assert.DoesNotContain("@example.org", app.Printed + other.Printed, StringComparison.Ordinal);

        // The next working day has nothing new to say.
        await other.KillAsync();
        await app.TurnClockAsync("2012-06-15T06:00:00Z");
        await app.TicksAsync();
        Assert.Single(Of("team@example.org"), IsNotice);

        List<JsonElement> Of(string email) =>
            [
                .. smtp.Accepted.Where(
                    m => m.GetProperty("to")[0].GetString() == email
                        && m.GetProperty("subject").GetString()!.Contains("May", StringComparison.Ordinal))];
        static bool IsNotice(JsonElement m) => m.GetProperty("subject").GetString() == "May 2012: mail was not delivered";
    }

    [Fact]
    public async Task Mail_StaysPlanned_WhileTheServerTakesNoneOfIt()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var settings = smtp.Settings;
        await using var app = await RunningApp.StartAsync(
            azurite, "--clock 2012-06-14T06:00:00Z", new(settings) { ["Mail__From"] = "unwelcome@example.org" });
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync(
            "recipient.csv",
            "email,scorecard,audience\n" + string.Concat(Enumerable.Range(1, 5).Select(i => $"person{i}@example.org,kent-inc-uasc,leadership\n")));
        await app.UntilAsync(
            () => Task.FromResult(app.Printed.Contains("Month-end mail stopped", StringComparison.Ordinal) ? true : (bool?)null),
            "a line that mail has stopped");
        Assert.Contains(
            "the sender is not accepted: 550 (address) is not allowed to send",
            await app.Http.GetStringAsync(new Uri("/uploads", UriKind.Relative)),
            StringComparison.Ordinal);
        Assert.Contains(
            "Month-end mail stopped: the sender is not accepted: 550 (address) is not allowed to send.", app.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("unwelcome@example.org", app.Printed, StringComparison.Ordinal);
        await app.TicksAsync();
        Assert.All(await app.DeliveriesAsync(), row => Assert.Contains("State=Planned", row, StringComparison.Ordinal));
        await app.KillAsync();
        await app.StartAsync("--clock 2012-06-14T07:00:00Z", settings);
        await app.UntilAsync(() => Task.FromResult(smtp.Accepted.Count == 5 ? true : (bool?)null), "five mails");
        await app.TicksAsync();
        Assert.Equal(5, smtp.Accepted.Count);
    }

    /// <summary>With SCREENSHOTS set to a folder, the workbook is kept there.</summary>
    [Fact]
    public async Task Mail_IsPreviewed_ThenCarriesItsContent_AndReadsWellOnAnyScreen()
    {
        var kept = Environment.GetEnvironmentVariable("SCREENSHOTS");
        await using var smtp = await SmtpServer.StartAsync();
        var settings = new Dictionary<string, string>(RunningApp.WithoutTimers)
        {
            ["Mail__Smtp"] = smtp.Settings["Mail__Smtp"],
            ["Mail__Owner"] = "performance@example.org",
        };
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-14T06:00:00Z", settings);
        await app.IngestAsync("year.csv", await YearAsync());
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync(
            "comment.csv",
            CommentHeader + "kent-inc-uasc,ca-rate,2012-05,First words.,,,\n"
                + "kent-inc-uasc,s47-rate,2012-04,More strategy discussions.,Head of Duty,Look through twenty cases,29/06/2012\n");
        var receipt = await app.IngestAsync(
            "comment (1).csv",
            CommentHeader
                + "kent-inc-uasc,ca-rate,2012-05,Updated assessments are counted with the new ones.,Performance team,Count them "
                    + "apart,31/07/2012\nkent-inc-uasc,ni68-referral-to-ia,2012-05,Nearly every referral goes on; thresholds are being reviewed "
                        + "with partners.,Head of Duty,Review the thresholds,30/09/2012\n"
            + "kent-inc-uasc,adoption-12m-from-decision,2012-05,See "
                + "https://intranet.kent.example.gov.uk/performance/childrens_services/adoption/panel_minutes_and_plan_for_the_year.,,,\n");
        Assert.Matches(
            "Commentary on 3 indicators of kent-inc-uasc, May 2012. Reds without commentary: s47-rate, ",
            receipt.GetProperty("tables")[0].GetProperty("notes")[0].GetString());
        var refused = await app.IngestAsync(
            "comment (2).csv", CommentHeader + "kent-inc-uasc,s47-rate,2012-05,Two visits to 401 023 2137 were late.,,,\n");
        Assert.Contains("children's records", refused.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain(await app.RowsAsync("Measures"), row => row.Contains("401 023", StringComparison.Ordinal));

        await app.TickAsync();
        var nobody = await GetAsync("?format=text");
        Assert.Contains("To: Nobody", nobody, StringComparison.Ordinal);
        Assert.Contains(
            "Month-end mail: From 14/06/2012 07:00 if the month is complete; from 18/06/2012 07:00 even if figures are missing (London time)",
            nobody,
            StringComparison.Ordinal);
        Assert.Empty(await app.DeliveriesAsync());
        await app.IngestAsync("recipient.csv", "email,scorecard,audience\ndirector@example.org,kent-inc-uasc,leadership\n");
        await app.TickAsync();
        await app.UntilAsync(() => Task.FromResult(smtp.Accepted.Count > 0 ? true : (bool?)null), "mail");
        var mail = Assert.Single(smtp.Accepted);
        Assert.Contains("performance@example.org", mail.GetProperty("replyTo").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("performance@example.org?subject=unsubscribe", mail.GetProperty("unsubscribe").GetString(), StringComparison.Ordinal);

        // What is looked at beforehand is what is sent.
        Assert.EndsWith(Text(mail, "text").Trim(), (await GetAsync("?format=text")).Trim(), StringComparison.Ordinal);
        var preview = await GetAsync("");
        Assert.Contains("director@example.org", preview, StringComparison.Ordinal);
        Assert.EndsWith(Body(Text(mail, "html")), Body(preview), StringComparison.Ordinal);
        using var eml = MimeKit.MimeMessage.Load(
            new MemoryStream(await app.Http.GetByteArrayAsync(new Uri($"{Address}?format=eml", UriKind.Relative))));
        Assert.Equal((Text(mail, "messageId"), Text(mail, "subject")), ($"<{eml.MessageId}>", eml.Subject));
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(eml.HtmlBody!), 1, 100 * 1024);

        var parts = mail.GetProperty("attachments").EnumerateArray().ToList();
        var pictures = parts.Where(p => Text(p, "type") == "image/png").ToList();
        Assert.Equal(12, pictures.Count);
        Assert.All(pictures, p => Assert.Contains($"src=\"cid:{Text(p, "cid")}\"", eml.HtmlBody, StringComparison.Ordinal));
        var workbook = Convert.FromBase64String(Text(parts.Single(p => Text(p, "name") == "kent-inc-uasc-2012-05.xlsx"), "content"));
        Assert.Equal(
            44,
            MiniExcelLibs.MiniExcel.Query(new MemoryStream(workbook), sheetName: "Scorecard")
                .Skip(3)
                .Cast<IDictionary<string, object?>>()
                .Count(row => row["D"] is not null));
        using var asked = await app.Http.GetAsync(new Uri("/api/scorecards/kent-inc-uasc/2012-05?format=xlsx&edition=1", UriKind.Relative));
        Assert.Equal(
            ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "kent-inc-uasc-2012-05.xlsx"),
            (asked.Content.Headers.ContentType!.MediaType, asked.Content.Headers.ContentDisposition!.FileName));

        await using var browser = await Browser.StartAsync();
        var shown = await browser.CheckMailAsync(Text(mail, "html"), "mail");
        Assert.Equal(12, await shown.EvaluateAsync<int>("[...document.images].filter(i => i.complete && i.naturalWidth === 640).length"));

        // Which is shown by a browser alone: no mail program takes its style block away.
        var previewed = await browser.OpenAsync();
        await previewed.SetContentAsync(preview);
        await browser.CheckAsync(previewed, "mail-preview");

        if (kept is not null)
        {
            await File.WriteAllBytesAsync(Path.Combine(Repository.Root, kept, "kent-inc-uasc-2012-05.xlsx"), workbook);
        }

        var scorecard = await browser.OpenAsync(app);
        await scorecard.GotoAsync("/scorecards/kent-inc-uasc/2012-05");
        var comments = (await scorecard.Locator("tr.comment").AllInnerTextsAsync())
            .Select(c => string.Join(' ', c.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))
            .ToList();
        Assert.Equal((12, 8), (comments.Count, comments.Count(c => c == "No commentary")));
        const string open = "Owner: Head of Duty. Action: Look through twenty cases (since April 2012, 2nd month). Due: 29/06/2012.";
        Assert.Contains($"No commentary {open}", comments);
        Assert.Contains(open, Text(mail, "text"), StringComparison.Ordinal);
        Assert.Contains(open, Text(mail, "html"), StringComparison.Ordinal);
        Assert.Contains(
            "Updated assessments are counted with the new ones. Owner: Performance team. Action: Count them apart. Due: 31/07/2012.", comments);
        await browser.CheckAsync(scorecard, "scorecard-commentary");

        Task<string> GetAsync(string query) => app.Http.GetStringAsync(new Uri(Address + query, UriKind.Relative));
        static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

        // The preview has its pictures in attributes, where + is written as a reference.
        static string Body(string html) => System.Net.WebUtility.HtmlDecode(html[html.IndexOf("<h1", StringComparison.Ordinal)..]).Trim();
    }

    const string Address = "/api/scorecards/kent-inc-uasc/2012-05/mail";
    const string CommentHeader = "scorecard,indicator,month,comment,owner,action,due\n";

    /// <summary>Figures of the ten months before April 2012, near to those of May.</summary>
    internal static async Task<string> YearAsync()
    {
        var lines = (await File.ReadAllLinesAsync(Repository.Sample("measure-2012-05.csv")))
            .Skip(1)
            .Select(line => line.Split(','))
            .Where(cells => cells[3] != "")
            .ToList();
        var year = new System.Text.StringBuilder("scorecard,indicator,month,numerator,denominator\n");
        for (var back = 2; back < 12; back++)
        {
            var month = new DateOnly(2012, 5, 1).AddMonths(-back);
            foreach (var (i, cells) in lines.Index())
            {
                var share = 1 - ((0.15 * back / 12) + (0.04 * Math.Abs(Math.Sin(back + i))));
                year.AppendLine(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"kent-inc-uasc,{cells[1]},{month:yyyy-MM},"
                    + $"{Math.Round(double.Parse(cells[3], System.Globalization.CultureInfo.InvariantCulture) * share)},{cells[4]}");
            }
        }

        return year.ToString();
    }
}
