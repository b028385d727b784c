using System.Diagnostics;

namespace Scorecards.Storage;

/// <summary>What a message and a row keep of the trace that they came about in.</summary>
static class Traces
{
    /// <summary>The step that is going on, as a W3C traceparent; null = nobody traces.</summary>
    public static string? Current => Activity.Current is { IdFormat: ActivityIdFormat.W3C } step ? step.Id : null;
}
