namespace Scorecards.Application.Calculation;

/// <summary>
/// Lets what people wait for go first: while a small upload is taken in, the calculation of many months waits between two steps. Of this process
/// alone, since another one has processors of its own.
/// </summary>
public sealed class Precedence
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>One second: with small uploads coming all the time the many months still go on.</summary>
    const int MostPauses = 200;

    int inHand;

    /// <summary>A small upload is taken in until this is disposed.</summary>
    public IDisposable Take()
    {
        Interlocked.Increment(ref inHand);
        return new Turn(this);
    }

    /// <summary>Returns when no small upload is in hand, after a second at the latest.</summary>
    public async Task GiveWayAsync(CancellationToken ct)
    {
        for (var pauses = 0; Volatile.Read(ref inHand) > 0 && pauses < MostPauses; pauses++)
        {
            await Task.Delay(Pause, ct);
        }
    }

    sealed class Turn(Precedence of) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref of.inHand);
    }
}
