using System.Reflection;
using Scorecards.Domain;

namespace Scorecards.Records;

/// <summary>
/// The files of the folder Sql, by their path below it with slashes: the tables and views that all definitions share, the definitions, the checks,
/// and the timescales.
/// </summary>
public sealed class RecordScripts
{
    /// <summary>The file of the dated timescales.</summary>
    public const string TimescalesName = "parameter.csv";

    /// <summary>The views that say the team of a case and nothing else.</summary>
    static readonly string[] OfTeams = ["team_allocation", "team_caseholder"];

    const string TablesName = "Shared/1-tables.sql";

    readonly Lazy<SharedObjects> shared;

    RecordScripts(IReadOnlyDictionary<string, string> files)
    {
        Files = files;
        shared = new(() => SharedObjects.Read([.. Views, .. MonthTables]));
    }

    /// <summary>As they were built in.</summary>
    public static RecordScripts BuiltIn { get; } = new(ReadBuiltIn());

    /// <summary>The text of each file.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The statements that make the 15 tables.</summary>
    public string Tables => Files[TablesName];

    /// <summary>The statements that make the views and what does not depend on the month, in the order in which they need each other.</summary>
    public IEnumerable<string> Views => OfChecks.Concat(OfCases);

    /// <summary>Those of them that checks read too.</summary>
    internal IEnumerable<string> OfChecks => Folder("Shared/").Where(text => text != Tables);

    /// <summary>Those of them that only definitions read. Some are tables, which take as long as some figures.</summary>
    internal IEnumerable<string> OfCases => Folder("Cases/");

    /// <summary>The statements that fill in what standard returns do not say and their rows together do.</summary>
    public IEnumerable<string> Returns => Folder("Returns/");

    /// <summary>The statements that make what definitions read of a month, to be run for each, in the order in which they need each other.</summary>
    public IEnumerable<string> MonthTables => Folder("Month/");

    /// <summary>The dated timescales.</summary>
    public IReadOnlyList<Timescale> Timescales => Timescale.Read(Files[TimescalesName]);

    /// <summary>The checks of records against one another.</summary>
    internal IEnumerable<IntegrityCheck> Checks => IntegrityCheck.Read(Files);

    /// <summary>The same with another text of one file.</summary>
    public RecordScripts With(string name, string text) => new(new Dictionary<string, string>(Files) { [name] = text });

    /// <summary>The built-in definition of an indicator; null where there is none.</summary>
    public Definition? Find(Indicator indicator) =>
        Files.TryGetValue($"Indicators/{indicator.Id.Value}.sql", out var sql) ? new Definition(indicator.Id, indicator.Unit, sql) : null;

    /// <summary>
    /// The uploaded tables that a definition needs, so that its figures can be calculated for all slices and both bases. Found by its text: a table
    /// that it only names and does not read is among them.
    /// </summary>
    /// <param name="isOfCounty">Whether only the county's figure is asked for, so that what says nothing but the team is not needed.</param>
    public IReadOnlySet<string> TablesOf(Definition definition, bool isOfCounty = false) => shared.Value
        .TablesOf(definition.Sql, isOfCounty ? OfTeams : [])
        .Concat(isOfCounty ? ["child"] : ["team", "child"]).Concat(definition.Unit == Unit.Per10000 ? ["population"] : [])
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of columns and the texts that a definition uses, such as <c>child_seen</c> and <c>LAC</c>.</summary>
    public IReadOnlySet<string> WordsOf(Definition definition) => shared.Value.WordsOf(definition.Sql);

    /// <summary>Whether a definition itself asks for a column, and not only a view that it reads.</summary>
    public static bool Names(Definition definition, string column) =>
        SqlText.Words(SqlText.WithoutComments(definition.Sql)).Contains(column, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a definition is the built-in one of its indicator.</summary>
    public bool IsBuiltIn(Definition definition) =>
        Files.TryGetValue($"Indicators/{definition.Indicator.Value}.sql", out var sql) && sql == definition.Sql;

    /// <summary>Whether a definition counts children or what happened to them, and not posts alone.</summary>
    public bool IsOfChildren(Definition definition) =>
        TablesOf(definition.Sql).Any(table => table.ToLowerInvariant() is not ("workforce" or "team" or "population" or "bank_holiday"));

    /// <summary>The timescales that a definition asks for, as they are in force at the end of the month, by their names.</summary>
    public IReadOnlyList<Timescale> TimescalesOf(Definition definition, Month month)
    {
        var asked = shared.Value.TimescalesOf(definition.Sql);
        return
        [
            .. Timescales.Where(t => asked.Contains(t.Name) && t.EffectiveFrom <= month.LastDay)
                .GroupBy(t => t.Name, StringComparer.Ordinal)
                .Select(same => same.MaxBy(t => t.EffectiveFrom)!)
                .OrderBy(t => t.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>The uploaded tables that a query reads.</summary>
    internal IReadOnlySet<string> TablesOf(string sql) => shared.Value.TablesOf(sql, []);

    IEnumerable<string> Folder(string path) => Files
        .Where(f => f.Key.StartsWith(path, StringComparison.Ordinal))
        .OrderBy(f => f.Key, StringComparer.Ordinal)
        .Select(f => f.Value);

    static Dictionary<string, string> ReadBuiltIn()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames())
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            files.Add(name.Replace('\\', '/'), reader.ReadToEnd());
        }

        return files;
    }
}
