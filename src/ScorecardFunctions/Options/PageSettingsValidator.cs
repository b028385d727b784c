using Microsoft.Extensions.Options;

namespace ScorecardFunctions.Options;

[OptionsValidator]
public sealed partial class PageSettingsValidator : IValidateOptions<PageSettings>;
