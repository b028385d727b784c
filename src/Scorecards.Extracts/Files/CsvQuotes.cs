namespace Scorecards.Extracts;

/// <summary>Looks at the double quotes of a CSV record as it is in the file.</summary>
static class CsvQuotes
{
    /// <summary>A line within a record that has at least this number of separators is taken for a row that a stray quote has swallowed.</summary>
    const int LeastSeparators = 3;

    /// <summary>Whether white space is between a quote and the edge of a cell.</summary>
    /// <param name="record">In UTF-8, without its line break.</param>
    /// <param name="separator">Of the cells.</param>
    public static bool HasSpaceBeside(ReadOnlySpan<byte> record, byte separator)
    {
        for (var (start, next) = (0, record.IndexOf((byte)'"')); next >= 0; next = record[start..].IndexOf((byte)'"'))
        {
            var at = start + next;
            start = at + 1;
            if (LeadsToEdge(record, at, -1, separator) || LeadsToEdge(record, at, 1, separator))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a line within the record is as wide as a record. In the sentences of a cell a space follows nearly every comma; between
    /// cells none does.
    /// </summary>
    /// <param name="record">In UTF-8, without its line break.</param>
    /// <param name="separator">Of the cells.</param>
    /// <param name="width">How many cells a record has at least.</param>
    public static bool HasSwallowed(ReadOnlySpan<byte> record, byte separator, int width)
    {
        var least = Math.Max(width - 1, LeastSeparators);
        var isFirst = true;
        foreach (var part in record.SplitAny((byte)'\n', (byte)'\r'))
        {
            if (!isFirst && CountSeparators(record[part], separator) >= least)
            {
                return true;
            }

            isFirst = false;
        }

        return false;
    }

    static bool LeadsToEdge(ReadOnlySpan<byte> record, int quote, int step, byte separator)
    {
        var at = quote + step;
        while (at >= 0 && at < record.Length && (record[at] is (byte)' ' or (byte)'\t') && record[at] != separator)
        {
            at += step;
        }

        return at != quote + step && (at < 0 || at == record.Length || record[at] == separator || record[at] is (byte)'\n' or (byte)'\r');
    }

    static int CountSeparators(ReadOnlySpan<byte> line, byte separator)
    {
        var count = 0;
        for (var i = 0; i < line.Length; i++)
        {
            count += line[i] == separator && (i + 1 == line.Length || line[i + 1] != ' ') ? 1 : 0;
        }

        return count;
    }
}
