using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;

namespace Scorecards.Faults;

/// <summary>What an account has after a set-up: other accounts begin with it, as often as is wanted.</summary>
sealed class Remains
{
    /// <summary>The host's own notes, and files that the host would take for new ones.</summary>
    static readonly string[] LeftOut = ["azure-webjobs-hosts", "extracts"];

    readonly List<(string Container, string Name, BinaryData Content, IDictionary<string, string> Metadata)> blobs = [];
    readonly List<(string Table, TableEntity Row)> rows = [];

    Remains(string id, IReadOnlyDictionary<string, int> dropped) => (Id, Dropped) = (id, dropped);

    /// <summary>Of the trial in which it came to be, which is in its content.</summary>
    public string Id { get; }

    /// <summary>How often each of the trial's paths was uploaded.</summary>
    public IReadOnlyDictionary<string, int> Dropped { get; }

    /// <param name="trial">After its set-up, with no work left.</param>
    public static async Task<Remains> OfAsync(Trial trial, CancellationToken ct)
    {
        var remains = new Remains(trial.Id, trial.Dropped);
        await foreach (var container in trial.Account.Blobs.GetBlobContainersAsync(cancellationToken: ct))
        {
            var client = trial.Account.Blobs.GetBlobContainerClient(container.Name);
            await foreach (var blob in client.GetBlobsAsync(new GetBlobsOptions { Traits = BlobTraits.Metadata }, ct))
            {
                var content = (await client.GetBlobClient(blob.Name).DownloadContentAsync(ct)).Value.Content;
                remains.blobs.Add((container.Name, blob.Name, content, blob.Metadata));
            }
        }

        remains.blobs.RemoveAll(blob => LeftOut.Contains(blob.Container));
        await foreach (var table in trial.Account.Tables.QueryAsync(cancellationToken: ct))
        {
            await foreach (var row in trial.Account.Tables.GetTableClient(table.Name).QueryAsync<TableEntity>(cancellationToken: ct))
            {
                remains.rows.Add((table.Name, row));
            }
        }

        return remains;
    }

    /// <summary>The same, where all but some containers was lost.</summary>
    public Remains Only(IReadOnlyList<string> containers)
    {
        var left = new Remains(Id, Dropped);
        left.blobs.AddRange(blobs.Where(blob => containers.Contains(blob.Container)));
        return left;
    }

    public async Task PutAsync(Account account, CancellationToken ct)
    {
        foreach (var container in blobs.Select(b => b.Container).Distinct())
        {
            await account.Blobs.CreateBlobContainerAsync(container, cancellationToken: ct);
        }

        foreach (var (container, name, content, metadata) in blobs)
        {
            var blob = account.Blobs.GetBlobContainerClient(container).GetBlobClient(name);
            await blob.UploadAsync(content, new BlobUploadOptions { Metadata = metadata }, ct);
        }

        foreach (var table in rows.GroupBy(r => r.Table))
        {
            await account.Tables.CreateTableAsync(table.Key, ct);
            foreach (var (_, row) in table)
            {
                await account.Tables.GetTableClient(table.Key).AddEntityAsync(row, ct);
            }
        }
    }
}
