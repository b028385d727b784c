using System.Reflection;

namespace ScorecardFunctions;

/// <summary>Which build of the app this is; said in the first line of its log.</summary>
sealed partial class AppVersion(ILogger<AppVersion> log) : IHostedService
{
    /// <summary>The commit that it was built from, as the SDK writes it behind a plus sign; "unknown" of a build outside a git checkout.</summary>
    public static string Commit { get; } = Of(typeof(AppVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion);

    public static string Of(string? informationalVersion) => informationalVersion?.Split('+') is [_, { Length: > 0 } commit] ? commit : "unknown";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogStarting(Commit);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "App starts. Version: {Version}.", EventName = "AppStarts")]
    partial void LogStarting(string version);
}
