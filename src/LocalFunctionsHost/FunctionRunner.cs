using System.Diagnostics;

namespace LocalFunctionsHost;

/// <summary>Runs the functions that no caller waits for (blob, queue, timer) and says when one has finished.</summary>
sealed partial class FunctionRunner(IServiceScopeFactory scopes, ILogger<FunctionRunner> logger)
{
    TaskCompletionSource finished = new(TaskCreationOptions.RunContinuationsAsynchronously);
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
        Interlocked.Increment(ref running);
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

    public void SignalFinish() =>
        Interlocked.Exchange(ref finished, new(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();

    [LoggerMessage(LogLevel.Information, "Function ran. Function: {Function}, milliseconds: {Elapsed:0}.")]
    partial void LogRan(string function, double elapsed);

    [LoggerMessage(LogLevel.Error, "Function failed. Function: {Function}.")]
    partial void LogFailed(Exception exception, string function);
}
