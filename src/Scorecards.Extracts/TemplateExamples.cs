using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Finds the examples of the template that councils fill in (samples/templates/council.xlsx) among the accepted rows of a file. They are known by
/// their ids, and the recipient without a scorecard by its address. Nothing tells its timetable of all scorecards, which is the usual one, and its
/// bank holidays, which are true.
/// </summary>
/// <param name="path">Of the upload.</param>
public sealed class TemplateExamples(string path)
{
    /// <summary>How their ids begin.</summary>
    const string Beginning = "example-";

    const string DataTeam = "data.team@example.org";

    const int MostNamed = 10;

    readonly Dictionary<ExtractTable, (long Count, long Last)> rows = [];
    readonly SortedSet<string> named = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What the receipt says of them: that they count, which they are and how to take them away; nothing where there are none.</summary>
    public IReadOnlyList<string> Notes => rows.Count == 0 ? [] : [Describe()];

    /// <summary>Looks at an accepted row.</summary>
    internal void Look(ExtractRow row)
    {
        var names = Names(row.Item);
        if (Array.Exists(names, IsOne))
        {
            named.UnionWith(names.OfType<string>().Where(IsOne));

            // A row of a wide table states several figures.
            var (count, last) = rows.GetValueOrDefault(row.Table);
            rows[row.Table] = (row.Number == last ? count : count + 1, row.Number);
        }
    }

    string Describe()
    {
        var kinds = rows.GroupBy(r => r.Key.Header.Kind!.Name).Select(same => Counted(same.Key, same.Sum(r => r.Value.Count)));
        return $"Examples of the template are still in this file, and they count as your own rows do: {string.Join(", ", kinds)}. "
            + $"They name {NamedFirst.Join(named, MostNamed)}. {(named.Contains(DataTeam) ? $"{DataTeam} is a recipient for every scorecard. " : "")}"
            + $"To take them away, first withdraw this upload: upload a file with the header withdraw and, below it, {path}. "
            + "Then take these rows out of this file and upload it again.";
    }

    static string Counted(string kind, long count) => $"{kind} ({count} {(count == 1 ? "row" : "rows")})";

    /// <summary>What a row of a kind that the template has names. One that ends what it names, or takes it away, is no example.</summary>
    static string?[] Names(object item) => item switch
    {
        // Figures are many, and few of them are examples.
        Measure m when (IsOne(m.Scorecard.Value) || IsOne(m.Indicator.Value)) && !IsWithdrawn(m) => [m.Scorecard.Value, m.Indicator.Value],
        Scorecard { ActiveTo: null } s => [s.Id.Value],
        Indicator { ActiveTo: null } i => [i.Id.Value],
        Target t => [t.Scorecard?.Value, t.Indicator.Value],
        Commentary c => [c.Scorecard.Value, c.Indicator.Value],
        Timetable t => [t.Scorecard?.Value],
        Recipient { Until: null } r => [r.IsOfEveryScorecard ? r.Email : r.Scorecard.Value],
        _ => [],
    };

    static bool IsWithdrawn(Measure measure) => string.Equals(measure.NoValue, Measure.Withdrawn, StringComparison.OrdinalIgnoreCase);

    static bool IsOne(string? name) => name is not null
        && (name.StartsWith(Beginning, StringComparison.OrdinalIgnoreCase) || name.Equals(DataTeam, StringComparison.OrdinalIgnoreCase));
}
