using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>What it means that a mail server does not take a mail, and in words why it could not be used.</summary>
static class SmtpFailure
{
    /// <summary>
    /// 4xx is for now, 5xx for ever (RFC 5321, 4.2.1). That of 4xx which is for everybody: 421, whatever its status is of the system or of policy
    /// (4.3.x, 4.7.x; RFC 3463, 3.4 and 3.8), and 450, 451 and 452 unless the status is of the recipient's address or mailbox (4.1.x, 4.2.x).
    /// </summary>
    public static MailResult Read(SmtpCommandException answer) => ((int)answer.StatusCode, FindSubject(answer.Message)) switch
    {
        ( >= 500, _) => MailResult.Refused,
        (421, _) or (_, '3' or '7') => MailResult.Throttled,
        (450 or 451 or 452, not ('1' or '2')) => MailResult.Throttled,
        _ => MailResult.PutOff,
    };

    /// <summary>The second number of the enhanced status that the words begin with; null: they begin with none.</summary>
    static char? FindSubject(string said) => said is ['4', '.', var subject, '.', ..] ? subject : null;

    /// <param name="e">That was thrown before the server could have accepted a mail.</param>
    /// <param name="untrusted">Why its certificate was refused; null = it was not.</param>
    public static string Describe(Exception e, string host, string? untrusted) => e switch
    {
        OperationCanceledException => "the app was stopped before the mail was handed over",
        SslHandshakeException when untrusted is not null => $"the TLS certificate of {host} is refused: {untrusted}",
        SslHandshakeException => $"no TLS connection to {host}: check the scheme (smtp or smtps) and the port",
        AuthenticationException => $"{host} does not accept the user name and password: {e.Message}",
        NotSupportedException => $"{host} does not offer what a user name and password need: {e.Message}",
        SocketException socket => $"no connection to {host}: {Describe(socket.SocketErrorCode)}",
        TimeoutException => $"{host} does not answer in time",
        SmtpCommandException command => $"{host} does not take mail: {(int)command.StatusCode} {e.Message}",
        SmtpProtocolException or IOException => $"{host} closed the connection or does not speak SMTP",
        _ => $"no connection to {host}: {e.GetType().Name}",
    };

    static string Describe(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "it is refused. Check the port, and whether a firewall is between",
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData => "its name is not known. Check Mail:Smtp",
        SocketError.TimedOut or SocketError.NetworkUnreachable or SocketError.HostUnreachable => "it cannot be reached",
        _ => $"{error}",
    };
}
