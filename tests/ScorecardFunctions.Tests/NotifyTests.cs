using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;

namespace ScorecardFunctions.Tests;

/// <summary>The month-end mail by GOV.UK Notify, over a server of our own that speaks its documented API. The real service was not reached.</summary>
public sealed class NotifyTests(Azurite azurite) : IClassFixture<Azurite>
{
    [Fact]
    public async Task Mail_IsSentOnce_ThoughTheTimerTicksAndTheAppRestarts()
    {
        await using var notify = await NotifyServer.StartAsync();
        var settings = new Dictionary<string, string>(notify.Settings)
        {
            ["MonthEndSchedule"] = "* * * * * *",
            ["Mail__Site"] = "https://scorecards.example.org"
        };
        notify.Always = (429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds");
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-14T06:00:00Z", settings);
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync(
            "comment.csv",
            "scorecard,indicator,month,comment\nkent-inc-uasc,ca-rate,2012-05,12.2% of [updated] assessments are counted with the new ones.\n");
        await app.IngestAsync(
            "recipient.csv", $"email,scorecard,audience\n{string.Join('\n', Recipients.Select(r => $"{r}@example.org,kent-inc-uasc,leadership"))}\n");
        await app.UntilAsync(
            async () => (await StatesAsync()).Any(s => s.EndsWith("Planned", StringComparison.Ordinal)) ? true : (bool?)null, "delivery put off");
        Assert.Empty(notify.Accepted);

        // Not killed before each has settled: a mail whose sender was killed is Unknown.
        notify.Always = null;
        await SettledAsync();
        await app.KillAsync();
        await app.StartAsync("--clock 2012-06-14T07:00:00Z", settings);
        await app.TicksAsync();
        await SettledAsync();
        await app.TurnClockAsync("2012-06-14T08:00:00Z");
        await app.TicksAsync();
        await SettledAsync();

        Assert.Equal(
            ["director@example.org", "found@example.org"],
            notify.Accepted.Select(m => m.GetProperty("email_address").GetString()).Order(StringComparer.Ordinal));
        Assert.Single(notify.Asked, m => m.GetProperty("email_address").GetString() == "lost@example.org");
        Assert.All(notify.Asked, m => Assert.Matches("^[0-9a-f]{32}$", m.GetProperty("reference").GetString()));
        var details = (await app.DeliveriesAsync()).Select(row => Value(row, "Detail")).ToList();
        Assert.All(notify.Ids, id => Assert.Contains(id, details));
        Assert.All(
            (IEnumerable<string>)["@example.org", .. notify.ApiKey.Split("month_end-")[1..], notify.ApiKey[^36..]],
            secret => Assert.DoesNotContain(secret, app.Printed, StringComparison.Ordinal));
        Assert.DoesNotContain(await app.DeliveriesAsync(), row => row.Contains(notify.ApiKey[^36..], StringComparison.Ordinal));

        var mail = notify.Accepted[0].GetProperty("personalisation");
        Assert.Equal("Kent, inc UASC, May 2012: 12 red (3 new), 28 better, 11 worse", mail.GetProperty("subject").GetString());
        var text = mail.GetProperty("message").GetString()!;
        Assert.Contains(
            "28 indicators have shown an improvement, 5 indicators have remained the same and 11 indicators have shown a reduction.",
            text,
            StringComparison.Ordinal);
        Assert.Contains("\n   12\\.2% of \\[updated] assessments are counted with the new ones.\n", text, StringComparison.Ordinal);
        Assert.Contains("\n\nRated red (12):\n\n1. ", text, StringComparison.Ordinal);
        Assert.Contains("\n\nSections:\n\n- ", text, StringComparison.Ordinal);
        Assert.EndsWith(
            "Full scorecard for Kent, inc UASC: https://scorecards.example.org/scorecards/kent-inc-uasc/2012-05", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Attached", text, StringComparison.Ordinal);

        Task SettledAsync() => app.UntilAsync(
            async () =>
                await StatesAsync() is ["director@example.org "
                    + "Sent", "found@example.org Sent", "lost@example.org Unknown", "permanent@example.org Refused"]
                ? true
                : (bool?)null,
            "four deliveries");
        async Task<List<string>> StatesAsync() =>
            [.. (await app.DeliveriesAsync()).Select(d => $"{Value(d, "Email")} {Value(d, "State")}").Order(StringComparer.Ordinal)];
        static string Value(string row, string name) =>
            row.Split(';').Single(p => p.StartsWith(name + "=", StringComparison.Ordinal))[(name.Length + 1)..];
    }

    [Theory]
    [InlineData(400, "BadRequestError", "Missing personalisation: message")]
    [InlineData(400, "ValidationError", "template_id is not a valid UUID")]
    [InlineData(403, "AuthError", "Invalid token: API key not found")]
    [InlineData(429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds", MailResult.Throttled)]
    [InlineData(429, "TooManyRequestsError", "Exceeded send limits (25000) for today", MailResult.Throttled)]
    [InlineData(500, "Exception", "Internal server error")]
    [InlineData(503, "Exception", "Service unavailable")]
    public async Task Refusal_OfMoreThanTheAddress_IsTriedAgain(
        int status, string error, string message, MailResult result = MailResult.Unavailable)
    {
        await using var notify = await NotifyServer.StartAsync();
        notify.Always = (status, error, message);
        Assert.Equal(new MailOutcome(result, $"{status} {error}: {message}"), await SendAsync(notify.Settings));
    }

    [Theory]
    [InlineData("director", MailResult.Sent)]
    [InlineData("found", MailResult.Sent)]
    [InlineData("lost", MailResult.Unknown)]
    [InlineData("team", MailResult.PutOff)]
    [InlineData("permanent", MailResult.Refused)]
    public async Task Outcome_OfOneAddress_IsNotForAll(string recipient, MailResult result)
    {
        await using var notify = await NotifyServer.StartAsync();
        var outcome = await SendAsync(notify.Settings, recipient);
        Assert.Equal(result, outcome.Result);
        Assert.True(result != MailResult.Sent || outcome.Detail == Assert.Single(notify.Ids), outcome.Detail);
    }

    [Fact]
    public async Task CutOff_IsUnknown_WhereOnlyAnEarlierMailHasTheReference_OrAGatewayAnswers()
    {
        await using var notify = await NotifyServer.StartAsync();
        Assert.Equal(MailResult.Sent, (await SendAsync(notify.Settings)).Result);
        Assert.Equal(MailResult.Unknown, (await SendAsync(notify.Settings, "lost")).Result);
        notify.Always = (504, "Exception", "Gateway timeout");
        Assert.Equal(MailResult.Unknown, (await SendAsync(notify.Settings)).Result);
    }

    [Fact]
    public async Task NoServer_AndAWrongKey_AreForAll_BeforeAnythingIsSent()
    {
        await using var notify = await NotifyServer.StartAsync();
        var wrong = await SendAsync(new(notify.Settings) { ["Mail__Notify__ApiKey"] = $"{notify.ApiKey[..^36]}{Guid.NewGuid()}" });
        Assert.Equal(new MailOutcome(MailResult.Unavailable, "403 AuthError: Invalid token: API key not found"), wrong);
        Assert.Empty(notify.Asked);
        var nobody = await SendAsync(new(notify.Settings) { ["Mail__Notify__Address"] = $"http://127.0.0.1:{Repository.FreePorts(1)[0]}" });
        Assert.Equal(new MailOutcome(MailResult.Unavailable, "no connection: HttpRequestException"), nobody);
    }

    /// <summary>
    /// What Notify's parser would take for markup stays what it is, and lists stay lists. A line may name a file of an attachment's name, as where
    /// that was corrected and uploaded.
    /// </summary>
    [Fact]
    public async Task Text_KeepsItsFacts()
    {
        await using var notify = await NotifyServer.StartAsync();
        await SendAsync(
            notify.Settings,
            text: "Red (2):\r\n- 12.5 days\r\n- # of visits\r\n\r\n10. Name\r\n   -3 a | b ~ c\r\n   ^ caret\r\n   2012 was _low_ (see "
                + "[1])\r\n\r\n- was 92; now 62. Why: figure corrected in a.xlsx, row 12.\r\n");
        Assert.Equal(
            "Red (2):\n\n- 12\\.5 days\n- \\# of visits\n\n10. Name\n   \\-3 a \\| b \\~ c\n   \u200B^ caret\n   2012 was _low_ (see \\[1])"
                + "\n\n- was 92; now 62. Why: figure corrected in a.xlsx, row 12.",
            Assert.Single(notify.Accepted).GetProperty("personalisation").GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("Mail__Notify__Template", "", "or neither")]
    [InlineData("Mail__Notify__Template", "month-end", "no id")]
    [InlineData("Mail__Notify__ReplyTo", "a@example.org", "no id")]
    [InlineData("Mail__Notify__ApiKey", "@Microsoft.KeyVault(SecretUri=https://example.org/secrets/notify-key-that-was-not-resolved)", "no API key")]
    [InlineData("Mail__Notify__Address", "notify", "http or https")]
    [InlineData("Mail__Smtp", "smtp://127.0.0.1", "not both")]
    public async Task Setting_ThatIsWrong_StopsTheApp_AndTheKeyIsNotShown(string setting, string value, string says)
    {
        await using var notify = await NotifyServer.StartAsync();
        Start(notify.Settings).GetRequiredService<IStartupValidator>().Validate();
        var e = Assert.Throws<OptionsValidationException>(
            () => Start(new(notify.Settings) { [setting] = value }).GetRequiredService<IStartupValidator>().Validate());
        Assert.Contains(says, e.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(notify.ApiKey[^36..], e.Message, StringComparison.Ordinal);
    }

    static readonly string[] Recipients = ["director", "found", "lost", "permanent"];

    static ServiceProvider Start(Dictionary<string, string> settings) => new ServiceCollection().AddLogging().AddScorecards(
        new ConfigurationBuilder().AddInMemoryCollection(
            settings.Append(new("Mail__From", "scorecards@example.org"))
                .Append(new("MonthEndSchedule", "0 0 * * * *"))
                .Append(new("SweepSchedule", "0 0 * * * *"))
                .Select(s => KeyValuePair.Create(s.Key.Replace("__", ":", StringComparison.Ordinal), (string?)s.Value)))
                .Build())
                .BuildServiceProvider();

    static async Task<MailOutcome> SendAsync(Dictionary<string, string> settings, string recipient = "director", string text = "Words")
    {
        await using var services = Start(settings);
        await using var transport = services.GetRequiredService<Func<IMailTransport>>()();
        var body = new BodyBuilder { TextBody = text, HtmlBody = "<p>Words</p>" };
        body.Attachments.Add("a.xlsx", [1, 2, 3]);
        using var message = new MimeMessage
        {
            Subject = "Subject",
            MessageId = "0123456789abcdef0123456789abcdef@example.org",
            Body = body.ToMessageBody()
        };
        message.To.Add(new MailboxAddress("", $"{recipient}@example.org"));
        return await transport.SendAsync(message, "name", _ => Task.FromResult(true), CancellationToken.None);
    }
}
