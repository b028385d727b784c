using MimeKit;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>A mail server: what it accepts cannot be taken back, and whether it did may stay unknown.</summary>
/// <param name="scheduler">Says when.</param>
/// <param name="handedOver">Is told the id of a mail that is about to be sent.</param>
/// <param name="accepted">Is told the id of a mail that was.</param>
public sealed class SimulatedTransport(Scheduler scheduler, Action<string> handedOver, Action<string> accepted) : IMailTransport
{
    public async Task<MailOutcome> SendAsync(MimeMessage message, string name, Func<CancellationToken, Task<bool>> begin, CancellationToken ct)
    {
        if (!await begin(ct))
        {
            return default;
        }

        handedOver(message.MessageId!);
        try
        {
            return await scheduler.Ask($"mail {message.To} {message.Subject}", isWrite: true, () =>
            {
                accepted(message.MessageId!);
                return new MailOutcome(DeliveryState.Sent, "accepted");
            }, isOnce: true);
        }
        catch (Exception e) when (ConditionalWrite.IsDoubt(e))
        {
            return new MailOutcome(DeliveryState.Unknown, e.Message);
        }
    }

    public ValueTask DisposeAsync() => default;
}
