using System.Collections.Concurrent;

namespace Scorecards.Faults;

/// <summary>One app of an account behind its own proxy. It can be killed and started again.</summary>
sealed class Instance : IAsyncDisposable
{
    readonly StorageProxy proxy;
    readonly string connection;
    readonly IReadOnlyDictionary<string, string> settings;
    ConcurrentDictionary<string, TickGate> gates = new();
    AppProcess? app;

    public Instance(Emulator emulator, string account, Traffic traffic, IReadOnlyDictionary<string, string> settings)
    {
        this.settings = settings;
        proxy = new StorageProxy(emulator, (request, forward, isGone) => traffic.HandleAsync(this, request, forward, isGone));
        connection = Emulator.Connection(account, proxy.Port);
    }

    public AppProcess App => app ?? throw new InvalidOperationException("The app was not started.");

    public bool IsDead => App.IsDead;

    public async Task StartAsync(DateTimeOffset clock, CancellationToken ct)
    {
        var before = app;
        gates = new();
        app = await AppProcess.StartAsync(connection, clock, settings, ct);

        // Only now, since somebody may ask meanwhile whether it is dead.
        if (before is not null)
        {
            await before.DisposeAsync();
        }
    }

    public Task KillAsync() => App.KillAsync();

    /// <param name="timer">The function's name.</param>
    public TickGate Gate(string timer) => gates.GetOrAdd(timer, _ => new());

    /// <returns>False: the app ended before the tick had.</returns>
    public Task<bool> TickAsync(string timer, CancellationToken ct) => Gate(timer).TickAsync(() => IsDead, ct);

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
        {
            await app.DisposeAsync();
        }

        proxy.Dispose();
    }
}
