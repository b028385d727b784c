using System.Diagnostics;
using Scorecards.Application;

namespace LocalFunctionsHost;

/// <summary>
/// Takes the place of OpenTelemetry in Azure: every run has a trace of its own, and the app's own activities are made. They go nowhere but into the
/// scopes of the log, which are printed with <c>Logging__Console__FormatterOptions__IncludeScopes=true</c>.
/// </summary>
static class LocalTraces
{
    const string Host = "LocalFunctionsHost";

    static readonly ActivitySource Runs = new(Host);

    /// <summary>The run of a function; null while nobody listens.</summary>
    public static Activity? Start(Function function) => Runs.StartActivity(function.Name);

    /// <summary>Until the listener is disposed.</summary>
    public static ActivityListener Listen()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is Host or Telemetry.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }
}
