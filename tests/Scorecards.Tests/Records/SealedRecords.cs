using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>A sealed database without a record, for a class whose tests only ask: to open one takes longer than they do.</summary>
public sealed class SealedRecords : IDisposable
{
    public SealedRecords() => Database.Seal();

    public RecordDatabase Database { get; } = RecordDatabase.Open(megabytes: 200, threads: 1, RecordScripts.BuiltIn);

    public void Dispose() => Database.Dispose();
}
