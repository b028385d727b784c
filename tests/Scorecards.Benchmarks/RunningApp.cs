using System.Diagnostics;

namespace Scorecards.Benchmarks;

/// <summary>A web app as a process of its own, and a kept connection to it.</summary>
sealed class RunningApp : IDisposable
{
#if DEBUG
    const string Configuration = "Debug";
#else
    const string Configuration = "Release";
#endif

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    readonly Process process;

    RunningApp(Process process, int port)
    {
        this.process = process;

        // What it logs is read all the time, or the app would stand still when the pipe is full.
        process.OutputDataReceived += (_, line) => Logged?.Invoke(line.Data ?? "");
        process.BeginOutputReadLine();
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    /// <summary>This checkout's local host, built with this program and so in the same configuration.</summary>
    public static string Built { get; } =
        Path.Combine(Repository.Root, "src", "LocalFunctionsHost", "bin", Configuration, "net10.0", "LocalFunctionsHost.dll");

    /// <summary>Each line that it logs.</summary>
    public event Action<string>? Logged;

    public HttpClient Client { get; }

    /// <summary>From the start of the process to the first 200 of /api/health.</summary>
    public TimeSpan StartTook { get; private set; }

    /// <summary>In bytes.</summary>
    public long PeakMemory => Processes.PeakMemory(process);

    /// <param name="connection">Of the storage emulator.</param>
    /// <param name="settings">As environment variables.</param>
    /// <param name="program">The local host; null = <see cref="Built"/>.</param>
    public static Task<RunningApp> StartScorecardsAsync(string connection, Dictionary<string, string>? settings = null, string? program = null)
    {
        var port = Repository.FreePorts(1)[0];
        var start = Processes.Dotnet(program ?? Built, "--port", $"{port}");
        start.Environment["AzureWebJobsStorage"] = connection;
        foreach (var (name, value) in settings ?? [])
        {
            start.Environment[name] = value;
        }

        return StartAsync(start, port);
    }

    public static Task<RunningApp> StartTrivialAsync()
    {
        var port = Repository.FreePorts(1)[0];
        return StartAsync(Processes.Dotnet(typeof(TrivialApp).Assembly.Location, "trivial", $"{port}"), port);
    }

    static async Task<RunningApp> StartAsync(ProcessStartInfo start, int port)
    {
        var began = Stopwatch.GetTimestamp();
        var app = new RunningApp(Processes.Start(start), port);
        try
        {
            await Processes.ListensAsync(app.process, port, Pause);
            (await app.Client.GetAsync("/api/health")).EnsureSuccessStatusCode().Dispose();
            app.StartTook = Stopwatch.GetElapsedTime(began);
            return app;
        }
        catch
        {
            app.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Client.Dispose();
        Processes.End(process);
    }
}
