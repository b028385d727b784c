using MimeKit;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>A mail server: what it accepts cannot be taken back, and whether it did may stay unknown.</summary>
/// <param name="requests">Say when, and what comes back.</param>
/// <param name="handedOver">Is told the id of a mail that is about to be sent.</param>
/// <param name="accepted">Is given a mail that was.</param>
public sealed class SimulatedTransport(IRequests requests, Action<string> handedOver, Action<MimeMessage> accepted) : IMailTransport
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
            return await requests.Ask($"mail {message.To} {message.Subject}", isWrite: true, () =>
            {
                accepted(message);
                return new MailOutcome(MailResult.Sent, "accepted");
            }, isOnce: true);
        }
        catch (Exception e) when (ConditionalWrite.IsDoubt(e))
        {
            return new MailOutcome(MailResult.Unknown, e.Message);
        }
    }

    public ValueTask DisposeAsync() => default;
}
