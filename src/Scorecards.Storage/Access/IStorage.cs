namespace Scorecards.Storage;

/// <summary>Everything that is kept: an Azure storage account, or the one that the simulation plays.</summary>
public interface IStorage
{
    ITable Table(string name);

    IBlobs Container(string name);

    /// <summary>Puts a message into a queue. It comes at least once, at any time, in any order, or is put aside after some tries.</summary>
    Task SendAsync(string queue, string message, CancellationToken ct);

    /// <summary>Returns when every container, queue and table is there. After a failure the next call tries again.</summary>
    Task ReadyAsync();
}
