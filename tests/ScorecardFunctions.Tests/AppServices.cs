using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ScorecardFunctions.Tests;

/// <summary>What the functions are made of, without a host that calls them.</summary>
static class AppServices
{
    /// <param name="connection">Of an account; what is missing there can be made.</param>
    /// <param name="later">How far the app's clock is ahead.</param>
    public static ServiceProvider Of(string connection, TimeSpan later = default)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["AzureWebJobsStorage"] = connection, ["Storage:CreateMissing"] = "true" })
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new LaterClock(later))
            .AddSingleton<IConfiguration>(configuration)
            .AddScorecards(configuration)
            .BuildServiceProvider();
    }
}

/// <summary>Ahead of time.</summary>
sealed class LaterClock(TimeSpan later) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + later;
}
