using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Scorecards.Application.MonthEnd;

/// <summary>Says in words why a mail server could not be used.</summary>
static class SmtpFailure
{
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
