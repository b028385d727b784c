using System.ComponentModel.DataAnnotations;

namespace Scorecards.Application.MonthEnd;

/// <summary>The section <c>Mail:Notify</c>: GOV.UK Notify.</summary>
public sealed class NotifySettings : IValidatableObject
{
    /// <summary>As Notify shows it once: a name, the service's id and the secret, with hyphens between.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The id of the email template with <c>((subject))</c> and <c>((message))</c>.</summary>
    public string? Template { get; set; }

    /// <summary>The id of one of the service's reply-to addresses; unset = its default.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>Where the API is; unset = Notify's own address.</summary>
    public string? Address { get; set; }

    /// <summary>Whether mail is sent by Notify, which takes the text alone.</summary>
    public bool IsUsed => ApiKey is { Length: > 0 };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // No message may hold the key.
        if (IsUsed != Template is { Length: > 0 })
        {
            yield return new ValidationResult("Set both Mail:Notify:ApiKey and Mail:Notify:Template, or neither.", [nameof(ApiKey)]);
        }

        if (ApiKey is { Length: > 0 } key
            && !(key.Length > 73 && !key.Contains(' ') && Guid.TryParse(key[^73..^37], out _) && Guid.TryParse(key[^36..], out _)))
        {
            yield return new ValidationResult(
                "Mail:Notify:ApiKey is no API key of GOV.UK Notify; a key vault's reference that could not be read looks so too.", [nameof(ApiKey)]);
        }

        foreach (var (name, id) in new[] { (nameof(Template), Template), (nameof(ReplyTo), ReplyTo) })
        {
            if (id is { Length: > 0 } && !Guid.TryParse(id, out _))
            {
                yield return new ValidationResult($"Mail:Notify:{name} is no id of GOV.UK Notify.", [name]);
            }
        }

        if (Address is { Length: > 0 } && !(Uri.TryCreate(Address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            yield return new ValidationResult("Mail:Notify:Address must be an http or https address.", [nameof(Address)]);
        }
    }
}
