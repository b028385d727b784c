using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Reads the cells of a row that are targets, which people also write in words.</summary>
static class RowTargets
{
    const string NoTarget = "is not a target. Use only digits and a decimal point, such as 22.5, or words such as 'less than 22' or 'no target'. "
        + "A range goes into green_min and green_max";

    /// <summary>A target, perhaps in words, of which it is noted how they were read; words for none are as good as a blank.</summary>
    /// <param name="words">Those that say on which side of the target is good; null = there are none.</param>
    /// <returns>Null when there is none; also when it cannot be read, which is noted.</returns>
    public static decimal? Target(this Row row, Column column, bool mayBePercent, out TargetWords? words)
    {
        var read = Read(row, column, out words);
        if (read is { Number: null, NoValue: null })
        {
            row.Refuse(column, NoTarget);
        }
        else if (read.IsPercent && !mayBePercent)
        {
            row.Refuse(column, Row.NoPercentage);
        }
        else if (read.Number is <= -Measure.Bound or >= Measure.Bound)
        {
            row.Refuse(column, Row.OutOfBounds);
        }

        return read.Number;
    }

    /// <summary>A target that is only compared with: what cannot be read is noted and refuses nothing.</summary>
    public static decimal? PrintedTarget(this Row row, Column column)
    {
        var hasFault = row.HasFault(column);
        var read = hasFault ? default : Read(row, column, out _);
        if (read is { Number: null, NoValue: null })
        {
            var what = hasFault ? "shows an error" : $"'{row.Cell(column)}' is not a number";
            row.Notes.Add($"Row {row.Number}: the target {what}. It was not compared.");
        }

        return read.Number;
    }

    /// <summary>A blank cell is no value too; so is one whose fault is noted.</summary>
    static CellNumber Read(Row row, Column column, out TargetWords? words)
    {
        words = null;
        var cell = row.Cell(column);
        if (cell.IsEmpty)
        {
            return new CellNumber(null, NoValue: "");
        }

        var plain = NumberText.Read(cell);
        if (plain is { Number: { } exact })
        {
            if (plain.IsMarked)
            {
                row.Notes.AddMark(cell, exact);
            }

            return plain;
        }

        var read = TargetText.Read(cell, out var good);
        words = good is { } side ? new TargetWords(cell.ToString(), side) : null;
        if (read.Number is not null || read.NoValue is not null)
        {
            var number = read.Number?.ToString(CultureInfo.InvariantCulture);
            var meaning = number is null ? "no target" : number + (read.IsPercent ? "%" : "");
            row.Notes.Add($"Row {row.Number}: '{cell}' in column '{column.Name}' was read as {meaning}.");
        }

        return read;
    }
}
