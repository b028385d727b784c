using Scorecards.Application.Calculation;
using Scorecards.Application.Counting;
using Scorecards.Application.Ingestion;
using Scorecards.Application.Records;

namespace ScorecardFunctions.Registration;

/// <summary>What takes in uploads and calculates their months.</summary>
static class IngestionRegistration
{
    public static IServiceCollection AddIngestion(this IServiceCollection services) => services
        .AddSingleton<CheckedRecords>()
        .AddSingleton<RecordTables>()
        .AddSingleton<ExtractReading>()
        .AddSingleton<ExtractReceipts>()
        .AddSingleton<UploadWarnings>()
        .AddSingleton<UploadOutcomes>()
        .AddSingleton<FollowUp>()
        .AddSingleton<UploadWithdrawals>()
        .AddSingleton<ExtractIngestion>()
        .AddSingleton<MadeExtracts>()
        .AddSingleton<ScorecardMaking>()
        .AddSingleton<CountsInForce>()
        .AddSingleton<RecordCounting>()
        .AddSingleton<UploadReader>()
        .AddSingleton<CatalogueReader>()
        .AddSingleton<MonthCalculator>()
        .AddSingleton<Precedence>()
        .AddSingleton<MonthReader>()
        .AddSingleton<CommentaryReader>();
}
