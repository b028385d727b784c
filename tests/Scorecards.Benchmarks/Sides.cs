using System.Diagnostics;
using System.Globalization;

namespace Scorecards.Benchmarks;

/// <summary>What one run of a side took and what came out of it; both sides must come to the same outcome.</summary>
readonly record struct Run(TimeSpan Elapsed, string Outcome);

/// <summary>The child processes: each prepares one side of a comparison and runs it once for every line that it is sent.</summary>
static class Sides
{
    const string Ready = "ready";

    /// <param name="side">Its name, then its own arguments.</param>
    public static async Task ServeAsync(string[] side)
    {
        var run = await PrepareAsync(side);
        using var self = Process.GetCurrentProcess();
        Console.WriteLine(Ready);
        while (Console.ReadLine() is not null)
        {
            // What the run before has left behind is not this run's to clear away.
            GC.Collect();
            var (elapsed, outcome) = await run();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{elapsed.Ticks}|{Processes.PeakMemory(self)}|{outcome}"));
        }
    }

    static Task<Func<Task<Run>>> PrepareAsync(string[] side) => side switch
    {
        ["reading-ours", var rows, var file] => Reading.OursAsync(Number(rows), file),
        ["reading-reference", _, var file] => Reading.ReferenceAsync(file),
        ["workbook-reference", var file] => ReadingWorkbook.ReferenceAsync(file),
        ["storing-reference", var rows, var connection] => Storing.ReferenceAsync(Number(rows), connection),
        ["rating-ours", var rows] => RatingByDomain.PrepareAsync(Number(rows)),
        ["rating-reference", var rows] => RatingByDuckDb.PrepareAsync(Number(rows)),
        ["feed-reference", var connection] => Feed.ReferenceAsync(connection),
        ["records-reference", var folder] => RecordsByDuckDb.PrepareAsync(folder),
        ["visible-reference", var connection] => StorageOperations.PrepareAsync(connection),
        _ => throw new UsageException($"There is no side {string.Join(' ', side)}."),
    };

    static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>The parent's end of such a child process.</summary>
    public sealed class Child : IDisposable
    {
        readonly Process process;

        Child(Process process) => this.process = process;

        /// <summary>In bytes, as of the last run.</summary>
        public long PeakMemory { get; private set; }

        /// <param name="side">Its name, then its own arguments.</param>
        public static async Task<Child> StartAsync(params string[] side)
        {
            var start = Processes.Dotnet(typeof(Sides).Assembly.Location, ["side", .. side]);
            start.RedirectStandardInput = true;
            var child = new Child(Processes.Start(start));
            if (await child.process.StandardOutput.ReadLineAsync() != Ready)
            {
                child.Dispose();
                throw new InvalidOperationException($"The side {side[0]} did not start.");
            }

            return child;
        }

        public async Task<Run> RunAsync()
        {
            await process.StandardInput.WriteLineAsync();
            var parts = (await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("A side has ended.")).Split('|', 3);
            PeakMemory = long.Parse(parts[1], CultureInfo.InvariantCulture);
            return new Run(new TimeSpan(long.Parse(parts[0], CultureInfo.InvariantCulture)), parts[2]);
        }

        public void Dispose() => Processes.End(process);
    }
}
