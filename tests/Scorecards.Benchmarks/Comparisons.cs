using System.Globalization;

namespace Scorecards.Benchmarks;

/// <summary>One row of the table.</summary>
/// <param name="Ours">Median.</param>
/// <param name="Reference">Median of the runs between ours.</param>
/// <param name="AtMost">What ours may take, in multiples of the reference.</param>
/// <param name="OursPeak">In bytes.</param>
/// <param name="ReferencePeak">In bytes.</param>
sealed record Comparison(string What, TimeSpan Ours, TimeSpan Reference, double AtMost, long OursPeak, long ReferencePeak)
{
    public double Ratio => Ours / Reference;
}

/// <summary>Runs the comparisons that are asked for, all of them by default, and prints them as one table.</summary>
static class Comparisons
{
    const string Small = "--small";

    /// <summary>Takes an hour or two: only where it is asked for.</summary>
    const string Million = "feed-million";

    /// <summary>Small: some thousand rows and one repetition, to see that everything runs.</summary>
    static readonly Dictionary<string, Func<bool, Task<IReadOnlyList<Comparison>>>> Known = new()
    {
        ["reading"] = Reading.CompareAsync,
        ["workbook"] = ReadingWorkbook.CompareAsync,
        ["storing"] = Storing.CompareAsync,
        ["rating"] = RatingAndTravel.CompareAsync,
        ["visible"] = Visible.CompareAsync,
        ["waiting"] = Waiting.CompareAsync,
        ["start"] = Start.CompareAsync,
        ["feed"] = Feed.CompareAsync,
        [Million] = Feed.CompareMillionAsync,
    };

    /// <returns>The exit code: 0 whatever the ratios are.</returns>
    public static async Task<int> RunAsync(string[] options)
    {
        var asked = options.Where(o => o != Small).ToList();
        if (asked.FirstOrDefault(o => !Known.ContainsKey(o)) is { } unknown)
        {
            await Console.Error.WriteLineAsync($"There is no comparison {unknown}. Known: {string.Join(", ", Known.Keys)}.");
            return 2;
        }

        var (wanted, isSmall) = (Known.Where(k => asked.Count == 0 ? k.Key != Million : asked.Contains(k.Key)).ToList(), options.Contains(Small));
        var rows = new IReadOnlyList<Comparison>[wanted.Count];

        // Small ones say nothing of time, so they need not be alone.
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = isSmall ? 3 : 1 };
        await Parallel.ForEachAsync(wanted.Index(), atOnce, async (comparison, _) =>
        {
            await Console.Error.WriteLineAsync($"{comparison.Item.Key} ...");
            rows[comparison.Index] = await comparison.Item.Value(isSmall);
        });
        Print([.. rows.SelectMany(r => r)]);
        return 0;
    }

    /// <summary>Runs both sides in turn, after some runs to warm up.</summary>
    /// <exception cref="InvalidOperationException">The sides come to different outcomes.</exception>
    public static async Task<Comparison> AlternateAsync(
        string what, Sides.Child ours, Sides.Child reference, int warmUps, int repetitions, double atMost)
    {
        using (ours)
        using (reference)
        {
            var (mine, other) = (await ours.RunAsync(), await reference.RunAsync());
            if (mine.Outcome != other.Outcome)
            {
                throw new InvalidOperationException($"{what}: ours comes to {mine.Outcome}, the reference to {other.Outcome}.");
            }

            List<TimeSpan> oursTook = [], referenceTook = [];
            for (var i = 1; i < warmUps; i++)
            {
                await ours.RunAsync();
                await reference.RunAsync();
            }

            for (var i = 0; i < repetitions; i++)
            {
                oursTook.Add((await ours.RunAsync()).Elapsed);
                referenceTook.Add((await reference.RunAsync()).Elapsed);
            }

            return new Comparison(what, Median(oursTook), Median(referenceTook), atMost, ours.PeakMemory, reference.PeakMemory);
        }
    }

    public static TimeSpan Median(IEnumerable<TimeSpan> times)
    {
        var sorted = times.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    static void Print(List<Comparison> rows)
    {
        Line("what", "ours", "reference", "ratio", "at most", "peak memory (ours / reference)");
        Line("---", "---:", "---:", "---:", "---:", "---:");
        foreach (var row in rows)
        {
            Line(
                row.What,
                Seconds(row.Ours),
                Seconds(row.Reference),
                Number(row.Ratio, "0.00"),
                Number(row.AtMost, "0.0"),
                $"{Megabytes(row.OursPeak)} / {Megabytes(row.ReferencePeak)}");
        }

        static void Line(string what, string ours, string reference, string ratio, string atMost, string memory) =>
            Console.WriteLine($"| {what,-83} | {ours,8} | {reference,9} | {ratio,5} | {atMost,7} | {memory,30} |");

        static string Seconds(TimeSpan time) => Number(time.TotalSeconds, "0.000") + " s";

        static string Megabytes(long bytes) => Number(bytes / 1e6, "0") + " MB";

        static string Number(double number, string format) => number.ToString(format, CultureInfo.InvariantCulture);
    }
}
