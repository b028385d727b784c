using System.Runtime.CompilerServices;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Scorecards.Application;

namespace ScorecardFunctions.Registration;

/// <summary>Logs, traces and metrics.</summary>
static class TelemetryRegistration
{
    /// <summary>Traces, metrics and logs to Application Insights, where APPLICATIONINSIGHTS_CONNECTION_STRING says which.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging(logging => logging.AddFilter("Azure", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 })
        {
            Export(services, configuration);
        }

        return services;
    }

    // On its own, so that the exporter's assemblies are loaded only where it is used.
    [MethodImpl(MethodImplOptions.NoInlining)]
    static void Export(IServiceCollection services, IConfiguration configuration) =>
        services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(Telemetry.Source)).UseFunctionsWorkerDefaults()
            .UseAzureMonitorExporter(exporter =>
            {
                exporter.Credential = AppIdentity.Find(configuration);

                // Alerts wait for single lines: no line may go because the trace around it was not sampled.
                exporter.EnableTraceBasedLogsSampler = false;
            });
}
