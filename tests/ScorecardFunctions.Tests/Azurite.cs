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

    readonly string location = "";
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
    internal Azurite(string scheme, string[] options) => (location, ports, this.scheme, this.options) =
        (Directory.CreateTempSubdirectory("azurite").FullName, Repository.FreePorts(3), scheme, options);

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

    static async Task<Azurite> StartSharedAsync()
    {
        var started = new Azurite("http", []);
        Running.Add(started);
        await started.InitializeAsync();
        return started;
    }

    /// <summary>They end with the tests, all before a folder is deleted: the process of the tests is given a tenth of a second to end.</summary>
    static void EndShared()
    {
        foreach (var emulator in Running)
        {
            emulator.process?.Kill();
        }

        foreach (var emulator in Running)
        {
            try
            {
                Directory.Delete(emulator.location, recursive: true);
            }
            catch (IOException)
            {
                // Its last words were still being written. The folder is a temporary one.
            }
        }
    }

    /// <summary>On the same ports, with what was stored before.</summary>
    internal async Task StartAsync()
    {
        process = Repository.Start(
            "node",
            [
                "node_modules/azurite/dist/src/azurite.js", "--silent", "--disableTelemetry", "--skipApiVersionCheck", "--location", location,
                "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
                "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}", .. options,
            ],
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
        if (shared is null)
        {
            await KillAsync();
            Directory.Delete(location, recursive: true);
        }
    }
}
