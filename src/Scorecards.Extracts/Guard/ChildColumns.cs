using System.Text.RegularExpressions;

namespace Scorecards.Extracts;

/// <summary>
/// Knows a column of children's or workers' numbers, postcodes or dates of birth by its values, whatever it is called. One cell of these may be an
/// office's address or the day of an inspection.
/// </summary>
static partial class ChildColumns
{
    /// <summary>In a hundred filled cells of a column, the fewest of one sort.</summary>
    const int MostlyPercent = 60;

    /// <summary>Fewer different values make no column of postcodes or numbers.</summary>
    const int LeastValues = 2;

    /// <summary>Fewer different dates make no column of dates of birth.</summary>
    const int LeastDates = 3;

    /// <summary>Days from the first birth to the last, at least: dates within a shorter time may be of one year's events.</summary>
    const int ShortestSpan = 366;

    /// <summary>
    /// Years from the first birth to the last, at most: children's services know people up to 25. The dates are compared with each other, and with no
    /// clock, so that a file is read alike on any day.
    /// </summary>
    const int LongestSpan = 26;

    /// <summary>Words in the name of a column of other dates: what our kinds and published tables call them.</summary>
    static readonly HashSet<string> OtherDates =
    [
        "month", "period", "date", "day", "from", "to", "until", "due", "effective", "active", "holiday", "deadline", "week", "quarter", "year",
        "time", "ending", "ended", "end", "start", "started", "published", "publication", "updated", "update", "extracted", "extract", "issued",
        "released", "release", "inspection", "inspected", "snapshot", "census", "refreshed", "reported", "reporting", "target", "review", "created",
        "modified", "run", "loaded", "meeting", "valid", "opened", "closed", "registered", "expires", "expiry", "signed", "agreed", "received",
    ];

    /// <param name="name">The column's; blank where it has none.</param>
    /// <param name="cells">Of the rows that are looked at.</param>
    /// <param name="hasNoDates">Whether what looks like a date is none: an id of eight digits.</param>
    /// <returns>What its values look like, in the plural; null = nothing of a child.</returns>
    public static string? Recognise(string name, IEnumerable<string> cells, bool hasNoDates = false)
    {
        var filled = cells.Where(c => c != "").ToList();
        if (filled.Count < LeastValues)
        {
            return null;
        }

        var joined = filled.ConvertAll(c => ChildNumbers.Joined(c));
        return IsMostly(joined, c => ChildNumbers.IsPupilNumber(c) || LikePupilNumber().IsMatch(c)) ? "unique pupil numbers"
            : IsMostly(joined, c => ChildNumbers.IsNhsNumber(c)) ? "NHS numbers"
            : IsMostly(joined, c => ChildNumbers.IsLearnerNumber(c)) ? "unique learner numbers"
            : IsMostly(joined, c => ChildNumbers.IsInsuranceNumber(c)) ? "National Insurance numbers"
            : IsMostly(joined, c => Postcode().IsMatch(c)) ? "postcodes"
            : !hasNoDates && AreDatesOfBirth(name, filled) ? "dates of birth"
            : null;
    }

    /// <param name="text">Without spaces.</param>
    public static bool IsPostcode(ReadOnlySpan<char> text) => Postcode().IsMatch(text);

    static bool IsMostly(List<string> filled, Predicate<string> isOne)
    {
        var found = filled.FindAll(isOne);
        return found.Count * 100 >= filled.Count * MostlyPercent && found.Distinct().Count() >= LeastValues;
    }

    /// <summary>On days all over the months and years, where the dates of reports are first or last days.</summary>
    static bool AreDatesOfBirth(string name, List<string> filled)
    {
        var dates = filled.Select(c => Dates.TryDay(c, out var date, out _) || Dates.TryMonthFirst(c, out date) ? date : (DateOnly?)null)
            .OfType<DateOnly>().ToList();
        if (dates.Count * 100 < filled.Count * MostlyPercent
            || dates.Distinct().Count() < LeastDates
            || FieldWords.Readings(name).Any(words => words.Any(OtherDates.Contains)))
        {
            return false;
        }

        var atMonthsEdge = dates.Count(d => d.Day == 1 || d.AddDays(1).Day == 1);
        var (first, last) = (dates.Min(), dates.Max());
        return atMonthsEdge * 2 < dates.Count && last.DayNumber - first.DayNumber >= ShortestSpan && last < first.AddYears(LongestSpan);
    }

    /// <summary>
    /// A whole one: a district such as ME14 is none. No area begins with Q, V or X, and no code ends in C, I, K, M, O or V (Royal Mail).
    /// </summary>
    [GeneratedRegex(
        "^[A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKMNPR-Y]?[0-9][ABD-HJLNP-UW-Z]{2}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Postcode();

    /// <summary>Made-up ones have the form but not the check letter.</summary>
    [GeneratedRegex("^[A-HJ-NP-RT-Z][0-9]{11}[0-9A-HJ-NP-RT-Z]$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LikePupilNumber();
}
