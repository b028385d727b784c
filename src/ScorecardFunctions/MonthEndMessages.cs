using Microsoft.Extensions.Options;
using MimeKit;
using Scorecards.Domain;
using Scorecards.Pipeline;
using Scorecards.Reports;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>What every recipient of a scorecard's month gets, made once.</summary>
/// <param name="Pictures">By the Content-ID that the HTML names.</param>
public sealed record MonthEndContent(MonthReport Report, string Subject, string Text, string Html, IReadOnlyList<(string ContentId, byte[] Png)> Pictures, byte[] Workbook);

/// <summary>Makes the month-end mail and addresses it; sends nothing.</summary>
public sealed class MonthEndMessages(MonthReports reports, SuppressedResults suppressed, Html html, IOptions<MailSettings> mail, TimeProvider time)
{
    const string Png = "image/png";

    MailboxAddress From => MailboxAddress.Parse(mail.Value.From!);

    public async Task<MonthEndContent> MakeAsync(MonthlyScorecard scorecard, CancellationToken ct)
    {
        var report = await reports.OfAsync(scorecard, suppressed.Everything, ct);
        return new MonthEndContent(
            report,
            MonthEnd.Subject(scorecard),
            MailText.Write(report, Link(scorecard)),
            await html.MailAsync(report, Link(scorecard), r => $"cid:{ContentId(r)}"),
            [.. Pictured(report).Select(r => (ContentId(r), Picture(report, r)))],
            ReportWorkbook.Make(report).ToArray());
    }

    /// <summary>The HTML part as a page that shows itself what the mail carries along.</summary>
    /// <param name="content">Of the mail.</param>
    /// <param name="about">To whom and when.</param>
    public Task<string> PageAsync(MonthEndContent content, IReadOnlyList<(string Name, string Words)> about) => html.MailAsync(
        content.Report, Link(content.Report.Scorecard), r => $"data:{Png};base64,{Convert.ToBase64String(content.Pictures.First(p => p.ContentId == ContentId(r)).Png)}", about);

    public MimeMessage Address(MonthEndContent content, Recipient recipient, string id)
    {
        var body = new BodyBuilder { TextBody = content.Text, HtmlBody = content.Html };
        foreach (var (contentId, png) in content.Pictures)
        {
            body.LinkedResources.Add($"{contentId.Split('@')[0]}.png", png, ContentType.Parse(Png)).ContentId = contentId;
        }

        body.Attachments.Add(ReportWorkbook.FileName(content.Report), content.Workbook, ContentType.Parse(ReportWorkbook.ContentType));
        var message = new MimeMessage { Subject = content.Subject, Date = time.GetUtcNow(), MessageId = $"{id}@{From.Domain}", Body = body.ToMessageBody() };
        message.From.Add(From);
        message.To.Add(new MailboxAddress(recipient.Name ?? "", recipient.Email));
        if (mail.Value.Owner is { Length: > 0 } owner)
        {
            message.ReplyTo.Add(MailboxAddress.Parse(owner));
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<mailto:{owner}?subject=unsubscribe%20{Uri.EscapeDataString(content.Report.Scorecard.Scorecard)}>");
        }

        return message;
    }

    string ContentId(Result result) => $"{Keys.Hash(result.Indicator.Id)[..12]}@{From.Domain}";

    static IEnumerable<Result> Pictured(MonthReport report) => report.Reds.Take(MailText.MostRedsInFull);

    static byte[] Picture(MonthReport report, Result result) => Sparkline.Png(report.Trend(result.Indicator), result.Target);

    Uri? Link(MonthlyScorecard scorecard) => mail.Value.Site is { Length: > 0 } site ? new Uri(new Uri(site), Marks.Path(scorecard.Scorecard, scorecard.Month)) : null;
}
