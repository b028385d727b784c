namespace ScorecardFunctions.Tests;

/// <summary>The running app with nothing in it, for the tests that only ask.</summary>
public sealed class EmptyApp : IAsyncLifetime
{
    readonly Azurite azurite = new();

    public RunningApp App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await azurite.InitializeAsync();
        App = await RunningApp.StartAsync(azurite);
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await azurite.DisposeAsync();
    }
}
