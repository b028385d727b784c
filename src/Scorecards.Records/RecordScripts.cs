using System.Reflection;
using Scorecards.Domain;

namespace Scorecards.Records;

/// <summary>
/// The files of the folder Sql, by their path below it with slashes: the tables and views that all definitions share, the
/// definitions, and the timescales.
/// </summary>
public sealed class RecordScripts
{
    /// <summary>The file of the dated timescales.</summary>
    public const string TimescalesName = "parameter.csv";

    const string TablesName = "Shared/1-tables.sql";

    RecordScripts(IReadOnlyDictionary<string, string> files) => Files = files;

    /// <summary>As they were built in.</summary>
    public static RecordScripts BuiltIn { get; } = new(ReadBuiltIn());

    /// <summary>The text of each file.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The statements that make the 15 tables.</summary>
    public string Tables => Files[TablesName];

    /// <summary>The statements that make the views, in the order in which they need each other.</summary>
    public IEnumerable<string> Views => Files
        .Where(f => f.Key.StartsWith("Shared/", StringComparison.Ordinal) && f.Key != TablesName)
        .OrderBy(f => f.Key, StringComparer.Ordinal)
        .Select(f => f.Value);

    /// <summary>The dated timescales, CSV with a header: name, effective_from, value, unit, meaning.</summary>
    public string Timescales => Files[TimescalesName];

    /// <summary>The same with another text of one file.</summary>
    public RecordScripts With(string name, string text) => new(new Dictionary<string, string>(Files) { [name] = text });

    /// <summary>The built-in definition of an indicator; null where there is none.</summary>
    public Definition? Find(Indicator indicator) =>
        Files.TryGetValue($"Indicators/{indicator.Id.Value}.sql", out var sql) ? new Definition(indicator.Id, indicator.Unit, sql) : null;

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
