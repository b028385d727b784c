using System.Globalization;
using Microsoft.Extensions.Options;
using MimeKit;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Makes mail and addresses it; sends nothing.</summary>
public sealed class MonthEndMessages(
    MonthReports reports, Html html, IOptions<MailSettings> mail, IOptions<SuppressionSettings> suppression, TimeProvider time)
{
    const string Png = "image/png";

    MailboxAddress From => MailboxAddress.Parse(mail.Value.From!);

    /// <summary>A recipient's next mail.</summary>
    /// <param name="plan">Which: the month-end mail, or what has changed in an issued month.</param>
    /// <param name="asOf">The months as of the plan's number.</param>
    /// <param name="ct">Cancels.</param>
    public Task<MonthEndContent> MakeAsync(MailPlan plan, MonthsAsOf asOf, CancellationToken ct) =>
        plan.Restated.Count > 0 && !mail.Value.IsOutside(plan.Email)
        ? MakeRestatedAsync(plan.Restated, asOf, ct)
        : MakeAsync(plan.Shown, plan.Restated.Count > 0 ? [] : plan.Lacking, mail.Value.IsOutside(plan.Email), asOf, ct);

    /// <summary>
    /// The month-end mail. Somebody outside is never told what has changed but given the newest: the difference could tell a small number.
    /// </summary>
    /// <param name="scorecards">The widest first; at least one.</param>
    /// <param name="lacking">What the month should have and has not.</param>
    /// <param name="isOutside">Whether it is for somebody who is not given small numbers.</param>
    /// <param name="asOf">The months as of the mail's number.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<MonthEndContent> MakeAsync(
        IReadOnlyList<MonthlyScorecard> scorecards, IReadOnlyList<MissingFigures> lacking, bool isOutside, MonthsAsOf asOf, CancellationToken ct)
    {
        var report = new MonthEndReport(await ReportsAsync(scorecards, isOutside, asOf, ct), lacking);
        var first = MonthEndRule.Subject(report.Scorecards[0].Scorecard);
        var others = report.Scorecards.Count - 1;
        return new MonthEndContent(
            $"{first}{(others == 0 ? "" : $"; and {others} more {(others == 1 ? "scorecard" : "scorecards")}")}{(lacking.Count == 0 ? "" : " (not complete)")}",
            MailText.Write(report, Link),
            await html.MailAsync(report, Link, (of, red) => $"cid:{ContentId(of, red)}"),
            [.. scorecards.Select(s => s.Scorecard)],
            scorecards,
            [.. report.Pictured.Select(p => (ContentId(p.Report, p.Red), Sparkline.Png(p.Report.Trend(p.Red.Indicator), p.Red.Target)))],
            Workbooks(report.Scorecards),
            report);
    }

    /// <summary>What has changed in an issued month, and why.</summary>
    async Task<MonthEndContent> MakeRestatedAsync(IReadOnlyList<Restated> restated, MonthsAsOf asOf, CancellationToken ct)
    {
        List<MonthlyScorecard> now = [.. restated.Select(r => r.Now)];
        var shown = await ReportsAsync(now, isOutside: false, asOf, ct);
        var others = restated.Count - 1;
        var note = new MailNote(
            $"Restated: {MonthEndRule.Subject(now[0])}{(others == 0 ? "" : $"; and {others} more {(others == 1 ? "scorecard" : "scorecards")}")}",
            [
                new NotePart(null, ["What has changed since it was mailed, and why. The workbook attached has everything as it stands."], []),
                .. restated.Zip(shown, (change, report) => MailNote.Changed(change.Was, change.Now, Link(report))),
            ]);
        return new MonthEndContent(note.Title, note.Text(), await html.MailAsync(note), [.. now.Select(s => s.Scorecard)], now, [], Workbooks(shown));
    }

    /// <summary>Tells the data team what the mail is held for and what could not be delivered.</summary>
    public async Task<MonthEndContent> MakeNoticeAsync(
        GroupMonth of, IReadOnlyList<MissingFigures> missing, IReadOnlyList<TrackedDelivery> failed, CancellationToken ct)
    {
        var month = of.Month.ToLongString();
        List<NotePart> parts = [];
        if (missing.Count > 0)
        {
            var until = of.Rule.DeadlineTime(of.Month);
            parts.Add(new NotePart(
                null,
                [
                    MonthEndRule.LocalTime(time.GetUtcNow()) < until
                        ? $"The mail of {month} is held until these figures are there, at the latest until {until.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)}, London time; then it says at its top what is missing."
                        : $"The mail of {month} has gone out, or will with the first figures, and says at its top what is missing.",
                    "Drop the missing figures as extracts, alone or in a whole file. Where there is none, write a symbol for it, such as NA: it is then stated, and nobody waits for it. This notice comes each working day.",
                ],
                []));
            parts.AddRange(
                missing.Select(m => new NotePart($"{m.Name}: {m.Missing.Count} of {m.Expected} figures", [], [.. m.Missing.Select(Line)])));
        }

        if (failed.Count > 0)
        {
            parts.Add(new NotePart(
                "Mail that was not delivered",
                ["Correct a wrong address by a recipient file. An unknown mail may have arrived: ask, and have the engineer settle or resend it by its id."],
                [.. failed.Select(Fate)]));
        }

        var figures = missing.Sum(m => m.Missing.Count);
        var title = figures == 0 ? $"{month}: mail was not delivered" : figures == 1 ? $"{month}: 1 figure is missing" : $"{month}: {figures} figures are missing";
        var note = new MailNote(title, parts);
        return new MonthEndContent(
            note.Title,
            note.Text(),
            await html.MailAsync(note),
            [.. missing.Select(m => m.Scorecard).Concat(failed.SelectMany(d => d.Scorecards)).Distinct(StringComparer.OrdinalIgnoreCase)],
            [],
            [],
            []);

        static string Fate(TrackedDelivery d) => d.State switch
        {
            DeliveryState.Refused => $"{d.Delivery.Email}: refused, {d.Detail}",
            DeliveryState.Planned => $"{d.Delivery.Email}: put off until {d.Delivery.Month.ToLongString()} was over, {d.Detail}",
            _ => $"{d.Delivery.Email}: unknown, {d.Detail ?? "cut off while it was sent"}; delivery {d.Id}",
        };

        static string Line(MissingFigure m) => $"{m.Indicator.Name} ({m.Indicator.Id}){(m.LastExtract is { } extract ? $", last in {extract}" : "")}";
    }

    /// <summary>The HTML part of a month-end mail as a page that shows itself what the mail carries along.</summary>
    /// <param name="report">Of the mail.</param>
    /// <param name="pictures">Of the mail.</param>
    /// <param name="about">To whom and when.</param>
    public Task<string> PageAsync(MonthEndReport report, IReadOnlyList<(string ContentId, byte[] Png)> pictures, IReadOnlyList<(string Name, string Words)> about) => html.MailAsync(
        report, Link, (of, red) => $"data:{Png};base64,{Convert.ToBase64String(pictures.First(p => p.ContentId == ContentId(of, red)).Png)}", about);

    public MimeMessage Address(MonthEndContent content, Recipient recipient, string id)
    {
        var body = new BodyBuilder { TextBody = content.Text, HtmlBody = content.Html };
        foreach (var (contentId, png) in content.Pictures)
        {
            body.LinkedResources.Add($"{contentId.Split('@')[0]}.png", png, ContentType.Parse(Png)).ContentId = contentId;
        }

        foreach (var (name, workbook) in content.Workbooks)
        {
            body.Attachments.Add(name, workbook, ContentType.Parse(ReportWorkbook.ContentType));
        }

        var message = new MimeMessage { Subject = content.Subject, Date = time.GetUtcNow(), MessageId = $"{id}@{From.Domain}", Body = body.ToMessageBody() };
        message.From.Add(From);
        message.To.Add(new MailboxAddress(recipient.Name ?? "", recipient.Email));
        if (mail.Value.Owner is { Length: > 0 } owner)
        {
            message.ReplyTo.Add(MailboxAddress.Parse(owner));
            message.Headers.Add(
                HeaderId.ListUnsubscribe, $"<mailto:{owner}?subject=unsubscribe%20{Uri.EscapeDataString(string.Join(' ', content.Scorecards))}>");
        }

        return message;
    }

    async Task<IReadOnlyList<MonthReport>> ReportsAsync(
        IReadOnlyList<MonthlyScorecard> scorecards, bool isOutside, MonthsAsOf asOf, CancellationToken ct)
    {
        var profile = isOutside ? new SuppressionProfile(mail.Value.OutsideThreshold, suppression.Value.IsInclusive) : null;
        var given = new GivenMonths(profile, asOf.Catalogue.Catalogue, asOf.ReadAsync);
        List<MonthReport> made = [];
        foreach (var scorecard in scorecards)
        {
            var shown = (isOutside ? await given.ReadAsync(scorecard.Scorecard, scorecard.Month, ct) : scorecard)
                ?? throw new InvalidOperationException($"The results of {scorecard.Scorecard} {scorecard.Month} are gone.");
            made.Add(await reports.OfAsync(shown, given, asOf.Journal, ct));
        }

        return made;
    }

    static IReadOnlyList<(string Name, byte[] Content)> Workbooks(IEnumerable<MonthReport> shown) =>
        [.. shown.Select(r => (ReportWorkbook.FileName(r), ReportWorkbook.Make(r).ToArray()))];

    string ContentId(MonthReport of, Result red) => $"{Keys.Hash(of.Scorecard.Scorecard, red.Indicator.Id)[..12]}@{From.Domain}";

    Uri? Link(MonthReport report) =>
        mail.Value.Site is { Length: > 0 } site ? new Uri(new Uri(site), RatingLabels.Path(report.Scorecard.Scorecard, report.Scorecard.Month)) : null;
}
