using Azure.Core;
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
        .AddSingleton<SeenNumbers>();

    /// <summary>
    /// <c>AzureWebJobsStorage</c> as a connection string, or, as the Functions host has it, <c>AzureWebJobsStorage:blobServiceUri</c>,
    /// <c>queueServiceUri</c> and <c>tableServiceUri</c> with an identity (<c>clientId</c> for a user-assigned one).
    /// </summary>
    static ScorecardStorage Connect(IConfiguration configuration)
    {
        var section = configuration.GetSection("AzureWebJobsStorage");
        var createMissing = configuration.GetValue("Storage:CreateMissing", false);
        var (blobs, tables) = (WithRetries(new BlobClientOptions()), WithRetries(new TableClientOptions()));
        var queues = WithRetries(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        if (section.Value is { Length: > 0 } connection)
        {
            return new ScorecardStorage(
                new BlobServiceClient(connection, blobs),
                new QueueServiceClient(connection, queues),
                new TableServiceClient(connection, tables),
                createMissing);
        }

        var credential = AppIdentity.Find(configuration);
        return new ScorecardStorage(
            new BlobServiceClient(Address("blobServiceUri"), credential, blobs),
            new QueueServiceClient(Address("queueServiceUri"), credential, queues),
            new TableServiceClient(Address("tableServiceUri"), credential, tables),
            createMissing);

        Uri Address(string name) => section[name] is { Length: > 0 } uri
            ? new Uri(uri)
            : throw new InvalidOperationException(
                $"Set AzureWebJobsStorage to a connection string, or AzureWebJobsStorage__{name} to the service's address.");
    }

    /// <summary>
    /// How often a request that failed or got no answer is sent again: up to four times, after some 0.4, 0.8, 1.6 and 3.2 seconds or when the storage
    /// says (docs/architecture.md, The journal). The storage ends its own work on a request after half a minute. They are said here so that no newer
    /// package changes them.
    /// </summary>
    static T WithRetries<T>(T options)
        where T : ClientOptions
    {
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 4;
        options.Retry.Delay = TimeSpan.FromMilliseconds(400);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(10);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(60);
        return options;
    }
}
