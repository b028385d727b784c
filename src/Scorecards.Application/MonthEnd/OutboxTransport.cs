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

        using var content = new MemoryStream();
        await message.WriteToAsync(content, ct);
        content.Position = 0;
        await outbox.WriteAsync($"{name}.eml", content, ct);
        return new MailOutcome(MailResult.Sent, "outbox");
    }

    public ValueTask DisposeAsync() => default;
}
