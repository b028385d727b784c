using System.Diagnostics;
using System.Security.Cryptography;

namespace Scorecards.Benchmarks;

/// <summary>An Azurite of its own on free ports, in memory, with an account that nobody else knows.</summary>
sealed class Emulator : IDisposable
{
    /// <summary>It holds its tables in memory; Node.js stops at 4 GB by default.</summary>
    const int MostMegabytes = 12_288;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    readonly Process azurite;

    Emulator(Process azurite, string connection) => (this.azurite, Connection) = (azurite, connection);

    /// <summary>The connection string.</summary>
    public string Connection { get; }

    /// <param name="clock">The instant at which its clock starts, and so when it says that a blob was changed; null = the real time.</param>
    public static async Task<Emulator> StartAsync(DateTimeOffset? clock = null)
    {
        const string account = "benchmark";
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
        await Repository.NpmAsync("infra/local");
        var ports = Repository.FreePorts(3);
        var start = Processes.Program(
            "node",
            [
                $"--max-old-space-size={MostMegabytes}",
                .. clock is { } instant ? [$"--import={Shift(instant)}"] : Array.Empty<string>(),
                .. Repository.AzuriteArguments(ports, "--inMemoryPersistence"),
            ]);
        start.WorkingDirectory = Path.GetTempPath();
        start.RedirectStandardError = true;
        start.Environment["AZURITE_ACCOUNTS"] = $"{account}:{key}";
        var emulator = new Emulator(
            Processes.Start(start),
            $"DefaultEndpointsProtocol=http;AccountName={account};AccountKey={key};BlobEndpoint={Endpoint(ports[0])};"
            + $"QueueEndpoint={Endpoint(ports[1])};TableEndpoint={Endpoint(ports[2])};");
        try
        {
            foreach (var port in ports)
            {
                await Processes.ListensAsync(emulator.azurite, port, Pause);
            }

            return emulator;
        }
        catch
        {
            emulator.Dispose();
            throw;
        }

        static string Endpoint(int port) => $"http://127.0.0.1:{port}/{account}";
    }

    public void Dispose() => Processes.End(azurite);

    /// <summary>A script of Node.js that is run before the emulator: its dates are later or earlier by the difference of now.</summary>
    static string Shift(DateTimeOffset instant) => "data:text/javascript," + Uri.EscapeDataString(
        $$"""
        const Real = Date, shift = {{(long)(instant - DateTimeOffset.UtcNow).TotalMilliseconds}};
        globalThis.Date = class extends Real {
          constructor(...parts) { if (parts.length) super(...parts); else super(Real.now() + shift); }
          static now() { return Real.now() + shift; }
        };
        """);
}
