namespace ScorecardFunctions.Http;

/// <summary>A parameter of the query.</summary>
/// <param name="Name">As written.</param>
/// <param name="Description">What it does, and what applies without it.</param>
/// <param name="Values">All that it may be; none = any text.</param>
public sealed record QueryOption(string Name, string Description, params IReadOnlyList<string> Values);
