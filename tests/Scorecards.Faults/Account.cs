using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Scorecards.Faults;

/// <summary>
/// An account of the emulator with the apps that work on it. Several points may be tried on it one after another, each with names of its own, as long
/// as none has failed: an app need not be started for each.
/// </summary>
sealed class Account : IAsyncDisposable
{
    /// <summary>Nothing waits longer than that for a sweep.</summary>
    static readonly TimeSpan MuchLater = TimeSpan.FromHours(2);

    readonly CancellationTokenSource ended;
    readonly Emulator emulator;
    readonly string name;
    readonly IReadOnlyDictionary<string, string> settings;
    readonly List<Instance> instances = [];
    readonly SemaphoreSlim reviving = new(1);
    readonly string sender = $"{Guid.NewGuid():N}@example.org";
    readonly SmtpServer smtp;
    TimeSpan offset;

    Account(Emulator emulator, SmtpServer smtp, CancellationToken ct)
    {
        (this.emulator, this.smtp, name) = (emulator, smtp, emulator.Take());
        ended = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Traffic = new Traffic(ended.Token);
        offset = Calendar.Offset;
        var direct = Emulator.Connection(name, emulator.Port);
        Blobs = new BlobServiceClient(direct);
        Queues = new QueueServiceClient(direct);
        Tables = new TableServiceClient(direct);
        settings = new Dictionary<string, string>
        {
            // Each tick is let go by a gate.
            ["MonthEndSchedule"] = "* * * * * *",
            ["SweepSchedule"] = "* * * * * *",
            ["MonthEnd__WorkingDay"] = "1",
            ["Mail__Smtp"] = $"smtp://127.0.0.1:{smtp.Port}",
            ["Mail__From"] = sender,
        };
    }

    /// <summary>The mails of its apps that were accepted.</summary>
    public IEnumerable<JsonElement> Mails => smtp.Accepted.Where(mail => mail.GetProperty("from").GetString() == sender);

    public Traffic Traffic { get; }

    /// <summary>Past the proxy, for who looks at what is stored and drops files.</summary>
    public BlobServiceClient Blobs { get; }

    public QueueServiceClient Queues { get; }

    public TableServiceClient Tables { get; }

    public IReadOnlyList<Instance> Instances => instances;

    /// <summary>Whether its emulator is too old for another trial.</summary>
    public bool IsOld => emulator.IsOld;

    public HttpClient Http => instances[0].App.Http;

    /// <param name="emulator">Has the account.</param>
    /// <param name="smtp">Where mail goes.</param>
    /// <param name="count">Of apps.</param>
    /// <param name="remains">What it begins with; null = nothing.</param>
    public static async Task<Account> OpenAsync(Emulator emulator, SmtpServer smtp, int count, Remains? remains, CancellationToken ct)
    {
        var account = new Account(emulator, smtp, ct);
        try
        {
            if (remains is not null)
            {
                await remains.PutAsync(account, ct);
            }

            for (var i = 0; i < count; i++)
            {
                account.instances.Add(new Instance(emulator, account.name, account.Traffic, account.settings));
                await account.instances[i].StartAsync(account.Now, ct);
            }

            return account;
        }
        catch
        {
            await account.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts again what was killed; who asks meanwhile waits for it.</summary>
    public async Task ReviveAsync(CancellationToken ct)
    {
        await reviving.WaitAsync(ct);
        try
        {
            foreach (var instance in instances.Where(i => i.IsDead))
            {
                await instance.StartAsync(Now, ct);
            }
        }
        finally
        {
            reviving.Release();
        }
    }

    public Task KillAsync() => Task.WhenAll(instances.Select(i => i.KillAsync()));

    /// <summary>All apps end and come back two hours later by their clocks.</summary>
    public async Task ComeBackLaterAsync(CancellationToken ct)
    {
        await KillAsync();
        offset += MuchLater;
        await ReviveAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await ended.CancelAsync();
        foreach (var instance in instances)
        {
            await instance.DisposeAsync();
        }

        await emulator.GiveBackAsync(name, CancellationToken.None);
        ended.Dispose();
        reviving.Dispose();
    }

    DateTimeOffset Now => DateTimeOffset.UtcNow + offset;
}
