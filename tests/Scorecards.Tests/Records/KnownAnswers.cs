using System.Globalization;
using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>
/// The files of the folder Fixture, and what they are by the definitions, worked out by hand: known-answers.md. Its tables are told apart by
/// their number of columns: three are children, four totals, six slices, and cases where the first is a month.
/// </summary>
sealed partial class KnownAnswers
{
    /// <summary>The child of records that are not about one.</summary>
    const string NoChild = "-";

    const string County = "K";

    static readonly Month Main = new(2012, 5);

    readonly string folder;
    readonly Dictionary<(Month, IndicatorId), Dictionary<string, Counts>> children = [];
    readonly Dictionary<(Month, IndicatorId), string[]> totals = [];
    readonly List<(IndicatorId, string[])> slices = [];
    readonly List<((Month, IndicatorId), string[] Said)> cases = [];

    KnownAnswers(string folder) => this.folder = folder;

    public IReadOnlyCollection<(Month Month, IndicatorId Indicator)> All => totals.Keys;

    /// <summary>How many children are named.</summary>
    public int Children => children.Values.SelectMany(c => c.Keys).Distinct().Count();

    public static KnownAnswers Read(string folder)
    {
        var answers = new KnownAnswers(folder);
        var month = Main;
        foreach (var line in File.ReadLines(Path.Combine(folder, "known-answers.md")))
        {
            var cells = line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries);
            if (line.StartsWith("| child |", StringComparison.Ordinal))
            {
                month = Month.TryParse(cells[2].Split(' ')[^1], out var other) ? other : Main;
            }
            else if (line.StartsWith("| ", StringComparison.Ordinal) && cells[0] is not ("month" or "indicator"))
            {
                answers.Add(month, cells);
            }
        }

        return answers;
    }

    /// <summary>A database with the files, made by these scripts, with the timescales of known-timescales.csv too.</summary>
    public RecordDatabase Open(RecordScripts scripts)
    {
        var added = File.ReadLines(Path.Combine(folder, "known-timescales.csv")).Skip(1);
        var timescales = string.Join('\n', [.. scripts.Files[RecordScripts.TimescalesName].TrimEnd().Split('\n'), .. added]);
        var database = RecordDatabase.Open(megabytes: 200, threads: 1, scripts.With(RecordScripts.TimescalesName, timescales));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "Fixture"), "*.csv"))
        {
            database.LoadCsv(Path.GetFileNameWithoutExtension(file), file);
        }

        database.Seal();
        return database;
    }

    /// <summary>Totals that are not the sum of their children.</summary>
    public IEnumerable<string> WrongTotals() =>
        from total in totals
        let sum = Expected(total.Key).Values.Aggregate(default(Counts), (a, b) => a + b)
        where Text(sum.Numerator) != total.Value[0] || (sum.Denominator != 0 && Text(sum.Denominator) != total.Value[1])
        select $"{total.Key}: {string.Join('/', total.Value)} is said, the children are {sum}";

    /// <summary>
    /// Where the SQL says something else, for an indicator's month: children, cases, total, slices. Figures are calculated once they are asked for: a
    /// mutant is mostly noticed before.
    /// </summary>
    public IEnumerable<string> Differences(RecordDatabase database, Definition definition, Month month)
    {
        var key = (month, definition.Indicator);
        var records = database.Records(definition, month, CancellationToken.None);
        var found = records
            .GroupBy(r => r.ChildId ?? NoChild)
            .ToDictionary(g => g.Key, g => g.Aggregate(default(Counts), (sum, r) => sum + new Counts(r.InNumerator, r.InDenominator)));
        var expected = Expected(key);
        var wrong =
            from child in found.Keys.Union(expected.Keys)
            let counted = found.GetValueOrDefault(child)
            let right = expected.GetValueOrDefault(child)
            where counted != right
            select $"{month} {definition.Indicator} {child}: {right} is right, the SQL says {counted}";
        return wrong.Concat(WrongCases(records, key)).Concat(WrongFigures(database, definition, key));
    }

    IEnumerable<string> WrongFigures(RecordDatabase database, Definition definition, (Month Month, IndicatorId Indicator) key)
    {
        var figures = database.Calculate([definition], key.Month, County, CancellationToken.None);
        string[] county = ["county", NoChild, "inc", .. totals[key]];
        var stated = key.Month == Main ? slices.Where(s => s.Item1 == key.Indicator).Select(s => s.Item2) : [];
        foreach (var right in stated.Prepend(county))
        {
            var figure = figures.Single(f => f.Slice.Name == right[0] && (f.SliceCode ?? NoChild) == right[1] && f.Uasc.Name == right[2]);
            if (Text(figure.Numerator) != right[3] || Text(figure.Denominator) != right[4])
            {
                yield return $"{key} {string.Join(' ', right)} is right, the SQL says {figure.Numerator}/{figure.Denominator}";
            }
        }
    }

    IEnumerable<string> WrongCases(IReadOnlyList<CountedRecord> records, (Month, IndicatorId) key) =>
        from right in cases
        where right.Item1 == key
        let found = records.Where(r => r.Key == right.Said[0]).Select(r => $"{Text(r.EventDate)} {Text(r.DueBy)} {r.Reason}").ToList()
        let said = string.Join(' ', right.Said[1..])
        where found is not [var only] || only != said
        select $"{key} {right.Said[0]}: {said} is right, the SQL says {string.Join("; ", found)}";

    Dictionary<string, Counts> Expected((Month, IndicatorId) key) => children.GetValueOrDefault(key) ?? [];

    void Add(Month month, string[] cells)
    {
        switch (cells)
        {
            case [_, _]:
                break;
            case [var names, _, var counts]:
                foreach (var child in names.Split(',', StringSplitOptions.TrimEntries))
                {
                    AddChild(month, child, counts);
                }

                break;
            case [var text, var indicator, .. var total] when total.Length == 2 && Month.TryParse(text, out var other):
                totals.Add((other, indicator), total);
                break;
            case [var text, var indicator, .. var said] when said.Length == 4 && Month.TryParse(text, out var other):
                cases.Add(((other, indicator), said));
                break;
            case [var indicator, .. var slice] when slice.Length == 5:
                slices.Add((indicator, slice));
                break;
            default:
                throw new FormatException(string.Join('|', cells));
        }
    }

    void AddChild(Month month, string child, string counts)
    {
        foreach (var count in counts.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (indicator, text) = (count.Split(' ')[0], count.Split(' ')[1]);
            if (!children.TryGetValue((month, indicator), out var counted))
            {
                children.Add((month, indicator), counted = []);
            }

            counted[child] = counted.GetValueOrDefault(child) + Counts.Parse(text);
        }
    }

    static string Text(DateOnly? day) => day is { } d ? d.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : NoChild;

    static string Text(decimal? number) => number is { } n ? n.ToString("0.###", CultureInfo.InvariantCulture) : NoChild;
}
