using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Values of an upload that turned out not to count once their months were calculated: their rows are found while its file is read again, and
/// refused at its end.
/// </summary>
/// <param name="overruled">The values; none = nothing is looked for.</param>
public sealed class LateRefusals(IReadOnlyList<OverruledValue> overruled)
{
    readonly HashSet<(ScorecardId, IndicatorId, Month, decimal?, long)> keys = [.. overruled.Select(o => Key(o.Said.Measure, o.Said.Source.Row))];
    readonly Dictionary<(ScorecardId, IndicatorId, Month, decimal?, long), ExtractTable> tables = [];

    /// <summary>Looks whether a row has one of the values.</summary>
    public void Look(Measure measure, ExtractRow row)
    {
        if (keys.Count > 0 && Key(measure, row.Number) is var key && keys.Contains(key))
        {
            tables[key] = row.Table;
        }
    }

    /// <summary>Refuses the rows that have the values. Each counts once, whatever number of them it has.</summary>
    /// <param name="refused">Takes the faults of the file.</param>
    /// <returns>The faults, each with its sheet and column as far as the row was found.</returns>
    public IReadOnlyList<Fault> Refuse(RefusedRows refused)
    {
        var rows = new HashSet<(ExtractTable, long)>();
        var faults = new List<Fault>();
        foreach (var value in overruled)
        {
            var fault = value.ToFault();
            if (tables.TryGetValue(Key(value.Said.Measure, fault.Row), out var table))
            {
                fault = fault with { Sheet = table.Sheet, Column = ColumnOf(table.Header, value.Said.Measure) ?? fault.Column };
            }

            if (table is not null && rows.Add((table, fault.Row)))
            {
                table.RefuseAccepted(fault.Row, fault.Column, fault.Value, fault.Reason);
            }
            else
            {
                refused.AddLate(fault);
            }

            faults.Add(fault);
        }

        return faults;
    }

    /// <summary>The column of a table that has a column for each month or scorecard; null = it is another table.</summary>
    static string? ColumnOf(Header header, Measure measure) => header.Spread
        .Where(column => column.Month == measure.Month || column.Scorecard?.Id == measure.Scorecard)
        .Select(column => column.Column.Name).FirstOrDefault();

    /// <summary>The row with the same number on another sheet may have numerator and denominator where this one has the value alone.</summary>
    static (ScorecardId, IndicatorId, Month, decimal?, long) Key(Measure measure, long row) =>
        (measure.Scorecard, measure.Indicator, measure.Month, measure.Numerator, row);
}
