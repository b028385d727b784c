namespace Scorecards.Storage;

/// <summary>Everything that is kept: an Azure storage account, or the one that the simulation plays.</summary>
public interface IStorage
{
    ITable Table(string name);

    IBlobs Container(string name);

    IQueue Queue(string name);

    /// <summary>Returns when every container, queue and table is there. After a failure the next call tries again.</summary>
    Task ReadyAsync();
}
