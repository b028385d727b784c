using System.Globalization;

namespace Scorecards.Extracts;

/// <summary>
/// Reads the cells of one column, row after row. Most columns have few different texts, each of which is read once.
/// </summary>
/// <param name="received">The day on which the file was received; null = days that lie ahead are not looked for.</param>
sealed class RecordCell(RecordColumn of, Column column, DateOnly? received)
{
    const int MostShown = 5;

    /// <summary>As databases write a blank. In place of a code that is required it is one that is not in the list.</summary>
    const string Null = "NULL";

    const decimal MostWhole = int.MaxValue;

    const decimal MostNumber = 999_999;

    /// <summary>How many texts are remembered: the days of 50 years, or the teams and workers of a council.</summary>
    readonly int mostRemembered = of.Type == RecordType.Text ? 2_000 : 20_000;

    readonly Dictionary<string, Reading>.AlternateLookup<ReadOnlySpan<char>> remembered =
        new Dictionary<string, Reading>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    bool isRemembering = true;
    long found;

    readonly HashSet<string> unknown = new(StringComparer.Ordinal);
    Reading last;
    (long Count, long First) unknownRows;

    public Column Column => column;

    /// <summary>Whether a code that is not in its list is kept and noted.</summary>
    bool IsNoted => of is { Type: RecordType.Code, Codes.IsClosed: false };

    /// <summary>What was read last, as <see cref="Read"/> answers it.</summary>
    public string? Text => last.Text;

    /// <summary>The day that was read last; null where the cell was blank or no day.</summary>
    public DateOnly? Day => last.Day;

    /// <summary>What the current row's cell means; null where it is blank, or at fault, which is noted.</summary>
    public string? Read(Row row)
    {
        last = default;
        var cell = row.Cell(column);
        if (cell.IsEmpty)
        {
            if (of.IsRequired && IsNoted && (row.IsText(column, Null) || row.IsText(column, "null")))
            {
                last = new Reading(Null);
            }
            else if (of.IsRequired && !row.HasFault(column))
            {
                row.Refuse(column, Reasons.Blank);
            }

            return last.Text;
        }

        if (of.Type == RecordType.Day && Dates.TryIsoDay(cell, out var day))
        {
            last = ReadDay(row, day);
        }
        else if (isRemembering && remembered.TryGetValue(cell, out last))
        {
            found++;
        }
        else
        {
            ReadOnce(row, cell);
        }

        return last.Text;
    }

    void ReadOnce(Row row, ReadOnlySpan<char> cell)
    {
        var isKept = isRemembering && cell.Length <= of.Longest && remembered.Dictionary.Count < mostRemembered;
        var text = isKept && of.Type != RecordType.Text ? cell.ToString() : null;
        last = Parse(row, cell);
        if (!isKept || last.Text is null)
        {
            return;
        }

        remembered.Dictionary.TryAdd(text ?? last.Text, last);
        if (remembered.Dictionary.Count == mostRemembered && found < mostRemembered)
        {
            // Ids of records: nearly each is another.
            isRemembering = false;
            remembered.Dictionary.Clear();
        }
    }

    /// <summary>Counts the code of an accepted row where it is not one of the list.</summary>
    /// <param name="day">Of the record, by which dated codes are checked; null = not known.</param>
    public void Count(long row, DateOnly? day)
    {
        if (!IsNoted || last.Text is null || last.Code?.IsOfDay(day) == true)
        {
            return;
        }

        unknownRows = (unknownRows.Count + 1, unknownRows.Count == 0 ? row : unknownRows.First);
        if (unknown.Count < MostShown && HarmlessCell.IsCode(last.Text))
        {
            unknown.Add(last.Text);
        }
    }

    /// <summary>What people should know of its codes.</summary>
    public string[] MakeNotes()
    {
        var shown = unknown.Count == 0 ? "" : $", such as {string.Join(", ", unknown.Order(StringComparer.Ordinal))}";
        return ReadingNotes.Rows(
            unknownRows,
            $"The column '{column.Name}' has codes that are not in its list, or not in that of the record's year{shown}",
            "They are kept as they are. Where they are wrong, correct them and export the table again");
    }

    Reading Parse(Row row, ReadOnlySpan<char> cell)
    {
        if (of.RefusesChildNumbers && !(of.MayPassByChance && ChildNumbers.IsInOnePiece(cell)) && FaultOfPerson(cell) is { } fault)
        {
            row.Refuse(column, fault);
            return default;
        }

        return of.Type switch
        {
            RecordType.Day => ParseDay(row, cell),
            RecordType.Flag or RecordType.Code => ParseCode(row, cell, of.Codes!),
            RecordType.Whole or RecordType.Number => ParseNumber(row, cell),
            _ => new Reading(of.IsUpperCase ? row.Text(column, of.Longest)?.ToUpperInvariant() : row.Text(column, of.Longest)),
        };
    }

    static string? FaultOfPerson(ReadOnlySpan<char> cell)
    {
        var joined = ChildNumbers.Joined(cell);
        return ChildNumbers.IsIn(cell) || ChildNumbers.IsNhsNumber(joined) || ChildNumbers.IsLearnerNumber(joined)
            || ChildNumbers.HasInsuranceNumber(cell)
            ? "has a number that looks like a child's: an NHS number, a UPN, a ULN or a National Insurance number. "
                + "Remove it and upload the file again"
            : ChildColumns.IsPostcode(joined) ? "is a postcode, which may say where a child lives. Remove it and upload the file again"
            : null;
    }

    Reading ParseDay(Row row, ReadOnlySpan<char> cell)
    {
        if (!Dates.TryDay(cell, out var day, out var isEitherWay))
        {
            row.Refuse(column, Reasons.NoDate);
            return default;
        }

        if (isEitherWay)
        {
            row.Notes.AddDayFirst();
        }

        return ReadDay(row, day);
    }

    Reading ReadDay(Row row, DateOnly day)
    {
        if (!of.MayLieAhead && day > received)
        {
            row.Refuse(
                column,
                string.Create(CultureInfo.InvariantCulture, $"is after {received:d MMMM yyyy}, when the file was received. Correct the date"));
            return default;
        }

        return new Reading(IsoDays.TextOf(day), day);
    }

    Reading ParseCode(Row row, ReadOnlySpan<char> cell, CodeList codes)
    {
        if (codes.Find(cell) is { } code)
        {
            return code.Value == "" ? default : new Reading(code.Value, Code: code);
        }

        if (codes.IsClosed)
        {
            row.Refuse(column, of.Type == RecordType.Flag
                ? "is not yes or no. Write Y or N"
                : $"is not one of {string.Join(", ", codes.Codes.Select(c => c.Value).Where(value => value != ""))}. Use one of these");
            return default;
        }

        return new Reading(row.Text(column, of.Longest)?.ToUpperInvariant());
    }

    Reading ParseNumber(Row row, ReadOnlySpan<char> cell)
    {
        var isWhole = of.Type == RecordType.Whole;
        var number = NumberText.Read(cell) is { IsPercent: false, IsMarked: false, Number: { } found } ? found : -1;
        if (number < 0 || number > (isWhole ? MostWhole : MostNumber) || (isWhole && number != decimal.Truncate(number)))
        {
            row.Refuse(column, isWhole
                ? "is not a whole number from 0. Use only digits"
                : "is not a number from 0 to 999,999. Use only digits and a decimal point, such as 12.5");
            return default;
        }

        return new Reading(decimal.Round(number, 3, MidpointRounding.AwayFromZero).ToString("0.###", CultureInfo.InvariantCulture));
    }

    readonly record struct Reading(string? Text, DateOnly? Day = null, RecordCode? Code = null);
}
