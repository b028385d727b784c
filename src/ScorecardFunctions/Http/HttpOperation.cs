namespace ScorecardFunctions.Http;

/// <summary>
/// What a function says of itself in the OpenAPI document, beside what its trigger says. It is a public static property of the
/// function's class. A route's query may have its options only.
/// </summary>
/// <param name="Summary">What is answered, in a few words.</param>
/// <param name="Document">The type of the JSON; null = none of ours.</param>
/// <param name="Options">Of the query.</param>
public sealed record HttpOperation(string Summary, Type? Document, params IReadOnlyList<QueryOption> Options)
{
    /// <summary>The media types that a data route's answer may have, first the one that needs no option.</summary>
    public IReadOnlyList<string> Types { get; init; } = ["application/json"];

    /// <summary>The type of the JSON that is sent to it; null = nothing is.</summary>
    public Type? Body { get; init; }

    /// <summary>Whether errors are as OData has them, and not problem details.</summary>
    public bool HasODataErrors { get; init; }

    /// <summary>Whether the other verbs of its trigger than GET and HEAD are only there to be refused.</summary>
    public bool IsReadOnly { get; init; }
}
