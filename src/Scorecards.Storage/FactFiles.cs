namespace Scorecards.Storage;

/// <summary>
/// The container <c>facts</c>: the accepted rows of record-level extracts as Parquet, a file for each table or part of a return
/// that an attempt wrote. Written before the entry that makes them count, like every row; never served.
/// </summary>
public sealed class FactFiles(IStorage storage)
{
    readonly IBlobs blobs = storage.Container(StorageNames.Facts);

    /// <summary>Writes a table. The same attempt writes the same again.</summary>
    public Task WriteAsync(string table, string attempt, Stream content, CancellationToken ct) => blobs.TryWriteAsync(
        Name(table, attempt), content, "application/vnd.apache.parquet", new Dictionary<string, string>(), BlobCondition.Always, ct);

    /// <returns>Null: there is no such file.</returns>
    public async Task<Stream?> OpenAsync(string table, string attempt, CancellationToken ct) =>
        (await blobs.OpenAsync(Name(table, attempt), null, ct))?.Content;

    /// <summary>The attempts that have files. What is not named by one is nobody's.</summary>
    public async Task<IReadOnlySet<string>> AttemptsAsync(CancellationToken ct) =>
        await blobs.ListAsync("", ct).Select(blob => Attempt(blob.Name)).Where(Attempts.IsOne).ToHashSetAsync(null, ct);

    /// <returns>How many files went.</returns>
    public async Task<int> RemoveAsync(Func<string, bool> isGone, CancellationToken ct)
    {
        var gone = await blobs.ListAsync("", ct).Where(blob => isGone(Attempt(blob.Name))).ToListAsync(ct);
        foreach (var blob in gone)
        {
            await blobs.DeleteAsync(blob.Name, null, ct);
        }

        return gone.Count;
    }

    static string Name(string table, string attempt) => $"{table}/{attempt}.parquet";

    static string Attempt(string name) => Path.GetFileNameWithoutExtension(name);
}
