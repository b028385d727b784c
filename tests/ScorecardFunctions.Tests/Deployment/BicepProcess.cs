using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>
/// The real compiler, which answers one request after the other (JSON-RPC): most of a compilation is its start. It ends with the tests.
/// </summary>
/// <param name="environment">What parameters files read from the environment.</param>
sealed class BicepProcess(Dictionary<string, string> environment) : IDisposable
{
    static readonly string Compiler =
        typeof(BicepProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Bicep").Value!;

    readonly SemaphoreSlim turn = new(1, 1);
    Process? process;

    /// <returns>The result.</returns>
    /// <exception cref="InvalidOperationException">The compiler refuses; the message says why.</exception>
    public async Task<JsonElement> AskAsync(string method, object parameters)
    {
        await turn.WaitAsync();
        try
        {
            process ??= Start();
            var request = JsonSerializer.SerializeToUtf8Bytes(new { jsonrpc = "2.0", id = 1, method, @params = parameters });
            var input = process.StandardInput.BaseStream;
            await input.WriteAsync(Encoding.ASCII.GetBytes($"Content-Length: {request.Length}\r\n\r\n"));
            await input.WriteAsync(request);
            await input.FlushAsync();
            var answer = await ReadAsync(process.StandardOutput.BaseStream);
            return answer.TryGetProperty("error", out var error)
                ? throw new InvalidOperationException(error.GetProperty("message").GetString())
                : answer.GetProperty("result");
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose()
    {
        process?.Kill();
        process?.Dispose();
        turn.Dispose();
    }

    Process Start()
    {
        var started = Repository.Start(Compiler, ["jsonrpc", "--stdio"], Repository.Root, environment);
        started.BeginErrorReadLine();
        return started;
    }

    /// <summary>Headers, an empty line, and as many bytes as the header says.</summary>
    static async Task<JsonElement> ReadAsync(Stream output)
    {
        var headers = new StringBuilder();
        var one = new byte[1];
        while (!headers.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await output.ReadExactlyAsync(one);
            headers.Append((char)one[0]);
        }

        var length = headers.ToString().Split("\r\n").Single(h => h.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase));
        var body = new byte[int.Parse(length.Split(':')[1], CultureInfo.InvariantCulture)];
        await output.ReadExactlyAsync(body);
        return JsonDocument.Parse(body).RootElement;
    }
}
