using System.Text.Json;
using System.Text.Json.Serialization;

namespace Scorecards.Domain;

/// <summary>Reads and writes in JSON what is one text there, as <c>ToString</c> writes it.</summary>
/// <param name="parse">Null in JSON is an empty text.</param>
public class TextConverter<T>(Func<string, T> parse) : JsonConverter<T>
{
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => parse(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value!.ToString());
}
