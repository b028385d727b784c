using Microsoft.Extensions.Options;
using ScorecardFunctions.Options;
using Scorecards.Application;
using Scorecards.Application.MonthEnd;
using Scorecards.Application.Records;

namespace ScorecardFunctions.Registration;

/// <summary>The settings; a wrong one stops the start with a sentence that names it.</summary>
static class SettingsRegistration
{
    public static IServiceCollection AddSettings(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ScheduleSettings>().Bind(configuration).ValidateOnStart();
        services.AddOptions<MonthEndSettings>().Bind(configuration.GetSection("MonthEnd")).ValidateOnStart();
        services.AddOptions<MailSettings>().Bind(configuration.GetSection("Mail")).ValidateOnStart();
        services.AddOptions<SuppressionSettings>().Bind(configuration.GetSection("Suppression")).ValidateOnStart();
        services.AddOptions<Retention>().Bind(configuration.GetSection("Retention")).ValidateOnStart();
        services.AddOptions<PageSettings>().Bind(configuration.GetSection("Pages")).ValidateOnStart();
        services.AddOptions<LimitSettings>().Configure(limits => limits.Read(configuration.GetSection("Limits"))).ValidateOnStart();
        services.AddOptions<RecordSettings>().Bind(configuration.GetSection("Records")).ValidateDataAnnotations().ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<ScheduleSettings>, SettingsValidator>()
            .AddSingleton<IValidateOptions<MonthEndSettings>, SettingsValidator>()
            .AddSingleton<IValidateOptions<MailSettings>, SettingsValidator>()
            .AddSingleton<IValidateOptions<SuppressionSettings>, SettingsValidator>()
            .AddSingleton<IValidateOptions<Retention>, SettingsValidator>()
            .AddSingleton<IValidateOptions<PageSettings>, SettingsValidator>()
            .AddSingleton<IValidateOptions<LimitSettings>, SettingsValidator>()
            .AddSingleton(provider => provider.GetRequiredService<IOptions<LimitSettings>>().Value.Limits)
            .AddSingleton(provider => provider.GetRequiredService<IOptions<Retention>>().Value);
    }
}
