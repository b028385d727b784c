using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>A real SMTP server (npm smtp-server) that keeps what it accepts.</summary>
public sealed class SmtpServer : IAsyncDisposable
{
    readonly Process process;
    readonly ConcurrentQueue<JsonElement> accepted = [];

    SmtpServer(Process process, int port) => (this.process, Port) = (process, port);

    public int Port { get; }

    public IReadOnlyList<JsonElement> Accepted => [.. accepted];

    public static async Task<SmtpServer> StartAsync()
    {
        const string Folder = "tests/ScorecardFunctions.Tests/MailServer";
        await Repository.NpmAsync(Folder);
        var process = Repository.Start("node", ["server.js"], Path.Combine(Repository.Root, Folder), []);
        var first = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
        var server = new SmtpServer(process, JsonDocument.Parse(first).RootElement.GetProperty("port").GetInt32());
        _ = server.KeepAsync();
        return server;
    }

    async Task KeepAsync()
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            accepted.Enqueue(JsonDocument.Parse(line).RootElement);
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
