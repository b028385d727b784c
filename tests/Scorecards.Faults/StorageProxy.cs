using System.Net;
using System.Net.Sockets;

namespace Scorecards.Faults;

/// <summary>
/// Stands between one app and the storage: an address for each service. Paths go through unchanged, and so does the signature, which covers the path
/// and not the host. What becomes of a request is decided by <see cref="Traffic"/>.
/// </summary>
sealed class StorageProxy : IDisposable
{
    // Node.js closes a connection that was idle for five seconds, maybe just when something is sent on it.
    static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(2);

    readonly CancellationTokenSource ended = new();
    readonly List<TcpListener> listeners = [];
    readonly Emulator emulator;
    readonly Func<StorageRequest, Func<Task<HttpMessage>>, Func<bool>, Task<HttpMessage?>> handle;

    /// <param name="emulator">Where to.</param>
    /// <param name="handle">Gives the answer to a request; null = the connection is reset. It is told how to carry it out and whether the app is
    /// gone.</param>
    public StorageProxy(Emulator emulator, Func<StorageRequest, Func<Task<HttpMessage>>, Func<bool>, Task<HttpMessage?>> handle)
    {
        (this.emulator, this.handle) = (emulator, handle);
        foreach (var service in Enum.GetValues<StorageService>())
        {
            var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            listeners.Add(listener);
            _ = AcceptAsync(listener, service);
        }
    }

    public int Port(StorageService service) => ((IPEndPoint)listeners[(int)service].LocalEndpoint).Port;

    public void Dispose()
    {
        ended.Cancel();
        listeners.ForEach(l => l.Dispose());
    }

    async Task AcceptAsync(TcpListener listener, StorageService service)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptSocketAsync(ended.Token);
                socket.NoDelay = true;
                _ = ServeAsync(new HttpConnection(socket), service);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    async Task ServeAsync(HttpConnection app, StorageService service)
    {
        HttpConnection? storage = null;
        var used = DateTime.UtcNow;
        try
        {
            while (await app.ReadAsync(isBodiless: false, ended.Token) is { } message)
            {
                if (await handle(new StorageRequest(service, message), () => ForwardAsync(message), () => app.IsGone) is not { } answer)
                {
                    app.Reset();
                    return;
                }

                await app.WriteAsync(answer, ended.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // One side is gone: the app was killed, or the run is over.
        }
        finally
        {
            app.Dispose();
            storage?.Dispose();
        }

        async Task<HttpMessage> ForwardAsync(HttpMessage message)
        {
            if (storage is null || DateTime.UtcNow - used > LongestIdle || storage.IsGone)
            {
                storage?.Dispose();
                storage = await HttpConnection.ConnectAsync(emulator.Port(service), ended.Token);
            }

            await storage.WriteAsync(message, ended.Token);
            var answer = await storage.ReadAsync(message.First.StartsWith("HEAD ", StringComparison.Ordinal), ended.Token)
                ?? throw new IOException("The storage emulator has closed a connection.");
            used = DateTime.UtcNow;
            return answer;
        }
    }
}
