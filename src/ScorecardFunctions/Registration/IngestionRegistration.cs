using Scorecards.Application.Ingestion;

namespace ScorecardFunctions.Registration;

/// <summary>What takes in uploads.</summary>
static class IngestionRegistration
{
    public static IServiceCollection AddIngestion(this IServiceCollection services) => services
        .AddSingleton<ExtractReading>()
        .AddSingleton<ExtractReceipts>()
        .AddSingleton<UploadWarnings>()
        .AddSingleton<UploadOutcomes>()
        .AddSingleton<FollowUp>()
        .AddSingleton<UploadWithdrawals>()
        .AddSingleton<ExtractIngestion>()
        .AddSingleton<UploadReader>();
}
