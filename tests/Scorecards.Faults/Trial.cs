using System.Net;
using System.Text.Json;

namespace Scorecards.Faults;

/// <summary>One run of a scenario on an account, with names of its own: what the scenario can do to the app, as people and timers do it.</summary>
/// <param name="account">Where.</param>
/// <param name="id">The scorecard's id, which no other trial has; paths and addresses have it in them.</param>
/// <param name="uploads">How often each of its paths was uploaded before, where the account begins with what was left of another.</param>
sealed class Trial(Account account, string id, CancellationToken ct, IReadOnlyDictionary<string, int>? uploads = null)
{
    /// <summary>The functions of the two timers.</summary>
    const string Mail = "SendMonthEndMail";
    const string Sweep = "SweepExtracts";

    const string Calculations = "calculations";
    const int MostTries = 20;

    /// <summary>In seconds.</summary>
    const int LongestCount = 300;

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);
    static readonly TimeSpan Between = TimeSpan.FromMilliseconds(300);
    static readonly TimeSpan Still = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan Retried = TimeSpan.FromSeconds(1.5);
    static readonly TimeSpan NothingMore = TimeSpan.FromSeconds(1);

    /// <summary>Each takes <see cref="Still"/> at least, longer where the machine is busy: together longer than a pause of client or host.</summary>
    const int MostLooks = 50;

    /// <summary>Of an upload whose work is not done.</summary>
    static readonly string[] Pending = ["Received", "Read", "Stored", "Accepted"];

    readonly Dictionary<string, int> dropped = new(uploads ?? new Dictionary<string, int>());
    int begunAtDrop;

    public Account Account => account;

    public string Id => id;

    /// <summary>How often each of its paths was uploaded.</summary>
    public IReadOnlyDictionary<string, int> Dropped => dropped;

    /// <summary>What an operation gave that is to be compared as well.</summary>
    public Dictionary<string, string> Given { get; } = [];

    /// <summary>Of this trial.</summary>
    public string Path(string name) => $"{id}/{name}";

    public string Email(string name) => $"{name}.{id}@example.org";

    public Task DropAsync(string name, string content) => DropAsync(name, BinaryData.FromString(content));

    /// <summary>Puts a file into the inbox, past the proxy.</summary>
    public async Task DropAsync(string name, BinaryData content)
    {
        var path = Path(name);
        begunAtDrop = account.Traffic.Begun;
        dropped[path] = dropped.GetValueOrDefault(path) + 1;
        await account.Blobs.GetBlobContainerClient("extracts").GetBlobClient(path).UploadAsync(content, overwrite: true, ct);
    }

    /// <summary>Drops a file and waits until all work is done.</summary>
    /// <exception cref="InvalidOperationException">It does not end.</exception>
    public Task IngestAsync(string name, string content) => IngestAsync(name, BinaryData.FromString(content));

    /// <summary>Drops a file and waits until all work is done.</summary>
    /// <exception cref="InvalidOperationException">It does not end.</exception>
    public async Task IngestAsync(string name, BinaryData content)
    {
        await DropAsync(name, content);
        await SettledAsync();
    }

    /// <summary>
    /// Drops records and waits until their receipt says what has changed, or the act has met its fault: who counts asks the storage for nothing for
    /// longer than <see cref="NothingMore"/> where the machine is busy.
    /// </summary>
    /// <exception cref="TimeoutException">Neither happens.</exception>
    public async Task DropRecordsAsync(string name, string content)
    {
        await DropAsync(name, content);
        var receipt = account.Blobs.GetBlobContainerClient("receipts").GetBlobClient(Path(name) + ".json");
        await Repository.UntilAsync(async () => !IsBeforeFault || await IsCompleteAsync() ? true : (bool?)null, $"receipt of {name}", LongestCount);

        async Task<bool> IsCompleteAsync() =>
            await receipt.ExistsAsync(ct) && (await receipt.GetPropertiesAsync(cancellationToken: ct)).Value.Metadata["stage"] == "2";
    }

    /// <summary>Returns in the next second of the storage's clock: what is dropped then was received later.</summary>
    public async Task NextSecondAsync() => await Task.Delay(TimeSpan.FromMilliseconds(1050 - DateTime.UtcNow.Millisecond), ct);

    /// <summary>Lets the mail's timer run once.</summary>
    /// <param name="instance">Of which app.</param>
    public Task TickAsync(int instance = 0) => account.Instances[instance].TickAsync(Mail, ct);

    /// <summary>Lets the mail's timer run, and the month is issued; its mails are not claimed, since the storage refuses that.</summary>
    public async Task TickUntilIssuedAsync()
    {
        account.Traffic.Refuse(request => request.IsWriteTo("Deliveries") && account.Traffic.Counted.Any(r => r.IsWriteTo("Journal")));
        await TickAsync();
        account.Traffic.Refuse(null);
    }

    /// <summary>Lets the sweep's timer run once.</summary>
    /// <param name="instance">Of which app.</param>
    public Task SweepAsync(int instance = 0) => account.Instances[instance].TickAsync(Sweep, ct);

    /// <summary>Has an operation done, as an administrator does: who gets no answer, or is told that it failed or must wait, asks again.</summary>
    /// <param name="operation">With its query.</param>
    /// <param name="isDone">Of the answer; else it is asked again.</param>
    /// <exception cref="NotThereException">The app has no such operation.</exception>
    /// <exception cref="InvalidOperationException">It was not done whatever was tried.</exception>
    public async Task<byte[]> OperateAsync(string operation, Func<byte[], bool>? isDone = null)
    {
        var last = "";
        for (var tries = 0; tries < MostTries; tries++)
        {
            try
            {
                await account.ReviveAsync(ct);
                using var response = await account.Http.PostAsync(new Uri($"/api/operations/{operation}", UriKind.Relative), null, ct);
                var body = await response.Content.ReadAsByteArrayAsync(ct);
                if (response.StatusCode == HttpStatusCode.NotFound && body.Length == 0)
                {
                    throw new NotThereException(operation);
                }

                if (response.IsSuccessStatusCode && isDone?.Invoke(body) != false)
                {
                    return body;
                }

                last = $"{response.StatusCode} {body.Length} bytes";
            }
            catch (Exception e) when (e is HttpRequestException or IOException || (e is TaskCanceledException && !ct.IsCancellationRequested))
            {
                last = e.Message;
            }

            await Task.Delay(Between, ct);
        }

        throw new InvalidOperationException($"{operation} was not done in {MostTries} tries, at last: {last}");
    }

    /// <summary>As <see cref="QuietAsync"/>, where nothing may fail.</summary>
    /// <exception cref="InvalidOperationException">It does not end.</exception>
    public async Task SettledAsync()
    {
        if (!await QuietAsync())
        {
            throw new InvalidOperationException($"{await UnsettledAsync()}\nThe app printed:\n{account.Instances[0].App.Printed}");
        }
    }

    /// <summary>Waits until the act has met its fault or is over, then starts again what was killed and waits until all work is done.</summary>
    /// <returns>False: it is not done, and nobody has been at it for longer than any of the host's and the clients' pauses.</returns>
    public async Task<bool> QuietAsync()
    {
        var traffic = account.Traffic;
        while (IsBeforeFault && !(traffic.Begun > begunAtDrop && traffic.IsIdle(NothingMore) && await IsQueueEmptyAsync()))
        {
            await Task.Delay(Pause, ct);
        }

        traffic.StopCounting();
        for (var (looks, begun) = (0, 0); looks < MostLooks; looks++)
        {
            await account.ReviveAsync(ct);
            while (!traffic.IsIdle(Still))
            {
                await Task.Delay(Pause, ct);
            }

            // What was begun since the last look is somebody's work, and not the look's own.
            looks = traffic.Begun > begun ? 0 : looks;
            var isSettled = await IsSettledAsync();
            begun = traffic.Begun;
            if (!isSettled)
            {
                await Task.Delay(Still, ct);
            }
            else if (traffic.Faulted is not null)
            {
                // A client that was told to come again does so a little later, maybe with the last thing that there was to do.
                await Task.Delay(Retried, ct);
            }

            if (isSettled && traffic.Begun == begun)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether no message waits and every upload is at its end; somebody may still be asking for something.</summary>
    public async Task<bool> IsSettledAsync() => await IsQueueEmptyAsync() && await AreUploadsSettledAsync();

    /// <summary>What work there still is, for people.</summary>
    public async Task<string> UnsettledAsync()
    {
        var messages = (await account.Queues.GetQueueClient(Calculations).GetPropertiesAsync(ct)).Value.ApproximateMessagesCount;
        var (status, uploads) = await GetAsync("/api/extracts");
        return $"{id}: work does not end. Messages: {messages}. Uploads: {status} {uploads}";
    }

    /// <summary>The apps come back two hours later; what was left standing is swept up, and what mail is due then is sent.</summary>
    public async Task MendAsync(bool hasMail)
    {
        await account.ComeBackLaterAsync(ct);
        for (var round = 0; round < 2; round++)
        {
            await SweepAsync();
            await QuietAsync();
            if (hasMail)
            {
                await TickAsync();
            }
        }
    }

    /// <summary>GET, from the first app.</summary>
    /// <returns>Status and body; 0 = no answer.</returns>
    public async Task<(int Status, string Body)> GetAsync(string path)
    {
        try
        {
            using var response = await account.Http.GetAsync(new Uri(path, UriKind.Relative), ct);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(ct));
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return (0, e.Message);
        }
    }

    /// <summary>Whether the act goes on without having met a fault.</summary>
    bool IsBeforeFault => account.Traffic.IsCounting && !account.Instances.Any(i => i.IsDead);

    async Task<bool> IsQueueEmptyAsync()
    {
        var properties = await account.Queues.GetQueueClient(Calculations).GetPropertiesAsync(ct);
        return properties.Value.ApproximateMessagesCount == 0;
    }

    async Task<bool> AreUploadsSettledAsync()
    {
        if (dropped.Count == 0)
        {
            return true;
        }

        var (status, body) = await GetAsync("/api/extracts");
        if (status != 200)
        {
            return false;
        }

        using var uploads = JsonDocument.Parse(body);
        var mine = uploads.RootElement.EnumerateArray().Where(u => dropped.ContainsKey(Text(u, "extract"))).ToList();
        return dropped.All(d => mine.Count(u => Text(u, "extract") == d.Key) >= d.Value) && !mine.Any(u => Pending.Contains(Text(u, "state")));

        static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
    }
}
