using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>/api/health, on an emulator of its own that is taken away and comes back.</summary>
public sealed class HealthTests
{
    [Fact]
    public async Task App_SaysThatItsPortIsTaken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;
        using var app = Repository.Start("dotnet", [Repository.App, "--port", $"{port}"], Repository.Root, []);
        var said = await app.StandardError.ReadToEndAsync();
        await app.WaitForExitAsync();

        Assert.Equal(1, app.ExitCode);
        Assert.Equal($"Port {port} is taken. Stop what listens there, or choose another port, as by --port 7072.\n", said);
    }

    [Fact]
    public async Task Health_IsOfTheStorageToo_AndComesBackWithIt()
    {
        var azurite = new Azurite("http", []);
        await azurite.InitializeAsync();
        try
        {
            await using var app = await RunningApp.StartAsync(azurite);
            Assert.Equal("Healthy, Answers", await UntilAsync("Healthy, Answers"));
            await azurite.KillAsync();

            Assert.Equal("Storage does not answer", await UntilAsync("Storage does not answer"));
            var (status, body) = await AskAsync();
            Assert.Equal(HttpStatusCode.ServiceUnavailable, status);
            Assert.Contains(
                "No good answer within 2.5 seconds from: blobs, queues, tables.", body.GetProperty("detail").GetString(), StringComparison.Ordinal);
            Assert.DoesNotContain("127.0.0.1", body.GetRawText(), StringComparison.Ordinal);
            using var head = await app.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/api/health"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, head.StatusCode);

            Assert.Equal(3, Logged());

            // It comes back with nothing in it: what an upload needs is made again before the app says that it is healthy.
            await azurite.StartAsync();
            Assert.Equal("Healthy, Answers", await UntilAsync("Healthy, Answers"));
            Assert.True(await app.Blobs.GetBlobContainerClient("extracts").ExistsAsync());
            var logged = Logged();

            // It takes requests and does not answer them.
            await azurite.SignalAsync("STOP");
            Assert.Equal("Storage does not answer", await UntilAsync("Storage does not answer"));
            await azurite.SignalAsync("CONT");
            Assert.Equal("Healthy, Answers", await UntilAsync("Healthy, Answers"));

            Assert.Equal(3, Logged() - logged);

            int Logged() => app.Printed.Split('\n').Count(line => line.Contains("Storage does not answer. Service: ", StringComparison.Ordinal));

            async Task<string?> UntilAsync(string wanted) =>
                await Repository.UntilAsync(async () => await SaidAsync() == wanted ? wanted : null, wanted, 60);

            async Task<string> SaidAsync()
            {
                var (_, said) = await AskAsync();
                return said.TryGetProperty("title", out var title)
                    ? title.GetString()!
                    : $"{said.GetProperty("status")}, {said.GetProperty("storage")}";
            }

            async Task<(HttpStatusCode Status, JsonElement Body)> AskAsync()
            {
                using var answer = await app.Http.GetAsync(new Uri("/api/health", UriKind.Relative));
                return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement);
            }
        }
        finally
        {
            await azurite.DisposeAsync();
        }
    }
}
