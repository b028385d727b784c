using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Queues;

namespace LocalFunctionsHost;

/// <summary>Delivers each content version (name and ETag) of a container's blobs to one function, at least once.</summary>
/// <param name="container">The one that the path names.</param>
/// <param name="poison">Takes a message for each version that failed five times.</param>
sealed partial class BlobListener(
    Function function,
    BlobPath path,
    BlobContainerClient container,
    BlobReceipts receipts,
    QueueClient poison,
    FunctionRunner runner,
    ILogger<BlobListener> logger) : IDisposable
{
    const int Degree = 4;
    const int MaxTries = 5;

    // In a large container, where a listing takes longer, the pause grows with it.
    const int PauseFactor = 9;

    static readonly TimeSpan[] RetryDelays = [.. new[] { 0.2, 1, 2, 4 }.Select(TimeSpan.FromSeconds)];
    static readonly JsonSerializerOptions PoisonJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly SemaphoreSlim slots = new(Degree);

    public BlobContainerClient Container => container;

    /// <summary>Between two listings.</summary>
    public required TimeSpan ShortestPause { get; init; }

    /// <summary>Whether the function needs no further try for this version.</summary>
    public bool IsDone(string blobName, ETag version) => receipts.IsDone(blobName, version);

    public async Task RunAsync(CancellationToken ct)
    {
        await Outage.RetryAsync(() => receipts.LoadAsync(ct), logger, ct);
        var before = TimeSpan.Zero;
        try
        {
            while (true)
            {
                var start = Stopwatch.GetTimestamp();
                await Outage.RetryAsync(() => ListAsync(ct), logger, ct);
                var took = Stopwatch.GetElapsedTime(start);

                // The shorter of two, so that one hiccup does not become a long pause.
                var pause = (took < before ? took : before) * PauseFactor;
                before = took;
                await Task.Delay(pause > ShortestPause ? pause : ShortestPause, ct);
            }
        }
        finally
        {
            await slots.DrainAsync(Degree);
        }
    }

    public void Dispose() => slots.Dispose();

    async Task ListAsync(CancellationToken ct)
    {
        await foreach (var blob in container.GetBlobsAsync(new GetBlobsOptions { Prefix = path.Prefix }, ct))
        {
            if (blob.Properties.ETag is { } version && path.Match(blob.Name) is { } value)
            {
                var receipt = receipts.Get(blob.Name, version);
                if (!receipt.IsDone && !receipt.IsTaken)
                {
                    receipt.IsTaken = true;
                    _ = DeliverAsync(new(blob.Name, version, blob.Properties.BlobType ?? BlobType.Block, value, receipt), ct);
                }
            }
        }

        receipts.EndListing();
    }

    async Task DeliverAsync(Delivery delivery, CancellationToken ct)
    {
        try
        {
            while (!delivery.Receipt.IsDone)
            {
                if (delivery.Receipt.Tries >= MaxTries)
                {
                    await PoisonAsync(delivery);
                }
                else if (!await TryAsync(delivery, ct) && delivery.Receipt.Tries < MaxTries)
                {
                    await Task.Delay(RetryDelays[delivery.Receipt.Tries - 1], ct);
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            LogStopped(delivery.BlobName);
        }
        catch (Exception exception)
        {
            LogPutOff(exception.GetBaseException().Message, path.Container, delivery.BlobName);
            await Task.Delay(Outage.Pause, CancellationToken.None);
        }
        finally
        {
            delivery.Receipt.IsTaken = false;
        }
    }

    async Task<bool> TryAsync(Delivery delivery, CancellationToken ct)
    {
        await slots.WaitAsync(ct);
        try
        {
            var blob = container.GetBlobClient(delivery.BlobName);
            var exists = blob.ExistsAsync(ct);
            await receipts.BeginTryAsync(delivery.BlobName, delivery.Version, delivery.Receipt, ct);
            if (!await exists)
            {
                LogGone(path.Container, delivery.BlobName, function.Name);
            }
            else if (!await runner.RunAsync(function, () => blob, delivery.Value, ct))
            {
                ct.ThrowIfCancellationRequested();
                return false;
            }

            await receipts.FinishAsync(delivery.BlobName, delivery.Version, delivery.Receipt);
            return true;
        }
        finally
        {
            slots.Release();
        }
    }

    async Task PoisonAsync(Delivery delivery)
    {
        var message = JsonSerializer.Serialize(
            new
            {
                Type = "BlobTrigger",
                FunctionId = $"Host.Functions.{function.Name}",
                BlobType = $"{delivery.Type}Blob",
                ContainerName = path.Container,
                delivery.BlobName,
                ETag = $"\"{delivery.Version.ToString().Trim('"')}\"",
            },
            PoisonJson);
        await poison.CreateIfNotExistsAsync();
        await poison.SendMessageAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(message)));
        LogPoisoned(path.Container, delivery.BlobName, function.Name);
        await receipts.FinishAsync(delivery.BlobName, delivery.Version, delivery.Receipt);
    }

    sealed record Delivery(string BlobName, ETag Version, BlobType Type, Func<string, string?> Value, BlobReceipt Receipt);

    [LoggerMessage(LogLevel.Warning, "Storage did not do what was asked; the blob is tried again. Blob: {Container}/{Blob}, reason: {Reason}.")]
    partial void LogPutOff(string reason, string container, string blob);

    [LoggerMessage(LogLevel.Information, "Blob was deleted before its run. Blob: {Container}/{Blob}, function: {Function}.")]
    partial void LogGone(string container, string blob, string function);

    [LoggerMessage(LogLevel.Error, "Blob failed five times and went to webjobs-blobtrigger-poison. Blob: {Container}/{Blob}, function: {Function}.")]
    partial void LogPoisoned(string container, string blob, string function);

    [LoggerMessage(LogLevel.Information, "Host stops; the blob is tried again at the next start. Blob: {Blob}.")]
    partial void LogStopped(string blob);
}
