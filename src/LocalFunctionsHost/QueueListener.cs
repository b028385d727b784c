using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace LocalFunctionsHost;

/// <summary>Runs one function for the messages of a queue, two at a time, as host.json has it.</summary>
/// <param name="visibility">For how long a message stays hidden while it runs; renewed at half time, and the wait after a crash.</param>
sealed partial class QueueListener(
    Function function,
    string queueName,
    QueueServiceClient queues,
    TimeSpan visibility,
    FunctionRunner runner,
    ILogger<QueueListener> logger) : IDisposable
{
    const int Degree = 2;
    const int MaxTries = 5;

    /// <summary>
    /// Only a message that failed, that a kill left or that somebody sends by hand waits so long. What a function of this app queues is taken at
    /// once: the end of a function ends the pause.
    /// </summary>
    static readonly TimeSpan IdlePause = TimeSpan.FromSeconds(1);

    static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true };

    readonly QueueClient queue = queues.GetQueueClient(queueName);
    readonly SemaphoreSlim slots = new(Degree);

    public QueueClient Queue => queue;

    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var finish = runner.NextFinish;
                var received = false;
                await Outage.RetryAsync(async () => received = await ReceiveAsync(ct), logger, ct);
                if (!received)
                {
                    await Task.WhenAny(finish, Task.Delay(IdlePause, ct));
                }
            }
        }
        finally
        {
            await slots.DrainAsync(Degree);
        }
    }

    public void Dispose() => slots.Dispose();

    // Only as many as can start at once, so that no message waits hidden behind others.
    async Task<bool> ReceiveAsync(CancellationToken ct)
    {
        await slots.WaitAsync(ct);
        var free = 1;
        while (free < Degree && slots.Wait(0, ct))
        {
            free++;
        }

        var started = 0;
        try
        {
            QueueMessage[] messages = await queue.ReceiveMessagesAsync(free, visibility, ct);
            foreach (var message in messages)
            {
                _ = HandleAsync(message, ct);
                started++;
            }

            return messages.Length > 0;
        }
        finally
        {
            if (free > started)
            {
                slots.Release(free - started);
            }
        }
    }

    async Task HandleAsync(QueueMessage message, CancellationToken ct)
    {
        try
        {
            var run = runner.RunAsync(function, () => Read(message), ct);
            var popReceipt = message.PopReceipt;
            using var finished = new CancellationTokenSource();
            while (await Task.WhenAny(run, Task.Delay(visibility / 2, finished.Token)) != run)
            {
                popReceipt = await HideAsync(message, popReceipt, visibility);
            }

            await finished.CancelAsync();
            if (await run)
            {
                await queue.DeleteMessageAsync(message.MessageId, popReceipt, CancellationToken.None);
            }
            else if (message.DequeueCount < MaxTries)
            {
                await HideAsync(message, popReceipt, TimeSpan.Zero);
            }
            else
            {
                await PoisonAsync(message, popReceipt);
            }
        }
        catch (Exception exception)
        {
            LogComesBack(exception.GetBaseException().Message, queueName);
        }
        finally
        {
            slots.Release();
        }
    }

    // Takes no token: the outcome of a message is recorded even when the host is about to stop.
    async Task<string> HideAsync(QueueMessage message, string popReceipt, TimeSpan time)
    {
        UpdateReceipt hidden = await queue.UpdateMessageAsync(message.MessageId, popReceipt, visibilityTimeout: time);
        return hidden.PopReceipt;
    }

    object Read(QueueMessage message)
    {
        var text = Encoding.UTF8.GetString(Convert.FromBase64String(message.Body.ToString()));
        return JsonSerializer.Deserialize(text, function.TriggerType, Json) ?? throw new JsonException("The message is null.");
    }

    async Task PoisonAsync(QueueMessage message, string popReceipt)
    {
        var poison = queues.GetQueueClient($"{queueName}-poison");
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(message.Body);
        await queue.DeleteMessageAsync(message.MessageId, popReceipt);
        LogPoisoned(queueName, function.Name);
    }

    [LoggerMessage(LogLevel.Warning, "Message could not be settled and comes back. Queue: {Queue}, reason: {Reason}.")]
    partial void LogComesBack(string reason, string queue);

    [LoggerMessage(LogLevel.Error, "Message failed five times and went to {Queue}-poison. Function: {Function}.")]
    partial void LogPoisoned(string queue, string function);
}
