using System.Globalization;
using System.Text.Json;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// The container <c>lists</c>: the records behind a figure, a CSV file for each figure that somebody asked for, and below <c>reads</c> a small blob
/// for each time that one was read. Never anonymous.
/// </summary>
public sealed class ListFiles(IStorage storage)
{
    const string Reads = "reads/";

    readonly IBlobs blobs = storage.Container(StorageNames.Lists);

    /// <param name="asOf">The journal's number as of which the figure was counted.</param>
    /// <returns>Null: nobody asked for it yet.</returns>
    public async Task<Stream?> OpenAsync(ScorecardMonth of, IndicatorId indicator, long asOf, CancellationToken ct) =>
        (await blobs.OpenAsync(Name(of, indicator, asOf), null, ct))?.Content;

    public Task WriteAsync(ScorecardMonth of, IndicatorId indicator, long asOf, Stream content, CancellationToken ct) => blobs.TryWriteAsync(
        Name(of, indicator, asOf), content, "text/csv", new Dictionary<string, string>(), BlobCondition.Always, ct);

    /// <summary>Puts on record who has read what and when, before the list is sent.</summary>
    /// <param name="who">As the setting names the holder of the key.</param>
    /// <param name="when">UTC.</param>
    public async Task RecordAsync(string who, DateTimeOffset when, ScorecardMonth of, IndicatorId indicator, CancellationToken ct)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Reads}{when:yyyy-MM-dd}/{when:HHmmssfffffff}-{Keys.Hash(who)}.json");
        var read = new { Who = who, When = when, of.Scorecard, Month = of.Month.ToString(), Indicator = indicator };
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(read));
        await blobs.TryWriteAsync(name, content, "application/json", new Dictionary<string, string>(), BlobCondition.Always, ct);
    }

    /// <summary>For an erasure: every list goes, and is made again when somebody asks. Who has read them stays.</summary>
    public async Task RemoveAsync(CancellationToken ct)
    {
        await foreach (var blob in blobs.ListAsync("", ct).Where(blob => !blob.Name.StartsWith(Reads, StringComparison.Ordinal)))
        {
            await blobs.DeleteAsync(blob.Name, null, ct);
        }
    }

    static string Name(ScorecardMonth of, IndicatorId indicator, long asOf) =>
        string.Create(CultureInfo.InvariantCulture, $"{Keys.From(of.Scorecard)}/{of.Month}/{Keys.From(indicator.Value)}/{asOf}.csv");
}
