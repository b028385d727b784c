namespace Scorecards.Storage;

/// <summary>
/// Everything that the app keeps, to be given away whole. One row and one blob at a time, so that memory does not grow with what is kept.
/// </summary>
public sealed class StorageContents(IStorage storage)
{
    /// <summary>
    /// The containers whose files go with the tables. The archive has accepted records of children as they were uploaded; what is made of these, the
    /// containers of facts and lists, stays.
    /// </summary>
    public static IReadOnlyList<string> Containers { get; } = [StorageNames.Archive, StorageNames.Backups, StorageNames.Receipts];

    /// <summary>The rows of a table by their keys. Decimals are text, as they are kept.</summary>
    public IAsyncEnumerable<IReadOnlyList<KeyValuePair<string, object>>> RowsAsync(string table, CancellationToken ct) =>
        storage.Table(table).QueryAsync(default, null, null, ct)
            .Select(row => (IReadOnlyList<KeyValuePair<string, object>>)[.. row.Where(property =>
                property.Key != "odata.etag" && property.Value is not null)]);

    public IAsyncEnumerable<string> BlobsAsync(string container, CancellationToken ct) =>
        storage.Container(container).ListAsync("", ct).Select(blob => blob.Name);

    /// <returns>False: it is gone.</returns>
    public async Task<bool> CopyAsync(string container, string blob, Stream output, CancellationToken ct)
    {
        if (await storage.Container(container).OpenAsync(blob, null, ct) is not { } open)
        {
            return false;
        }

        await using var content = open.Content;
        await content.CopyToAsync(output, ct);
        return true;
    }
}
