using System.Globalization;
using System.Net;
using System.Text;
using Azure;
using Microsoft.Extensions.DependencyInjection;
using Scorecards.Storage;

namespace ScorecardFunctions.Tests;

/// <summary>What the app's own clients of the storage make of its answers.</summary>
public sealed class StorageAnswerTests : IDisposable
{
    readonly HttpListener storage = new();
    readonly string address = $"http://127.0.0.1:{Repository.FreePorts(1)[0]}/account";
    int asked;

    public StorageAnswerTests() => storage.Prefixes.Add($"{address}/");

    /// <summary>docs/architecture.md says how often.</summary>
    [Fact]
    public async Task RequestThatFails_IsSentFourTimesMore()
    {
        Answer(_ => (503, "ServerBusy"));
        await using var services = Services();
        var table = services.GetRequiredService<IStorage>().Table(StorageNames.UploadsTable);

        Assert.Equal(503, (await Assert.ThrowsAsync<RequestFailedException>(() => table.FindAsync("a", "1", null, default))).Status);
        Assert.Equal(5, asked);
    }

    [Theory]
    [InlineData("BlobAlreadyExists", true)]
    [InlineData("ContainerBeingDeleted", false)]
    public async Task Bytes_AreTakenForKept_OnlyWhereTheStorageHasThem(string refusal, bool areKept)
    {
        Answer(request => request.QueryString["restype"] == "container" || request.Url!.AbsolutePath.Contains("arrivals", StringComparison.Ordinal)
            ? (201, "")
            : (409, refusal));
        await using var services = Services();
        var keeping = services.GetRequiredService<Archive>().KeepAsync(
            new ArchivedArrival("may.csv", 1, "0x1", DateTimeOffset.UnixEpoch, new string('a', 64), 1), new MemoryStream([1]), default);

        Assert.Equal(areKept ? null : refusal, ((await Record.ExceptionAsync(() => keeping)) as RequestFailedException)?.ErrorCode);
    }

    public void Dispose() => storage.Close();

    ServiceProvider Services() => AppServices.Of(
        $"DefaultEndpointsProtocol=http;AccountName=account;AccountKey=a2V5;BlobEndpoint={address};QueueEndpoint={address};TableEndpoint={address};");

    void Answer(Func<HttpListenerRequest, (int Status, string Code)> answer)
    {
        storage.Start();
        _ = Task.Run(async () =>
        {
            while (storage.IsListening)
            {
                var context = await storage.GetContextAsync();
                Interlocked.Increment(ref asked);
                var (status, code) = answer(context.Request);
                await context.Request.InputStream.CopyToAsync(Stream.Null);
                context.Response.StatusCode = status;
                context.Response.Headers["ETag"] = "\"0x1\"";
                context.Response.Headers["Last-Modified"] = DateTimeOffset.UnixEpoch.ToString("R", CultureInfo.InvariantCulture);
                if (code != "")
                {
                    context.Response.Headers["x-ms-error-code"] = code;
                    await context.Response.OutputStream.WriteAsync(
                        Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><Error><Code>{code}</Code><Message>{code}</Message></Error>"));
                }

                context.Response.Close();
            }
        });
    }
}
