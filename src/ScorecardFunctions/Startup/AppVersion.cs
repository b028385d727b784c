using System.Reflection;

namespace ScorecardFunctions.Startup;

/// <summary>Which build of the app this is; said in the first line of its log.</summary>
sealed partial class AppVersion(ILogger<AppVersion> log) : IHostedService
{
    /// <summary>The commit that it was built from, as the SDK writes it behind a plus sign; "unknown" of a build outside a git checkout.</summary>
    public static string Commit { get; } =
        typeof(AppVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, var commit]
            ? commit
            : "unknown";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogStarting(Commit);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "App starts. Version: {Version}.", EventName = "AppStarts")]
    partial void LogStarting(string version);
}
