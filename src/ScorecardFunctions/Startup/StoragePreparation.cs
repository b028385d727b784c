using Azure;
using Scorecards.Application.Records;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace ScorecardFunctions.Startup;

/// <summary>
/// Makes what is missing in the storage account before the app takes requests, where <c>Storage:CreateMissing</c> says so: what is uploaded as soon
/// as it runs needs its container. Some time after the start, which nobody waits for, it deletes what a killed process left in the temporary folder
/// and reads the built-in catalogue.
/// </summary>
sealed partial class StoragePreparation(IServiceProvider services, IConfiguration configuration, ILogger<StoragePreparation> log) : BackgroundService
{
    static readonly TimeSpan FirstRequestFirst = TimeSpan.FromMilliseconds(500);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue("Storage:CreateMissing", false))
        {
            await PrepareAsync();
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstRequestFirst, stoppingToken);

        // Loading the storage clients takes half a second, which the first request would have to wait for.
        await PrepareAsync();

        // A folder in use is written to more often.
        RecordFolder.DeleteLeft(DateTime.UtcNow.AddDays(-1));

        // The first upload need not wait for it.
        await BuiltInCatalogue.ReadAsync(stoppingToken);
    }

    async Task PrepareAsync()
    {
        try
        {
            await services.GetRequiredService<ScorecardStorage>().ReadyAsync();
        }
        catch (Exception e) when (e is RequestFailedException or AggregateException)
        {
            // A storage that does not answer now must not end the app: each request tries again.
            LogNotReady(e.GetType().Name);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Storage is not ready. Error: {Error}.")]
    partial void LogNotReady(string error);
}
