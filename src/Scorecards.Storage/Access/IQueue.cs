namespace Scorecards.Storage;

/// <summary>One queue. A message comes at least once, at any time, in any order, or is put aside after some tries.</summary>
public interface IQueue
{
    Task SendAsync(string message, CancellationToken ct);
}
