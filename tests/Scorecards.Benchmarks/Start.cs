namespace Scorecards.Benchmarks;

/// <summary>From the start of the process to the first answer of /api/health, against the least app that ASP.NET Core can serve.</summary>
static class Start
{
    const double AtMost = 1.5;

    public static async Task<IReadOnlyList<Comparison>> CompareAsync(bool small)
    {
        using var emulator = await Emulator.StartAsync();
        List<(TimeSpan Took, long Peak)> ours = [], reference = [];

        // The first start makes what is missing in the storage, which in Azure the deployment has done, and brings the files into memory.
        for (var i = 0; i < (small ? 2 : 10); i++)
        {
            var settings = new Dictionary<string, string> { ["Storage__CreateMissing"] = i == 0 ? "true" : "false" };
            ours.Add(await StartAsync(RunningApp.StartScorecardsAsync(emulator.Connection, settings)));
            reference.Add(await StartAsync(RunningApp.StartTrivialAsync()));
        }

        return
        [
            new Comparison(
                "start: process to first 200 of /api/health (trivial ASP.NET app)",
                Comparisons.Median(ours.Skip(1).Select(o => o.Took)),
                Comparisons.Median(reference.Skip(1).Select(r => r.Took)),
                AtMost,
                ours.Max(o => o.Peak),
                reference.Max(r => r.Peak)),
        ];
    }

    static async Task<(TimeSpan Took, long Peak)> StartAsync(Task<RunningApp> starting)
    {
        using var app = await starting;
        return (app.StartTook, app.PeakMemory);
    }
}
