using Microsoft.Extensions.Options;
using Scorecards.Application.MonthEnd;

namespace ScorecardFunctions.Registration;

static class MonthEndRegistration
{
    public static IServiceCollection AddMonthEnd(this IServiceCollection services)
    {
        services
            .AddSingleton<MonthReports>()
            .AddSingleton<MonthEndPlanning>()
            .AddSingleton<MonthEndIssue>()
            .AddSingleton<MonthEndMessages>()
            .AddSingleton<MailDispatch>()
            .AddSingleton<MailSending>()
            .AddSingleton<NoticeSending>()
            .AddSingleton<MailRound>()
            .AddSingleton<MonthEndMailing>()
            .AddSingleton<MonthEndPreview>()
            .AddSingleton<DeliveryOperations>();

        // The caller disposes what it makes: the provider would keep it until the app ends.
        return services.AddSingleton<Func<IMailTransport>>(provider => () => provider.GetRequiredService<IOptions<MailSettings>>().Value switch
        {
            { Smtp.Length: > 0 } => ActivatorUtilities.CreateInstance<SmtpTransport>(provider),
            { Notify.IsUsed: true } => ActivatorUtilities.CreateInstance<NotifyTransport>(provider),
            _ => ActivatorUtilities.CreateInstance<OutboxTransport>(provider),
        });
    }
}
