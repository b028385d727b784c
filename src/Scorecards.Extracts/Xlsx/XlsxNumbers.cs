using System.Globalization;

namespace Scorecards.Extracts;

/// <summary>How a workbook's stored number is written as the text that a person saw.</summary>
static class XlsxNumbers
{
    /// <summary>In characters: 15 digits behind the 323 zeros of the smallest number, sign, point and percent sign.</summary>
    public const int LongestText = 400;

    /// <summary>Excel holds and shows no more; what is stored beyond is the noise of binary fractions.</summary>
    const int Digits = 15;

    public static bool TryParse(ReadOnlySpan<char> stored, out double number) =>
        double.TryParse(stored, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && double.IsFinite(number);

    /// <summary>Whether the stored text is what <see cref="Write"/> would give for it: nearly every number.</summary>
    public static bool IsPlain(ReadOnlySpan<char> stored)
    {
        var digits = stored.Length > 0 && stored[0] == '-' ? stored[1..] : stored;
        var point = digits.IndexOf('.');
        var whole = point < 0 ? digits : digits[..point];
        var fraction = point < 0 ? [] : digits[(point + 1)..];
        return whole.Length > 0 && whole.Length + fraction.Length <= Digits
            && !whole.ContainsAnyExceptInRange('0', '9') && !fraction.ContainsAnyExceptInRange('0', '9')
            && (whole[0] != '0' || (whole.Length == 1 && (fraction.Length > 0 || digits.Length == stored.Length)))
            && (point < 0 || (fraction.Length > 0 && fraction[^1] != '0'));
    }

    /// <summary>Up to 15 significant digits, in full, times ten to the power of <paramref name="scale"/>.</summary>
    /// <param name="to">At least <see cref="LongestText"/>.</param>
    public static int Write(double number, int scale, Span<char> to)
    {
        if (number == 0)
        {
            to[0] = '0';
            return 1;
        }

        // -d.ddddddddddddddE+ddd
        Span<char> scientific = stackalloc char[32];
        Math.Abs(number).TryFormat(scientific, out var length, "E14", CultureInfo.InvariantCulture);
        var mark = scientific.IndexOf('E');
        var exponent = int.Parse(scientific[(mark + 1)..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) + scale;
        scientific[1] = scientific[0];
        ReadOnlySpan<char> digits = scientific[1..mark].TrimEnd('0');

        var sign = number < 0 ? 1 : 0;
        to[0] = '-';
        return sign + WriteInFull(digits, exponent, to[sign..]);
    }

    /// <summary>d.ddd times ten to the power of the exponent.</summary>
    static int WriteInFull(ReadOnlySpan<char> digits, int exponent, Span<char> to)
    {
        if (exponent < 0)
        {
            var zeros = -exponent - 1;
            "0.".CopyTo(to);
            to.Slice(2, zeros).Fill('0');
            digits.CopyTo(to[(2 + zeros)..]);
            return 2 + zeros + digits.Length;
        }

        var whole = Math.Min(exponent + 1, digits.Length);
        digits[..whole].CopyTo(to);
        to.Slice(whole, exponent + 1 - whole).Fill('0');
        var at = exponent + 1;
        if (whole < digits.Length)
        {
            to[at++] = '.';
            digits[whole..].CopyTo(to[at..]);
            at += digits.Length - whole;
        }

        return at;
    }

    /// <summary>The day of a serial number; null where a spreadsheet shows ##### or a day that never was.</summary>
    /// <param name="from1904">Days are counted from 1 January 1904, as Excel on the Mac did, and not from 1 January 1900.</param>
    public static DateOnly? Date(double serial, bool from1904)
    {
        const double halfMillisecond = 0.5 / 86_400_000;
        const int neverWas = 60;
        var day = Math.Floor(serial + halfMillisecond);
        var first = from1904 ? new DateOnly(1904, 1, 1) : day > neverWas ? new DateOnly(1899, 12, 30) : new DateOnly(1899, 12, 31);
        return day < 0 || day > DateOnly.MaxValue.DayNumber - first.DayNumber || (day == neverWas && !from1904) ? null : first.AddDays((int)day);
    }
}
