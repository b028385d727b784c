using System.Net.Mail;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Who receives a scorecard's mail. No figure depends on it.</summary>
public sealed class RecipientKind() : KeyedKind<Recipient>("recipient", ["email", "scorecard", "audience"], ["name", "from", "until", "month_end"])
{
    /// <summary>Of a path in SMTP (RFC 5321, 4.5.3.1.3), without its angle brackets.</summary>
    const int LongestAddress = 254;

    protected override string Key(Recipient item) => $"{item.Email}, {item.Scorecard}";

    private protected override Recipient? Parse(Row row, ExtractFile file)
    {
        var email = row.Required(row.Column("email"), LongestAddress);
        if (email != "" && !IsAddress(email))
        {
            row.Refuse(
                row.Column("email"),
                "is not an e-mail address. Write it as name@council.gov.uk, without a display name, quotation marks or brackets");
        }

        // Blank: every scorecard.
        var scorecard = FindScorecard(row, file, Reasons.NoScorecard);
        var recipient = new Recipient
        {
            Email = email,
            Scorecard = scorecard?.Id ?? "",
            Name = row.Text(row.Column("name")),
            From = row.Date(row.Column("from")),
            Until = row.Date(row.Column("until")),
            GetsMonthEnd = row.YesOrNo(row.Column("month_end")) != false,
            Audience = AudienceNames.Read(row.OneOf(row.Column("audience"), AudienceNames.All)),
        };
        if (recipient is { GetsMonthEnd: false, IsDataTeam: false } && !row.IsRefused)
        {
            row.Refuse(
                row.Column("month_end"),
                "would leave this recipient without any mail: only the data team gets notices. Write yes, set until, or write data-team as audience");
        }

        RefuseBackwards(row, "from", recipient.From, "until", recipient.Until);
        return row.IsRefused ? null : recipient;
    }

    /// <summary>What is in quotation marks or brackets may be anything, and no council's address has them.</summary>
    static bool IsAddress(string email) =>
        !email.AsSpan().ContainsAny('"', '[') && MailAddress.TryCreate(email, out var address) && address.Address == email
        && address.Host.Contains('.');
}
