using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ScorecardFunctions.Tests;

/// <summary>The app as a process of its own on an account of its own. It can be killed and started again; storage stays.</summary>
/// <param name="storage">The settings that name the account.</param>
/// <param name="blobs">Of the account, for the test.</param>
/// <param name="queues">Likewise.</param>
/// <param name="tables">Likewise.</param>
public sealed class RunningApp(
    Dictionary<string, string> storage, BlobServiceClient blobs, QueueServiceClient queues, TableServiceClient tables) : IAsyncDisposable
{
    /// <summary>What the app prints when it is up and when a function has run: then there is something new to look for.</summary>
    static readonly string[] Ends = ["LocalFunctionsHost: ", "Function ran.", "Function failed."];

    const string Never = "0 0 0 1 1 *";

    readonly ConcurrentQueue<string> printed = [];
    TaskCompletionSource nextEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    Process? process;

    public RunningApp(string connection)
        : this(new() { ["AzureWebJobsStorage"] = connection }, new(connection), new(connection, Base64), new(connection))
    {
    }

    /// <summary>As the Functions host writes messages.</summary>
    public static QueueClientOptions Base64 => new() { MessageEncoding = QueueMessageEncoding.Base64 };

    /// <summary>Settings with which no timer ticks: <see cref="TickAsync"/> does what they do, when it is wanted.</summary>
    public static Dictionary<string, string> WithoutTimers => new() { ["MonthEndSchedule"] = Never, ["SweepSchedule"] = Never };

    public int ProcessId => process!.Id;

    public HttpClient Http { get; private set; } = new();

    public BlobServiceClient Blobs => blobs;

    public QueueServiceClient Queues => queues;

    public TableServiceClient Tables => tables;

    public string Printed => string.Join('\n', printed);

    public static async Task<RunningApp> StartAsync(Azurite azurite, string arguments = "", Dictionary<string, string>? settings = null)
    {
        var app = new RunningApp(azurite.NewAccount());
        await app.StartAsync(arguments, settings);
        return app;
    }

    public async Task StartAsync(string arguments = "", Dictionary<string, string>? settings = null)
    {
        var port = Repository.FreePorts(1)[0];
        var environment = new Dictionary<string, string>(storage.Concat(Repository.ShortLived).Concat(settings ?? []))
        {
            ["LocalFunctionsHost__QueueVisibilitySeconds"] = "4",
            ["LocalFunctionsHost__PauseMilliseconds"] = "400",
        };
        process = Repository.Start(
            "dotnet",
            [
                Repository.App,
                "--port",
                $"{port}",
                .. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            Repository.Root,
            environment);
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        await Repository.UntilAsync(IsHealthyAsync, "healthy app", next: NextEndAsync);
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>The clock that it was started with shows a later time from now on.</summary>
    public async Task TurnClockAsync(string instant)
    {
        using var response = await Http.PutAsync(new Uri("/local/clock", UriKind.Relative), new StringContent(instant));
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The content of a blob of the container extracts.</summary>
    public async Task DropAsync(string path, string content) =>
        await Blobs.GetBlobContainerClient("extracts").GetBlobClient(path).UploadAsync(BinaryData.FromString(content), overwrite: true);

    /// <summary>Drops a file and waits until all that follows from it is there; answers its receipt.</summary>
    public async Task<JsonElement> IngestAsync(string path, string content, int seconds = 90)
    {
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        await DropAsync(path, content);
        return await ReceiptAsync(path, before, seconds);
    }

    /// <summary>
    /// The receipt of a path that was written since a time, once it says what has changed in the scorecards. Looked for when a function has run: to
    /// ask all the time is dearer than to wait.
    /// </summary>
    public Task<JsonElement> ReceiptAsync(string path, DateTimeOffset since, int seconds = 90) => UntilAsync(
        async () =>
        {
            var blob = Blobs.GetBlobContainerClient("receipts").GetBlobClient(path + ".json");
            if (!await blob.ExistsAsync() || (await blob.GetPropertiesAsync()).Value is not { } found
                || found.LastModified < since.AddMilliseconds(-since.Millisecond) || found.Metadata["stage"] != "2")
            {
                return (JsonElement?)null;
            }

            return JsonDocument.Parse((await blob.DownloadContentAsync()).Value.Content.ToString()).RootElement;
        },
        $"receipt of {path}",
        seconds,
        NextEndAsync);

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Http.GetAsync(new Uri(path, UriKind.Relative));
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    /// <summary>What an operation answers to a POST.</summary>
    public async Task<JsonElement> PostAsync(string path, int status = 200, object? body = null)
    {
        using var response = await Http.PostAsJsonAsync(new Uri(path, UriKind.Relative), body);
        var answer = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{path}: {response.StatusCode} {answer}");
        return JsonDocument.Parse(answer).RootElement;
    }

    /// <summary>The results of a scorecard's month by indicator.</summary>
    public async Task<Dictionary<string, JsonElement>> ResultsAsync(string month) =>
        (await GetAsync($"/api/scorecards/kent-inc-uasc/{month}")).GetProperty("sections").EnumerateArray()
            .SelectMany(s => s.GetProperty("results").EnumerateArray())
            .ToDictionary(r => r.GetProperty("indicator").GetString()!);

    /// <summary>Every entity of a table as text, without what the service writes.</summary>
    public async Task<List<string>> RowsAsync(string table, params string[] without) =>
        await Tables.GetTableClient(table).QueryAsync<TableEntity>()
            .Select(
                e => string.Join(
                    ';',
                    e.Where(p => p.Key is not ("odata.etag" or "Timestamp") && !without.Contains(p.Key))
                        .OrderBy(p => p.Key, StringComparer.Ordinal)
                        .Select(p => $"{p.Key}={p.Value}")))
            .Order(StringComparer.Ordinal).ToListAsync();

    /// <summary>The rows of mails and notices, without the plans of issues.</summary>
    public async Task<List<string>> DeliveriesAsync() =>
        [.. (await RowsAsync("Deliveries")).Where(row => row.Contains("State=", StringComparison.Ordinal))];

    /// <param name="next">As of <see cref="Repository.UntilAsync"/>.</param>
    public async Task<T> UntilAsync<T>(Func<Task<T?>> find, string what, int seconds = 90, Func<Task>? next = null)
        where T : struct
    {
        try
        {
            return (T)await Repository.UntilAsync(async () => (object?)await find(), what, seconds, next);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} The app printed:\n{Printed}");
        }
    }

    /// <summary>
    /// Has the app do once what its timers do. A timer that ticks every second asks the storage as much in each second of a test, also while the test
    /// looks at something else.
    /// </summary>
    public async Task TickAsync()
    {
        // Of a file of which no figures come the receipt is there a moment before its end is on record, and until then no month is issued.
        await UntilAsync(
            async () => (await RowsAsync("Uploads")).Exists(row => row.Contains(";State=Received", StringComparison.Ordinal)) ? (bool?)null : true,
            "end of the uploads");
        await PostAsync("/api/operations/tick");
    }

    /// <summary>Waits for two more ticks of the mail to end: the later one began after whatever was done before.</summary>
    public Task<bool> TicksAsync()
    {
        var before = Ticks();
        return UntilAsync(() => Task.FromResult(Ticks() >= before + 2 ? true : (bool?)null), "two ticks", 120, NextEndAsync);

        int Ticks() => printed.Count(line => line.Contains("Function: SendMonthEndMail", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process!.Dispose();
        Http.Dispose();
    }

    async Task<object?> IsHealthyAsync()
    {
        Assert.False(process!.HasExited, Printed);
        try
        {
            using var response = await Http.GetAsync(new Uri("/api/health", UriKind.Relative));
            return response.IsSuccessStatusCode ? true : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    /// <summary>Until the app is up or a function has run, or for a second: what HTTP calls do is not printed.</summary>
    Task NextEndAsync() => Task.WhenAny(Volatile.Read(ref nextEnd).Task, Task.Delay(1000));

    void Keep(object sender, DataReceivedEventArgs said)
    {
        printed.Enqueue(said.Data ?? "");
        if (said.Data is { } line && Ends.Any(end => line.Contains(end, StringComparison.Ordinal)))
        {
            Interlocked.Exchange(ref nextEnd, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
        }
    }
}
