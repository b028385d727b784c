using Azure;
using Azure.Data.Tables;

namespace Scorecards.Tests.Simulation;

/// <summary>A row of a table, as the service keeps it.</summary>
public sealed record StoredRow(
    string Table, string Partition, string Row, IReadOnlyDictionary<string, object> Values, ETag Version, DateTimeOffset Written)
{
    /// <summary>What every write makes anew: two rows that differ in nothing else say the same.</summary>
    const string Stamp = "Stamp";

    public TableEntity ToEntity(IReadOnlyList<string>? columns)
    {
        var entity = new TableEntity(Partition, Row) { ETag = Version, Timestamp = Written };
        foreach (var (name, value) in Values)
        {
            if (columns is null || columns.Contains(name))
            {
                entity[name] = value;
            }
        }

        return entity;
    }

    public bool SaysTheSame(StoredRow other) =>
        Values.Count == other.Values.Count
            && Values.All(v => v.Key == Stamp || (other.Values.TryGetValue(v.Key, out var value) && IsSame(v.Value, value)));

    static bool IsSame(object one, object other) =>
        one is byte[] bytes ? other is byte[] others && bytes.AsSpan().SequenceEqual(others) : one.Equals(other);
}
