using System.Globalization;
using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>What would be mailed of a scorecard's month, to whom and when, as things are now. It issues nothing and sends nothing.</summary>
public sealed class MonthEndPreview(
    Journal journal,
    MonthReader months,
    MonthEndPlan planning,
    MonthEndMessages messages,
    IOptions<MailSettings> mail,
    IOptions<MonthEndSettings> settings,
    TimeProvider time)
{
    const int FirstEdition = 1;

    /// <param name="found">The scorecard's month.</param>
    /// <param name="recipient">Whose mail; blank = the first recipient's.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null: the address is no recipient of the scorecard today.</returns>
    public async Task<PreviewedMail?> OfAsync(MonthlyScorecard found, string recipient, CancellationToken ct)
    {
        var known = await journal.ReadAsync(ct);
        var asOf = await months.AtAsync(known, ct);
        var rule = settings.Value.Calendar(asOf.Catalogue).Of(found.Scorecard);
        var group = (await planning.GroupsAsync(known, found.Month, ct)).FirstOrDefault(g => g.Recipients.Any(IsOfScorecard));
        List<MailPlan> plans = group is null ? [] : [.. (await planning.OfAsync(group, known, ct)).Mails];
        plans.RemoveAll(p => !group!.Recipients.Any(r => IsOfScorecard(r) && Is(r.Email, p.Email)));
        if (recipient != "" && plans.RemoveAll(p => !Is(p.Email, recipient)) >= 0 && plans.Count == 0)
        {
            return null;
        }

        var (first, now) = (plans.FirstOrDefault(), time.GetUtcNow());
        return new PreviewedMail(
            await ContentAsync(found, first, known, asOf, ct),
            [
                ("Preview", "Nothing is sent by looking at it."
                    + (mail.Value.DryRun ? " Dry run: nothing is sent at all, mail is written into the container outbox." : "")),
                ("To", first is null
                    ? "nobody: the scorecard has no recipient today"
                    : string.Join("; ", plans.Select(p => p.Words == "" ? p.Email : $"{p.Email} ({p.Words})"))),
                ("When", found.Month < rule.ReportingMonth(now)
                    ? $"not any more: what is mailed now is {rule.ReportingMonth(now).ToLongString()}"
                    : $"from {At(rule.IssueTime(found.Month))}{(rule.Timetable.IsEarly ? ", or earlier as soon as it is complete" : "")}, if it is complete; "
                        + $"whatever is missing from {At(rule.DeadlineTime(found.Month))}; London time"),
            ],
            first?.Recipient,
            first is null ? null : first.Delivery ?? new Delivery(group!.Group, found.Month, FirstEdition, first.Email));

        bool IsOfScorecard(Recipient r) => Is(r.Scorecard, found.Scorecard);
    }

    /// <summary>The first recipient's next mail; where there is none to come, the month-end mail with the month as it is.</summary>
    async Task<MonthEndContent> ContentAsync(MonthlyScorecard found, MailPlan? plan, JournalPrefix known, MonthsAsOf asOf, CancellationToken ct)
    {
        // The mail makes the month edition 1.
        var given = plan is null or { Shown.Count: 0 } ? [found] : plan.Shown;
        List<MonthlyScorecard> shown = [.. given.Select(s => s with { Edition = Math.Max(s.Edition, FirstEdition) })];
        return plan is null or { Shown.Count: 0 }
            ? await messages.MakeAsync(shown, plan?.Lacking ?? [], plan is not null && mail.Value.IsOutside(plan.Email), asOf, ct)
            : await messages.MakeAsync(plan with { Shown = shown }, await months.AtAsync(known.UpTo(plan.Number), ct), ct);
    }

    static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);

    static string At(DateTime local) => local.ToString("dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);
}
