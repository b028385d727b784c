using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Finds a file whose own name says a month that none of its figures is of: mostly its column or title still says another one.</summary>
public static class MonthOfName
{
    const int MostNamed = 3;

    /// <summary>A warning of the file as a whole, in row 0, or none. The name of a published table may say when it was published; a
    /// month that has not ended is that of the export.</summary>
    /// <param name="file">Read to its end.</param>
    public static IEnumerable<Fault> Find(ExtractFile file)
    {
        List<Month> stated = [.. file.Touches.Stated.Select(m => m.Month).Distinct().Order()];
        if (stated.Count == 0 || file.IsOfCount || file.Tables.Any(table => table.Header.Kind is MappedKind)
            || new TableTitles(file.Catalogue, [], file.Path).MonthsOfName is not [var named] || named > file.LastMonth
            || stated.Contains(named))
        {
            return [];
        }

        return
        [
            new Fault(
                0, "month", named.ToLongString(),
                "is in the file's name, and no figure is of that month: they are of "
                + $"{NamedFirst.Join([.. stated.Select(month => month.ToLongString())], MostNamed)}. If the name is right, correct the month in the "
                + "file, upload it again, and withdraw this upload by its SHA-256: the corrected file does not take these figures back"),
        ];
    }
}
