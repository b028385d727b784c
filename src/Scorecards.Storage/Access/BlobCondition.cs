using Azure;

namespace Scorecards.Storage;

/// <summary>When a blob is written: whatever is there, only where nothing is, or only over what is known.</summary>
public readonly record struct BlobCondition(bool IsNew, ETag? Known)
{
    public static readonly BlobCondition Always;

    public static readonly BlobCondition New = new(true, null);

    public static BlobCondition Over(ETag known) => new(false, known);
}
