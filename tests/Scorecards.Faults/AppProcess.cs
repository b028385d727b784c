using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Scorecards.Faults;

/// <summary>The app as a process of its own: started, asked, killed.</summary>
sealed class AppProcess : IAsyncDisposable
{
    const int LinesKept = 400;

    readonly ConcurrentQueue<string> printed = [];
    readonly Process process;

    AppProcess(string connection, DateTimeOffset clock, IReadOnlyDictionary<string, string> settings)
    {
        var port = Repository.FreePorts(1)[0];
        var environment = new Dictionary<string, string>(Repository.ShortLived.Concat(settings))
        {
            ["AzureWebJobsStorage"] = connection,
            ["LocalFunctionsHost__QueueVisibilitySeconds"] = "2",
            ["LocalFunctionsHost__PauseMilliseconds"] = "100",

            // Each has a port of its own, and their mails are compared.
            ["Mail__Site"] = "http://localhost:7071",
        };
        var at = clock.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        process = Repository.Start("dotnet", [Repository.App, "--port", $"{port}", "--clock", at], Repository.Root, environment);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
    }

    public HttpClient Http { get; }

    public bool IsDead => process.HasExited;

    /// <summary>In bytes.</summary>
    public long Memory
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The last lines.</summary>
    public string Printed => string.Join('\n', printed);

    /// <summary>Returns when it answers.</summary>
    /// <param name="connection">Of the storage, or of a proxy before it.</param>
    /// <param name="clock">At which its clock starts.</param>
    /// <param name="settings">As environment variables.</param>
    public static async Task<AppProcess> StartAsync(
        string connection, DateTimeOffset clock, IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var app = new AppProcess(connection, clock, settings);
        try
        {
            await Repository.UntilAsync(() => app.AnswersAsync(ct), "healthy app", seconds: 180);
            return app;
        }
        catch (Exception e) when (e is TimeoutException or InvalidOperationException)
        {
            await app.DisposeAsync();
            throw new InvalidOperationException($"{e.Message} The app printed:\n{app.Printed}", e);
        }
    }

    /// <summary>kill -9; once more does no harm.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
        Http.Dispose();
    }

    async Task<object?> AnswersAsync(CancellationToken ct)
    {
        if (process.HasExited)
        {
            throw new InvalidOperationException("The app has ended.");
        }

        try
        {
            using var response = await Http.GetAsync(new Uri("/api/health", UriKind.Relative), ct);
            return response.IsSuccessStatusCode ? true : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    void Keep(object sender, DataReceivedEventArgs line)
    {
        printed.Enqueue(line.Data ?? "");
        while (printed.Count > LinesKept)
        {
            printed.TryDequeue(out _);
        }
    }
}
