using System.Diagnostics;
using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace LocalFunctionsHost;

/// <summary>
/// Drops the .csv files of the repository's samples folder into the container of the first blob trigger, by name,
/// each when everything that the ones before it set off is over.
/// </summary>
sealed class SampleDrop(BlobListener extracts, IReadOnlyList<QueueListener> queues, FunctionRunner runner, int port)
{
    static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    public async Task RunAsync(CancellationToken ct)
    {
        if (LocalFiles.FindAbove("samples") is not { } root)
        {
            Console.WriteLine("--samples: no folder samples/ above the app.");
            return;
        }

        foreach (var path in Directory.GetFiles(Path.Combine(root, "samples"), "*.csv").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var content = await File.ReadAllBytesAsync(path, ct);
            var blob = extracts.Container.GetBlobClient(name);
            if (await HoldsAsync(blob, content, ct))
            {
                Console.WriteLine($"Sample {name} is there already.");
                continue;
            }

            BlobContentInfo uploaded = await blob.UploadAsync(BinaryData.FromBytes(content), overwrite: true, ct);
            var settling = SettleAsync(name, uploaded.ETag, ct);
            await Waiting.ForAsync($"Dropped the sample {name}, waiting for what it sets off", settling, ct);
            if (!await settling)
            {
                Console.WriteLine($"Sample {name} still keeps the functions busy after {Limit.TotalSeconds:0} s; going on.");
            }
        }

        using var process = Process.GetCurrentProcess();
        var seconds = (DateTime.UtcNow - process.StartTime.ToUniversalTime()).TotalSeconds;
        Console.WriteLine($"Samples are in, {seconds:0} s after the start. Open http://localhost:{port}");
    }

    static async Task<bool> HoldsAsync(BlobClient blob, byte[] content, CancellationToken ct)
    {
        if (!await blob.ExistsAsync(ct))
        {
            return false;
        }

        BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: ct);
#pragma warning disable CA5351 // MD5 is the checksum that the storage keeps; nothing is protected by it.
        return properties.ContentLength == content.Length
            && (properties.ContentHash is not { Length: > 0 } hash || hash.SequenceEqual(MD5.HashData(content)));
#pragma warning restore CA5351
    }

    async Task<bool> SettleAsync(string name, ETag version, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Limit);
        try
        {
            while (!await IsSettledAsync(name, version, limit.Token))
            {
                await Task.Delay(Pause, limit.Token);
            }

            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return false;
        }
    }

    async Task<bool> IsSettledAsync(string name, ETag version, CancellationToken ct)
    {
        if (!extracts.IsDone(name, version))
        {
            return false;
        }

        foreach (var listener in queues)
        {
            if ((await listener.Queue.GetPropertiesAsync(ct)).Value.ApproximateMessagesCount > 0)
            {
                return false;
            }
        }

        return runner.IsIdle;
    }
}
