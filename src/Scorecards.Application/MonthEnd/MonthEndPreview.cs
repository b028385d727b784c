using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>What would be mailed of a scorecard's month, to whom and when. It issues nothing and sends nothing.</summary>
public sealed class MonthEndPreview(
    Journal journal,
    MonthReader months,
    MonthEndPlanning planning,
    MonthEndMessages messages,
    IOptions<MailSettings> mail,
    IOptions<MonthEndSettings> settings,
    TimeProvider time)
{
    const int FirstEdition = 1;

    /// <param name="recipient">Whose mail; blank = the first recipient's.</param>
    /// <returns>Null: the address is no recipient of the scorecard today.</returns>
    public async Task<PreviewedMail?> ShowAsync(MonthlyScorecard found, string recipient, CancellationToken ct)
    {
        var known = await journal.ReadAsync(ct);
        var asOf = await months.AtAsync(known, ct);
        var group = (await planning.FindGroupsAsync(known, found.Month, ct)).FirstOrDefault(g => g.Recipients.Any(IsOfScorecard));
        List<Recipient> asked = [.. (group?.Recipients ?? []).Where(r => IsOfScorecard(r) && (recipient == "" || Is(r.Email, recipient)))];
        if (asked.Count == 0 && recipient != "")
        {
            return null;
        }

        List<MailPlan> plans = group is null ? [] : await PlanAsync(group, asked, known, ct);
        var first = plans.FirstOrDefault();
        return new PreviewedMail(
            await ContentAsync(found, first, known, asOf, ct),
            About(found, plans, recipient == "", settings.Value.Calendar(asOf.Catalogue, known).FindRule(found.Scorecard),
                group?.CorrectedOnly.Contains(found.Scorecard) == true, asOf.Catalogue.BankHolidaysEndSoon(MonthEndRule.Today(time.GetUtcNow()))),
            first?.Recipient,
            first is null ? null : first.Delivery ?? new Delivery(group!.Group, found.Month, FirstEdition, first.Email));

        bool IsOfScorecard(Recipient r) => r.Scorecard == found.Scorecard;
    }

    /// <summary>
    /// The mails of recipients. Where one of their scorecards cannot be read no mail is planned, though they are recipients: then it fails as the
    /// reading did.
    /// </summary>
    async Task<List<MailPlan>> PlanAsync(GroupMonth group, List<Recipient> asked, JournalPrefix known, CancellationToken ct)
    {
        var (plan, failed) = await planning.PlanAsync(group, known, ct);
        if (failed.Count > 0 && !asked.TrueForAll(r => plan.Mails.Any(p => IsOf(p, r))))
        {
            ExceptionDispatchInfo.Throw(failed[0]);
        }

        return [.. plan.Mails.Where(p => asked.Exists(r => Is(r.Email, p.Email)))];

        static bool IsOf(MailPlan plan, Recipient row) => Is(plan.Email, row.Email) && (plan.Status != MailStatus.NoticesOnly || !row.GetsMonthEnd);
    }

    IReadOnlyList<(string Name, string Words)> About(
        MonthlyScorecard found, IReadOnlyList<MailPlan> plans, bool isAnybodys, MonthEndRule rule, bool isCorrected, DateOnly? lastBankHoliday) =>
    [
        ("Preview", "Viewing this sends nothing."
            + (mail.Value.DryRun ? " Dry run: no mail is sent; it is written to the container outbox instead." : "")),
        ("To", plans.Count == 0
            ? "Nobody: this scorecard has no recipients today"
            : string.Join("; ", plans.Select(p => $"{p.Email} ({MailPlanText.Describe(p, IsMailed(found.Month, rule, isCorrected))})"))),
        .. plans is [{ Status: MailStatus.NoticesOnly } first, ..]
            ? new[] { ("Below", $"The month-end mail, which {first.Email} does not get") }
            : isAnybodys && plans.Count > 1
            ? [("Below", $"The mail to {plans[0].Email}. For another recipient's, add ?recipient= and the address")]
            : [],
        ("Month-end mail", MailPlanText.When(rule, found.Month, time.GetUtcNow(), mail.Value.FirstMonth, isCorrected)),
        .. lastBankHoliday is { } last ? new[] { ("Bank holidays", CalendarWords.BankHolidaysEnd(last)) } : [],
    ];

    bool IsMailed(Month month, MonthEndRule rule, bool isCorrected) =>
        MailPlanText.IsMailed(rule, month, time.GetUtcNow(), mail.Value.FirstMonth, isCorrected);

    /// <summary>The first recipient's next mail; where there is none to come, that of the same scorecards with the month as it is.</summary>
    async Task<MonthEndContent> ContentAsync(MonthlyScorecard found, MailPlan? plan, JournalPrefix known, MonthsAsOf asOf, CancellationToken ct)
    {
        // The mail makes the month edition 1.
        var given = plan is { Shown.Count: > 0 } ? plan.Shown : await SentAsync(found, plan, asOf, ct);
        List<MonthlyScorecard> shown = [.. given.Select(s => s with { Edition = Math.Max(s.Edition, FirstEdition) })];
        return plan is null or { Shown.Count: 0 }
            ? await messages.MakeAsync(
                shown,
                plan is { Missing.Count: > 0 }
                    ? plan.Missing
                    : await shown.FindInTurnAsync(s => asOf.IncompleteAsync(s.Scorecard, s.Month, s, ct)),
                plan?.IsDataTeam == true,
                plan is not null && mail.Value.IsOutside(plan.Email),
                isChange: false,
                asOf,
                ct)
            : await messages.MakeAsync(plan with { Shown = shown }, await months.AtAsync(known.UpTo(plan.Number), ct), asOf, ct);
    }

    /// <summary>The scorecards of the recipient's last mail; where there is none, the one that was asked for.</summary>
    static async Task<IReadOnlyList<MonthlyScorecard>> SentAsync(MonthlyScorecard found, MailPlan? plan, MonthsAsOf asOf, CancellationToken ct)
    {
        var sent = await (plan?.Last?.Scorecards ?? []).FindInTurnAsync(id => asOf.ReadAsync(id, found.Month, ct));
        return sent.Count > 0 ? sent : [found];
    }

    static bool Is(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
