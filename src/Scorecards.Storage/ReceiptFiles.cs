using System.Globalization;

namespace Scorecards.Storage;

/// <summary>
/// The container <c>receipts</c>: of the newest arrival at each path. A receipt's blobs carry the arrival's number, and each is replaced only by that
/// of a larger number, or of the same one when it is of a later entry or further.
/// </summary>
public sealed class ReceiptFiles(IStorage storage)
{
    /// <summary>The ending of the list of refused rows.</summary>
    public const string Refused = ".rejected.csv";

    const string Arrival = "arrival";
    const string Entry = "entry";
    const string Stage = "stage";

    readonly IBlobs blobs = storage.Container(StorageNames.Receipts);

    /// <param name="path">The upload's.</param>
    /// <param name="ending"><c>.json</c>, <c>.html</c> or <c>.rejected.csv</c>.</param>
    /// <param name="content">Seekable; from its start.</param>
    /// <returns>False: a newer one is there, which is as it should be.</returns>
    public async Task<bool> WriteAsync(string path, string ending, ReceiptVersion version, string contentType, Stream content, CancellationToken ct)
    {
        for (var isFirst = version is { Arrival: 1, Stage: ReceiptStage.Read }; ; isFirst = false)
        {
            // Of a path's first arrival there is mostly nothing yet, and the write finds out if there is.
            var there = isFirst ? null : await blobs.FindAsync(path + ending, ct);
            if (there is not null && Compare(there, version) >= 0)
            {
                return Compare(there, version) == 0;
            }

            content.Position = 0;
            var metadata = new Dictionary<string, string>
            {
                [Arrival] = version.Arrival.ToString(CultureInfo.InvariantCulture),
                [Entry] = version.Entry.ToString(CultureInfo.InvariantCulture),
                [Stage] = ((int)version.Stage).ToString(CultureInfo.InvariantCulture),
            };
            if (await blobs.TryWriteAsync(path + ending, content, contentType, metadata, there is null
                ? BlobCondition.New
                : BlobCondition.Over(there.Version), ct))
            {
                return true;
            }
        }
    }

    /// <summary>Which receipt is there; null = none is.</summary>
    public async Task<ReceiptVersion?> FindAsync(string path, CancellationToken ct) =>
        await blobs.FindAsync($"{path}.json", ct) is { } there ? VersionOf(there) : null;

    /// <param name="ending">As of <see cref="WriteAsync"/>.</param>
    /// <returns>Null: there is none of this version.</returns>
    public async Task<Stream?> OpenAsync(string path, string ending, ReceiptVersion version, CancellationToken ct)
    {
        if (await blobs.OpenAsync(path + ending, null, ct) is not { } open)
        {
            return null;
        }

        if (Compare(open.Facts, version) == 0)
        {
            return open.Content;
        }

        await open.Content.DisposeAsync();
        return null;
    }

    /// <summary>The list of refused rows that lies there, whichever receipt it is of; null = there is none.</summary>
    public Task<OpenBlob?> OpenRefusedAsync(string path, CancellationToken ct) => blobs.OpenAsync(path + Refused, null, ct);

    /// <summary>For an erasure: what is there of an arrival; that of a newer one stays.</summary>
    public async Task DeleteAsync(string path, int arrival, CancellationToken ct)
    {
        foreach (var ending in (string[])[".json", ".html", Refused])
        {
            if (await blobs.FindAsync(path + ending, ct) is { } there && Number(there, Arrival) == arrival)
            {
                await blobs.DeleteAsync(there.Name, there.Version, ct);
            }
        }
    }

    static int Compare(BlobFacts there, ReceiptVersion version) => VersionOf(there).CompareTo(version);

    static ReceiptVersion VersionOf(BlobFacts there) =>
        new((int)Number(there, Arrival), Number(there, Entry), (ReceiptStage)Number(there, Stage));

    static long Number(BlobFacts there, string name) =>
        there.Metadata.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
