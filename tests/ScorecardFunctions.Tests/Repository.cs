using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ScorecardFunctions.Tests;

/// <summary>The checkout that the tests run in, and the tools that they bring into it.</summary>
static class Repository
{
    const int FirstPort = 16_384;
    const int Ports = 16_384;
    const int PortsOfProcess = 1_024;

    /// <summary>Tests and the campaign that they start look for ports at once.</summary>
    static readonly (TcpListener Claim, int First) Own = ClaimPorts();

    static int tried = Random.Shared.Next(Ports);

#if DEBUG
    const string Configuration = "Debug";
#else
    const string Configuration = "Release";
#endif

    static readonly SemaphoreSlim Installing = new(1, 1);

    public static string Root { get; } = FindRoot();

    /// <summary>
    /// Environment variables of a .NET process that lives for some seconds: a sixth less processor. None runs long enough to win from a second
    /// compilation, from pages that are never writable and executable at once, or from threads that spin for work where many wait for two cores.
    /// </summary>
    public static readonly IReadOnlyDictionary<string, string> ShortLived = new Dictionary<string, string>
    {
        ["DOTNET_TC_CallCounting"] = "0",
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_ThreadPool_UnfairSemaphoreSpinLimit"] = "0",
    };

    /// <summary>The app in its local host, compiled ahead: an app of some seconds spends most of them on compiling itself.</summary>
    public static string App =>
        Path.Combine(Root, "tests", "Scorecards.Faults", "bin", Configuration, "net10.0", "app", "LocalFunctionsHost.dll");

    public static string Sample(string name) => Path.Combine(Root, "samples", name);

    /// <summary>Restores a folder's npm packages if they are missing, were not installed to the end or are others than its lock file names.</summary>
    public static async Task NpmAsync(string folder)
    {
        await Installing.WaitAsync();
        try
        {
            var path = Path.Combine(Root, folder);

            // What npm writes last.
            var installed = File.GetLastWriteTimeUtc(Path.Combine(path, "node_modules", ".package-lock.json"));
            if (installed < File.GetLastWriteTimeUtc(Path.Combine(path, "package-lock.json")))
            {
                await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], path);
            }
        }
        finally
        {
            Installing.Release();
        }
    }

    /// <summary>For Node.js: starts the storage emulator.</summary>
    /// <param name="ports">Of blobs, queues and tables.</param>
    /// <param name="storing">Where it stores.</param>
    public static string[] AzuriteArguments(int[] ports, params string[] storing) =>
    [
        Path.Combine(Root, "infra", "local", "node_modules", "azurite", "dist", "src", "azurite.js"),
        "--silent", "--disableTelemetry", "--skipApiVersionCheck", .. storing,
        "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1",
        "--blobPort", $"{ports[0]}", "--queuePort", $"{ports[1]}", "--tablePort", $"{ports[2]}",
    ];

    /// <summary>Runs a command to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message has what it printed.</exception>
    public static async Task RunAsync(string command, string[] arguments, string folder)
    {
        using var process = Start(command, arguments, folder, []);
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{command} {string.Join(' ', arguments)} ended with {process.ExitCode}: {string.Concat(printed)}");
        }
    }

    public static Process Start(string command, IEnumerable<string> arguments, string folder, Dictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Waits until something holds.</summary>
    /// <param name="next">Begun before each look: it ends when to look again is worth while; null = a tenth of a second after each look.</param>
    /// <exception cref="TimeoutException">It did not within the time.</exception>
    public static async Task<T> UntilAsync<T>(Func<Task<T?>> find, string what, int seconds = 90, Func<Task>? next = null)
    {
        var end = Stopwatch.StartNew();
        while (end.Elapsed.TotalSeconds < seconds)
        {
            var again = next?.Invoke();
            if (await find() is { } found)
            {
                return found;
            }

            await (again ?? Task.Delay(100));
        }

        throw new TimeoutException($"After {seconds} s there was still no {what}.");
    }

    /// <summary>
    /// Ports of this machine that nothing listens on. They are below those that systems give to outgoing connections: one of these may be taken by
    /// the time that somebody listens on it. No other process of tests gives the same ones, or two emulators would be on one port.
    /// </summary>
    public static int[] FreePorts(int count)
    {
        List<int> free = [];
        while (free.Count < count)
        {
            var port = Own.First + 1 + (int)((uint)Interlocked.Increment(ref tried) % (PortsOfProcess - 1));
            if (Listen(port) is { } listener)
            {
                listener.Dispose();
                free.Add(port);
            }
        }

        return [.. free];
    }

    /// <summary>The first port of a process's own is listened on as long as the process runs.</summary>
    static (TcpListener Claim, int First) ClaimPorts()
    {
        for (var block = Random.Shared.Next(Ports / PortsOfProcess); ; block = (block + 1) % (Ports / PortsOfProcess))
        {
            var first = FirstPort + (block * PortsOfProcess);
            if (Listen(first) is { } claim)
            {
                return (claim, first);
            }
        }
    }

    /// <returns>Null: somebody listens on it.</returns>
    static TcpListener? Listen(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    /// <returns>The port; null: nothing listens on it yet.</returns>
    public static async Task<object?> FindListenerAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return port;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ScorecardFunctions.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside the repository.");
        }

        return folder.FullName;
    }
}
