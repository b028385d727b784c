using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>A real SMTP server (npm smtp-server) that keeps what it accepts.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    const string Folder = "tests/ScorecardFunctions.Tests/MailServer";

    readonly ConcurrentQueue<JsonElement> accepted = [];
    Process process = null!;
    Task keeping = Task.CompletedTask;
    int killed;
    int throttled;
    int mostPerHour;

    SmtpServer()
    {
    }

    public int Port { get; private set; }

    /// <summary>For the app's environment, with a tick of the month-end mail every second.</summary>
    public Dictionary<string, string> Settings => new() { ["Mail__Smtp"] = $"smtp://127.0.0.1:{Port}", ["MonthEndSchedule"] = "* * * * * *" };

    public IReadOnlyList<JsonElement> Accepted => [.. accepted];

    /// <summary>How many processes it was told to end and has ended.</summary>
    public int Killed => killed;

    /// <summary>How many mails it did not take because the hour had had its number.</summary>
    public int Throttled => throttled;

    /// <param name="mostPerHour">Mails that it takes in any one hour, by the time that they say; 0 = any number.</param>
    public static async Task<SmtpServer> StartAsync(int mostPerHour = 0)
    {
        await Repository.NpmAsync(Folder);
        var server = new SmtpServer { mostPerHour = mostPerHour };
        await server.BeginAsync();
        return server;
    }

    /// <summary>Ends it and starts it again on its port; what was accepted is kept.</summary>
    public async Task RestartAsync()
    {
        await EndAsync();
        await BeginAsync();
    }

    /// <summary>Has it end a process (SmtpServer's server.js): at the n-th <c>rcpt</c>, <c>data</c> or <c>accepted</c> from now on.</summary>
    public async Task KillAsync(int processId, string at, int after)
    {
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(new { kill = processId, at, after }));
        await process.StandardInput.FlushAsync();
    }

    async Task BeginAsync()
    {
        process = Repository.Start("node", ["server.js", $"{Port}", $"{mostPerHour}"], Path.Combine(Repository.Root, Folder), []);
        var first = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        Port = JsonDocument.Parse(first).RootElement.GetProperty("port").GetInt32();
        keeping = KeepAsync(process);
    }

    async Task KeepAsync(Process of)
    {
        while (await of.StandardOutput.ReadLineAsync() is { } line)
        {
            // The last line of a process that was ended may be cut off: nobody was told that it was accepted.
            if (!line.EndsWith('}'))
            {
                continue;
            }

            var said = JsonDocument.Parse(line).RootElement;
            if (said.TryGetProperty("killed", out _))
            {
                Interlocked.Increment(ref killed);
            }
            else if (said.TryGetProperty("throttled", out _))
            {
                Interlocked.Increment(ref throttled);
            }
            else
            {
                accepted.Enqueue(said);
            }
        }
    }

    async Task EndAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await keeping;
        process.Dispose();
    }

    public async ValueTask DisposeAsync() => await EndAsync();
}
