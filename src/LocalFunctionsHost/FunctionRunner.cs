using System.Diagnostics;

namespace LocalFunctionsHost;

/// <summary>Runs the functions that no caller waits for (blob, queue, timer) and says when one has finished.</summary>
sealed partial class FunctionRunner(IServiceScopeFactory scopes, ILogger<FunctionRunner> logger) : IDisposable
{
    TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    readonly SemaphoreSlim beginning = new(1);
    int running;

    /// <summary>
    /// Completes when the next function has finished: it may have sent a message. Take it before looking, so that no finish is missed.
    /// </summary>
    public Task NextFinish => Volatile.Read(ref finished).Task;

    public bool IsIdle => Volatile.Read(ref running) == 0;

    /// <inheritdoc cref="RunAsync(Function, Func{object}, Func{string, string?}, CancellationToken)"/>
    public Task<bool> RunAsync(Function function, Func<object> trigger, CancellationToken ct) => RunAsync(function, trigger, _ => null, ct);

    /// <summary>Gives whether the function succeeded; its exception is logged and goes no further.</summary>
    /// <param name="trigger">Makes the trigger's value. A failure in here is the function's failure.</param>
    /// <param name="value">Gives the parts of the blob's path by name.</param>
    public async Task<bool> RunAsync(Function function, Func<object> trigger, Func<string, string?> value, CancellationToken ct)
    {
        await beginning.WaitAsync(ct);
        Interlocked.Increment(ref running);
        beginning.Release();
        var start = Stopwatch.GetTimestamp();
        try
        {
            // A function may be synchronous, and a listener must not stand still for it.
            await Task.Yield();
            using var run = LocalTraces.Start(function);
            await using var scope = scopes.CreateAsyncScope();
            await function.RunAsync(scope.ServiceProvider, trigger(), value, ct);
            LogRan(function.Name, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            return true;
        }
        catch (Exception exception)
        {
            LogFailed(exception, function.Name);
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref running);
            SignalFinish();
        }
    }

    /// <summary>Does something while none of them runs, and before the next one begins: what runs reads one time.</summary>
    public async Task<T> BetweenAsync<T>(Func<T> act, CancellationToken ct)
    {
        await beginning.WaitAsync(ct);
        try
        {
            for (var next = NextFinish; !IsIdle; next = NextFinish)
            {
                await next.WaitAsync(ct);
            }

            return act();
        }
        finally
        {
            beginning.Release();
        }
    }

    public void Dispose() => beginning.Dispose();

    public void SignalFinish() =>
        Interlocked.Exchange(ref finished, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    [LoggerMessage(LogLevel.Information, "Function ran. Function: {Function}, milliseconds: {Elapsed:0}.")]
    partial void LogRan(string function, double elapsed);

    [LoggerMessage(LogLevel.Error, "Function failed. Function: {Function}.")]
    partial void LogFailed(Exception exception, string function);
}
