namespace Scorecards.Faults;

/// <summary>One of the services of a storage account; each has an address of its own.</summary>
enum StorageService
{
    Blobs,
    Queues,
    Tables,
}
