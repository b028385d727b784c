using Microsoft.Extensions.Options;
using Scorecards.Application;
using Scorecards.Application.MonthEnd;

namespace ScorecardFunctions.Options;

[OptionsValidator]
public sealed partial class SettingsValidator :
    IValidateOptions<ScheduleSettings>, IValidateOptions<MonthEndSettings>, IValidateOptions<MailSettings>, IValidateOptions<SuppressionSettings>,
    IValidateOptions<Retention>, IValidateOptions<PageSettings>, IValidateOptions<LimitSettings>;
