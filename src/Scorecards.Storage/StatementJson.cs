using System.Text.Json.Serialization;

namespace Scorecards.Storage;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PackedStatement))]
sealed partial class StatementJson : JsonSerializerContext;
