using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Finds columns that are not used and are nearly one that their kind may have and their table has not, or nearly a month beside those of a wide
/// table: by a slip their cells are lost.
/// </summary>
public static class NearColumns
{
    static readonly string[] MonthFormats = ["MMM-yy", "MMM-yyyy", "MMMM-yyyy"];

    /// <summary>Warnings, each in the row of the header. Returns are left out: their columns are their own, and many are not taken in.</summary>
    public static IEnumerable<Fault> Find(ExtractTable table)
    {
        var header = table.Header;
        if (header.Kind is null or ReturnKind)
        {
            return [];
        }

        var (kind, absent) = (header.Kind, header.Kind.Optional.Where(c => header.Position(c) < 0).Select(c => (Text: c, Meaning: c)).ToList());
        var months = AbsentMonths(header);
        return
        [
            .. from name in header.Ignored
               let meant = NearText.Find(name, absent) ?? (OtherHeading.IsOne(name) ? null : NearText.Find(name, months))
               where meant is not null
               select new Fault(
                   table.HeaderRow, name, "",
                   $"is not used, since a file of kind {kind.Name} has no such column. Did you mean '{meant}'? "
                   + "Then correct the heading and upload the file again",
                   table.Sheet),
        ];
    }

    /// <summary>Of a wide table by month: what its years' other months are written as.</summary>
    static List<(string Text, string Meaning)> AbsentMonths(Header header)
    {
        var there = header.Spread.Select(column => column.Month).OfType<Month>().ToHashSet();
        return there.Count == 0 ? []
            : [
                .. from month in new Month(there.Min().Year, 1).To(new Month(there.Max().Year, 12)).Except(there)
                   from format in MonthFormats
                   select (month.FirstDay.ToString(format, CultureInfo.InvariantCulture), month.ToLongString()),
            ];
    }
}
