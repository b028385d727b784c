using System.Text;
using System.Text.RegularExpressions;

namespace Scorecards.Extracts;

/// <summary>
/// Tells a file of children's records from one of figures: a column that is named as in one, or a cell that looks like an NHS number, a
/// unique pupil number or a postcode. Such a file is refused and its content goes nowhere.
/// </summary>
static partial class PersonalData
{
    /// <summary>How many rows are looked at; of a kind with free text all are.</summary>
    public const int RowsLookedAt = 1_000;

    /// <summary>Fields that a refusal names, at most.</summary>
    const int MostNamed = 5;

    /// <summary>Of a unique pupil number, and of an NHS number with its spaces.</summary>
    const int LongestPattern = 13;

    static readonly string[] Columns =
    [
        "first_name", "firstname", "forename", "forenames", "surname", "last_name", "lastname", "family_name", "full_name", "child_name",
        "childs_name", "pupil_name", "childname", "date_of_birth", "dateofbirth", "dob", "birth_date", "birthdate", "postcode", "post_code",
        "home_postcode", "address", "home_address", "upn", "unique_pupil_number", "nhs_number", "nhs_no", "nhsnumber", "nhs",
    ];

    /// <returns>The column's name when it is one of a person's.</returns>
    public static string? NamedIn(IEnumerable<string> header) => header.FirstOrDefault(cell => Columns.Contains(Header.Fold(cell)));

    public static bool IsIn(ReadOnlySpan<char> cell)
    {
        if (cell.Length is < 5 or > LongestPattern)
        {
            return false;
        }

        var folded = TextFolding.Fold(cell, stackalloc char[LongestPattern]);
        return IsNhsNumber(folded) || Pattern().IsMatch(folded);
    }

    /// <summary>Whether one is anywhere in a sentence.</summary>
    public static bool IsWithin(ReadOnlySpan<char> written)
    {
        ReadOnlySpan<char> text = Ascii.IsValid(written) ? written : TextFolding.Fold(written);
        foreach (var found in Within().EnumerateMatches(text))
        {
            var match = text.Slice(found.Index, found.Length);
            if (!char.IsAsciiDigit(match[0]) || IsNhsNumber(match))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Refuses what its header says it is. Only published names of fields are said, and nothing of the file itself.</summary>
    public static PersonalDataException Refusal(ChildRecord record) => new(
        $"it looks as if it holds children's records: it looks like {record.Table} (it has {string.Join(", ", record.Fields.Take(MostNamed))}). "
        + "None of its content was kept. Delete the file from the container and upload only totals: "
        + "the number of children, not a row for each of them");

    public static PersonalDataException Refusal(string where) => new(
        $"it looks as if it holds children's records ({where}). None of its content was kept. "
        + "Delete the file from the container, remove the personal data and upload only the figures");

    /// <summary>
    /// Ten digits whose last one checks the others (NHS Data Dictionary, modulus 11); a plain figure of ten digits passes one time in eleven, so a
    /// grouped one is asked for or a leading 4, 6 or 7, as England's numbers have.
    /// </summary>
    static bool IsNhsNumber(ReadOnlySpan<char> cell)
    {
        Span<char> digits = stackalloc char[10];
        var count = 0;
        foreach (var c in cell)
        {
            if (char.IsAsciiDigit(c))
            {
                if (count == 10)
                {
                    return false;
                }

                digits[count++] = c;
            }
            else if (c is not (' ' or '-'))
            {
                return false;
            }
        }

        if (count != 10 || (cell.Length == 10 && digits[0] is not ('4' or '6' or '7')))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < 9; i++)
        {
            sum += (digits[i] - '0') * (10 - i);
        }

        return (11 - (sum % 11)) % 11 == digits[9] - '0';
    }

    /// <summary>A unique pupil number (a letter, eleven digits, a digit or letter) or a full postcode.</summary>
    [GeneratedRegex(
        @"^(?:[A-HJ-NP-RT-Z]\d{11}[\dA-Z]|[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2})$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();

    /// <summary>
    /// The same within a sentence, and ten digits as NHS numbers are written. "Q1 2nd" and "team 2 3rd" are none: no postcode begins with Q, and
    /// small ordinals are words.
    /// </summary>
    [GeneratedRegex(
        @"(?<![A-Z\d])(?:[A-HJ-NP-RT-Z]\d{11}[\dA-Z]|(?![QVX])[A-Z]{1,2}\d[A-Z\d]?\s{0,2}(?!\d(?-i:st|nd|rd|th))\d[ABD-HJLNP-UW-Z]{2}"
        + @"|\d{3}[ -]?\d{3}[ -]?\d{4})(?![A-Z\d])",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Within();
}
