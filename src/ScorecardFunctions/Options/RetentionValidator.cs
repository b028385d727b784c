using Microsoft.Extensions.Options;
using Scorecards.Application;

namespace ScorecardFunctions.Options;

[OptionsValidator]
public sealed partial class RetentionValidator : IValidateOptions<Retention>;
