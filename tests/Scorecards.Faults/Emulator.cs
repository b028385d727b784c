using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Scorecards.Faults;

/// <summary>An Azurite of its own on free ports, in memory, with many accounts; one that was given back is emptied and given again.</summary>
sealed class Emulator : IAsyncDisposable
{
    const int Accounts = 200;

    /// <summary>
    /// Ten minutes after its start Azurite 3.37 looks for contents of blobs that nothing names any more, and after many trials answers nobody for
    /// more than a minute. What begins before this age has ended by then.
    /// </summary>
    static readonly TimeSpan Oldest = TimeSpan.FromMinutes(7);

    static readonly string Key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));

    readonly ConcurrentQueue<string> free = new(Enumerable.Range(1, Accounts).Select(i => $"faults{i:000}"));
    readonly int[] ports = Repository.FreePorts(3);
    readonly long started = Stopwatch.GetTimestamp();
    readonly Process process;

    Emulator()
    {
        process = Repository.Start(
            "node",
            ["--max-old-space-size=8192", .. Repository.AzuriteArguments(ports, "--inMemoryPersistence")],
            Path.Combine(Repository.Root, "infra", "local"),
            new() { ["AZURITE_ACCOUNTS"] = string.Join(';', free.Select(account => $"{account}:{Key}")) });
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static async Task<Emulator> StartAsync()
    {
        await Repository.NpmAsync("infra/local");
        var emulator = new Emulator();
        foreach (var service in Enum.GetValues<StorageService>())
        {
            await Repository.UntilAsync(() => Repository.FindListenerAsync(emulator.Port(service)), $"storage emulator for {service}", seconds: 60);
        }

        return emulator;
    }

    /// <summary>Whether nothing new is begun on it.</summary>
    public bool IsOld => Stopwatch.GetElapsedTime(started) > Oldest;

    /// <summary>Whether any of its accounts is taken.</summary>
    public bool IsUsed => free.Count < Accounts;

    public int Port(StorageService service) => ports[(int)service];

    /// <summary>An account with nothing in it that nobody else uses.</summary>
    public string Take() =>
        free.TryDequeue(out var account) ? account : throw new InvalidOperationException("All accounts of the storage emulator are in use.");

    /// <summary>Nobody may be using it any more.</summary>
    public async Task GiveBackAsync(string account, CancellationToken ct)
    {
        var connection = Connection(account, Port);
        var (blobs, queues, tables) = (new BlobServiceClient(connection), new QueueServiceClient(connection), new TableServiceClient(connection));
        foreach (var container in await blobs.GetBlobContainersAsync(cancellationToken: ct).ToListAsync(ct))
        {
            await blobs.DeleteBlobContainerAsync(container.Name, cancellationToken: ct);
        }

        foreach (var queue in await queues.GetQueuesAsync(cancellationToken: ct).ToListAsync(ct))
        {
            await queues.DeleteQueueAsync(queue.Name, ct);
        }

        foreach (var table in await tables.QueryAsync(cancellationToken: ct).ToListAsync(ct))
        {
            await tables.DeleteTableAsync(table.Name, ct);
        }

        free.Enqueue(account);
    }

    /// <param name="account">One of this emulator's.</param>
    /// <param name="port">On which each service is reached: the emulator's own, or a proxy's.</param>
    public static string Connection(string account, Func<StorageService, int> port)
    {
        return $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={Key};BlobEndpoint={Of(StorageService.Blobs)};"
            + $"QueueEndpoint={Of(StorageService.Queues)};TableEndpoint={Of(StorageService.Tables)};";

        string Of(StorageService service) => $"http://127.0.0.1:{port(service)}/{account}";
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
