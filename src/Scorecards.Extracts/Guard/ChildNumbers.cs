using System.Buffers;
using System.Text.RegularExpressions;

namespace Scorecards.Extracts;

/// <summary>
/// Knows the numbers of pupils, learners and patients by their check digits, and those of workers, which have none, by their form. Digits are those
/// of ASCII.
/// </summary>
static partial class ChildNumbers
{
    /// <summary>The fewest digits that a child's number has.</summary>
    const int LeastDigits = 10;

    const int InsuranceDigits = 6;

    /// <summary>Characters of a National Insurance number without its spaces.</summary>
    const int InsuranceLength = 9;

    /// <summary>A cell that is nothing but a number, with its spaces and hyphens, is no longer.</summary>
    const int LongestCell = 24;

    static readonly SearchValues<char> LettersAndDigits =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>The letters of a unique pupil number in the order of their values 0 to 22 (DfE, "Unique pupil numbers: guide").</summary>
    const string PupilLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";

    /// <summary>
    /// Whether a child's number is in a cell or in its sentence. A cell of ten digits alone counts only where it begins with 4, 6 or 7, as NHS
    /// numbers do: as a plain figure it would pass a check of modulus 11 one time in eleven.
    /// </summary>
    public static bool IsIn(ReadOnlySpan<char> cell)
    {
        if (!HasDigits(cell, LeastDigits))
        {
            return false;
        }

        if (IsPlain(cell))
        {
            return cell[0] is '4' or '6' or '7' && IsNhsNumber(cell);
        }

        var text = TextFolding.Fold(cell);
        foreach (var found in Written().EnumerateMatches(text))
        {
            var number = string.Concat(text.Substring(found.Index, found.Length).Where(char.IsAsciiLetterOrDigit));
            if (IsPupilNumber(number) || IsNhsNumber(number) || IsLearnerNumber(number))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the cell is digits and nothing else.</summary>
    public static bool IsPlain(ReadOnlySpan<char> cell) => !cell.ContainsAnyExceptInRange('0', '9');

    /// <summary>Whether the cell is letters and digits of ASCII and nothing else.</summary>
    public static bool IsInOnePiece(ReadOnlySpan<char> cell) => !cell.ContainsAnyExcept(LettersAndDigits);

    /// <summary>The cell without the spaces and hyphens within it.</summary>
    public static string Joined(ReadOnlySpan<char> cell) => cell.Length > LongestCell || cell.IsEmpty || TextFolding.IsDash(cell[0])
        ? cell.ToString()
        : string.Concat(cell.ToString().Where(c => !TextFolding.IsDash(c) && !TextFolding.IsSpace(c)));

    /// <summary>
    /// A letter, eleven digits, and a digit or, where it is temporary, a letter. The first letter is that of the others' sum, the second to the
    /// thirteenth weighted 2 to 13, modulo 23.
    /// </summary>
    /// <param name="number">Without spaces.</param>
    public static bool IsPupilNumber(ReadOnlySpan<char> number)
    {
        if (number.Length != 13)
        {
            return false;
        }

        var sum = 0;
        for (var i = 1; i < 13; i++)
        {
            var c = char.ToUpperInvariant(number[i]);
            var value = char.IsAsciiDigit(c) ? c - '0' : i == 12 ? PupilLetters.IndexOf(c, StringComparison.Ordinal) : -1;
            if (value < 0)
            {
                return false;
            }

            sum += value * (i + 1);
        }

        return PupilLetters[sum % 23] == char.ToUpperInvariant(number[0]);
    }

    /// <summary>
    /// Ten digits: the first nine weighted 10 to 2 leave a remainder modulo 11, which is never 0, and the last digit is 10 less that (DfE, "Unique
    /// learner numbers: validation guide").
    /// </summary>
    /// <param name="number">Without spaces.</param>
    public static bool IsLearnerNumber(ReadOnlySpan<char> number) =>
        Remainder(number, out var last) is > 0 and var remainder && 10 - remainder == last;

    /// <summary>
    /// Ten digits: the last one is 11 less the remainder modulo 11 of the first nine weighted 10 to 2; for 11 it is 0, and 10 is never given (NHS
    /// Data Dictionary, NHS NUMBER).
    /// </summary>
    /// <param name="number">Without spaces.</param>
    public static bool IsNhsNumber(ReadOnlySpan<char> number) =>
        Remainder(number, out var last) is >= 0 and var remainder && (11 - remainder) % 11 == last;

    /// <summary>Whether a National Insurance number is in a text, in one piece or in its groups (HMRC, NIM39110).</summary>
    public static bool HasInsuranceNumber(ReadOnlySpan<char> text) =>
        HasDigits(text, InsuranceDigits) && InsuranceNumber().IsMatch(TextFolding.Fold(text));

    /// <summary>The same where the cell has more than it: without check digits it may be a code when it is alone.</summary>
    public static bool HasInsuranceNumberInText(ReadOnlySpan<char> cell) => HasInsuranceNumber(cell) && !IsInsuranceNumber(Joined(cell));

    /// <param name="number">Without spaces.</param>
    public static bool IsInsuranceNumber(ReadOnlySpan<char> number) => number.Length == InsuranceLength && HasInsuranceNumber(number);

    static bool HasDigits(ReadOnlySpan<char> cell, int least)
    {
        var digits = 0;
        for (var i = 0; i < cell.Length && digits < least; i++)
        {
            digits += char.IsAsciiDigit(cell[i]) ? 1 : 0;
        }

        return digits == least;
    }

    /// <returns>-1 when these are not ten digits.</returns>
    static int Remainder(ReadOnlySpan<char> number, out int last)
    {
        last = -1;
        if (number.Length != LeastDigits || !IsPlain(number))
        {
            return -1;
        }

        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            sum += (number[i] - '0') * (10 - i);
        }

        last = number[9] - '0';
        return sum % 11;
    }

    /// <summary>With spaces it is in capitals: "by 120000 a year" is none.</summary>
    [GeneratedRegex(
        @"\b(?:(?i:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z][0-9]{6}[A-D])|[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?(?:[0-9]{2} ?){3}[A-D])\b",
        RegexOptions.CultureInvariant)]
    private static partial Regex InsuranceNumber();

    /// <summary>
    /// A pupil's number and ten digits, in one or as they are grouped. Digits that a sign, a decimal point or another number goes with, as in
    /// "-2147483648/-1", are a figure's or a formula's; those behind +44 are a telephone's.
    /// </summary>
    [GeneratedRegex(
        @"(?<![A-Z0-9]|[0-9]\.|(?<![A-Z0-9] ?)-|(?<![0-9])[0-9]{1,9}[/-]|\+[0-9]{2} ?(?:\(0\) ?)?)"
        + @"(?:[A-Z](?:[ -]?[0-9]){11}[ -]?[0-9A-Z]|[0-9]{3}[ -]?[0-9]{3}[ -]?[0-9]{4}|[0-9]{3}([./])[0-9]{3}\1[0-9]{4})"
        + @"(?![A-Z0-9]|\.[0-9]|[/-]-?[0-9]{1,9}(?![0-9]))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
