using Azure.Core;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace LocalFunctionsHost;

/// <summary>
/// The storage that a trigger's connection names, as on Azure: a setting with a connection string, or a section with <c>blobServiceUri</c> and
/// <c>queueServiceUri</c> and an identity (<c>clientId</c> for a user-assigned one).
/// </summary>
static class StorageAccount
{
    /// <summary>Whether a connection string is set, or the addresses are.</summary>
    public static bool IsSet(IConfiguration settings, string connection) =>
        settings[connection] is { Length: > 0 }
            || (settings[$"{connection}:blobServiceUri"] is { Length: > 0 } && settings[$"{connection}:queueServiceUri"] is { Length: > 0 });

    public static BlobServiceClient Blobs(IConfiguration settings, string connection) =>
        settings[connection] is { Length: > 0 } text
            ? new(text)
            : new(Address(settings, connection, "blobServiceUri"), Credential(settings, connection));

    /// <summary>The listeners decode the messages themselves: one that is not Base64 is that message's failure, not the batch's.</summary>
    public static QueueServiceClient Queues(IConfiguration settings, string connection)
    {
        var options = new QueueClientOptions { MessageEncoding = QueueMessageEncoding.None };
        return settings[connection] is { Length: > 0 } text
            ? new(text, options)
            : new(Address(settings, connection, "queueServiceUri"), Credential(settings, connection), options);
    }

    static Uri Address(IConfiguration settings, string connection, string name) => new(settings[$"{connection}:{name}"]!);

    static TokenCredential Credential(IConfiguration settings, string connection) => settings[$"{connection}:clientId"] is { Length: > 0 } clientId
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
        : new DefaultAzureCredential();
}
