using MailKit.Net.Smtp;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>What it means that a server does not take a mail: 4xx for now, 5xx for ever (RFC 5321, 4.2.1).</summary>
static class SmtpAnswer
{
    /// <summary>
    /// That of 4xx which is for everybody: 421, whatever its status is of the system or of policy (4.3.x, 4.7.x; RFC 3463, 3.4 and 3.8), and 450, 451
    /// and 452 unless the status is of the recipient's address or mailbox (4.1.x, 4.2.x).
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
}
