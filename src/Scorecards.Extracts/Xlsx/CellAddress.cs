using System.Globalization;

namespace Scorecards.Extracts;

/// <summary>Addresses such as B7; columns count from 0, rows from 1.</summary>
static class CellAddress
{
    // The last column of a sheet is XFD.
    const int MostLetters = 3;

    public static bool TryParse(ReadOnlySpan<char> address, out int column, out long row)
    {
        (column, row) = (-1, 0);
        var letters = 0;
        while (letters < address.Length && char.IsAsciiLetterUpper(address[letters]) && letters < MostLetters)
        {
            column = ((column + 1) * 26) + (address[letters++] - 'A');
        }

        return letters > 0 && long.TryParse(address[letters..], NumberStyles.None, CultureInfo.InvariantCulture, out row);
    }

    public static string Write(int column, long row)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + ((rest - 1) % 26)) + letters;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{letters}{row}");
    }
}
