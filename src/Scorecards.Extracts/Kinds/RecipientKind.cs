using System.Net.Mail;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Who receives a scorecard's mail. No figure depends on it.</summary>
public sealed class RecipientKind() : KeyedKind<Recipient>("recipient", ["email", "scorecard", "audience"], ["name", "from", "until"])
{
    /// <summary>Of a path in SMTP (RFC 5321, 4.5.3.1.3), without its angle brackets.</summary>
    const int LongestAddress = 254;

    protected override string Key(Recipient item) => $"{item.Email}, {item.Scorecard}";

    private protected override Recipient? Parse(Row row, ExtractFile file)
    {
        var email = row.Required(row.Column("email"), LongestAddress);
        if (email != "" && !IsAddress(email))
        {
            row.Refuse(row.Column("email"), "is not an e-mail address. Write it as name@council.gov.uk, without a display name");
        }

        var written = row.Required(row.Column("scorecard"));
        var scorecard = file.Names.Scorecard(written);
        if (written != "" && scorecard is null)
        {
            row.RefuseForWant("scorecard", row.Column("scorecard"), Reasons.NoScorecard + file.Names.Suggestion("scorecard", written));
        }

        var recipient = new Recipient
        {
            Email = email,
            Scorecard = scorecard?.Id ?? written,
            Name = row.Text(row.Column("name")),
            From = row.Date(row.Column("from")),
            Until = row.Date(row.Column("until")),
            Audience = AudienceNames.Read(row.OneOf(row.Column("audience"), AudienceNames.All)),
        };
        RefuseBackwards(row, "from", recipient.From, "until", recipient.Until);
        return row.IsRefused ? null : recipient;
    }

    static bool IsAddress(string email) => MailAddress.TryCreate(email, out var address) && address.Address == email && address.Host.Contains('.');
}
