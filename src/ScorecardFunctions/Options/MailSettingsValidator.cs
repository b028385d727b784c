using Microsoft.Extensions.Options;
using Scorecards.Application.MonthEnd;

namespace ScorecardFunctions.Options;

[OptionsValidator]
public sealed partial class MailSettingsValidator : IValidateOptions<MailSettings>;
