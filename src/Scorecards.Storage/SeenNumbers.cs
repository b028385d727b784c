namespace Scorecards.Storage;

/// <summary>Where numbers of the journal are seen beside the journal itself, which shows how far a lost journal once reached.</summary>
public sealed class SeenNumbers(IStorage storage)
{
    static readonly (string Table, string[] Columns)[] Places =
    [
        (StorageNames.ResultsTable, ["AsOf"]),
        (StorageNames.UploadsTable, ["Entry", "Number"]),
        (StorageNames.DeliveriesTable, ["Number"]),
    ];

    /// <summary>The highest number that months, editions, uploads or deliveries name; 0 = none does.</summary>
    public async Task<long> HighestAsync(CancellationToken ct)
    {
        var highest = 0L;
        foreach (var (table, columns) in Places)
        {
            // Numbers of the journal are 64 bits wide; an arrival's own number is not.
            await foreach (var row in storage.Table(table).QueryAsync(default, columns, null, ct))
            {
                highest = columns.Select(c => row.TryGetValue(c, out var value) && value is long number ? number : 0).Append(highest).Max();
            }
        }

        return highest;
    }
}
