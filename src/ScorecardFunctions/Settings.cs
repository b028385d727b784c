using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Scorecards.Application;
using Scorecards.Application.MonthEnd;

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

[OptionsValidator]
public sealed partial class ScheduleSettingsValidator : IValidateOptions<ScheduleSettings>;

[OptionsValidator]
public sealed partial class MonthEndSettingsValidator : IValidateOptions<MonthEndSettings>;

[OptionsValidator]
public sealed partial class MailSettingsValidator : IValidateOptions<MailSettings>;

[OptionsValidator]
public sealed partial class SuppressionSettingsValidator : IValidateOptions<SuppressionSettings>;
