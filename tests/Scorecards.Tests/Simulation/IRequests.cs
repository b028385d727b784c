namespace Scorecards.Tests.Simulation;

/// <summary>Requests to the storage in memory: when each is carried out, and what comes back.</summary>
public interface IRequests
{
    /// <param name="text">What is asked, as people read it.</param>
    /// <param name="isWrite">Whether it changes anything.</param>
    /// <param name="effect">On the storage.</param>
    /// <param name="isOnce">Nobody asks for it a second time.</param>
    Task<T> Ask<T>(string text, bool isWrite, Func<T> effect, bool isOnce = false);
}
