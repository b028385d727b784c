using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// What turned out about rows of an upload once their months were calculated: the rows are found while its file is read again. Those with a value
/// that does not count are refused at its end; of those that somebody should look at it is said where they are.
/// </summary>
public sealed class LateFaults
{
    readonly IReadOnlyList<OverruledValue> overruled;
    readonly IReadOnlyList<WarnedRow> warned;
    readonly HashSet<(RowFigure Figure, string? Sheet, long Row)> keys;
    readonly Dictionary<(RowFigure Figure, string? Sheet, long Row), (ExtractTable Table, Measure Measure)> found = [];

    /// <param name="outcome">Of the upload; null = nothing is looked for.</param>
    public LateFaults(UploadOutcome? outcome)
    {
        (overruled, warned) = (outcome?.Overruled ?? [], outcome?.Warnings ?? []);
        keys =
        [
            .. overruled.Select(o => (RowFigure.From(o.Said.Measure), o.Said.Source.Sheet, o.Said.Source.Row)),
            .. warned.Select(w => (w.Figure, w.Fault.Sheet, w.Fault.Row)),
        ];
    }

    /// <summary>Looks whether a row has one of the figures.</summary>
    public void Look(Measure measure, ExtractRow row)
    {
        if (keys.Count == 0)
        {
            return;
        }

        // Of what was stored before sheets were, the sheet is not known: it may be any.
        foreach (var sheet in (ReadOnlySpan<string?>)[row.Table.Sheet, null])
        {
            var key = (RowFigure.From(measure), sheet, row.Number);

            // What the next month's sheet says of this one counts only where nothing else is stated.
            if (keys.Contains(key) && !(measure.IsSecondHand && found.ContainsKey(key)))
            {
                found[key] = (row.Table, measure);
            }
        }
    }

    /// <summary>Refuses the rows that have the values. Each counts once, whatever number of them it has.</summary>
    /// <param name="refused">Takes the faults of the file.</param>
    /// <param name="catalogue">That the file was read against.</param>
    /// <returns>The faults, each with its sheet and column as far as the row was found.</returns>
    public IReadOnlyList<Fault> Refuse(RefusedRows refused, Catalogue catalogue)
    {
        var rows = new HashSet<(ExtractTable, long)>();
        var faults = new List<Fault>();
        foreach (var value in overruled)
        {
            var (fault, table) = Place(value.ToFault(), RowFigure.From(value.Said.Measure), catalogue);
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

    /// <summary>The warnings, each with its sheet and column as far as the row was found.</summary>
    /// <param name="catalogue">That the file was read against.</param>
    public IReadOnlyList<Fault> Warn(Catalogue catalogue) => [.. warned.Select(w => Place(w.Fault, w.Figure, catalogue).Fault)];

    /// <summary>A fault with the sheet of its row and with its column as the file calls it; blank where the file has none.</summary>
    (Fault Fault, ExtractTable? Table) Place(Fault fault, RowFigure figure, Catalogue catalogue)
    {
        if (!found.TryGetValue((figure, fault.Sheet, fault.Row), out var row))
        {
            return (fault, null);
        }

        var header = row.Table.Header;
        var column = fault.Column == "" ? null : header.Kind!.ColumnOf(header, fault.Column, row.Measure, catalogue);
        return (fault with { Sheet = row.Table.Sheet, Column = column ?? "" }, row.Table);
    }
}
