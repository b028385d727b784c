namespace Scorecards.Extracts;

/// <summary>Checks the rows of a table of records, each by itself and its key against the rows before it.</summary>
/// <param name="received">The day on which the file was received; null = days that lie ahead are not looked for.</param>
sealed class RecordParser(RecordKind kind, Header header, DateOnly? received)
{
    readonly RecordCell[] cells = [.. kind.RecordColumns.Select(c => new RecordCell(c, new Column(c.Name, header.Position(c.Name)), received))];

    readonly RecordCell confirmed =
        new(RecordColumn.Flag(MeasureParser.Confirmed), new Column(MeasureParser.Confirmed, header.Position(MeasureParser.Confirmed)), null);

    readonly (int Start, int End)[] spans = [.. kind.Spans.Select(s => (Position(kind, s.Start), Position(kind, s.End)))];

    readonly int datedBy = kind.DatedBy is { } day ? Position(kind, day) : -1;

    readonly RecordKeys keys = new([.. kind.Key.Select(k => Position(kind, k))]);

    (long Count, long First) repeated;

    /// <summary>Whether a row says that the table is right, though it be much shorter than the one before.</summary>
    public bool IsConfirmed { get; private set; }

    /// <returns>Null: the row is refused, or says what an earlier one says.</returns>
    public RecordRow? Parse(Row row)
    {
        if (row.RepeatsHeader)
        {
            return null;
        }

        var values = new string?[cells.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = cells[i].Read(row);
        }

        IsConfirmed |= confirmed.Read(row) == "true";
        RefuseBackwards(row);
        RefuseEither(row, values);
        return !row.IsRefused && IsNew(row, values) ? new RecordRow(kind, values) : null;
    }

    /// <summary>What people should know of the accepted rows.</summary>
    public IEnumerable<string> MakeNotes() => ReadingNotes.Rows(
        repeated, "Rows that say the same as an earlier one in every column are skipped", "Export each record once").Concat(
        cells.SelectMany(cell => cell.MakeNotes()));

    bool IsNew(Row row, string?[] values)
    {
        if (keys.FindEarlier(values, row.Number, out var isSame) is not { } earlier)
        {
            var day = datedBy < 0 ? null : cells[datedBy].Day;
            foreach (var cell in cells)
            {
                cell.Count(row.Number, day);
            }

            return true;
        }

        if (isSame)
        {
            repeated = (repeated.Count + 1, repeated.Count == 0 ? row.Number : repeated.First);
        }
        else
        {
            var isOne = kind.Key.Count == 1;
            row.Refuse(
                row.Column(kind.Key[0]),
                $"{(isOne ? "is" : $"is, with {string.Join(" and ", kind.Key.Skip(1))},")} already in row {earlier}, which says something else. "
                + $"Row {earlier} counts. Keep only the correct one");
        }

        return false;
    }

    void RefuseBackwards(Row row)
    {
        foreach (var (start, end) in spans)
        {
            if (cells[end].Day < cells[start].Day)
            {
                row.Refuse(cells[end].Column, $"is before {kind.TableColumns[start]}. Correct one of the two dates");
            }
        }
    }

    void RefuseEither(Row row, string?[] values)
    {
        if (kind.Either is not { } either)
        {
            return;
        }

        var (flag, other) = (values[Position(kind, either.Flag)], row.Column(either.Column));
        var isBlank = row.Cell(other).IsEmpty && !row.HasFault(other);
        if (flag == "true" && !isBlank)
        {
            row.Refuse(other, $"is filled in although {either.Flag} is yes. Leave it blank, or write N in {either.Flag}");
        }
        else if (flag == "false" && isBlank)
        {
            row.Refuse(other, $"is blank although {either.Flag} is no. Fill it in, or write Y in {either.Flag}");
        }
    }

    static int Position(RecordKind kind, string column) => kind.TableColumns.ToList().IndexOf(column);
}
