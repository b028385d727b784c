using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Scorecards.Domain;
using Scorecards.Storage;

namespace ScorecardFunctions.Mail;

/// <summary>What became of a mail: Sent, Planned (not accepted, try again), Refused (never will be) or Unknown (may have been accepted).</summary>
/// <param name="State">One of these four.</param>
/// <param name="Detail">What the server said.</param>
/// <param name="IsForAll">Planned, and not because of this mail: no server answers, does not know us, or takes no more for now. Others need not be tried.</param>
public readonly record struct MailOutcome(DeliveryState State, string Detail, bool IsForAll = false);

public interface IMailTransport : IAsyncDisposable
{
    /// <param name="message">To one recipient.</param>
    /// <param name="name">Stable for the message, usable as a blob's name.</param>
    /// <param name="ct">Cancels.</param>
    Task<MailOutcome> SendAsync(MimeMessage message, string name, CancellationToken ct);
}

/// <summary>Writes mail into the container outbox, for where no server is set.</summary>
public sealed class OutboxTransport(Files files) : IMailTransport
{
    public async Task<MailOutcome> SendAsync(MimeMessage message, string name, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await message.WriteToAsync(content, ct);
        content.Position = 0;
        await files.WriteMailAsync($"{name}.eml", content, ct);
        return new MailOutcome(DeliveryState.Sent, "outbox");
    }

    public ValueTask DisposeAsync() => default;
}

/// <summary>Sends over one SMTP connection, opened with the first mail and again after it broke.</summary>
public sealed class SmtpTransport : IMailTransport
{
    readonly MailSettings settings;
    readonly SentCommands commands = new();
    readonly SmtpClient client;

    public SmtpTransport(IOptions<MailSettings> mail) => (settings, client) = (mail.Value, new SmtpClient(commands));

    public async Task<MailOutcome> SendAsync(MimeMessage message, string name, CancellationToken ct)
    {
        // A server closes a connection that has been idle, which shows only when the next mail is begun.
        var isOpen = client.IsConnected;
        var outcome = await TryAsync(message, ct);
        return isOpen && outcome is { State: DeliveryState.Planned, IsForAll: true } ? await TryAsync(message, ct) : outcome;
    }

    async Task<MailOutcome> TryAsync(MimeMessage message, CancellationToken ct)
    {
        try
        {
            await ConnectAsync(ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new MailOutcome(DeliveryState.Planned, $"no connection: {e.GetType().Name}", IsForAll: true);
        }

        commands.HasContentBegun = false;
        try
        {
            return new MailOutcome(DeliveryState.Sent, await client.SendAsync(message, ct));
        }
        catch (SmtpCommandException e) when (e.ErrorCode == SmtpErrorCode.SenderNotAccepted)
        {
            return new MailOutcome(DeliveryState.Planned, $"the sender is not accepted: {(int)e.StatusCode} {e.Message}", IsForAll: true);
        }
        catch (SmtpCommandException e)
        {
            // The server has answered that it does not take it: 4xx for now, 5xx for ever (RFC 5321, 4.2.1); 421 says that it takes nothing at all.
            return new MailOutcome(
                (int)e.StatusCode >= 500 ? DeliveryState.Refused : DeliveryState.Planned, $"{(int)e.StatusCode} {e.Message}", e.StatusCode == SmtpStatusCode.ServiceNotAvailable);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await client.DisconnectAsync(quit: false, ct);
            return commands.HasContentBegun
                ? new MailOutcome(DeliveryState.Unknown, $"cut off: {e.GetType().Name}")
                : new MailOutcome(DeliveryState.Planned, $"cut off before its content: {e.GetType().Name}", IsForAll: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (client.IsConnected)
        {
            await client.DisconnectAsync(quit: true);
        }

        client.Dispose();
    }

    async Task ConnectAsync(CancellationToken ct)
    {
        if (client.IsConnected)
        {
            return;
        }

        var (smtp, mail) = (Address(settings.Smtp!), settings);
        var isTls = smtp.Scheme == "smtps";
        await client.ConnectAsync(
            smtp.Host,
            smtp.Port > 0 ? smtp.Port : isTls ? 465 : 587,
            isTls ? SecureSocketOptions.SslOnConnect : mail.UserName is { Length: > 0 } ? SecureSocketOptions.StartTls : SecureSocketOptions.StartTlsWhenAvailable,
            ct);
        if (mail.UserName is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, mail.Password ?? "", ct);
        }
    }

    static Uri Address(string smtp) => new(smtp.Contains("://", StringComparison.Ordinal) ? smtp : $"smtp://{smtp}");

    /// <summary>Notes whether a mail's content has begun: before that the server cannot have accepted it (RFC 5321, 3.3; RFC 3030).</summary>
    sealed class SentCommands : IProtocolLogger
    {
        public bool HasContentBegun { get; set; }

        public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

        public void LogConnect(Uri uri)
        {
            // Nothing of it is kept.
        }

        public void LogClient(byte[] buffer, int offset, int count)
        {
            var sent = buffer.AsSpan(offset, count);
            HasContentBegun |= sent.StartsWith("DATA\r\n"u8) || sent.StartsWith("BDAT "u8);
        }

        public void LogServer(byte[] buffer, int offset, int count)
        {
            // Nothing of it is kept.
        }

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
