using MimeKit;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>Hands mail over to a server, or to what takes its place.</summary>
public interface IMailTransport : IAsyncDisposable
{
    /// <param name="message">To one recipient.</param>
    /// <param name="name">Stable for the message, usable as a blob's name.</param>
    /// <param name="begin">
    /// Asked once, when all is ready and before anything may be accepted. When it says no, nothing is sent and the outcome is
    /// <see cref="MailResult.NotTried"/>. A sender that is cut off before it has sent nothing.
    /// </param>
    /// <param name="ct">Cancels. Thrown after <paramref name="begin"/> it leaves open whether the mail was accepted.</param>
    Task<MailOutcome> SendAsync(MimeMessage message, string name, Func<CancellationToken, Task<bool>> begin, CancellationToken ct);
}
