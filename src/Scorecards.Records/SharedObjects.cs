namespace Scorecards.Records;

/// <summary>The views, tables and macros that the shared scripts make, so that it can be found what a query reads through them.</summary>
sealed class SharedObjects
{
    const string Uploaded = "uploaded.";

    readonly Dictionary<string, string> bodies;

    SharedObjects(Dictionary<string, string> bodies) => this.bodies = bodies;

    public static SharedObjects Read(IEnumerable<string> scripts) => new(scripts
        .SelectMany(script => SqlText.Created(SqlText.WithoutComments(script)))
        .ToDictionary(created => created.Name, created => created.Body, StringComparer.OrdinalIgnoreCase));

    /// <summary>The uploaded tables that a query reads, by itself or through a view, table or macro.</summary>
    /// <param name="except">Views through which nothing is looked for.</param>
    public IReadOnlySet<string> TablesOf(string sql, IReadOnlyCollection<string> except) => Reached(sql, except)
        .SelectMany(SqlText.Names)
        .Where(name => name.StartsWith(Uploaded, StringComparison.OrdinalIgnoreCase))
        .Select(name => name[Uploaded.Length..])
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names and texts that a query uses, by itself or through a view, table or macro.</summary>
    public IReadOnlySet<string> WordsOf(string sql) => Reached(sql, []).SelectMany(SqlText.Words).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of the timescales that a query asks for, by itself or through a view, table or macro.</summary>
    public IReadOnlySet<string> TimescalesOf(string sql) => Reached(sql, []).SelectMany(SqlText.Timescales).ToHashSet(StringComparer.Ordinal);

    /// <summary>The query, and the text behind each name that it or one of these texts uses. A name behind an alias is a column's.</summary>
    List<string> Reached(string sql, IEnumerable<string> except)
    {
        var texts = new List<string> { SqlText.WithoutComments(sql) };
        var seen = new HashSet<string>(except, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < texts.Count; i++)
        {
            texts.AddRange(SqlText.Names(texts[i]).Where(name => bodies.ContainsKey(name) && seen.Add(name)).ToList().Select(name => bodies[name]));
        }

        return texts;
    }
}
