using ScorecardFunctions.Http;
using Scorecards.Application.MonthEnd;
using Scorecards.Application.Operations;

namespace ScorecardFunctions.Functions;

/// <summary>
/// POST /api/operations/tick: what <see cref="SweepExtracts"/> and <see cref="SendMonthEndMail"/> do, for when the timers do not tick. The work goes
/// on when the caller hangs up.
/// </summary>
public sealed class TickNow(ExtractSweep sweep, Heartbeat heartbeat, MonthEndMailing mailing, HttpAnswers answers)
{
    public static HttpOperation Operation { get; } = new("Does what the timers do: sends the mail that is due, then takes up unfinished work", null);

    [Function(nameof(TickNow))]
    public Task<IResult> Run([HttpTrigger(AuthorizationLevel.Admin, "post", Route = "api/operations/tick")] HttpRequest request) =>
        answers.DataAsync(request, Operation, TickAsync, CancellationToken.None);

    async Task<object> TickAsync()
    {
        (int TakenUp, long Unfollowed) swept;
        (int Sent, string? Waits) mail;
        try
        {
            // First: what is cut off, after 30 minutes, is then no mail.
            mail = await mailing.SendDueAsync(CancellationToken.None);
        }
        finally
        {
            // As with the timers, mail that fails keeps no unfinished work back.
            swept = await sweep.RunAsync(CancellationToken.None);
            await heartbeat.BeatAsync(swept, CancellationToken.None);
        }

        return new { swept.TakenUp, swept.Unfollowed, mail.Sent, MailWaits = mail.Waits };
    }
}
