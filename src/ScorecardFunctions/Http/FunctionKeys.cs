namespace ScorecardFunctions.Http;

/// <summary>Finds the function keys in a request.</summary>
public static class FunctionKeys
{
    /// <summary>Those of the header and of the query: the host checks only one of them.</summary>
    public static IEnumerable<string> ReadFunctionKeys(this HttpRequest request) =>
        request.Headers["x-functions-key"].Concat(request.Query["code"]).OfType<string>();
}
