using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Scorecards.Domain;

namespace ScorecardFunctions;

/// <summary>Top-level settings. The host reads the schedules itself and silently disables a timer without one, so they are checked here.</summary>
public sealed class ScheduleSettings
{
    /// <summary>When to look for month-end mail that is due, as six NCrontab fields in UTC; hourly in production.</summary>
    [Required]
    public string? MonthEndSchedule { get; set; }

    /// <summary>When to take up work that was left standing, as six NCrontab fields in UTC; hourly in production.</summary>
    [Required]
    public string? SweepSchedule { get; set; }
}

/// <summary>The section <c>MonthEnd</c>: when a month is mailed, for every scorecard that no dropped timetable is for.</summary>
public sealed class MonthEndSettings : IValidatableObject
{
    /// <summary>The working day after month end, counted from 1, on which a complete month is mailed.</summary>
    [Range(1, Timetable.LastWorkingDay)]
    public int WorkingDay { get; set; } = 8;

    /// <summary>From this hour on, in London's local time.</summary>
    [Range(0, 23)]
    public int Hour { get; set; } = 7;

    /// <summary>The working day on which a month is mailed whatever is missing; unset = two after <see cref="WorkingDay"/>.</summary>
    public int? Deadline { get; set; }

    /// <summary>Whether a complete month is mailed before its working day.</summary>
    public bool IsEarly { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Deadline < WorkingDay || Deadline > WorkingDay + Timetable.LongestWait)
        {
            yield return new ValidationResult($"MonthEnd:Deadline must be from {WorkingDay} to {WorkingDay + Timetable.LongestWait}, on or after MonthEnd:WorkingDay.", [nameof(Deadline)]);
        }
    }
}

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

    /// <summary>The sender's address.</summary>
    [Required]
    public string? From { get; set; }

    /// <summary>Who answers for the mail: replies and requests to get it no more go there; unset = mail says neither.</summary>
    [EmailAddress]
    public string? Owner { get; set; }

    /// <summary>The address of this site, for links in mail; unset = mail has none.</summary>
    [Url]
    public string? Site { get; set; }

    /// <summary>The domains of the council's own addresses, separated by semicolons; recipients elsewhere get mail without small numbers. Unset = everybody is inside.</summary>
    public string? Inside { get; set; }

    /// <summary>The small numbers that recipients outside are not given: 5 or 10.</summary>
    [AllowedValues(5, 10)]
    public int OutsideThreshold { get; set; } = 5;

    /// <summary>Mail is written into the container outbox, below dry-run; nothing is sent, issued or recorded as delivered.</summary>
    public bool DryRun { get; set; }

    public bool IsOutside(string email) => Inside is { Length: > 0 } inside
        && !inside.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Contains(email[(email.LastIndexOf('@') + 1)..], StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Smtp is { Length: > 0 } && Notify.ApiKey is { Length: > 0 })
        {
            yield return new ValidationResult("Set either Mail:Smtp or Mail:Notify:ApiKey, not both.", [nameof(Smtp)]);
        }
    }
}

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

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        // No message may hold the key.
        if (ApiKey is { Length: > 0 } != Template is { Length: > 0 })
        {
            yield return new ValidationResult("Set both Mail:Notify:ApiKey and Mail:Notify:Template, or neither.", [nameof(ApiKey)]);
        }

        if (ApiKey is { Length: > 0 } key && !(key.Length > 73 && !key.Contains(' ') && Guid.TryParse(key[^73..^37], out _) && Guid.TryParse(key[^36..], out _)))
        {
            yield return new ValidationResult("Mail:Notify:ApiKey is no API key of GOV.UK Notify; a key vault's reference that could not be read looks so too.", [nameof(ApiKey)]);
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

/// <summary>The section <c>Suppression</c>: the small numbers that callers of the data routes are not given. Pages are for staff and are not touched.</summary>
public sealed class SuppressionSettings : IValidatableObject
{
    /// <summary>0 = none are taken out; else 5 or 10.</summary>
    [AllowedValues(0, 5, 10)]
    public int Threshold { get; set; }

    /// <summary>Whether the threshold itself is small.</summary>
    public bool IsInclusive { get; set; } = true;

    /// <summary>The threshold of single callers, by the SHA-256 of their function key in hexadecimal digits.</summary>
    public Dictionary<string, int> Keys { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from key in Keys
        where key.Value is not (0 or 5 or 10) || key.Key.Length != 64 || !key.Key.All(char.IsAsciiHexDigit)
        select new ValidationResult($"Suppression:Keys:{key.Key} must be 0, 5 or 10 under the 64 hexadecimal digits of a key's SHA-256.", [nameof(Keys)]);
}

[OptionsValidator]
public sealed partial class ScheduleSettingsValidator : IValidateOptions<ScheduleSettings>;

[OptionsValidator]
public sealed partial class MonthEndSettingsValidator : IValidateOptions<MonthEndSettings>;

[OptionsValidator]
public sealed partial class MailSettingsValidator : IValidateOptions<MailSettings>;

[OptionsValidator]
public sealed partial class SuppressionSettingsValidator : IValidateOptions<SuppressionSettings>;
