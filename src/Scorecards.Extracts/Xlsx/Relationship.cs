namespace Scorecards.Extracts;

/// <summary>What a part of an Office file refers to.</summary>
/// <param name="Type">The last word of its type, which is the same in both variants of the format, such as worksheet.</param>
/// <param name="Target">The name of the part in the zip.</param>
sealed record Relationship(string Id, string Type, string Target);
