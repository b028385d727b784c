using Azure;
using Scorecards.Storage;

namespace Scorecards.Application.Operations;

/// <summary>What one call of a restore has done so far, and whether its time is over.</summary>
public sealed class RestoreCall(TimeProvider time, TimeSpan longest)
{
    readonly long start = time.GetTimestamp();

    public bool IsOver => time.GetElapsedTime(start) > longest;

    /// <summary>Whether something is left to the next call.</summary>
    public bool IsCutOff => Left > 0;

    /// <summary>Entries whose rows are written again.</summary>
    public int Restored { get; set; }

    /// <summary>Months that are calculated.</summary>
    public int Recalculated { get; set; }

    /// <summary>What it was doing when its time was over: entries, archived uploads, months or comparisons that wait for the next call.</summary>
    public int Left { get; set; }

    /// <summary>Entries whose rows were erased and stay so.</summary>
    public int Erased { get; set; }

    /// <summary>Whether the next call may succeed after a failure: the storage did not answer, or the journal was being put back.</summary>
    public static bool NextMaySucceed(Exception e) =>
        e is OperationCanceledException or RequestFailedException or JournalSetBackException || ConditionalWrite.IsDoubt(e);
}
