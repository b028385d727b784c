using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Finds columns that are not used and are nearly one that their kind may have and their table has not, or nearly a month beside those of a wide
/// table, or begin as one: by a slip their cells are lost. So are comments beside figures.
/// </summary>
public static class NearColumns
{
    static readonly string[] MonthFormats = ["MMM-yy", "MMMM-yy", "MMM-yyyy", "MMMM-yyyy"];

    /// <summary>How a heading may begin: also as Sept-12.</summary>
    static readonly string[] Beginnings = [.. MonthFormats, "MMM't'-yy", "MMM't'-yyyy", "yyyy-MM", "yyyy-M"];

    /// <summary>As the published table and many systems have them.</summary>
    static readonly (string Text, string Meaning)[] OtherNames =
    [
        ("num", "numerator"), ("n", "numerator"), ("denom", "denominator"), ("den", "denominator"), ("d", "denominator"), ("result", "value"),
    ];

    static readonly string[] FormatsWithoutYear = ["MMM", "MMMM", "MMM't'"];

    /// <summary>Warnings, each in the row of the header. Returns are left out: their columns are their own, and many are not taken in.</summary>
    public static IEnumerable<Fault> Find(ExtractTable table)
    {
        var header = table.Header;
        if (header.Kind is null or ReturnKind)
        {
            return [];
        }

        var kind = header.Kind;
        var absent = kind.Optional.Select(c => (Text: c, Meaning: c)).Concat(OtherNames.Where(o => kind.Optional.Contains(o.Meaning)))
            .Where(c => header.Position(c.Meaning) < 0).ToList();
        var months = AbsentMonths(header);
        return
        [
            .. from name in header.Ignored
               let meant = NearText.Find(name, absent)
                   ?? (OtherHeading.IsOne(name) ? null : NearText.Find(name, Written(months, MonthFormats)))
                   ?? (OtherHeading.IsBehindMonth(name) ? null : BeginningOf(name, header, months))
               where meant is not null
               select new Fault(
                   table.HeaderRow, name, "",
                   $"is not used, since a file of kind {kind.Name} has no such column. Did you mean '{meant}'? "
                   + "Then correct the heading and upload the file again",
                   table.Sheet),
            .. FindComments(table),
        ];
    }

    /// <summary>Whether they are commentary with the figures for reference, or remarks beside figures, only who wrote them knows.</summary>
    static IEnumerable<Fault> FindComments(ExtractTable table)
    {
        var (count, first) = table.Notes.Commented;
        var where = count == 1 ? $"row {first}" : $"{count} rows, the first of them row {first}";
        return table.Header.Ignored.Where(name => count > 0 && Header.Fold(name) == CommentaryKind.Comment).Take(1).Select(name => new Fault(
            table.HeaderRow, name, "",
            $"is not used, though it has text in {where}: a table with figures is of kind measure, and only its figures are read. To have comments "
            + "shown beside the figures, upload them in a file of kind commentary: with scorecard, indicator, month and comment, and without "
            + "numerator, denominator and value",
            table.Sheet));
    }

    /// <summary>Of a wide table by month: its years' other months, and those of the year after.</summary>
    static List<Month> AbsentMonths(Header header)
    {
        var there = MonthsOf(header).ToHashSet();
        return there.Count == 0 ? [] : [.. new Month(there.Min().Year, 1).To(new Month(there.Max().Year + 1, 12)).Except(there)];
    }

    /// <summary>The absent month that a heading begins with and says more of: "May-12, to be checked", or "May" where the table has no May.</summary>
    static string? BeginningOf(string name, Header header, List<Month> absent)
    {
        // 2011-12 is a year where no month is written so.
        var hasNumbers = header.Spread.Any(column => Dates.IsYearAndNumber(column.Column.Name));
        var months = name.Any(char.IsAsciiDigit)
            ? Written(absent, Beginnings).Where(month => hasNumbers || !Dates.TryFinancialYear(month.Text, out _))
            : Written(absent.Where(month => MonthsOf(header).All(there => there.Number != month.Number)), FormatsWithoutYear);
        return months.FirstOrDefault(month => $"{Header.Fold(name)}_".StartsWith($"{Header.Fold(month.Text)}_", StringComparison.Ordinal)).Meaning;
    }

    static IEnumerable<Month> MonthsOf(Header header) => header.Spread.Select(column => column.Month).OfType<Month>();

    static IEnumerable<(string Text, string Meaning)> Written(IEnumerable<Month> months, string[] formats) =>
        from month in months
        from format in formats
        select (month.FirstDay.ToString(format, CultureInfo.InvariantCulture), month.ToLongString());
}
