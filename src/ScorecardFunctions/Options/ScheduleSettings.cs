using System.ComponentModel.DataAnnotations;

namespace ScorecardFunctions.Options;

/// <summary>Top-level settings. The host reads the schedules itself and silently disables a timer whose schedule is wrong, so the app checks them.</summary>
public sealed class ScheduleSettings : IValidatableObject
{
    const int Fields = 6;

    /// <summary>When to look for month-end mail that is due, as six NCRONTAB fields in UTC; hourly in production.</summary>
    [Required]
    public string? MonthEndSchedule { get; set; }

    /// <summary>When to pick up unfinished work, as six NCRONTAB fields in UTC; hourly in production.</summary>
    [Required]
    public string? SweepSchedule { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        from setting in new[] { (Name: nameof(MonthEndSchedule), Text: MonthEndSchedule), (Name: nameof(SweepSchedule), Text: SweepSchedule) }
        where setting.Text is { Length: > 0 } text && !IsSchedule(text)
        select new ValidationResult(
            $"{setting.Name} is not a schedule: write six NCRONTAB fields, seconds first, such as 0 0 * * * * for every hour.", [setting.Name]);

    /// <summary>The six fields may have digits, names of days and months, and * , - /.</summary>
    static bool IsSchedule(string text) =>
        text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is { Length: Fields } fields
        && fields.All(field => field.All(c => char.IsAsciiLetterOrDigit(c) || c is '*' or ',' or '-' or '/'));
}
