using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Finds columns that are not used and are nearly one that their kind may have and their table has not: by a slip their cells are lost.
/// </summary>
public static class NearColumns
{
    /// <summary>Warnings, each in the row of the header. Returns are left out: their columns are their own, and many are not taken in.</summary>
    public static IEnumerable<Fault> Find(ExtractTable table)
    {
        var header = table.Header;
        if (header.Kind is null or ReturnKind)
        {
            return [];
        }

        var (kind, absent) = (header.Kind, header.Kind.Optional.Where(c => header.Position(c) < 0).Select(c => (Text: c, Meaning: c)).ToList());
        return
        [
            .. from name in header.Ignored
               let meant = NearText.Find(name, absent)
               where meant is not null
               select new Fault(
                   table.HeaderRow, name, "",
                   $"is not used, since a file of kind {kind.Name} has no such column. Did you mean '{meant}'? "
                   + "Then correct the heading and upload the file again",
                   table.Sheet),
        ];
    }
}
