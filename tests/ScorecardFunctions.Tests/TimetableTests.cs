using System.Globalization;
using System.Text;
using MimeKit;

namespace ScorecardFunctions.Tests;

/// <summary>Who gets which mail when: timetables, missing figures, restatements. Mail goes into the container outbox, from where it is
/// read.</summary>
public sealed class TimetableTests(Azurite azurite) : IClassFixture<Azurite>
{
    /// <summary>A file's name without a place to break it at.</summary>
    const string LongName = "kent_childrens_services_monthly_scorecard_extract_version_12_final_corrected.csv";

    [Fact]
    public async Task Month_IsHeldWhileFiguresAreMissing_ThenSentAtItsDeadline_AndWhatChangesIsMailedOnTheNextWorkingDay()
    {
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-14T05:00:00Z", RunningApp.WithoutTimers);
        var may = (await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv"))).Split('\n');
        await app.IngestAsync(LongName, await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", string.Join('\n', may.Where(line => !line.Contains(",caf-rate,", StringComparison.Ordinal))));
        await app.IngestAsync(
            "recipient.csv", "email,scorecard,audience\ndirector@example.org,kent-inc-uasc,leadership\nteam@example.org,kent-inc-uasc,data-team\n");
        await TwoTicksAsync();
        var april = await MailAsync(app);
        Assert.All(april, m => Assert.Contains("April 2012", m.Subject, StringComparison.Ordinal));

        // The issue hour: nobody gets the mail, leadership is told that it is on hold and the data team what is missing, each once, though the app
        // looks again and again and the host moves.
        await TurnAsync("2012-06-14T06:00:00Z");
        var notice = Assert.Single(await MayAsync(), IsToTeam);
        var hold = Assert.Single(await MayAsync(), m => !IsToTeam(m));
        Assert.Equal(("director@example.org", "May 2012 is on hold: 1 figure is missing"), (hold.To.Mailboxes.Single().Address, hold.Subject));
        Assert.Equal(("team@example.org", "May 2012: 1 figure is missing"), (notice.To.Mailboxes.Single().Address, notice.Subject));
        foreach (var part in new[] { notice.TextBody, notice.HtmlBody })
        {
            Assert.Contains($"under 18 (caf-rate), last received in {LongName}", part, StringComparison.Ordinal);
            Assert.Contains("or at 18/06/2012 07:00 London time at the latest", part, StringComparison.Ordinal);
        }

        Assert.Contains(
            "waiting for 1 missing figure of Kent, inc UASC, until 18/06/2012 07:00 at the latest", await PreviewAsync(), StringComparison.Ordinal);
        await TurnAsync("2012-06-15T05:30:00Z");
        Assert.Equal(2, (await MayAsync()).Count);

        // Again on the next working day, also when the tick comes late, on a Sunday, on the other side of the world.
        await RestartAsync("2012-06-17T12:00:00Z", "Pacific/Kiritimati");
        Assert.Equal(2, (await MayAsync()).Count(IsToTeam));
        Assert.Single(await MayAsync(), m => !IsToTeam(m));

        // The deadline: everybody gets what is there, with how much is missing at its top; and no further notice.
        await TurnAsync("2012-06-18T06:00:00Z");
        var sent = (await MayAsync()).Where(m => m.Subject!.EndsWith("(not complete)", StringComparison.Ordinal)).ToList();
        Assert.Equal(["director@example.org", "team@example.org"], sent.Select(m => m.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal));
        Assert.All(sent, m => Assert.StartsWith("This month is not complete: 1 figure is missing.", m.TextBody, StringComparison.Ordinal));
        Assert.All(
            sent,
            m => Assert.Contains(
                "1 indicator, Kent, inc UASC: Number of CAFs completed per 10,000 population under 18.",
                m.HtmlBody,
                StringComparison.Ordinal));
        Assert.Equal(5, (await MayAsync()).Count);

        // The figure comes, then a second change: two editions, one mail, on the next working day.
        await app.IngestAsync(
            "rest.csv", string.Join('\n', may.Where((line, row) => row == 0 || line.Contains(",caf-rate,", StringComparison.Ordinal))));
        await app.IngestAsync("again.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,3000,312597\n");
        await TwoTicksAsync();
        Assert.Equal(5, (await MayAsync()).Count);
        Assert.Contains("what has changed since edition 1, from 19/06/2012 07:00", await PreviewAsync(), StringComparison.Ordinal);
        await TurnAsync("2012-06-19T06:00:00Z");
        var restated = (await MayAsync())
            .Where(m => m.Subject!.StartsWith("Corrected: Kent, inc UASC, May 2012: ", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(
            ["director@example.org", "team@example.org"], restated.Select(m => m.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal));
        Assert.All(
            restated,
            m => Assert.Matches(
                "Kent, inc UASC, May 2012, edition 3[^$]+Number of CAFs completed per 10,000 population under 18: was no figure, – Not rated, no "
                + "direction of travel; now 96.0, ● Green, ↑ Improved. Why: figure received in again.csv, row 2.",
                m.TextBody));

        // How a mail looks that is not complete or corrected, MailPictureTests look at.
        await using var browser = await Browser.StartAsync();
        await browser.CheckMailAsync(notice.HtmlBody!, "mail-notice");
        await browser.CheckMailAsync(hold.HtmlBody!, "mail-hold");
        await TurnAsync("2012-06-20T06:00:00Z");
        Assert.Equal(7, (await MayAsync()).Count);

        // What alters neither a rating nor the counts is not mailed.
        await app.IngestAsync("closer.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,3001,312597\n");
        await TurnAsync("2012-06-21T06:00:00Z");
        Assert.Equal(7, (await MayAsync()).Count);
        Assert.Equal(april.Count + 7, (await MailAsync(app)).Select(m => m.MessageId).Distinct().Count());

        async Task TurnAsync(string clock)
        {
            await app.TurnClockAsync(clock);
            await TwoTicksAsync();
        }

        async Task RestartAsync(string clock, string timeZone)
        {
            await app.KillAsync();
            await app.StartAsync($"--clock {clock}", new(RunningApp.WithoutTimers) { ["TZ"] = timeZone });
            await TwoTicksAsync();
        }

        async Task TwoTicksAsync()
        {
            await app.TickAsync();
            await app.TickAsync();
        }

        static bool IsToTeam(MimeMessage m) => m.To.Mailboxes.Single().Address == "team@example.org";

        async Task<List<MimeMessage>> MayAsync() => [.. (await MailAsync(app)).Where(m => m.Subject!.Contains("May 2012", StringComparison.Ordinal))];

        Task<string> PreviewAsync() => app.Http.GetStringAsync(new Uri("/api/scorecards/kent-inc-uasc/2012-05/mail?format=text", UriKind.Relative));
    }

    [Fact]
    public async Task Timetables_AndBankHolidays_AreDropped_AndARecipientOfSeveralScorecardsGetsOneMailOfAGroup()
    {
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-07T05:00:00Z", RunningApp.WithoutTimers);
        await app.IngestAsync(
            "scorecards.csv", "scorecard,name,slice,uasc,parent\neast,East Kent,area,inc,kent-inc-uasc\nashford,Ashford,district,inc,east\n");
        var refused = await app.IngestAsync(
            "timetable.csv", "scorecard,working_day,hour,deadline,early\nwest,3,9,5,no\neast,3,9,2,no\neast,3,24,5,perhaps\n");
        Assert.Equal("Refused", refused.GetProperty("outcome").GetString());
        Assert.Equal(
            [
                "scorecard: is not a scorecard in the catalogue",
                "deadline: is not a whole number from 3 to 18",
                "hour: is not a whole number from 0 to 23"],
            refused.GetProperty("refusedRows")
                .EnumerateArray()
                .Take(3)
                .Select(f => $"{f.GetProperty("column").GetString()}: {f.GetProperty("reason").GetString()!.Split(". ")[0]}"));

        // East Kent and its districts on the fourth working day at 9: 1, 5, 6 and 11 June, with the Jubilee on the 8th and not on the 5th.
        await app.IngestAsync("timetable.csv", "scorecard,working_day,hour,deadline\neast,4,9,5\n");
        await app.IngestAsync(
            "holidays.csv",
            "bank_holiday,name,withdrawn\n2012-06-05,Diamond Jubilee,yes\n08/06/2012,Diamond Jubilee moved,\n2012-06-07,A day for this test,\n");
        await app.IngestAsync("may.csv", await MayAsync("kent-inc-uasc", "east", "ashford"));
        await app.IngestAsync(
            "recipient.csv",
            "email,scorecard,audience\nall@example.org,ashford,leadership\nall@example.org,kent-inc-uasc,leadership\nALL@example.org,east,"
            + "leadership\nashford@example.org,ashford,leadership\n");
        await app.TurnClockAsync("2012-06-11T07:50:00Z");
        await app.TickAsync();
        Assert.Empty(await MailAsync(app));
        await app.TurnClockAsync("2012-06-11T08:00:00Z");
        await app.TickAsync();
        var mails = await MailAsync(app);
        Assert.Equal(2, mails.Count);
        var several = mails.Single(m => m.To.Mailboxes.Single().Address == "all@example.org");
        Assert.Equal("East Kent, May 2012: 12 red, no figures of the month before; and 1 more scorecard", several.Subject);
        Assert.StartsWith("East Kent, May 2012", several.TextBody, StringComparison.Ordinal);
        Assert.Contains("2 scorecards, May 2012", several.TextBody, StringComparison.Ordinal);
        await using var browser = await Browser.StartAsync();
        await browser.CheckMailAsync(several.HtmlBody!, "mail-several");
        Assert.Equal(["east-2012-05.xlsx", "ashford-2012-05.xlsx"], several.Attachments.Select(a => a.ContentDisposition!.FileName));
        Assert.Equal(
            "Ashford, May 2012: 12 red, no figures of the month before",
            mails.Single(m => m.To.Mailboxes.Single().Address == "ashford@example.org").Subject);

        // The county's own, on its day; with that the recipient of all has two mails of two groups.
        await app.TurnClockAsync("2012-06-15T06:00:00Z");
        await app.TickAsync();
        Assert.Equal(3, (await MailAsync(app)).Count);
        await app.TickAsync();
        Assert.Equal(3, (await MailAsync(app)).Count);
        Assert.Equal(
            ["*", "east", "east"], (await app.DeliveriesAsync()).Select(r => r.Split("Group=")[1].Split(';')[0]).Order(StringComparer.Ordinal));

        // A scorecard that moves into a group of its own has had its mail.
        await app.IngestAsync("moved.csv", "scorecard,working_day,hour,deadline\nashford,2,9,4\n");
        await app.TickAsync();
        Assert.Equal(3, (await MailAsync(app)).Count);

        // Early: as soon as June is complete, which is long before its working day.
        await app.IngestAsync("early.csv", "scorecard,working_day,hour,deadline,early\n,8,7,10,yes\n");
        await app.TurnClockAsync("2012-07-01T10:00:00Z");
        var june = (await MayAsync("kent-inc-uasc")).Replace("2012-05", "2012-06", StringComparison.Ordinal).Split('\n');
        await app.IngestAsync("june.csv", string.Join('\n', june.Where(line => !line.Contains(",caf-rate,", StringComparison.Ordinal))));
        await app.TickAsync();
        Assert.Equal(3, (await MailAsync(app)).Count);
        await app.IngestAsync(
            "june-2.csv", string.Join('\n', june.Where((line, row) => row == 0 || line.Contains(",caf-rate,", StringComparison.Ordinal))));
        await app.TickAsync();
        Assert.Equal(4, (await MailAsync(app)).Count);
        Assert.Contains("Kent, inc UASC, June 2012", (await MailAsync(app)).Select(m => m.Subject!.Split(':')[0]));
    }

    [Fact]
    public async Task Restatement_IsMailed_ThoughAnotherScorecardIsStillWaitedFor()
    {
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-18T06:00:00Z", RunningApp.WithoutTimers);
        await app.IngestAsync("scorecards.csv", "scorecard,name,slice,uasc,parent\nashford,Ashford,district,inc,kent-inc-uasc\n");
        await app.IngestAsync("april.csv", (await MayAsync("kent-inc-uasc", "ashford")).Replace("2012-05", "2012-04", StringComparison.Ordinal));
        await app.IngestAsync("may.csv", await MayAsync("kent-inc-uasc"));
        await app.IngestAsync(
            "recipient.csv",
            "email,scorecard,audience\nboth@example.org,kent-inc-uasc,leadership\nboth@example.org,ashford,leadership\nkent@example.org,"
            + "kent-inc-uasc,leadership\n");
        await app.TickAsync();

        // Two mails at the deadline: each says what its own reader lacks.
        var mails = (await MailAsync(app)).ToDictionary(m => m.To.Mailboxes.Single().Address);
        Assert.Contains("No figures received for May 2012: Ashford.", mails["both@example.org"].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("not complete", mails["kent@example.org"].Subject + mails["kent@example.org"].TextBody, StringComparison.Ordinal);
        await app.IngestAsync("again.csv", "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,30,312597\n");
        await app.TurnClockAsync("2012-06-19T06:00:00Z");
        await app.TickAsync();
        Assert.Equal(4, (await MailAsync(app)).Count);
        await app.TickAsync();
        Assert.Equal(2, (await MailAsync(app)).Count(m => m.Subject!.StartsWith("Corrected: Kent", StringComparison.Ordinal)));
        Assert.Equal(4, (await MailAsync(app)).Count);
    }

    [Fact]
    public async Task DryRun_SendsAndRecordsNothing_AndWhoIsOutsideIsNotGivenSmallNumbers()
    {
        var settings = new Dictionary<string, string>(RunningApp.WithoutTimers)
        {
            ["Mail__DryRun"] = "true",
            ["Mail__Inside"] = "example.org; kent.example.gov.uk",
        };
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-14T06:00:00Z", settings);
        var may = (await MayAsync("kent-inc-uasc"))
            .Split('\n')
            .Select(line => line.Contains(",caf-rate,", StringComparison.Ordinal) ? "kent-inc-uasc,caf-rate,2012-05,3,312597," : line);
        await app.IngestAsync("may.csv", string.Join('\n', may));
        await app.IngestAsync(
            "recipient.csv",
            "email,scorecard,audience\ninside@kent.example.gov.uk,kent-inc-uasc,leadership\noutside@elsewhere.example,kent-inc-uasc,leadership\n");
        await app.TickAsync();
        Assert.Equal(2, (await MailAsync(app)).Count);
        await app.TickAsync();
        Assert.All(
            await app.Blobs.GetBlobContainerClient("outbox").GetBlobsAsync().ToListAsync(),
            blob => Assert.StartsWith("dry-run/2012-05/", blob.Name, StringComparison.Ordinal));
        Assert.Empty(await app.RowsAsync("Deliveries"));
        Assert.Equal(0, (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetProperty("edition").GetInt32());
        Assert.Contains(
            "Dry run",
            await app.Http.GetStringAsync(new Uri("/api/scorecards/kent-inc-uasc/2012-05/mail?format=text", UriKind.Relative)),
            StringComparison.Ordinal);

        // The red of three children is in the one mail and not in the other, nor in its workbook.
        var mails = (await MailAsync(app)).ToDictionary(m => m.To.Mailboxes.Single().Address);
        Assert.Contains(
            "1. Number of CAFs completed per 10,000 population under 18\n   Result 0.1 (■ Red)",
            mails["inside@kent.example.gov.uk"].TextBody!.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.DoesNotContain(
            "Number of CAFs completed per 10,000 population under 18\n   Result",
            mails["outside@elsewhere.example"].TextBody!.ReplaceLineEndings("\n"),
            StringComparison.Ordinal);
        Assert.Contains(
            "Number of CAFs completed per 10,000 population under 18 (withheld)",
            mails["outside@elsewhere.example"].TextBody,
            StringComparison.Ordinal);
        Assert.Equal(("3", ""), (Numerator(mails["inside@kent.example.gov.uk"]), Numerator(mails["outside@elsewhere.example"])));

        // Without the setting it is sent, once.
        await app.KillAsync();
        await app.StartAsync("--clock 2012-06-14T06:30:00Z", RunningApp.WithoutTimers);
        await app.TickAsync();
        await app.UntilAsync(
            async () => (await app.DeliveriesAsync()).Count(r => r.Contains("State=Sent", StringComparison.Ordinal)) == 2 ? true : (bool?)null,
            "two deliveries");

        static string Numerator(MimeMessage mail)
        {
            using var content = new MemoryStream();
            ((MimePart)mail.Attachments.Single()).Content!.DecodeTo(content);
            content.Position = 0;
            var row = MiniExcelLibs.MiniExcel.Query(content, sheetName: "Scorecard")
                .Cast<IDictionary<string, object?>>()
                .Single(r => r.Values.Any(v => v is string s && s.StartsWith("Number of CAFs completed", StringComparison.Ordinal)));
            return row.Values.Any(v => v is double and 3) ? "3" : "";
        }
    }

    internal static async Task<List<MimeMessage>> MailAsync(RunningApp app)
    {
        List<MimeMessage> mails = [];
        await foreach (var blob in app.Blobs.GetBlobContainerClient("outbox").GetBlobsAsync())
        {
            await using var content = await app.Blobs.GetBlobContainerClient("outbox").GetBlobClient(blob.Name).OpenReadAsync();
            mails.Add(await MimeMessage.LoadAsync(content));
        }

        return mails;
    }

    /// <summary>Kent's figures of May for some scorecards.</summary>
    static async Task<string> MayAsync(params string[] scorecards)
    {
        var may = await File.ReadAllLinesAsync(Repository.Sample("measure-2012-05.csv"));
        var all = new StringBuilder(may[0]).Append('\n');
        foreach (var line in
            scorecards.SelectMany(
                of => may[1..].Where(line => line != "").Select(line => $"{of}{line[line.IndexOf(',', StringComparison.Ordinal)..]}")))
        {
            all.Append(CultureInfo.InvariantCulture, $"{line}\n");
        }

        return all.ToString();
    }
}
