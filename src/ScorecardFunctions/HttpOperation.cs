namespace ScorecardFunctions;

/// <summary>
/// What a function says of itself in the OpenAPI document, beside what its trigger says. Stands as a public static property in the
/// function's class. A data route's query may have its options only.
/// </summary>
/// <param name="Summary">What is answered, in a few words.</param>
/// <param name="Document">The type of the JSON; null = none of ours.</param>
/// <param name="Options">Of the query.</param>
public sealed record HttpOperation(string Summary, Type? Document, params IReadOnlyList<QueryOption> Options)
{
    /// <summary>What the answer may be beside JSON.</summary>
    public IReadOnlyList<string> OtherTypes { get; init; } = [];

    /// <summary>Whether errors are as OData has them, and not problem details.</summary>
    public bool HasODataErrors { get; init; }
}

/// <summary>A parameter of the query.</summary>
/// <param name="Name">As written.</param>
/// <param name="Description">What it does and what holds without it.</param>
/// <param name="Values">All that it may be; none = any text.</param>
public sealed record QueryOption(string Name, string Description, params IReadOnlyList<string> Values);
