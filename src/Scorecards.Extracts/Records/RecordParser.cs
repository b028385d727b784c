namespace Scorecards.Extracts;

/// <summary>Checks the rows of a table of records, each by itself and its key against the rows before it.</summary>
/// <param name="fields">What a record has, in order.</param>
/// <param name="cells">Those that are read of each row, each once.</param>
/// <param name="part">Of the standard return that the rows are of; null = they are a whole table.</param>
sealed class RecordParser(RecordKind kind, RecordField[] fields, IReadOnlyList<RecordCell> cells, ReturnPart? part)
{
    readonly (RecordCell Start, RecordCell End)[] spans =
    [
        .. from span in kind.Spans
           let found = (Start: CellOf(fields, span.Start), End: CellOf(fields, span.End))
           where found is { Start: not null, End: not null }
           select (found.Start, found.End),
    ];

    readonly RecordCell? datedBy = kind.DatedBy is { } day ? CellOf(fields, day) : null;

    readonly RecordKeys keys = new([.. kind.Key.Select(k => Position(fields, k))]);

    RecordCell? confirmed;
    (long Count, long First) repeated;
    (long Count, long First) contradicted;

    /// <summary>Whether a row says that the table is right, though it be much shorter than the one before.</summary>
    public bool IsConfirmed { get; private set; }

    /// <summary>Whether a row has nothing but the word that the table is right: there are no records.</summary>
    public bool SaysNone { get; private set; }

    /// <summary>Of a whole table.</summary>
    /// <param name="received">The day on which the file was received; null = days that lie ahead are not looked for.</param>
    public static RecordParser OfTable(RecordKind kind, Header header, DateOnly? received)
    {
        var cells = kind.RecordColumns.ToDictionary(c => c.Name, c => new RecordCell(kind.Guarded(c), header.Column(c.Name), received));
        var fields = kind.TableColumns.Select(name => new RecordField(ReturnField.From(name, name), cells));
        return new RecordParser(kind, [.. fields], [.. cells.Values], null)
        {
            confirmed = new(RecordColumn.Flag(MeasureParser.Confirmed), header.Column(MeasureParser.Confirmed), null),
        };
    }

    /// <returns>Null: the row is refused, or says what an earlier one says.</returns>
    public RecordRow? Parse(Row row)
    {
        if (row.RepeatsHeader)
        {
            return null;
        }

        if (cells.All(cell => row.Cell(cell.Column).IsEmpty) && confirmed!.Read(row) == "true")
        {
            SaysNone = true;
            return null;
        }

        return Take(row, Read(row));
    }

    /// <summary>Reads a row that has records of several tables: either all of them count or none.</summary>
    /// <returns>Empty: the row is refused, or says what earlier ones say.</returns>
    public static List<RecordRow> ParseAll(IReadOnlyCollection<RecordParser> parsers, Row row)
    {
        if (row.RepeatsHeader)
        {
            return [];
        }

        var read = parsers.Select(parser => (Parser: parser, Values: parser.Read(row))).ToList();
        List<RecordRow> records = [];
        foreach (var (parser, values) in read)
        {
            if (parser.Take(row, values) is { } record)
            {
                records.Add(record);
            }
        }

        return row.IsRefused ? [] : records;
    }

    string?[] Read(Row row)
    {
        foreach (var cell in cells)
        {
            cell.Read(row);
        }

        var values = new string?[fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = fields[i].Value;
        }

        var isConfirmed = confirmed?.Read(row) == "true";
        RefuseBackwards(row);
        RefuseEither(row, values);
        IsConfirmed |= isConfirmed && !row.IsRefused;
        return values;
    }

    /// <summary>What people should know of the accepted rows.</summary>
    public IEnumerable<string> MakeNotes() => ReadingNotes.Rows(
        repeated, "Rows that say the same as an earlier one in every column are skipped", "Export each record once")
        .Concat(ReadingNotes.Rows(
            contradicted,
            $"Rows that differ from an earlier one about the same {kind.Name} are taken without what they say about the {kind.Name}",
            "Correct the wrong one"))
        .Concat(cells.SelectMany(cell => cell.MakeNotes()));

    RecordRow? Take(Row row, string?[] values) => !row.IsRefused && IsNew(row, values) ? new RecordRow(kind, values, part) : null;

    bool IsNew(Row row, string?[] values)
    {
        if (keys.FindEarlier(values, row.Number, out var isSame) is not { } earlier)
        {
            foreach (var cell in cells)
            {
                cell.Count(row.Number, datedBy?.Day);
            }

            return true;
        }

        if (part is { IsRepeated: true })
        {
            contradicted = isSame ? contradicted : (contradicted.Count + 1, contradicted.Count == 0 ? row.Number : contradicted.First);
        }
        else if (isSame)
        {
            repeated = (repeated.Count + 1, repeated.Count == 0 ? row.Number : repeated.First);
        }
        else if (part is not null)
        {
            row.Refuse(new Column("", -1), $"the row says something else about the record of row {earlier}. "
                + $"Row {earlier} counts. Keep only the correct one");
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
            if (end.Day < start.Day)
            {
                row.Refuse(end.Column, $"is before {start.Column.Name}. Correct one of the two dates");
            }
        }
    }

    void RefuseEither(Row row, string?[] values)
    {
        if (kind.Either is not { } either || CellOf(fields, either.Column)?.Column is not { } other)
        {
            return;
        }

        var flag = values[Position(fields, either.Flag)];
        var isBlank = row.Cell(other).IsEmpty && !row.HasFault(other);
        if (flag == "true" && !isBlank)
        {
            row.Refuse(other, $"is filled in although {either.Flag} is yes. Leave it blank, or write N in {either.Flag}");
        }
        else if (flag == "false" && isBlank)
        {
            row.Refuse(other, part is null
                ? $"is blank although {either.Flag} is no. Fill it in, or write Y in {either.Flag}"
                : Reasons.Blank);
        }
    }

    static int Position(RecordField[] fields, string column) => Array.FindIndex(fields, field => field.Name == column);

    static RecordCell? CellOf(RecordField[] fields, string column) => Array.Find(fields, field => field.Name == column)?.Cell;
}
