namespace Scorecards.Faults;

/// <summary>The requests of one account's apps: numbered from the moment that the act begins, and one of them faulted.</summary>
sealed class Traffic(CancellationToken ended)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>A slow request is let go when the others have been still for so long, or after the longest hold.</summary>
    static readonly TimeSpan Still = TimeSpan.FromMilliseconds(400);
    static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(5);

    static readonly TimeSpan ListingTakes = TimeSpan.FromMilliseconds(20);

    readonly Lock guard = new();
    readonly List<StorageRequest> counted = [];
    FaultPoint? point;
    Func<StorageRequest, bool>? refused;
    bool isCounting;
    int inFlight;
    long lastEnd;
    int begun;

    /// <summary>In the order in which they arrived, since <see cref="Begin"/>.</summary>
    public IReadOnlyList<StorageRequest> Counted
    {
        get
        {
            lock (guard)
            {
                return [.. counted];
            }
        }
    }

    /// <summary>How many requests for work there ever were, counted or not.</summary>
    public int Begun => Volatile.Read(ref begun);

    /// <summary>Whether a fault may still come, or requests are counted only.</summary>
    public bool IsCounting => Volatile.Read(ref isCounting);

    /// <summary>The request that was faulted; null = none yet.</summary>
    public StorageRequest? Faulted { get; private set; }

    /// <summary>Whether more is to be done to the app: a slow request waits for it.</summary>
    public bool IsMoreToCome { get; set; }

    /// <param name="fault">Null = only count.</param>
    public void Begin(FaultPoint? fault)
    {
        lock (guard)
        {
            counted.Clear();
            (point, refused, isCounting, Faulted) = (fault, null, true, null);
        }
    }

    /// <summary>Refuses every request, from now on, that is so, as one without a right to it: no client asks again.</summary>
    /// <param name="isRefused">Null = none any more.</param>
    public void Refuse(Func<StorageRequest, bool>? isRefused)
    {
        lock (guard)
        {
            refused = isRefused;
        }
    }

    public void StopCounting()
    {
        lock (guard)
        {
            isCounting = false;
        }
    }

    /// <summary>Goes on after <see cref="StopCounting"/>, where the fault has not come yet.</summary>
    public void CountOn()
    {
        lock (guard)
        {
            isCounting = Faulted is null;
        }
    }

    /// <summary>Whether no work was done at the storage for some time.</summary>
    public bool IsIdle(TimeSpan time) =>
        Volatile.Read(ref inFlight) == 0 && Environment.TickCount64 - Volatile.Read(ref lastEnd) >= time.TotalMilliseconds;

    /// <summary>As <see cref="StorageProxy"/> asks for it.</summary>
    public async Task<HttpMessage?> HandleAsync(Instance instance, StorageRequest request, Func<Task<HttpMessage>> forward, Func<bool> isGone)
    {
        if (request.Timer is { } timer)
        {
            return await instance.Gate(timer).PassAsync(isGone) ? await forward() : null;
        }

        if (request.IsInboxListing)
        {
            // The local host waits between two listings nine times as long as one takes: apps that wait for work leave the machine to others.
            await Task.Delay(ListingTakes, ended);
        }

        if (!request.IsWork)
        {
            return await forward();
        }

        Interlocked.Increment(ref inFlight);
        Interlocked.Increment(ref begun);
        var isLate = false;
        try
        {
            if (IsRefused(request))
            {
                return FaultAnswer.Of(403, request);
            }

            if (Count(request) is not { } kind)
            {
                return await forward();
            }

            isLate = kind == FaultKind.Late;
            if (isLate)
            {
                _ = DeliverLateAsync(forward);
                return null;
            }

            return await FaultAsync(kind, instance, request, forward);
        }
        finally
        {
            if (!isLate)
            {
                End();
            }
        }
    }

    bool IsRefused(StorageRequest request)
    {
        lock (guard)
        {
            return refused?.Invoke(request) == true;
        }
    }

    /// <returns>The fault that this request is to have; null = none.</returns>
    FaultKind? Count(StorageRequest request)
    {
        lock (guard)
        {
            if (!isCounting)
            {
                return null;
            }

            counted.Add(request);
            if (point is null || counted.Count != point.At)
            {
                return null;
            }

            Faulted = request;
            isCounting = false;
            return point.Kind;
        }
    }

    async Task<HttpMessage?> FaultAsync(FaultKind kind, Instance instance, StorageRequest request, Func<Task<HttpMessage>> forward)
    {
        if (kind == FaultKind.Slow)
        {
            await HoldAsync();
            return await forward();
        }

        if (kind.IsCarriedOut())
        {
            await forward();
        }

        if (kind.IsKill())
        {
            await instance.KillAsync();
        }

        return kind.Status() is { } status ? FaultAnswer.Of(status, request) : null;
    }

    async Task DeliverLateAsync(Func<Task<HttpMessage>> forward)
    {
        try
        {
            await HoldAsync();
            await forward();
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // The run is over.
        }
        finally
        {
            End();
        }
    }

    async Task HoldAsync()
    {
        var start = Environment.TickCount64;
        while (Environment.TickCount64 - start < LongestHold.TotalMilliseconds)
        {
            var still = Environment.TickCount64 - Math.Max(start, Volatile.Read(ref lastEnd));
            if (Volatile.Read(ref inFlight) == 1 && still >= Still.TotalMilliseconds && !IsMoreToCome)
            {
                return;
            }

            await Task.Delay(Pause, ended);
        }
    }

    void End()
    {
        Volatile.Write(ref lastEnd, Environment.TickCount64);
        Interlocked.Decrement(ref inFlight);
    }
}
