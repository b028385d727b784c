using System.Globalization;
using System.Numerics;

namespace Scorecards.Extracts;

/// <summary>Reads numbers as people and spreadsheets write them.</summary>
static class NumberText
{
    const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    const int LongestNumber = 64;

    /// <summary>As many significant digits as a spreadsheet holds: what a file has beyond is the noise of binary fractions.</summary>
    const int MostDigits = 15;

    /// <summary>
    /// Digits with a decimal point; commas or spaces that group three digits; a minus of any kind of dash (docs/domain.md, Arithmetic); a % behind,
    /// and a footnote's mark. Digits beyond the fifteenth are rounded away: 4.8499999999999996 is 4.85.
    /// A comma that groups nothing, as in 66,0 or 0,123, is not guessed at.
    /// </summary>
    public static CellNumber Read(ReadOnlySpan<char> cell)
    {
        if (TryDigits(cell, out var number) || decimal.TryParse(cell, Plain, CultureInfo.InvariantCulture, out number))
        {
            return new CellNumber(WithoutNoise(number, cell.Length));
        }

        if (cell.IsEmpty || cell.Length > LongestNumber)
        {
            return default;
        }

        var folded = TextFolding.Fold(cell, stackalloc char[cell.Length]);
        if (NoValueText.IsOne(folded))
        {
            return new CellNumber(null, NoValue: NoValueText.Kept(cell, folded));
        }

        var bare = folded[..FootnoteMark.Without(folded).Length];
        var isPercent = bare[^1] == '%';
        var digits = Ungrouped((isPercent ? bare[..^1] : bare).Trim());
        return decimal.TryParse(digits, Plain, CultureInfo.InvariantCulture, out number)
            ? new CellNumber(WithoutNoise(number, digits.Length), isPercent, IsMarked: bare.Length < folded.Length) : default;
    }

    /// <summary>A number without more digits stays as it is written, noughts at its end included.</summary>
    /// <param name="length">Of its text.</param>
    static decimal WithoutNoise(decimal number, int length)
    {
        if (length <= MostDigits)
        {
            return number;
        }

        var rounded = decimal.Parse(number.ToString("G15", CultureInfo.InvariantCulture), Plain, CultureInfo.InvariantCulture);
        return rounded == number ? number : rounded;
    }

    /// <summary>Without the commas or spaces that part the digits before the point into threes; empty when they do not.</summary>
    static Span<char> Ungrouped(Span<char> text)
    {
        // "- 1.0", as some printers set it.
        if (text.StartsWith("- "))
        {
            text[1] = '-';
            text = text[1..];
        }

        var separator = text.Contains(',') ? ',' : ' ';
        if (!text.Contains(separator))
        {
            return text;
        }

        var start = text[0] is '-' or '+' ? 1 : 0;
        var point = text.IndexOf('.');
        var end = point < 0 ? text.Length : point;
        var first = text[start..end].IndexOf(separator);
        if (first is < 1 or > 3 || text[start] == '0' || text[end..].Contains(separator))
        {
            return [];
        }

        var length = start + first;
        for (var at = start + first; at < end; at += 4)
        {
            if (end - at < 4 || text[at] != separator || text.Slice(at + 1, 3).ContainsAnyExceptInRange('0', '9'))
            {
                return [];
            }

            text.Slice(at + 1, 3).CopyTo(text[length..]);
            length += 3;
        }

        text[end..].CopyTo(text[length..]);
        return text[..(length + text.Length - end)];
    }

    /// <summary>
    /// Nearly every cell: up to 15 digits, perhaps with a point and up to 12 of them before it, as characters or as bytes of UTF-8. The same
    /// number as by the general way, in a fraction of the time, and always below <see cref="Domain.Measure.Bound"/>.
    /// </summary>
    public static bool TryDigits<T>(ReadOnlySpan<T> cell, out decimal number)
        where T : IBinaryInteger<T>
    {
        const int mostWholeDigits = 12;
        number = 0;
        if (cell.Length > MostDigits + 1)
        {
            return false;
        }

        var (digits, point) = (0L, -1);
        for (var i = 0; i < cell.Length; i++)
        {
            var c = uint.CreateTruncating(cell[i]);
            if (c is >= '0' and <= '9')
            {
                digits = (digits * 10) + (c - '0');
            }
            else if (c == '.' && point < 0)
            {
                point = i;
            }
            else
            {
                return false;
            }
        }

        var (whole, decimals) = point < 0 ? (cell.Length, 0) : (point, cell.Length - 1 - point);
        if (whole > mostWholeDigits || whole + decimals is 0 or > MostDigits)
        {
            return false;
        }

        number = new decimal((int)digits, (int)(digits >> 32), 0, isNegative: false, scale: (byte)decimals);
        return true;
    }
}
