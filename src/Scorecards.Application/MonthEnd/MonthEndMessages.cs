using Microsoft.Extensions.Options;
using MimeKit;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Makes mail and addresses it; sends nothing.</summary>
public sealed class MonthEndMessages(
    MonthReports reports, CatalogueReader catalogues, Html html, IOptions<MailSettings> mail, IOptions<SuppressionSettings> suppression,
    TimeProvider time)
{
    const string Png = "image/png";

    MailboxAddress From => MailboxAddress.Parse(mail.Value.From!);

    /// <summary>A recipient's next mail: the month-end mail, or what has changed in an issued month.</summary>
    /// <param name="asOf">The months as of the plan's number.</param>
    /// <param name="now">The months as they are: what may be wrong in a correction may have been put right in other scorecards since.</param>
    public Task<MonthEndContent> MakeAsync(MailPlan plan, MonthsAsOf asOf, MonthsAsOf now, CancellationToken ct) =>
        plan.Changes.Count > 0 && (!mail.Value.IsOutside(plan.Email) || !plan.Shown.Any(s => s.HasResults))
        ? MakeChangesAsync(plan, asOf, now, ct)
        : MakeMonthEndAsync(plan, asOf, ct);

    /// <summary>Of what is taken back it says nothing, so that a mail of its own says it next.</summary>
    Task<MonthEndContent> MakeMonthEndAsync(MailPlan plan, MonthsAsOf asOf, CancellationToken ct) => MakeAsync(
        [.. plan.Shown.Where(s => s.HasResults)],
        plan.Changes.Count > 0 ? plan.StillMissing : plan.Missing,
        plan.IsDataTeam,
        mail.Value.IsOutside(plan.Email),
        plan.Changes.Count > 0,
        asOf,
        ct);

    /// <summary>
    /// The month-end mail. Readers outside get it again in place of what has changed: a difference could give a small number back.
    /// </summary>
    /// <param name="scorecards">The widest first; at least one.</param>
    /// <param name="isDataTeam">Whether it is for the data team, which is told of everything that may be wrong, and how to put it right.</param>
    /// <param name="isOutside">Whether it is for a reader who does not see small numbers: such a reader is told of no such thing.</param>
    /// <param name="isChange">Whether it is in place of what has changed.</param>
    /// <param name="asOf">The months as of the mail's number.</param>
    public async Task<MonthEndContent> MakeAsync(
        IReadOnlyList<MonthlyScorecard> scorecards, IReadOnlyList<MissingFigures> missing, bool isDataTeam, bool isOutside, bool isChange,
        MonthsAsOf asOf, CancellationToken ct)
    {
        var found = isOutside ? [] : await WarningsAsync(scorecards, asOf, ct);
        var report = new MonthEndReport(await ReportsAsync(scorecards, isOutside, asOf, ct), missing)
        {
            Warnings = isDataTeam ? [.. found.Select(w => w.Text)] : [],
            Remarks = isDataTeam ? [] : [.. found.Select(w => w.Remark).OfType<string>()],
        };
        return new MonthEndContent(
            MailSubject.Make(report.Scorecards, missing.Count == 0, isChange),
            MailText.Write(report, Link),
            await html.MailAsync(report, Link, (month, red) => $"cid:{ContentId(month, red)}"),
            [.. scorecards.Select(s => s.Scorecard)],
            scorecards,
            [.. report.Pictured.Select(p => (ContentId(p.Report, p.Red), Trend(p.Report, p.Red)))],
            Workbooks(report.Scorecards),
            report);
    }

    /// <summary>Whether a recipient is told no small numbers, files or other recipients.</summary>
    public bool IsOutside(string email) => mail.Value.IsOutside(email);

    /// <summary>
    /// Tells the data team which figures the mail waits for, which may be wrong, and which mail was not delivered, or leadership that the month is
    /// on hold.
    /// </summary>
    public async Task<MonthEndContent> MakeNoticeAsync(GroupMonth group, NoticePlan notice, MonthsAsOf asOf, CancellationToken ct)
    {
        var isOutside = IsOutside(notice.Recipient.Email);
        var note = notice.IsHold
            ? HoldNotice.Make(group, notice, group.ByAddress.Single(rows => rows.Key == notice.Delivery.Email).Count())
            : DataTeamNotice.Make(
                group,
                isOutside ? [.. notice.Missing.Select(WithoutFiles)] : notice.Missing,
                isOutside ? [] : await NoticeWarningsAsync(group.Month, notice, asOf, ct),
                notice.Undelivered,
                time.GetUtcNow(),
                isOutside);
        var scorecards = notice.Missing.Select(m => m.Scorecard).Concat(notice.Undelivered.SelectMany(d => d.Scorecards));
        return new MonthEndContent(
            note.Title, note.Text(), await html.MailAsync(note), [.. scorecards.Distinct()], [], [], [], Note: note);
    }

    /// <summary>The HTML part of a mail as a page that shows itself what the mail carries along.</summary>
    /// <param name="about">To whom and when.</param>
    public Task<string> PageAsync(MonthEndContent content, IReadOnlyList<(string Name, string Words)> about)
    {
        if (content.Note is { } note)
        {
            return html.MailAsync(note, about);
        }

        var pngs = content.Pictures.ToDictionary(p => p.ContentId, p => Convert.ToBase64String(p.Png));
        return html.MailAsync(content.Report!, Link, (month, red) => $"data:{Png};base64,{pngs[ContentId(month, red)]}", about);
    }

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

        var message = new MimeMessage
        {
            Subject = content.Subject,
            Date = time.GetUtcNow(),
            MessageId = $"{id}@{From.Domain}",
            Body = body.ToMessageBody(),
        };
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

    async Task<MonthEndContent> MakeChangesAsync(MailPlan plan, MonthsAsOf asOf, MonthsAsOf now, CancellationToken ct)
    {
        List<MonthlyScorecard> changed = [.. plan.Changes.Select(c => c.Now)], there = [.. changed.Where(s => s.HasResults)];
        List<MonthlyScorecard> takenBack = [.. changed.Where(s => !s.HasResults)];
        var shown = await ReportsAsync(there, isOutside: false, asOf, ct);
        var workbooks = Workbooks(shown);
        var note = ChangeNote.Make(
            plan.Changes,
            Link,
            [.. workbooks.Select(w => w.Name)],
            there.Count == 0 ? MailSubject.TakenBack(takenBack) : MailSubject.Make(shown, plan.StillMissing.Count == 0, isChange: true, takenBack),
            [.. (await WarningsAsync(there, now, ct)).Select(w => w.Remark).OfType<string>()],
            asOf.Journal);
        return new MonthEndContent(
            note.Title, note.Text(), await html.MailAsync(note), [.. changed.Select(s => s.Scorecard)], changed, [], workbooks, Note: note);
    }

    /// <summary>What may be wrong in the scorecards of a notice that have come in.</summary>
    static async Task<IReadOnlyList<string>> NoticeWarningsAsync(Month month, NoticePlan notice, MonthsAsOf asOf, CancellationToken ct)
    {
        var received = await notice.Scorecards.Order().FindInTurnAsync(id => asOf.ReadAsync(id, month, ct));
        return [.. (await WarningsAsync(received, asOf, ct)).Select(w => w.Text)];
    }

    /// <summary>Where a figure comes from is not told outside.</summary>
    static MissingFigures WithoutFiles(MissingFigures missing) =>
        missing with { Missing = [.. missing.Missing.Select(m => m with { LastExtract = null })] };

    static async Task<IReadOnlyList<PlausibilityWarning>> WarningsAsync(
        IEnumerable<MonthlyScorecard> scorecards, MonthsAsOf asOf, CancellationToken ct) => await scorecards.ToAsyncEnumerable()
        .SelectMany(async (scorecard, stop) =>
            (IEnumerable<PlausibilityWarning>)await MonthWarnings.FindAsync(scorecard, asOf.Catalogue.Catalogue, asOf.ReadAsync, stop))
        .ToListAsync(ct);

    async Task<IReadOnlyList<MonthReport>> ReportsAsync(
        IReadOnlyList<MonthlyScorecard> scorecards, bool isOutside, MonthsAsOf asOf, CancellationToken ct)
    {
        var profile = isOutside ? new SuppressionProfile(
            mail.Value.OutsideThreshold, suppression.Value.IsInclusive, suppression.Value.RoundTo) : null;
        var given = new GivenMonths(profile, asOf.ReadAsync, catalogues.ReadAsync);
        return await scorecards.ToAsyncEnumerable()
            .Select(async (MonthlyScorecard scorecard, CancellationToken stop) =>
                await reports.MakeAsync(await given.GiveAsync(scorecard, stop), given, asOf.Journal, stop) with
                {
                    IsAttached = !mail.Value.Notify.IsUsed,
                })
            .ToListAsync(ct);
    }

    static byte[] Trend(MonthReport report, Result red) => Sparkline.Png(
        [.. report.Trend(red.Indicator).Select(f => f?.Value)], red.Target, report.TargetSince(red),
        report.Restart(red.Indicator) is { } at ? [at] : []);

    static IReadOnlyList<(string Name, byte[] Content)> Workbooks(IEnumerable<MonthReport> shown) =>
        [.. shown.Where(r => r.IsAttached).Select(r => (ReportWorkbook.FileName(r), ReportWorkbook.Make(r).ToArray()))];

    string ContentId(MonthReport month, Result red) => $"{Keys.Hash(month.Scorecard.Scorecard.Value, red.Indicator.Id.Value)[..12]}@{From.Domain}";

    Uri? Link(MonthReport report) => Link(report.Scorecard);

    Uri? Link(MonthlyScorecard scorecard) =>
        mail.Value.Site is { Length: > 0 } site ? new Uri(new Uri(site), PagePaths.Scorecard(scorecard.Scorecard, scorecard.Month)) : null;
}
