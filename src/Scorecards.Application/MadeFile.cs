namespace Scorecards.Application;

/// <summary>An answer that is a file, complete in memory.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Content">At its start; the receiver disposes it.</param>
public sealed record MadeFile(string Type, string Name, Stream Content);
