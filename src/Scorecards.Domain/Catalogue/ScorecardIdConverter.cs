using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scorecards.Domain;

/// <summary>In JSON an id is a text, as written.</summary>
sealed class ScorecardIdConverter : JsonConverter<ScorecardId>
{
    public override ScorecardId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, ScorecardId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}
