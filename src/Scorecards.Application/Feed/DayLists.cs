using System.Globalization;
using System.Text.RegularExpressions;

namespace Scorecards.Application.Feed;

/// <summary>
/// Moments in a list that a column of days is looked for in: <c>AsAt in (2012-05-31T00:00:00Z)</c>. The parser converts a day to a moment everywhere,
/// but no moment in a list to a day, so that is done in the filter's text.
/// </summary>
public static partial class DayLists
{
    static readonly HashSet<string> Days =
        FeedModel.Sets.SelectMany(s => s.Columns).Where(c => c.Type == typeof(DateOnly)).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);

    /// <summary>The filter with a day for each moment in such a list; a moment that begins no day in UTC equals no day, and goes.</summary>
    public static string WithDays(string filter) => List().Replace(filter, list =>
    {
        var name = list.Groups["name"].Value;
        string[] values = list.Groups["values"].Value.Split(',', StringSplitOptions.TrimEntries);
        if (!Days.Contains(name) || !values.Any(IsMoment))
        {
            return list.Value;
        }

        var days = values.Select(v => IsMoment(v) ? Day(v) : v).OfType<string>().ToList();
        return days.Count == 0 ? "false" : $"{name} in ({string.Join(',', days)})";
    });

    static bool IsMoment(string value) => value.Contains('T', StringComparison.OrdinalIgnoreCase) && TryMoment(value, out _);

    static string? Day(string value) =>
        TryMoment(value, out var moment) && moment.UtcDateTime is { TimeOfDay.Ticks: 0 } day ? $"{day:yyyy-MM-dd}" : null;

    static bool TryMoment(string value, out DateTimeOffset moment) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out moment);

    /// <summary>A list without texts; what stands in quotes is passed over.</summary>
    [GeneratedRegex(@"'(?:[^']|'')*'|\b(?<name>\w+)\s+in\s*\((?<values>[^()']*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex List();
}
