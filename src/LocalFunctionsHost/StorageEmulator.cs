using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace LocalFunctionsHost;

/// <summary>
/// With <c>AzureWebJobsStorage=UseDevelopmentStorage=true</c>: sees to it that Azurite listens before the app starts, installs it from infra/local
/// where it is missing, and ends what it started. One that is already listening is used as it is.
/// </summary>
sealed class StorageEmulator(IConfiguration settings) : IHostedService, IDisposable
{
    const int BlobPort = 10000;
    const int SigTerm = 15;
    const string Executable = "node_modules/azurite/dist/src/azurite.js";

    // npm writes it last, so that it tells a finished installation from an interrupted one.
    const string FinishedInstallation = "node_modules/.package-lock.json";

    static readonly int[] Ports = [BlobPort, 10001, 10002];
    static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    static readonly TimeSpan SaveLimit = TimeSpan.FromSeconds(5);

    readonly CountdownEvent saved = new(Ports.Length);
    Process? azurite;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings[FunctionListeners.StorageSetting] != "UseDevelopmentStorage=true")
        {
            return;
        }

        if (Listens(BlobPort))
        {
            Console.WriteLine(
                $"A storage emulator listens on port {BlobPort} already: this host uses it, with whatever it holds and beside any other host on it.");
            return;
        }

        try
        {
            var root = LocalFiles.FindAbove("infra/local/package.json")
                ?? throw new EmulatorException(
                    "There is no infra/local/package.json above the app to install Azurite from: start Azurite yourself or set AzureWebJobsStorage.");
            var folder = Path.Combine(root, "infra", "local");
            await InstallAsync(folder, cancellationToken);
            await RunAsync(folder, cancellationToken);
        }
        catch (EmulatorException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            Dispose();
            Environment.Exit(1);
        }
    }

    /// <summary>Nothing: the emulator outlives every other service and ends with the container.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        if (azurite is { HasExited: false } && !OperatingSystem.IsWindows())
        {
            // Killed outright, it would lose the last seconds of what was stored.
            // Asked to end, it saves at once but lingers while connections are open.
            _ = Kill(azurite.Id, SigTerm);
            saved.Wait(SaveLimit);
        }

        if (azurite is { HasExited: false })
        {
            azurite.Kill();
        }

        azurite?.Dispose();
        azurite = null;
        saved.Dispose();
    }

    static async Task InstallAsync(string folder, CancellationToken ct)
    {
        if (IsInstalled(folder))
        {
            return;
        }

        var locking = LockAsync(Path.Combine(folder, ".installing"), ct);
        if (!locking.IsCompleted)
        {
            await Waiting.ForAsync("Another host installs Azurite", locking, ct);
        }

        await using var only = await locking;
        if (IsInstalled(folder))
        {
            return;
        }

        var program = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        using var npm = Start(program, folder, quiet: false, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error");
        await Waiting.ForAsync(
            "Installing the storage emulator Azurite, once, by npm ci in infra/local: about a minute", npm.WaitForExitAsync(ct), ct);
        if (npm.ExitCode != 0)
        {
            throw new EmulatorException(
                $"npm ci in {folder} failed with exit code {npm.ExitCode}, see above. It needs Node.js 20 or later and the npm registry.");
        }
    }

    static bool IsInstalled(string folder) =>
        File.Exists(Path.Combine(folder, Executable)) && File.Exists(Path.Combine(folder, FinishedInstallation));

    static async Task<FileStream> LockAsync(string path, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
            }
            catch (IOException) when (File.Exists(path))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), ct);
            }
        }
    }

    async Task RunAsync(string folder, CancellationToken ct)
    {
        azurite = Start(
            "node", folder, quiet: true, Executable, "--silent", "--disableTelemetry", "--skipApiVersionCheck",
            "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1", "--location", Path.Combine(folder, ".azurite"));
        var errors = azurite.StandardError.ReadToEndAsync(ct);
        azurite.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.EndsWith("successfully closed", StringComparison.Ordinal) == true && !saved.IsSet)
            {
                saved.Signal();
            }
        };
        azurite.BeginOutputReadLine();
        await Waiting.ForAsync($"Starting Azurite on the ports {string.Join(", ", Ports)} of 127.0.0.1", ListenAsync(azurite, errors, ct), ct);
    }

    static async Task ListenAsync(Process azurite, Task<string> errors, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        while (!Ports.All(Listens))
        {
            if (azurite.HasExited)
            {
                throw new EmulatorException($"Azurite ended with exit code {azurite.ExitCode}:\n{await errors}");
            }

            if (Stopwatch.GetElapsedTime(start) > StartLimit)
            {
                var missing = string.Join(", ", Ports.Where(port => !Listens(port)));
                throw new EmulatorException($"Azurite does not listen on {missing} after {StartLimit.TotalSeconds:0} s.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), ct);
        }
    }

    static bool Listens(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <param name="quiet">Keeps the output off the host's own: a child that holds that keeps its reader waiting when the host is killed.</param>
    static Process Start(string program, string folder, bool quiet, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = quiet,
            RedirectStandardError = quiet,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new EmulatorException(
                $"{program} is not on the PATH: install Node.js 20 or later, which brings npm (https://nodejs.org). Azurite runs on it.");
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    static extern int Kill(int processId, int signal);

    sealed class EmulatorException(string message) : Exception(message);
}
