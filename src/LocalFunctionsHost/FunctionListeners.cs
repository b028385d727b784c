using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace LocalFunctionsHost;

/// <summary>
/// When the server is up: prints the functions, creates what their triggers name, listens for blobs, messages and due timers, and drops the samples.
/// </summary>
sealed partial class FunctionListeners(
    IReadOnlyList<Function> functions,
    CommandLine options,
    IConfiguration settings,
    TimeProvider clock,
    FunctionRunner runner,
    IHostApplicationLifetime lifetime,
    ILoggerFactory loggers) : BackgroundService
{
    const string HostsContainer = "azure-webjobs-hosts";

    // Loading the storage clients takes all of two cores for half a second, which the first request would have to wait for.
    static readonly TimeSpan FirstRequestFirst = TimeSpan.FromMilliseconds(250);

    public const string StorageSetting = "AzureWebJobsStorage";

    readonly ILogger logger = loggers.CreateLogger<FunctionListeners>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        Console.WriteLine(Describe());
        await Task.Delay(FirstRequestFirst, stoppingToken);

        // Fires before the server drains, where stoppingToken fires after it.
        var ct = lifetime.ApplicationStopping;
        try
        {
            await ListenAsync(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            LogStopped();
        }
        catch (Exception)
        {
            // The host stops by itself then, and says why; its exit code would be 0.
            Environment.ExitCode = 1;
            throw;
        }
    }

    async Task ListenAsync(CancellationToken ct)
    {
        using var traces = LocalTraces.Listen();
        List<BlobListener> blobs = [.. functions.Where(f => f is { Trigger: BlobTriggerAttribute, Source: not null }).Select(ListenToBlobs)];
        List<QueueListener> queues = [.. functions.Where(f => f is { Trigger: QueueTriggerAttribute, Source: not null }).Select(ListenToQueue)];
        List<TimerListener> timers = [.. functions.Where(f => f is { Trigger: TimerTriggerAttribute, Source: not null }).Select(ListenToTimer)];
        foreach (var function in functions)
        {
            if (function is { Trigger: TimerTriggerAttribute trigger, Source: null })
            {
                LogDisabled(function.Name, trigger.Schedule);
            }
        }

        try
        {
            await Outage.RetryAsync(() => CreateMissingAsync(blobs, queues, ct), logger, ct);
            List<Task> tasks =
            [
                .. blobs.Select(listener => listener.RunAsync(ct)),
                .. queues.Select(listener => listener.RunAsync(ct)),
                .. timers.Select(listener => listener.RunAsync(ct)),
                .. options.Samples ? [new SampleDrop(blobs[0], queues, runner, options.Port).RunAsync(ct)] : Array.Empty<Task>(),
            ];

            // As each one ends, so that one that fails stops the host and not only itself.
            await foreach (var ended in Task.WhenEach(tasks))
            {
                await ended;
            }
        }
        finally
        {
            blobs.ForEach(listener => listener.Dispose());
            queues.ForEach(listener => listener.Dispose());
        }
    }

    BlobListener ListenToBlobs(Function function)
    {
        var path = BlobPath.Parse(function.Source!);
        var container = StorageAccount.Blobs(settings, function.Connection!).GetBlobContainerClient(path.Container);
        var poison = Queues(function).GetQueueClient("webjobs-blobtrigger-poison");
        var receipts = new BlobReceipts(Hosts, function.Name, path.Container);
        return new(function, path, container, receipts, poison, runner, loggers.CreateLogger<BlobListener>()) { ShortestPause = Pause };
    }

    QueueListener ListenToQueue(Function function) =>
        new(function, function.Source!, Queues(function), Visibility, runner, loggers.CreateLogger<QueueListener>());

    TimerListener ListenToTimer(Function function) =>
        new(function, TimerListener.Parse(function.Source!)!, Hosts, clock, runner, loggers.CreateLogger<TimerListener>());

    Task CreateMissingAsync(List<BlobListener> blobs, List<QueueListener> queues, CancellationToken ct) => Task.WhenAll(
    [
        Hosts.CreateIfNotExistsAsync(cancellationToken: ct),
        .. blobs.Select(listener => listener.Container.CreateIfNotExistsAsync(cancellationToken: ct)),
        .. queues.Select(listener => listener.Queue.CreateIfNotExistsAsync(cancellationToken: ct)),
    ]);

    /// <summary>
    /// A listing takes Azurite about 2 ms, so that 30 ms between two keep a new blob from waiting and cost less than a tenth of a core. The tests
    /// ask for longer pauses, since many apps share a machine.
    /// </summary>
    TimeSpan Pause => TimeSpan.FromMilliseconds(settings.GetValue("LocalFunctionsHost:PauseMilliseconds", 30));

    TimeSpan Visibility => TimeSpan.FromSeconds(settings.GetValue("LocalFunctionsHost:QueueVisibilitySeconds", 30));

    BlobContainerClient Hosts => StorageAccount.Blobs(settings, StorageSetting).GetBlobContainerClient(HostsContainer);

    QueueServiceClient Queues(Function function) => StorageAccount.Queues(settings, function.Connection!);

    string Describe()
    {
        var root = $"http://localhost:{options.Port}/";
        var prefix = LocalFiles.ReadRoutePrefix();
        var lines = functions.Select(function => function.Trigger switch
        {
            HttpTriggerAttribute http => $"  {function.Name}: [{Verbs(http)}] {root}{HttpEndpoints.RouteOf(function, prefix)}",
            BlobTriggerAttribute => $"  {function.Name}: blob {function.Source}",
            QueueTriggerAttribute => $"  {function.Name}: queue {function.Source}",
            _ => $"  {function.Name}: timer {function.Source ?? "(disabled)"}",
        });
        return $"LocalFunctionsHost: a developer's host on 127.0.0.1:{options.Port}, never deployed.\nFunctions:\n{string.Join('\n', lines)}\n";
    }

    static string Verbs(HttpTriggerAttribute http) => string.Join(',', http.Methods ?? ["any"]).ToUpperInvariant();

    [LoggerMessage(LogLevel.Warning, "Timer is disabled, its setting is not set. Function: {Function}, schedule: {Schedule}.")]
    partial void LogDisabled(string function, string schedule);

    [LoggerMessage(LogLevel.Debug, "Listeners stopped.")]
    partial void LogStopped();
}
