using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>The container <c>backups</c>: a copy of each entry of the journal, so that a lost journal can be put back.</summary>
public sealed class Backups(IStorage storage)
{
    const string Entries = "entries/";

    static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(), new MonthConverter(), new MonthSetConverter(), new PartsConverter() },
    };

    readonly IBlobs blobs = storage.Container(StorageNames.Backups);

    /// <summary>Copies an entry; a copy that is there already is the same.</summary>
    public async Task KeepAsync(JournalEntry entry, CancellationToken ct)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(entry, Json));
        await blobs.TryWriteAsync(Name(entry.Number), content, "application/json", new Dictionary<string, string>(), BlobCondition.New, ct);
    }

    public async Task<bool> HasAsync(long number, CancellationToken ct) => await blobs.FindAsync(Name(number), ct) is not null;

    /// <summary>The entries that were copied, in the order of their numbers; some may be missing.</summary>
    public async IAsyncEnumerable<JournalEntry> EntriesAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var found in blobs.ListAsync(Entries, ct))
        {
            if (await blobs.OpenAsync(found.Name, null, ct) is { } open)
            {
                await using var content = open.Content;
                yield return (await JsonSerializer.DeserializeAsync<JournalEntry>(content, Json, ct))!;
            }
        }
    }

    static string Name(long number) => string.Create(CultureInfo.InvariantCulture, $"{Entries}{number:D10}.json");

    sealed class MonthConverter : JsonConverter<Month>
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Month.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    sealed class MonthSetConverter : JsonConverter<MonthSet>
    {
        public override MonthSet Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => MonthSet.Parse(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, MonthSet value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }

    sealed class PartsConverter : JsonConverter<IReadOnlyDictionary<ScorecardMonth, int>>
    {
        public override IReadOnlyDictionary<ScorecardMonth, int> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Dictionary<string, int>>(ref reader)!.ToDictionary(p => MonthSet.Parse(p.Key).Single(), p => p.Value);

        public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<ScorecardMonth, int> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize(writer, value.ToDictionary(p => new MonthSet([p.Key]).ToString(), p => p.Value));
    }
}
