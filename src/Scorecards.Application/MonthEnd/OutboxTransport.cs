using MimeKit;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Application.MonthEnd;

/// <summary>Writes mail into the container outbox, for where no server is set.</summary>
public sealed class OutboxTransport(Outbox outbox) : IMailTransport
{
    public async Task<MailOutcome> SendAsync(MimeMessage message, string name, Func<CancellationToken, Task<bool>> begin, CancellationToken ct)
    {
        if (!await begin(ct))
        {
            return default;
        }

        if (ct.IsCancellationRequested)
        {
            return new MailOutcome(MailResult.Unavailable, "the app was stopped before the mail was written");
        }

        await outbox.WriteAsync($"{name}.eml", (stream, stop) => message.WriteToAsync(stream, stop), ct);
        return new MailOutcome(MailResult.Sent, "outbox");
    }

    public ValueTask DisposeAsync() => default;
}
