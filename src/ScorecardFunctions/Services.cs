using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ScorecardFunctions.Registration;
using ScorecardFunctions.Startup;

namespace ScorecardFunctions;

/// <summary>Registers what the functions need.</summary>
public static class Services
{
    /// <summary>In bytes. Files come as blobs; no address takes more than a few words.</summary>
    const long LargestBody = 1 << 20;

    public static IServiceCollection AddScorecards(this IServiceCollection services, IConfiguration configuration)
    {
        // The first to start, so that the log begins with the version.
        services.AddHostedService<AppVersion>();
        services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = LargestBody);
        services.AddSingleton<IStartupFilter, SecurityHeaders>();
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSettings(configuration)
            .AddTelemetry(configuration)
            .AddStorage(configuration)
            .AddIngestion()
            .AddOperations()
            .AddMonthEnd()
            .AddQueries()
            .AddHostedService<StoragePreparation>();
    }
}
