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
    /// Whether a line behind the record's first is as wide as a record. In the sentences of a cell a space follows nearly every comma; between
    /// cells none does.
    /// </summary>
    /// <param name="record">Of several lines; in UTF-8, without its line break at the end.</param>
    /// <param name="separator">Of the cells.</param>
    /// <param name="width">How many cells a record has at least.</param>
    public static bool HasSwallowed(ReadOnlySpan<byte> record, byte separator, int width)
    {
        var least = Math.Max(width - 1, LeastSeparators);
        var rest = record[(record.IndexOfAny((byte)'\n', (byte)'\r') + 1)..];
        ReadOnlySpan<byte> beforeSpace = [separator, (byte)' '];
        foreach (var part in rest.SplitAny((byte)'\n', (byte)'\r'))
        {
            if (rest[part].Count(separator) - rest[part].Count(beforeSpace) >= least)
            {
                return true;
            }
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
}
