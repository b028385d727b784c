namespace Scorecards.Storage;

/// <summary>A range of keys; null = open.</summary>
/// <param name="From">The first partition.</param>
/// <param name="To">The last partition, included.</param>
/// <param name="RowFrom">The first row of each partition.</param>
/// <param name="RowTo">Behind the last row of each partition.</param>
public readonly record struct KeyRange(string? From = null, string? To = null, string? RowFrom = null, string? RowTo = null)
{
    public static KeyRange Partition(string partition) => new(partition, partition);

    /// <summary>The rows of a partition from the first one up to, and without, the second.</summary>
    public static KeyRange Rows(string partition, string from, string to) => new(partition, partition, from, to);

    /// <summary>The rows of a partition that begin with a part and the separator.</summary>
    public static KeyRange RowsBelow(string partition, string part) => new(partition, partition, $"{part}|", $"{part}}}");

    /// <summary>As Table Storage writes it; blank = everything.</summary>
    public string Filter => string.Join(" and ", From is not null && From == To
        ? [$"PartitionKey eq '{Quoted(From)}'", .. Ends("RowKey", RowFrom, RowTo, "lt")]
        : [.. Ends("PartitionKey", From, To, "le"), .. Ends("RowKey", RowFrom, RowTo, "lt")]);

    static IEnumerable<string> Ends(string key, string? from, string? to, string before)
    {
        if (from is not null)
        {
            yield return $"{key} ge '{Quoted(from)}'";
        }

        if (to is not null)
        {
            yield return $"{key} {before} '{Quoted(to)}'";
        }
    }

    static string Quoted(string key) => key.Replace("'", "''", StringComparison.Ordinal);
}
