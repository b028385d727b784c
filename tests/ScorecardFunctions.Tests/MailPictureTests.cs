using Microsoft.Playwright;
using MimeKit;

namespace ScorecardFunctions.Tests;

/// <summary>
/// The mails of a normal month, April, a corrected month, an incomplete month and for a reader outside, as a director sees them at first.
/// <c>SCREENSHOTS=docs</c> makes the pictures of docs/month-end.md.
/// </summary>
public sealed class MailPictureTests(Azurite azurite) : IClassFixture<Azurite>
{
    const int Phone = 360;
    const int PhoneHeight = 640;
    const string Director = "director@kent.example";
    const string Outside = "partner@elsewhere.example";

    static readonly Dictionary<string, string> Settings = new(RunningApp.WithoutTimers) { ["Mail__Inside"] = "kent.example" };

    [Fact]
    public async Task FirstScreenOfATelephone_HasTheCountsAndTheThreeThingsToKnow()
    {
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-05-11T05:00:00Z", Settings);
        await app.IngestAsync("recipient.csv", $"email,scorecard,audience\n{Director},,leadership\n{Outside},,leadership\n");
        await app.IngestAsync("year.csv", await MailTests.YearAsync(), 120);
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        var may = await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv"));
        await using var browser = await Browser.StartAsync();

        await TurnAsync("2012-05-11T06:00:00Z");
        await ShowAsync(await LastAsync(Director, "Kent, inc UASC, April 2012: "), "mail-april");

        await TurnAsync("2012-06-13T12:00:00Z");
        await app.IngestAsync("may.csv", may);
        await TurnAsync("2012-06-14T06:00:00Z");
        var normal = await LastAsync(Director, "Kent, inc UASC, May 2012: ");
        await ShowAsync(normal, "mail-phone");
        await ShowAgainAsync(normal, "mail-desktop", width: 720, height: 460);
        await ShowAgainAsync(normal, "mail-dark", scheme: ColorScheme.Dark);
        await ShowAsync(await LastAsync(Outside, "Kent, inc UASC, May 2012: "), "mail-outside");

        await app.IngestAsync(
            "correction.csv",
            "scorecard,indicator,month,numerator,denominator,reason\nkent-inc-uasc,caf-rate,2012-05,3000,312597,Late recording in two districts\n");
        await TurnAsync("2012-06-15T06:00:00Z");
        var corrected = await LastAsync(Director, "Corrected: Kent, inc UASC, May 2012: ");
        Assert.Contains("in correction.csv, row 2. Reason given: Late recording in two districts.", corrected.TextBody, StringComparison.Ordinal);
        await ShowAsync(corrected, "mail-corrected");
        var outside = await LastAsync(Outside, "Corrected: Kent, inc UASC, May 2012: ");
        Assert.Contains("under 18, was 66.1, now 96.0. Why: figure corrected.", outside.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Late recording", outside.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("correction.csv", outside.TextBody, StringComparison.Ordinal);

        await TurnAsync("2012-07-12T12:00:00Z");
        string[] late = [",posts-qsw,", ",caf-rate,", ",ca-rate,"];
        await app.IngestAsync(
            "june.csv",
            string.Join('\n', may.Split('\n').Where(line => !late.Any(line.Contains)).Select(line => line.Replace("2012-05", "2012-06"))));
        await TurnAsync("2012-07-13T06:00:00Z");
        await ShowAsync(await LastAsync(Director, "Kent, inc UASC, June 2012: "), "mail-incomplete");

        async Task TurnAsync(string clock)
        {
            await app.TurnClockAsync(clock);
            await app.TickAsync();
        }

        async Task<MimeMessage> LastAsync(string to, string subject)
        {
            MimeMessage? mail = null;
            await app.UntilAsync(
                async () => (mail = (await TimetableTests.MailAsync(app)).Find(m =>
                    m.To.Mailboxes.Single().Address == to && m.Subject!.StartsWith(subject, StringComparison.Ordinal))) is null ? (bool?)null : true,
                $"mail to {to}: {subject}");
            return mail!;
        }

        async Task ShowAsync(MimeMessage mail, string name)
        {
            var checkedPage = await browser.CheckMailAsync(WithPictures(mail), name);
            await checkedPage.Context.CloseAsync();
            await ShowAgainAsync(mail, name);
        }

        async Task ShowAgainAsync(
            MimeMessage mail, string name, ColorScheme scheme = ColorScheme.Light, int width = Phone, int height = PhoneHeight)
        {
            var end = await browser.ShowMailAsync(WithPictures(mail), name, scheme, width, height);
            Assert.True(end <= PhoneHeight || mail.Subject!.StartsWith("Corrected", StringComparison.Ordinal), $"{name}: {end} px");
        }
    }

    /// <summary>The HTML part with the pictures that the mail carries along in it.</summary>
    static string WithPictures(MimeMessage mail)
    {
        var html = mail.HtmlBody!;
        foreach (var picture in mail.BodyParts.OfType<MimePart>().Where(part => part.ContentId is not null))
        {
            using var png = new MemoryStream();
            picture.Content!.DecodeTo(png);
            var data = $"data:image/png;base64,{Convert.ToBase64String(png.ToArray())}";
            html = html.Replace($"cid:{picture.ContentId}", data, StringComparison.Ordinal);
        }

        return html;
    }
}
