namespace Scorecards.Storage;

/// <summary>Work that is done one piece after the other.</summary>
public static class Turns
{
    /// <summary>Does the work once nobody else's is under way.</summary>
    public static async Task<T> InTurnAsync<T>(this SemaphoreSlim one, Func<Task<T>> work, CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            return await work();
        }
        finally
        {
            one.Release();
        }
    }
}
