using System.ComponentModel.DataAnnotations;
using NCrontab;

namespace Scorecards.Application;

/// <summary>
/// Top-level settings. The host reads the schedules itself and silently disables a timer whose schedule is wrong, so the app checks them, with the
/// library that the host uses.
/// </summary>
public sealed class ScheduleSettings : IValidatableObject
{
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

    static bool IsSchedule(string text) => CrontabSchedule.TryParse(text, new() { IncludingSeconds = true }) is not null;
}
