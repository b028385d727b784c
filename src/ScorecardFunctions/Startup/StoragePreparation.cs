using Azure;
using Scorecards.Application.Records;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace ScorecardFunctions.Startup;

/// <summary>
/// Makes what is missing in the storage account, where <c>Storage:CreateMissing</c> says so: before the first request on an account that this
/// machine has not met, so that uploads work as soon as the app runs; else some time after the start, since loading the storage
/// clients takes half a second that the first request would have to wait for. Deletes what a killed process left in the temporary folder.
/// </summary>
sealed partial class StoragePreparation(IServiceProvider services, IConfiguration configuration, ILogger<StoragePreparation> log) : BackgroundService
{
    static readonly TimeSpan FirstRequestFirst = TimeSpan.FromMilliseconds(500);

    readonly string met = Path.Combine(
        Path.GetTempPath(),
        "scorecardfunctions",
        Keys.Hash(configuration["AzureWebJobsStorage"] ?? "", configuration["AzureWebJobsStorage:tableServiceUri"] ?? ""));

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue("Storage:CreateMissing", false) && !File.Exists(met))
        {
            await PrepareAsync();
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstRequestFirst, stoppingToken);
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
            Directory.CreateDirectory(Path.GetDirectoryName(met)!);
            await File.WriteAllTextAsync(met, "");
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
