using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>Sends over one SMTP connection, opened with the first mail and again after it broke.</summary>
public sealed class SmtpTransport : IMailTransport
{
    readonly MailSettings settings;
    readonly ServerTrust trust;
    readonly Client client = new();

    public SmtpTransport(IOptions<MailSettings> mail)
    {
        settings = mail.Value;
        trust = new ServerTrust(settings.Authorities ?? []);
        client.ServerCertificateValidationCallback = (_, certificate, chain, errors) => trust.IsTrusted(certificate, chain, errors);
    }

    public async Task<MailOutcome> SendAsync(MimeMessage message, string name, Func<CancellationToken, Task<bool>> begin, CancellationToken ct)
    {
        try
        {
            await ConnectAsync(ct);
        }
        catch (Exception e)
        {
            // Also where the app is told to end: nothing has been handed over.
            await client.DisconnectAsync(quit: false, CancellationToken.None);
            var answer = e.InnerException as SmtpCommandException ?? e as SmtpCommandException;
            return answer is not null && SmtpFailure.Read(answer) == MailResult.Throttled
                ? new MailOutcome(MailResult.Throttled, Describe(answer))
                : new MailOutcome(MailResult.Unavailable, Describe(e));
        }

        return await begin(ct) ? await HandOverAsync(message, ct) : default;
    }

    public async ValueTask DisposeAsync()
    {
        if (client.IsConnected)
        {
            await client.DisconnectAsync(quit: true);
        }

        client.Dispose();
    }

    async Task<MailOutcome> HandOverAsync(MimeMessage message, CancellationToken ct)
    {
        client.MayHaveContent = false;
        try
        {
            return new MailOutcome(MailResult.Sent, await client.SendAsync(message, ct));
        }
        catch (SmtpCommandException e) when (e.ErrorCode == SmtpErrorCode.SenderNotAccepted && SmtpFailure.Read(e) != MailResult.Throttled)
        {
            return new MailOutcome(MailResult.Unavailable, $"the sender is not accepted: {(int)e.StatusCode} {e.Message}");
        }
        catch (SmtpCommandException e)
        {
            return new MailOutcome(SmtpFailure.Read(e), $"{(int)e.StatusCode} {e.Message}");
        }
        catch (Exception e) when (!client.MayHaveContent)
        {
            // Also where the app is told to end.
            await client.DisconnectAsync(quit: false, CancellationToken.None);
            return new MailOutcome(MailResult.Unavailable, Describe(e));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await client.DisconnectAsync(quit: false, ct);
            return new MailOutcome(MailResult.Unknown, $"cut off: {e.GetType().Name}");
        }
    }

    async Task ConnectAsync(CancellationToken ct)
    {
        if (client.IsConnected && await IsAliveAsync(ct))
        {
            return;
        }

        var smtp = settings.SmtpServer!;
        var isTls = smtp.Scheme == "smtps";
        await client.ConnectAsync(
            smtp.Host,
            smtp.Port > 0 ? smtp.Port : isTls ? 465 : 587,
            isTls ? SecureSocketOptions.SslOnConnect
                : settings.UserName is { Length: > 0 } ? SecureSocketOptions.StartTls : SecureSocketOptions.StartTlsWhenAvailable,
            ct);
        if (settings.UserName is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, settings.Password ?? "", ct);
        }
    }

    /// <summary>A server closes a connection that has been idle, which shows only when it is used again.</summary>
    async Task<bool> IsAliveAsync(CancellationToken ct)
    {
        try
        {
            await client.NoOpAsync(ct);
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            await client.DisconnectAsync(quit: false, ct);
            return false;
        }
    }

    string Describe(Exception e) => SmtpFailure.Describe(e, settings.SmtpServer!.Host, trust.Refusal);

    /// <summary>
    /// Notes when the server has taken the recipient: the content follows at once, and before it nothing can have been accepted (RFC 5321, 3.3; RFC
    /// 3030).
    /// </summary>
    sealed class Client : SmtpClient
    {
        public bool MayHaveContent { get; set; }

        protected override void OnRecipientAccepted(MimeMessage message, MailboxAddress mailbox, SmtpResponse response) => MayHaveContent = true;
    }
}
