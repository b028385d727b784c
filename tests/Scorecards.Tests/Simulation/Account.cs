using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>A storage account in memory: one request at a time, with the answers of Azure. No ETag comes twice.</summary>
/// <param name="now">The storage's clock.</param>
public sealed class Account(Func<DateTimeOffset> now)
{
    readonly Dictionary<string, SortedList<(string Partition, string Row), StoredRow>> tables = [];
    readonly Dictionary<string, SortedList<string, StoredBlob>> containers = [];
    long versions;

    /// <summary>Is told of every change of a row, before and after; null = there was none, or is none any more.</summary>
    public event Action<StoredRow?, StoredRow?>? RowChanged;

    /// <summary>Is told of every message.</summary>
    public event Action<string>? Sent;

    /// <summary>How often anything but the backups, of which there is a new one each day, has become other than it was.</summary>
    public long Changes { get; private set; }

    public IList<StoredRow> Rows(string table) => Table(table).Values;

    public IList<StoredBlob> Blobs(string container) => Container(container).Values;

    public StoredRow? Find(string table, string partition, string row) => Table(table).GetValueOrDefault((partition, row));

    /// <summary>Rows from a range, behind a key.</summary>
    public List<StoredRow> Query(string table, KeyRange keys, StoredRow? behind, int most) =>
    [
        .. Table(table).Values.Where(
            r => IsIn(keys, r.Partition, r.Row)
                && (behind is null || Compare((r.Partition, r.Row), (behind.Partition, behind.Row)) > 0)).Take(most),
    ];

    public ETag Add(string table, TableEntity entity) =>
        Find(table, entity.PartitionKey, entity.RowKey) is null ? Put(table, entity) : throw Refused(409, "EntityAlreadyExists");

    public ETag Replace(string table, TableEntity entity, ETag known) => Find(table, entity.PartitionKey, entity.RowKey) switch
    {
        null => throw Refused(404, "ResourceNotFound"),
        var there when there.Version != known => throw Refused(412, "UpdateConditionNotSatisfied"),
        _ => Put(table, entity),
    };

    public ETag Put(string table, TableEntity entity)
    {
        var key = (entity.PartitionKey, entity.RowKey);
        RequireKey(entity.PartitionKey);
        RequireKey(entity.RowKey);
        var before = Table(table).GetValueOrDefault(key);
        var values = entity.Where(
            v => v.Key is not ("PartitionKey" or "RowKey" or "Timestamp" or "odata.etag") && v.Value is not null).ToDictionary();
        var row = new StoredRow(table, entity.PartitionKey, entity.RowKey, values, NextVersion(), now());
        Table(table)[key] = row;
        Changes += before?.SaysTheSame(row) == true ? 0 : 1;
        RowChanged?.Invoke(before, row);
        return row.Version;
    }

    public bool Delete(string table, string partition, string row)
    {
        if (!Table(table).Remove((partition, row), out var before))
        {
            return false;
        }

        Changes++;
        RowChanged?.Invoke(before, null);
        return true;
    }

    /// <summary>As if somebody had edited it by hand. Nobody is told.</summary>
    public void Damage(StoredRow row, string column, string value)
    {
        var values = new Dictionary<string, object>(row.Values.ToDictionary()) { [column] = value };
        Table(row.Table)[(row.Partition, row.Row)] = row with { Values = values, Version = NextVersion() };
        Changes++;
    }

    /// <summary>As if nobody had ever written it.</summary>
    public void Lose(string table)
    {
        Table(table).Clear();
        Changes++;
    }

    public StoredBlob? FindBlob(string container, string name) => Container(container).GetValueOrDefault(name);

    public bool TryWrite(string container, string name, byte[] content, IReadOnlyDictionary<string, string> metadata, BlobCondition condition)
    {
        var before = FindBlob(container, name);
        if ((condition.IsNew && before is not null) || (condition.Known is { } known && before?.Version != known))
        {
            return false;
        }

        var written = now();
        var blob = new StoredBlob(container, name, content, metadata, NextVersion(), written.AddTicks(-(written.Ticks % TimeSpan.TicksPerSecond)));
        Container(container)[name] = blob;
        Changes += container == StorageNames.Backups
            || (
                before is not null
                    && before.Content.AsSpan().SequenceEqual(content)
                    && before.Metadata.Count == metadata.Count
                    && !before.Metadata.Except(metadata).Any())
            ? 0
            : 1;
        return true;
    }

    public bool DeleteBlob(string container, string name)
    {
        var isGone = Container(container).Remove(name);
        Changes += isGone && container != StorageNames.Backups ? 1 : 0;
        return isGone;
    }

    public List<StoredBlob> List(string container, string prefix, string? behind, int most) =>
        [
            .. Container(container).Values.Where(
                b => b.Name.StartsWith(prefix, StringComparison.Ordinal)
                    && (behind is null || string.CompareOrdinal(b.Name, behind) > 0)).Take(most)];

    public void Send(string message)
    {
        Changes++;
        Sent?.Invoke(message);
    }

    ETag NextVersion() => new((++versions).ToString(CultureInfo.InvariantCulture));

    SortedList<(string Partition, string Row), StoredRow> Table(string name)
    {
        if (!tables.TryGetValue(name, out var table))
        {
            tables.Add(name, table = new SortedList<(string, string), StoredRow>(Comparer<(string, string)>.Create(Compare)));
        }

        return table;
    }

    SortedList<string, StoredBlob> Container(string name)
    {
        if (!containers.TryGetValue(name, out var container))
        {
            containers.Add(name, container = new SortedList<string, StoredBlob>(StringComparer.Ordinal));
        }

        return container;
    }

    static int Compare((string Partition, string Row) one, (string Partition, string Row) other) =>
        string.CompareOrdinal(one.Partition, other.Partition) is not 0 and var order ? order : string.CompareOrdinal(one.Row, other.Row);

    static bool IsIn(KeyRange keys, string partition, string row) =>
        (keys.From is null || string.CompareOrdinal(partition, keys.From) >= 0)
        && (keys.To is null || string.CompareOrdinal(partition, keys.To) <= 0)
        && (keys.RowFrom is null || string.CompareOrdinal(row, keys.RowFrom) >= 0)
        && (keys.RowTo is null || string.CompareOrdinal(row, keys.RowTo) < 0);

    static void RequireKey(string key)
    {
        if (key.Length > 512 || key.Any(c => c is '/' or '\\' or '#' or '?' || char.IsControl(c)))
        {
            throw new HoleException($"'{key}' cannot be a key.");
        }
    }

    static RequestFailedException Refused(int status, string code) => new(status, code, code, null);
}
