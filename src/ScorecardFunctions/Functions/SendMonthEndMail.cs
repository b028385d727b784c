using Scorecards.Application.MonthEnd;

namespace ScorecardFunctions.Functions;

/// <summary>Asks at every tick what is due and not yet delivered.</summary>
public sealed class SendMonthEndMail(MonthEndMailing mailing)
{
    [Function(nameof(SendMonthEndMail))]
    public Task Run([TimerTrigger("%MonthEndSchedule%")] TimerInfo timer, CancellationToken ct) => mailing.SendDueAsync(ct);
}
