using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;

namespace ScorecardFunctions;

/// <summary>What only FunctionsHost=Azure has: traces, metrics and logs to Application Insights, whose address is in APPLICATIONINSIGHTS_CONNECTION_STRING.</summary>
public static partial class Services
{
    static partial void AddTelemetry(IServiceCollection services, IConfiguration configuration)
    {
        services.AddLogging(logging => logging.AddFilter("Azure", LogLevel.Warning).AddFilter("Microsoft.AspNetCore", LogLevel.Warning));
        if (configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is not { Length: > 0 })
        {
            return;
        }

        services.AddOpenTelemetry().WithTracing(tracing => tracing.AddSource(Telemetry.Source)).UseFunctionsWorkerDefaults().UseAzureMonitorExporter(exporter =>
        {
            exporter.Credential = Credential(configuration);

            // Alerts wait for single lines: no line may go because the trace around it was not sampled.
            exporter.EnableTraceBasedLogsSampler = false;
        });
    }
}
