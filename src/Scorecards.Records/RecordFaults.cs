namespace Scorecards.Records;

/// <summary>What one check found.</summary>
/// <param name="Rule">The check: its file's name.</param>
/// <param name="Total">How many faults there are.</param>
/// <param name="Faults">The first of them, at most <see cref="RecordDatabase.MostFaults"/>, by table and key.</param>
public sealed record RecordFaults(string Rule, long Total, IReadOnlyList<RecordFault> Faults);
