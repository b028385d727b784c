namespace Scorecards.Storage;

/// <summary>The container <c>outbox</c>: mail, where no server is set.</summary>
public sealed class Outbox(IStorage storage)
{
    readonly IBlobs blobs = storage.Container(StorageNames.Outbox);

    /// <summary>Keeps a mail that is not sent; one that is there already stays as it is.</summary>
    public async Task WriteDryRunAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        var path = $"dry-run/{name}.eml";
        if (await blobs.FindAsync(path, ct) is null)
        {
            await WriteAsync(path, write, ct);
        }
    }

    public async Task WriteAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken ct)
    {
        using var content = new MemoryStream();
        await write(content, ct);
        content.Position = 0;
        await blobs.TryWriteAsync(name, content, "message/rfc822", new Dictionary<string, string>(), BlobCondition.Always, ct);
    }
}
