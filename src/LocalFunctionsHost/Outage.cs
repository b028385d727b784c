namespace LocalFunctionsHost;

/// <summary>What a listener does while the storage does not answer, or not as it should: say so and ask again.</summary>
static partial class Outage
{
    /// <summary>One second between two attempts.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public static async Task RetryAsync(Func<Task> attempt, ILogger logger, CancellationToken ct)
    {
        while (true)
        {
            try
            {
                await attempt();
                return;
            }
            catch (Exception exception) when (!ct.IsCancellationRequested)
            {
                // Whatever it is, such as an answer that cannot be parsed: a listener that ends would take the app with it.
                // Without its trace, which the Azure clients make 200 lines long.
                LogUnreachable(logger, exception.GetBaseException().Message);
                await Task.Delay(Pause, ct);
            }
        }
    }

    /// <summary>Waits for the runs that hold a listener's slots when it stops.</summary>
    public static async Task DrainAsync(this SemaphoreSlim slots, int degree)
    {
        for (var slot = 0; slot < degree; slot++)
        {
            await slots.WaitAsync(CancellationToken.None);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Storage did not do what was asked and is asked again. Reason: {Reason}.")]
    static partial void LogUnreachable(ILogger logger, string reason);
}
