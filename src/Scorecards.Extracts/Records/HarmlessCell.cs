using System.Text.RegularExpressions;

namespace Scorecards.Extracts;

/// <summary>
/// Knows by its shape a cell of a record that can be shown with its fault. Columns are shifted in exports, so that a cell may hold a child's id, a
/// postcode or a name whatever its column is.
/// </summary>
static partial class HarmlessCell
{
    /// <summary>Letters and digits of a code; ids and postcodes have more.</summary>
    public const int LongestCode = 4;

    const int MostDigits = 6;

    /// <param name="type">Of the column.</param>
    /// <param name="cell">As written.</param>
    public static bool IsOne(RecordType type, ReadOnlySpan<char> cell) => type switch
    {
        RecordType.Day => Day().IsMatch(cell),
        RecordType.Whole or RecordType.Number => Number().IsMatch(cell) && cell.CountAny("0123456789") <= MostDigits,
        _ => IsCode(cell),
    };

    /// <summary>At most four letters or digits of ASCII.</summary>
    public static bool IsCode(ReadOnlySpan<char> cell) => cell.Length <= LongestCode && ChildNumbers.IsInOnePiece(cell);

    /// <summary>Written as a day is, also one that no calendar has.</summary>
    [GeneratedRegex(@"\A(?:[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{2}){1,2}|[0-9]{4}[/.-][0-9]{1,2}[/.-][0-9]{1,2})\z")]
    private static partial Regex Day();

    [GeneratedRegex(@"\A-?[0-9]+(?:[.,][0-9]+)?%?\z")]
    private static partial Regex Number();
}
