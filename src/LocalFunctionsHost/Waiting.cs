using System.Diagnostics;

namespace LocalFunctionsHost;

/// <summary>Tells who looks at the console what the host waits for.</summary>
static class Waiting
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    /// <summary>Says what is waited for: at once, then every five seconds how long so far.</summary>
    public static async Task ForAsync(string what, Task work, CancellationToken ct)
    {
        var start = Stopwatch.GetTimestamp();
        Console.WriteLine($"{what} ...");
        while (await Task.WhenAny(work, Task.Delay(Interval, ct)) != work)
        {
            ct.ThrowIfCancellationRequested();
            Console.WriteLine($"{what}: {Stopwatch.GetElapsedTime(start).TotalSeconds:0} s so far");
        }

        await work;
    }
}
