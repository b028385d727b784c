using System.Globalization;
using Microsoft.Extensions.Options;
using Scorecards.Domain;
using Scorecards.Pipeline;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>What would be mailed of a scorecard's month, to whom and when, as things stand now. It issues nothing and sends nothing.</summary>
public sealed class MonthEndPreview(
    ScorecardQueries queries, MonthEndMessages messages, Catalogues catalogues, CatalogueStore catalogueStore, IOptions<MonthEndSettings> settings, TimeProvider time)
{
    /// <param name="scorecard">As it stands in the address.</param>
    /// <param name="month">yyyy-MM or <c>latest</c>.</param>
    /// <param name="format">text, eml (the message to the first recipient as it would go out), or the HTML part below what is to be known of it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IResult> ShowAsync(string scorecard, string month, string format, CancellationToken ct)
    {
        var (found, problem) = await queries.FindAsync(scorecard, month, "", ct);
        if (found is null)
        {
            return Answers.Problem(problem!);
        }

        // The mail makes the month edition 1.
        var content = await messages.MakeAsync(found with { Edition = Math.Max(found.Edition, MonthEndMailing.FirstEdition) }, ct);
        var today = MonthEnd.Today(time.GetUtcNow());
        var recipients = (await catalogueStore.RecipientsAsync(ct)).Where(r => r.IsActive(today) && r.Scorecard.Equals(found.Scorecard, StringComparison.OrdinalIgnoreCase)).ToList();
        if (format == "eml")
        {
            return recipients is [var first, ..] ? await EmlAsync(content, first, ct) : Answers.Problem(new Problem(StatusCodes.Status404NotFound, "Nobody to send to", $"'{found.Scorecard}' has no recipient today: drop a file of kind recipient."));
        }

        var rule = new MonthEnd((await catalogues.BuiltInAsync()).WorkingDays, settings.Value.WorkingDay, settings.Value.Hour);
        IReadOnlyList<(string Name, string Words)> about =
        [
            ("Preview", "Nothing is sent by looking at it."),
            ("To", recipients.Count == 0 ? "nobody: the scorecard has no recipient today" : string.Join(", ", recipients.Select(r => r.Email))),
            ("When", $"from {rule.IssueTime(found.Month).ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture)}, London time, one message to each who has not got it"),
            ("Subject", content.Subject),
        ];
        return format == "text"
            ? Results.Text($"{string.Concat(about.Select(line => $"{line.Name}: {line.Words}\n"))}\n{content.Text}", "text/plain; charset=utf-8")
            : Answers.Page(await messages.PageAsync(content, about));
    }

    async Task<IResult> EmlAsync(MonthEndContent content, Recipient recipient, CancellationToken ct)
    {
        using var message = messages.Address(content, recipient, DeliveryStore.Id(new Delivery(content.Report.Scorecard.Scorecard, content.Report.Scorecard.Month, MonthEndMailing.FirstEdition, recipient.Email.ToLowerInvariant())));
        var eml = new MemoryStream();
        await message.WriteToAsync(eml, ct);
        eml.Position = 0;
        return Results.Stream(eml, "message/rfc822", $"{content.Report.Scorecard.Month}.eml");
    }
}
