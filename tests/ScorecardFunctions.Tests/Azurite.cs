using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ScorecardFunctions.Tests;

/// <summary>
/// A storage emulator for the tests of a class; every test has an account of its own in it. Some of them serve all classes: an emulator takes longer
/// to start than most tests take.
/// </summary>
public sealed class Azurite : IAsyncLifetime
{
    const int MostAccounts = 400;

    static readonly Lazy<Task<Azurite>>[] Shared = [.. Enumerable.Range(0, 3).Select(_ => new Lazy<Task<Azurite>>(StartSharedAsync))];
    static readonly ConcurrentBag<Azurite> Running = [];
    static int sharers;

    static readonly string Key = Convert.ToBase64String(SHA512.HashData(Encoding.UTF8.GetBytes("tests")));

    /// <summary>Where it stores; null = in memory alone.</summary>
    readonly string? location;

    readonly int[] ports = [];
    readonly string scheme = "";
    readonly string[] options = [];
    Process? process;
    int accounts;
    Azurite? shared;

    static Azurite() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndShared();

    /// <summary>One that others use too, and nobody stops.</summary>
    public Azurite()
    {
    }

    /// <summary>One of one's own.</summary>
    /// <param name="scheme">http or https.</param>
    /// <param name="options">For the emulator, beside those that every test needs.</param>
    internal Azurite(string scheme, string[] options)
        : this(scheme, options, Directory.CreateTempSubdirectory("azurite").FullName)
    {
    }

    Azurite(string scheme, string[] options, string? location) =>
        (this.location, ports, this.scheme, this.options) = (location, Repository.FreePorts(3), scheme, options);

    /// <summary>The connection string of an account that nobody else uses.</summary>
    public string NewAccount()
    {
        if (shared is not null)
        {
            return shared.NewAccount();
        }

        var account = $"tests{Interlocked.Increment(ref accounts):D3}";
        var (blobs, queues, tables) = Addresses(account);
        return $"DefaultEndpointsProtocol={scheme};AccountName={account};AccountKey={Key};BlobEndpoint={blobs};QueueEndpoint={queues};"
            + $"TableEndpoint={tables};";
    }

    internal (Uri Blobs, Uri Queues, Uri Tables) Addresses(string account)
    {
        return (Of(0), Of(1), Of(2));

        Uri Of(int service) => new($"{scheme}://127.0.0.1:{ports[service]}/{account}");
    }

    public async Task InitializeAsync()
    {
        if (scheme.Length == 0)
        {
            shared = await Shared[Interlocked.Increment(ref sharers) % Shared.Length].Value;
            return;
        }

        await Repository.NpmAsync("infra/local");
        await StartAsync();
    }

    /// <summary>In memory: to a file it writes all its tables every five seconds, and answers nobody meanwhile.</summary>
    static async Task<Azurite> StartSharedAsync()
    {
        var started = new Azurite("http", [], location: null);
        Running.Add(started);
        await started.InitializeAsync();
        return started;
    }

    /// <summary>They end with the tests.</summary>
    static void EndShared()
    {
        foreach (var emulator in Running)
        {
            emulator.process?.Kill();
        }
    }

    /// <summary>On the same ports, with what was stored before where it has a place for it.</summary>
    internal async Task StartAsync()
    {
        string[] storing = location is null ? ["--inMemoryPersistence"] : ["--location", location];
        process = Repository.Start(
            "node",
            [.. Repository.AzuriteArguments(ports, storing), .. options],
            Path.Combine(Repository.Root, "infra", "local"),
            new() { ["AZURITE_ACCOUNTS"] = string.Join(';', Enumerable.Range(1, MostAccounts).Select(i => $"tests{i:D3}:{Key}")) });
        foreach (var port in ports)
        {
            await Repository.UntilAsync(() => Repository.FindListenerAsync(port), $"emulator on port {port}", seconds: 60);
        }
    }

    /// <param name="signal">STOP: it takes requests and does not answer them, until CONT.</param>
    internal Task SignalAsync(string signal) => Repository.RunAsync("kill", [$"-{signal}", $"{process!.Id}"], Repository.Root);

    internal async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    public async Task DisposeAsync()
    {
        if (location is not null)
        {
            await KillAsync();
            Directory.Delete(location, recursive: true);
        }
    }
}
