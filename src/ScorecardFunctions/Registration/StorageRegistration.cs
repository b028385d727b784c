using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Scorecards.Storage;

namespace ScorecardFunctions.Registration;

/// <summary>The storage account: its tables, queues and containers.</summary>
static class StorageRegistration
{
    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(_ => Connect(configuration))
        .AddSingleton<IStorage>(provider => provider.GetRequiredService<ScorecardStorage>())
        .AddSingleton<Func<Guid>>(Guid.NewGuid)
        .AddSingleton<ConditionalWrite>()
        .AddSingleton<Attempts>()
        .AddSingleton<Journal>()
        .AddSingleton<UploadTable>()
        .AddSingleton<MeasureTable>()
        .AddSingleton<CatalogueTable>()
        .AddSingleton<FactFiles>()
        .AddSingleton<ListFiles>()
        .AddSingleton<ResultTable>()
        .AddSingleton<ResultReader>()
        .AddSingleton<DeliveryTable>()
        .AddSingleton<CalculationQueue>()
        .AddSingleton<Inbox>()
        .AddSingleton<Archive>()
        .AddSingleton<ReceiptFiles>()
        .AddSingleton<Outbox>()
        .AddSingleton<Backups>()
        .AddSingleton<SeenNumbers>()
        .AddSingleton<StorageContents>();

    /// <summary>
    /// <c>AzureWebJobsStorage</c> as a connection string, or, as the Functions host has it, <c>AzureWebJobsStorage:blobServiceUri</c>,
    /// <c>queueServiceUri</c> and <c>tableServiceUri</c> with an identity (<c>clientId</c> for a user-assigned one).
    /// </summary>
    static ScorecardStorage Connect(IConfiguration configuration)
    {
        var section = configuration.GetSection("AzureWebJobsStorage");
        var createMissing = configuration.GetValue("Storage:CreateMissing", false);
        var queueOptions = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 };
        if (section.Value is { Length: > 0 } connection)
        {
            return new ScorecardStorage(
                new BlobServiceClient(connection),
                new QueueServiceClient(connection, queueOptions),
                new TableServiceClient(connection),
                createMissing);
        }

        var credential = AppIdentity.Find(configuration);
        return new ScorecardStorage(
            new BlobServiceClient(Address("blobServiceUri"), credential),
            new QueueServiceClient(Address("queueServiceUri"), credential, queueOptions),
            new TableServiceClient(Address("tableServiceUri"), credential),
            createMissing);

        Uri Address(string name) => section[name] is { Length: > 0 } uri
            ? new Uri(uri)
            : throw new InvalidOperationException(
                $"Set AzureWebJobsStorage to a connection string, or AzureWebJobsStorage__{name} to the service's address.");
    }
}
