using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Scorecards.Faults;

/// <summary>What is left of an account of which all but some containers was lost: other accounts begin with it, as often as is wanted.</summary>
sealed class Remains
{
    readonly List<(string Container, string Name, BinaryData Content, IDictionary<string, string> Metadata)> blobs = [];

    Remains(string id, IReadOnlyDictionary<string, int> dropped) => (Id, Dropped) = (id, dropped);

    /// <summary>Of the trial in which it came to be, which is in its content.</summary>
    public string Id { get; }

    /// <summary>How often each of the trial's paths was uploaded.</summary>
    public IReadOnlyDictionary<string, int> Dropped { get; }

    public static async Task<Remains> OfAsync(Trial trial, IEnumerable<string> containers, CancellationToken ct)
    {
        var remains = new Remains(trial.Id, trial.Dropped);
        foreach (var container in containers)
        {
            var client = trial.Account.Blobs.GetBlobContainerClient(container);
            await foreach (var blob in client.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, ct))
            {
                var content = (await client.GetBlobClient(blob.Name).DownloadContentAsync(ct)).Value.Content;
                remains.blobs.Add((container, blob.Name, content, blob.Metadata));
            }
        }

        return remains;
    }

    public async Task PutAsync(BlobServiceClient account, CancellationToken ct)
    {
        foreach (var container in blobs.Select(b => b.Container).Distinct())
        {
            await account.CreateBlobContainerAsync(container, cancellationToken: ct);
        }

        foreach (var (container, name, content, metadata) in blobs)
        {
            var blob = account.GetBlobContainerClient(container).GetBlobClient(name);
            await blob.UploadAsync(content, new BlobUploadOptions { Metadata = metadata }, ct);
        }
    }
}
