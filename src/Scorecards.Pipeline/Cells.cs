using System.Globalization;

namespace Scorecards.Pipeline;

/// <summary>What the text of a cell means as a number or a date.</summary>
static class Cells
{
    const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Digits with a decimal point; U+2010 to U+2212 is read as a minus and a no-break space as none (domain/indicators.md A).</summary>
    public static bool TryDecimal(ReadOnlySpan<char> cell, out decimal number)
    {
        if (TryDigits(cell, out number) || decimal.TryParse(cell, Plain, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        if (cell.Length > 64 || !cell.ContainsAnyExceptInRange(' ', '~'))
        {
            return false;
        }

        Span<char> folded = stackalloc char[cell.Length];
        var length = 0;
        foreach (var c in cell)
        {
            if (c is not ('\u00A0' or '\u202F' or '\u2009'))
            {
                folded[length++] = c is (>= '\u2010' and <= '\u2013') or '\u2212' ? '-' : c;
            }
        }

        return decimal.TryParse(folded[..length], Plain, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>Nearly every cell: up to 18 digits, perhaps with a point. The same number as by the general way, in a quarter of the time.</summary>
    static bool TryDigits(ReadOnlySpan<char> cell, out decimal number)
    {
        const int mostDigits = 18;
        number = 0;
        var point = cell.IndexOf('.');
        var count = point < 0 ? cell.Length : cell.Length - 1;
        if (count is 0 or > mostDigits)
        {
            return false;
        }

        var digits = 0L;
        for (var i = 0; i < cell.Length; i++)
        {
            if (char.IsAsciiDigit(cell[i]))
            {
                digits = (digits * 10) + (cell[i] - '0');
            }
            else if (i != point)
            {
                return false;
            }
        }

        number = new decimal((int)digits, (int)(digits >> 32), 0, isNegative: false, scale: (byte)(point < 0 ? 0 : count - point));
        return true;
    }

    /// <summary>yyyy-MM-dd or dd/MM/yyyy, from 1900 to 2199.</summary>
    public static bool TryDate(ReadOnlySpan<char> cell, out DateOnly date) =>
        (DateOnly.TryParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date)
            || DateOnly.TryParseExact(cell, "dd/MM/yyyy", CultureInfo.InvariantCulture, DateTimeStyles.None, out date))
        && date.Year is >= 1900 and <= 2199;
}
