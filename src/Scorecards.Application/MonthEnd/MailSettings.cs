using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using MimeKit;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>The section <c>Mail</c>. Without Smtp and Notify mail is written into the container outbox.</summary>
public sealed class MailSettings : IValidatableObject
{
    /// <summary>smtp://host:port (STARTTLS where the server has it) or smtps://host:port.</summary>
    public string? Smtp { get; set; }

    /// <summary>In place of Smtp.</summary>
    [ValidateObjectMembers]
    public NotifySettings Notify { get; } = new();

    public string? UserName { get; set; }

    public string? Password { get; set; }

    /// <summary>
    /// A certificate authority that the mail server's certificate may be of: PEM, or the path of a PEM file. Unset = those that the machine trusts.
    /// </summary>
    public string? CertificateAuthority { get; set; }

    /// <summary>The sender's address.</summary>
    [Required]
    public string? From { get; set; }

    /// <summary>Where replies and requests to unsubscribe are sent; unset = mail names no address for them.</summary>
    [EmailAddress]
    public string? Owner { get; set; }

    /// <summary>The address of this site, for links in mail; unset = mail has none.</summary>
    [Url]
    public string? Site { get; set; }

    /// <summary>
    /// The domains of the council's own addresses, separated by semicolons; recipients elsewhere get mail without small numbers. Unset = every
    /// recipient is inside.
    /// </summary>
    public string? Inside { get; set; }

    /// <summary>The small numbers that are withheld from recipients outside: 5 or 10. The others are rounded as for data answers.</summary>
    [AllowedValues(5, 10)]
    public int OutsideThreshold { get; set; } = 5;

    /// <summary>Mails and notices that may be accepted in any one hour; the others wait for a later tick. 0 = any number.</summary>
    [Range(0, int.MaxValue)]
    public int MostPerHour { get; set; }

    /// <summary>Mail is written into the container outbox, below dry-run; nothing is sent, issued or recorded as delivered.</summary>
    public bool DryRun { get; set; }

    /// <summary>The first month that is mailed, such as <c>2012-06</c>; unset = every month is mailed.</summary>
    public string? StartMonth { get; set; }

    /// <inheritdoc cref="StartMonth"/>
    public Month? FirstMonth => StartMonth is { Length: > 0 } text && Month.TryParse(text, out var month) ? month : null;

    /// <summary>Of <see cref="CertificateAuthority"/>, none where it is unset; null: it holds no certificate.</summary>
    public X509Certificate2Collection? Authorities
    {
        get
        {
            X509Certificate2Collection found = [];
            try
            {
                if (CertificateAuthority is { Length: > 0 } pem)
                {
                    found.ImportFromPem(pem.Contains("-----BEGIN", StringComparison.Ordinal) ? pem : File.ReadAllText(pem));
                }
            }
            catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
            {
                return null;
            }

            return found.Count > 0 || string.IsNullOrEmpty(CertificateAuthority) ? found : null;
        }
    }

    public bool IsOutside(string email) => Inside is { Length: > 0 } inside
        && !inside.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Contains(email[(email.LastIndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Smtp is { Length: > 0 } && Notify.IsUsed)
        {
            yield return new ValidationResult("Set either Mail:Smtp or Mail:Notify:ApiKey, not both.", [nameof(Smtp)]);
        }

        if (Smtp is { Length: > 0 } && SmtpServer is null)
        {
            yield return new ValidationResult(
                "Mail:Smtp must be the address of a mail server: write host, host:port, smtp://host:port or smtps://host:port.", [nameof(Smtp)]);
        }

        if (Authorities is null)
        {
            yield return new ValidationResult(
                "Mail:CertificateAuthority must be a certificate in PEM, from -----BEGIN CERTIFICATE----- on, or the path of a file with one.",
                [nameof(CertificateAuthority)]);
        }

        if (StartMonth is { Length: > 0 } && FirstMonth is null)
        {
            yield return new ValidationResult($"Mail:StartMonth must be a month such as 2012-06, not '{StartMonth}'.", [nameof(StartMonth)]);
        }

        if (From is { Length: > 0 } && !(MailboxAddress.TryParse(From, out var sender) && sender.Address.Contains('@')))
        {
            yield return new ValidationResult("Mail:From must be an email address, such as scorecards@council.example.", [nameof(From)]);
        }
    }

    /// <summary>The mail server's address: scheme smtp or smtps, smtp where <see cref="Smtp"/> has none. Null: there is none, or it cannot be
    /// read.</summary>
    public Uri? SmtpServer => Uri.TryCreate(
        Smtp?.Contains("://", StringComparison.Ordinal) == false ? $"smtp://{Smtp}" : Smtp, UriKind.Absolute, out var server)
        && server is { Scheme: "smtp" or "smtps", Host.Length: > 0 } ? server : null;
}
