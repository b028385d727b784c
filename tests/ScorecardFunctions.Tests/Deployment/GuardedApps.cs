namespace ScorecardFunctions.Tests.Deployment;

/// <summary>The app as it believes that it runs in Azure, with App Service Authentication and without it.</summary>
public sealed class GuardedApps : IAsyncLifetime
{
    readonly Azurite azurite = new();
    readonly Dictionary<bool, RunningApp> apps = [];

    public Task InitializeAsync() => azurite.InitializeAsync();

    public async Task<RunningApp> GetAsync(bool isGuarded) => apps.TryGetValue(isGuarded, out var app)
        ? app
        : apps[isGuarded] = await RunningApp.StartAsync(
            azurite, "--require-keys", new() { ["WEBSITE_SITE_NAME"] = "func-test", ["WEBSITE_AUTH_ENABLED"] = isGuarded ? "true" : "" });

    public async Task DisposeAsync()
    {
        foreach (var app in apps.Values)
        {
            await app.DisposeAsync();
        }

        await azurite.DisposeAsync();
    }
}
