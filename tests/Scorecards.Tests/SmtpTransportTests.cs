using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using MimeKit;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>What a delivery becomes, and what is said of it, where a mail server does not do as it should.</summary>
public sealed class SmtpTransportTests
{
    static readonly string[] Commands = ["EHLO", "MAIL", "RCPT", "RSET", "NOOP", "QUIT"];

    [Theory]
    [InlineData("", false)]
    [InlineData("EHLO", false)]
    [InlineData("MAIL", true)]
    [InlineData("RCPT", true)]
    public async Task Stop_BeforeTheServerHasTakenTheRecipient_LeavesNothingInDoubt(string silentAt, bool isBegun)
    {
        await using var server = new ScriptedSmtp(null, said => said == silentAt || (silentAt != "" && Is(said, silentAt)) ? null : Answer(said));
        var (outcome, begun) = await SendAsync(server, new MailSettings { Smtp = $"smtp://127.0.0.1:{server.Port}" }, stopWhenSilent: true);
        Assert.Equal(new MailOutcome(MailResult.Unavailable, "the app was stopped before the mail was handed over"), outcome);
        Assert.Equal(isBegun, begun);
    }

    [Fact]
    public async Task Stop_AfterTheContentWasSent_IsThrown_SoThatTheDeliveryIsUnknown()
    {
        await using var server = new ScriptedSmtp(null, said => said == "." ? null : Answer(said));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => SendAsync(server, new MailSettings { Smtp = $"smtp://127.0.0.1:{server.Port}" }, stopWhenSilent: true));
    }

    [Fact]
    public async Task Certificate_OfAnUnknownAuthority_IsRefused_AndTheSettingIsNamed()
    {
        var (_, certificate) = ScriptedSmtp.Certify("localhost");
        await using var server = new ScriptedSmtp(certificate, Answer);
        var (outcome, begun) = await SendAsync(server, Secure(server));
        Assert.Equal(
            new MailOutcome(
                MailResult.Unavailable,
                "the TLS certificate of localhost is refused: its certificate authority is not trusted "
                + "(set Mail:CertificateAuthority if it is the council's own)"),
            outcome);
        Assert.False(begun);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Certificate_OfAnAuthorityThatIsSet_IsTrusted(bool isPath)
    {
        var (authority, certificate) = ScriptedSmtp.Certify("localhost");
        var pem = authority.ExportCertificatePem();
        var path = Path.GetTempFileName();
        await File.WriteAllTextAsync(path, pem);
        await using var server = new ScriptedSmtp(certificate, Answer);
        var (outcome, _) = await SendAsync(server, Secure(server, isPath ? path : pem));
        File.Delete(path);
        Assert.Equal(MailResult.Sent, outcome.Result);
    }

    [Fact]
    public async Task Certificate_ForAnotherName_IsRefused_ThoughItsAuthorityIsSet()
    {
        var (authority, certificate) = ScriptedSmtp.Certify("other.example");
        await using var server = new ScriptedSmtp(certificate, Answer);
        var (outcome, _) = await SendAsync(server, Secure(server, authority.ExportCertificatePem()));
        Assert.Equal("the TLS certificate of localhost is refused: it is for another server name", outcome.Detail);
    }

    [Fact]
    public async Task WrongPassword_IsSaid()
    {
        var (authority, certificate) = ScriptedSmtp.Certify("localhost");
        await using var server = new ScriptedSmtp(certificate, said =>
            Is(said, "EHLO") ? "250-localhost\r\n250 AUTH PLAIN" : Is(said, "AUTH") ? "535 wrong credentials" : Answer(said));
        var settings = Secure(server, authority.ExportCertificatePem());
        (settings.UserName, settings.Password) = ("scorecards", "wrong");
        var (outcome, begun) = await SendAsync(server, settings);
        Assert.Equal(MailResult.Unavailable, outcome.Result);
        Assert.StartsWith("localhost does not accept the user name and password: 535", outcome.Detail, StringComparison.Ordinal);
        Assert.False(begun);
    }

    /// <summary>Nor where somebody between has taken STARTTLS out of what the server offers.</summary>
    [Fact]
    public async Task Password_IsNotSaid_WithoutTls()
    {
        ConcurrentBag<string> heard = [];
        await using var server = new ScriptedSmtp(null, said =>
        {
            heard.Add(said);
            return Is(said, "EHLO") ? "250-localhost\r\n250 AUTH PLAIN LOGIN" : Is(said, "AUTH") ? "235 welcome" : Answer(said);
        });
        var settings = new MailSettings { Smtp = $"smtp://127.0.0.1:{server.Port}", UserName = "scorecards", Password = "secret" };
        var (outcome, begun) = await SendAsync(server, settings);
        Assert.Equal((MailResult.Unavailable, false), (outcome.Result, begun));
        Assert.StartsWith("127.0.0.1 does not offer what a user name and password need: ", outcome.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(heard, said => Is(said, "AUTH"));
    }

    [Fact]
    public async Task ServerThatCannotBeReached_IsSaid()
    {
        int port;
        await using (var gone = new ScriptedSmtp(null, Answer))
        {
            port = gone.Port;
        }

        await using var transport = new SmtpTransport(Options.Create(new MailSettings { Smtp = $"smtp://127.0.0.1:{port}" }));
        using var message = Message();
        Assert.Equal(
            new MailOutcome(
                MailResult.Unavailable, "no connection to 127.0.0.1: it is refused. Check the port, and whether a firewall is between"),
            await transport.SendAsync(message, "x", _ => Task.FromResult(true), default));
    }

    [Fact]
    public async Task SenderThatIsNotAccepted_IsSaid()
    {
        await using var server = new ScriptedSmtp(null, said => Is(said, "MAIL") ? "550 not allowed to send" : Answer(said));
        var (outcome, _) = await SendAsync(server, new MailSettings { Smtp = $"smtp://127.0.0.1:{server.Port}" });
        Assert.Equal(new MailOutcome(MailResult.Unavailable, "the sender is not accepted: 550 not allowed to send"), outcome);
    }

    // At each step; by the code alone, and by the enhanced status, on one line or two.
    [Theory]
    [InlineData("", "421 too many connections", MailResult.Throttled, "127.0.0.1 does not take mail: 421 too many connections")]
    [InlineData("", "554 no service here", MailResult.Unavailable, "127.0.0.1 does not take mail: 554 no service here")]
    [InlineData("MAIL", "421 too many", MailResult.Throttled, "421 too many")]
    [InlineData("MAIL", "452 4.3.1 out of storage", MailResult.Throttled, "452 4.3.1 out of storage")]
    [InlineData("MAIL", "450 4.7.1 rate", MailResult.Throttled, "450 4.7.1 rate")]
    [InlineData("RCPT", "421 4.7.0 too many", MailResult.Throttled, "421 4.7.0 too many")]
    [InlineData("RCPT", "450 busy", MailResult.Throttled, "450 busy")]
    [InlineData("RCPT", "451 4.7.500 server busy", MailResult.Throttled, "451 4.7.500 server busy")]
    [InlineData("RCPT", "451-4.3.0 please\r\n451 4.3.0 wait", MailResult.Throttled, "451 4.3.0 please\n4.3.0 wait")]
    [InlineData("RCPT", "452 4.5.3 too many", MailResult.Throttled, "452 4.5.3 too many")]
    [InlineData("RCPT", "432 4.3.2 too many connections", MailResult.Throttled, "432 4.3.2 too many connections")]
    [InlineData("RCPT", "454 4.7.0 later", MailResult.Throttled, "454 4.7.0 later")]
    [InlineData("RCPT", "450 4.2.0 greylisted", MailResult.PutOff, "450 4.2.0 greylisted")]
    [InlineData("RCPT", "450 4.1.8 no such domain for now", MailResult.PutOff, "450 4.1.8 no such domain for now")]
    [InlineData("RCPT", "452 4.2.2 mailbox full", MailResult.PutOff, "452 4.2.2 mailbox full")]
    [InlineData("RCPT", "455 not now", MailResult.PutOff, "455 not now")]
    [InlineData("RCPT", "447 4.4.7 expired", MailResult.PutOff, "447 4.4.7 expired")]
    [InlineData("RCPT", "550 5.7.1 not here", MailResult.Refused, "550 5.7.1 not here")]
    [InlineData("DATA", "421 too many", MailResult.Throttled, "421 too many")]
    [InlineData("DATA", "451 later", MailResult.Throttled, "451 later")]
    [InlineData(".", "421 too many", MailResult.Throttled, "421 too many")]
    [InlineData(".", "452 later", MailResult.Throttled, "452 later")]
    [InlineData(".", "450 4.2.1 mailbox disabled", MailResult.PutOff, "450 4.2.1 mailbox disabled")]
    [InlineData(".", "554 5.6.0 rejected", MailResult.Refused, "554 5.6.0 rejected")]
    public async Task Answer_IsForEverybody_OrForTheRecipient(string at, string answer, MailResult result, string detail)
    {
        await using var server = new ScriptedSmtp(null, said => said == at || (at.Length == 4 && Is(said, at)) ? answer : Answer(said));
        var (outcome, _) = await SendAsync(server, new MailSettings { Smtp = $"smtp://127.0.0.1:{server.Port}" });
        Assert.Equal(new MailOutcome(result, detail), outcome);
    }

    [Theory]
    [InlineData("454 4.7.0 try again", MailResult.Throttled)]
    [InlineData("432 4.3.2 too many connections", MailResult.Throttled)]
    [InlineData("535 5.7.3 wrong", MailResult.Unavailable)]
    public async Task Answer_ToTheSignIn_IsForEverybody(string answer, MailResult result)
    {
        var (authority, certificate) = ScriptedSmtp.Certify("localhost");
        await using var server = new ScriptedSmtp(certificate, said =>
            Is(said, "EHLO") ? "250-localhost\r\n250 AUTH PLAIN" : Is(said, "AUTH") ? answer : Answer(said));
        var settings = Secure(server, authority.ExportCertificatePem());
        (settings.UserName, settings.Password) = ("scorecards", "secret");
        var (outcome, begun) = await SendAsync(server, settings);
        Assert.Equal((result, false), (outcome.Result, begun));
        Assert.Contains(answer[4..], outcome.Detail, StringComparison.Ordinal);
    }

    static async Task<(MailOutcome Outcome, bool IsBegun)> SendAsync(ScriptedSmtp server, MailSettings settings, bool stopWhenSilent = false)
    {
        await using var transport = new SmtpTransport(Options.Create(settings));
        using var message = Message();
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var begun = false;
        var sending = transport.SendAsync(message, "x", _ => Task.FromResult(begun = true), stop.Token);
        if (stopWhenSilent)
        {
            await server.Silent.Task.WaitAsync(stop.Token);
            await stop.CancelAsync();
        }

        return (await sending, begun);
    }

    static MailSettings Secure(ScriptedSmtp server, string? authority = null) =>
        new() { Smtp = $"smtps://localhost:{server.Port}", CertificateAuthority = authority };

    static MimeMessage Message() => new()
    {
        From = { MailboxAddress.Parse("scorecards@example.org") },
        To = { MailboxAddress.Parse("director@example.org") },
        Body = new TextPart { Text = "Hello" },
    };

    /// <summary>As a server that takes everything.</summary>
    static string? Answer(string said) => said switch
    {
        "" => "220 localhost",
        "DATA" => "354 go on",
        "." => "250 accepted",
        _ when Commands.Any(command => Is(said, command)) => "250 ok",
        _ => null,
    };

    static bool Is(string said, string command) => said.StartsWith(command, StringComparison.Ordinal);
}
