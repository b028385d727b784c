using System.Diagnostics;
using System.Net.Http.Json;
using Azure.Storage.Blobs;

namespace Scorecards.Benchmarks;

/// <summary>What became of a file that was dropped before the running app.</summary>
/// <param name="State">Of its upload.</param>
/// <param name="Took">From the end of the upload until then.</param>
/// <param name="SlowestAnswer">Of the app to somebody who asked for the uploads all the time.</param>
sealed record Dropped(string State, string Message, TimeSpan Took, TimeSpan SlowestAnswer)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);
    static readonly TimeSpan Limit = TimeSpan.FromHours(1);

    /// <summary>Drops a file and waits until the app has stored or refused it.</summary>
    /// <exception cref="TimeoutException">Nothing of the kind within an hour.</exception>
    public static async Task<Dropped> WaitAsync(string connection, RunningApp app, string name, Func<BlobClient, Task> upload)
    {
        await upload(new BlobContainerClient(connection, "extracts").GetBlobClient(name));
        var (start, slowest) = (Stopwatch.GetTimestamp(), TimeSpan.Zero);
        while (Stopwatch.GetElapsedTime(start) < Limit)
        {
            var asked = Stopwatch.GetTimestamp();
            var uploads = await app.Client.GetFromJsonAsync<Line[]>("/api/extracts");
            var answered = Stopwatch.GetElapsedTime(asked);
            slowest = answered > slowest ? answered : slowest;
            if (Array.Find(uploads!, u => u.Extract == name) is { State: not "Received" } settled)
            {
                return new Dropped(settled.State, settled.Message, Stopwatch.GetElapsedTime(start), slowest);
            }

            await Task.Delay(Pause);
        }

        throw new TimeoutException($"{name} is not stored after {Limit.TotalMinutes:0} min.");
    }

    sealed record Line(string Extract, string State, string Message);
}
