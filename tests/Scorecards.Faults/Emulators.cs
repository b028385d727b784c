namespace Scorecards.Faults;

/// <summary>One emulator after another, as each is of use for minutes only; those before the last one end when nobody uses them any more.</summary>
sealed class Emulators(Emulator first) : IAsyncDisposable
{
    readonly SemaphoreSlim changing = new(1);
    readonly List<Emulator> retired = [];
    Emulator current = first;

    /// <summary>The one on which something new begins.</summary>
    public async Task<Emulator> CurrentAsync(CancellationToken ct)
    {
        await changing.WaitAsync(ct);
        try
        {
            if (!current.IsOld)
            {
                return current;
            }

            foreach (var unused in retired.Where(e => !e.IsUsed).ToList())
            {
                retired.Remove(unused);
                await unused.DisposeAsync();
            }

            retired.Add(current);
            return current = await Emulator.StartAsync();
        }
        finally
        {
            changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var emulator in retired.Append(current))
        {
            await emulator.DisposeAsync();
        }

        changing.Dispose();
    }
}
