using System.Globalization;
using System.Text.RegularExpressions;

namespace Scorecards.Application.Feed;

/// <summary>
/// Lists that a column is looked for in. A column is in a list when it equals one of the list's values, of whatever type; the parser takes only
/// values of the column's own type, and no null where the column always has a value. So each is written in the column's type before it is parsed.
/// </summary>
public static partial class ListLiterals
{
    /// <summary>Columns of the same name are of the same type in every set.</summary>
    static readonly Dictionary<string, (Type Type, bool IsRequired)> Columns =
        FeedModel.Sets.SelectMany(s => s.Columns).Select(c => (c.Name, c.Type, c.IsRequired)).Distinct()
            .ToDictionary(c => c.Name, c => (c.Type, c.IsRequired));

    /// <summary>The filter with lists of their columns' types; a value that nothing can equal is left out of its list.</summary>
    public static string AsTyped(string filter) => List().Replace(filter, list =>
    {
        var name = list.Groups["name"].Value;
        if (!Columns.TryGetValue(name, out var column))
        {
            return list.Value;
        }

        var written = list.Groups["value"].Captures.Select(c => c.Value.Trim()).ToList();
        var typed = written.Select(value => Typed(value, column.Type, column.IsRequired)).OfType<string>().ToList();
        return typed.SequenceEqual(written) ? list.Value
            : typed.Count == 0 ? "false"
            : $"{name} in {list.Groups["open"].Value}{string.Join(',', typed)}{list.Groups["close"].Value}";
    });

    /// <returns>Null: no value of this type equals it.</returns>
    static string? Typed(string value, Type type, bool isRequired) =>
        value == "null" ? isRequired ? null : value
        : type == typeof(DateOnly) && value.Contains('T', StringComparison.Ordinal) && TryMoment(value, out var moment)
        ? moment.UtcDateTime is { TimeOfDay.Ticks: 0 } day ? $"{day:yyyy-MM-dd}" : null
        : (type == typeof(int) || type == typeof(long))
            && decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? IsWhole(number, type) ? number.ToString("0", CultureInfo.InvariantCulture) : null
        : value;

    static bool IsWhole(decimal number, Type type) =>
        number == decimal.Truncate(number) && Math.Abs(number) <= (type == typeof(int) ? int.MaxValue : long.MaxValue);

    static bool TryMoment(string value, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);

    /// <summary>What is in quotes outside a list is passed over.</summary>
    [GeneratedRegex(
        """
        '(?:[^']|'')*' | "(?:[^"\\]|\\.)*"
        | \b(?<name>\w+)\s+in\s*(?<open>[(\[])(?:(?:,|(?<=[(\[]))(?<value>(?>'(?:[^']|'')*' | "(?:[^"\\]|\\.)*" | [^()\[\]'",]+)+))+(?<close>[)\]])
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex List();
}
