using System.Globalization;
using Microsoft.Extensions.Options;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions.Mail;

/// <summary>What would be mailed of a scorecard's month, to whom and when, as things stand now. It issues nothing and sends nothing.</summary>
public sealed class MonthEndPreview(
    ScorecardQueries queries, ResultStore results, MonthEndMessages messages, MonthEndPlan planning, Catalogues catalogues, IOptions<MailSettings> mail, TimeProvider time)
{
    const int FirstEdition = 1;

    /// <param name="scorecard">As it stands in the address.</param>
    /// <param name="month">yyyy-MM or <c>latest</c>.</param>
    /// <param name="format">text, eml (the message as it would go out), or the HTML part below what is to be known of it.</param>
    /// <param name="recipient">Whose mail; blank = the first recipient's.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> ShowAsync(string scorecard, string month, string format, string recipient, CancellationToken ct)
    {
        var (found, problem) = await queries.FindAsync(scorecard, month, "", ct);
        if (found is null)
        {
            return Answers.Problem(problem!);
        }

        var catalogue = await catalogues.ReadAsync(ct);
        var rule = (await catalogues.CalendarAsync(catalogue, ct)).Of(found.Scorecard);
        var group = (await planning.GroupsAsync(ct)).FirstOrDefault(g => g.Rule.Group == rule.Group);
        group = group is null || group.Month == found.Month ? group : group with { Month = found.Month };
        IReadOnlyList<MailPlan> plans = group is null ? [] : (await planning.OfAsync(group, ct)).Mails;
        var theirs = plans.Where(p => group!.Recipients.Any(r => r.Email.Equals(p.Email, StringComparison.OrdinalIgnoreCase) && r.Scorecard.Equals(found.Scorecard, StringComparison.OrdinalIgnoreCase))).ToList();
        if (recipient != "" && theirs.RemoveAll(p => !p.Email.Equals(recipient, StringComparison.OrdinalIgnoreCase)) >= 0 && theirs.Count == 0)
        {
            return Answers.Problem(new Problem(StatusCodes.Status404NotFound, "No such recipient", $"The address is no recipient of '{found.Scorecard}' today: drop a file of kind recipient."));
        }

        var first = theirs.FirstOrDefault();
        var content = await ContentAsync(found, first, ct);
        if (format == "eml")
        {
            return first is null
                ? Answers.Problem(new Problem(StatusCodes.Status404NotFound, "Nobody to send to", $"'{found.Scorecard}' has no recipient today: drop a file of kind recipient."))
                : await EmlAsync(content, first, new Delivery(rule.Group, found.Month, first.Delivery?.Edition ?? FirstEdition, first.Email), ct);
        }

        IReadOnlyList<(string Name, string Words)> about =
        [
            ("Preview", $"Nothing is sent by looking at it.{(mail.Value.DryRun ? " Dry run: nothing is sent at all, mail is written into the container outbox." : "")}"),
            ("To", first is null ? "nobody: the scorecard has no recipient today" : string.Join("; ", theirs.Select(p => p.Words == "" ? p.Email : $"{p.Email} ({p.Words})"))),
            ("When", found.Month < rule.ReportingMonth(time.GetUtcNow()) ? $"not any more: what is mailed now is {rule.ReportingMonth(time.GetUtcNow()).ToLongString()}" : $"from {At(rule.IssueTime(found.Month))}{(rule.Timetable.IsEarly ? ", or earlier as soon as it is complete" : "")}, if it is complete; whatever is missing from {At(rule.DeadlineTime(found.Month))}; London time"),
            ("Subject", content.Subject),
        ];
        return format == "text"
            ? Results.Text($"{string.Concat(about.Select(line => $"{line.Name}: {line.Words}\n"))}\n{content.Text}", "text/plain; charset=utf-8")
            : Answers.Page(content.Report is null ? content.Html : await messages.PageAsync(content.Report, content.Pictures, about));
    }

    /// <summary>The first recipient's next mail; where there is none to come, the month-end mail as it stands.</summary>
    async Task<MonthEndContent> ContentAsync(MonthlyScorecard found, MailPlan? plan, CancellationToken ct)
    {
        var isOutside = plan is not null && mail.Value.IsOutside(plan.Email);
        if (plan?.Restated.Count > 0)
        {
            return await messages.MakeRestatedAsync(plan.Restated, isOutside, ct);
        }

        List<MonthlyScorecard> shown = [];
        foreach (var id in plan?.Scorecards ?? [])
        {
            shown.Add(found.Scorecard == id ? found : (await results.ReadAsync(id, found.Month, null, ct))!);
        }

        // The mail makes the month edition 1.
        return await messages.MakeAsync(
            [.. (shown.Count == 0 ? [found] : shown).Select(s => s with { Edition = Math.Max(s.Edition, FirstEdition) })], plan?.Lacking ?? [], isOutside, ct);
    }

    async Task<IResult> EmlAsync(MonthEndContent content, MailPlan plan, Delivery delivery, CancellationToken ct)
    {
        using var message = messages.Address(content, plan.Recipient, DeliveryStore.Id(delivery));
        var eml = new MemoryStream();
        await message.WriteToAsync(eml, ct);
        eml.Position = 0;
        return Results.Stream(eml, "message/rfc822", $"{delivery.Month}.eml");
    }

    static string At(DateTime local) => local.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
