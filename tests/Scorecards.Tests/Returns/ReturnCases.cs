using Scorecards.Domain;
using Scorecards.Records;
using Scorecards.Tests.Records;

namespace Scorecards.Tests.Returns;

/// <summary>The records of return-cases.txt: what is made of them beyond the columns of the returns.</summary>
sealed class ReturnCases(IReadOnlyDictionary<string, IReadOnlyList<string>> lines)
{
    static readonly Dictionary<string, string> Headers = new()
    {
        ["lac_episode"] = "child_id,decom,rne,legal_status,placement_type,dec,rec",
        ["adoption"] = "child_id,decision_date,reversed_date,date_placed,order_date",
    };

    /// <summary>Of each script: the view of the table that it changes, the record's own day, and one or two days that the script adds.</summary>
    static readonly Dictionary<string, (string View, string Day, string First, string Second)> Changed = new()
    {
        ["1-care-periods"] = ("looked_after_episode", "decom", "care_period_start", "NULL"),
        ["2-adoptions"] = ("adoption", "decision_date", "date_placed", "order_date"),
    };

    public IEnumerable<string> Scripts => lines.Keys;

    public static ReturnCases Read(string folder) => new(CaseFile.Read(Path.Combine(folder, "return-cases.txt")));

    /// <summary>What a script must make: child, the record's own day, and the days that are added.</summary>
    public IEnumerable<string> Expected(string script) =>
        from line in lines[script]
        let parts = line.Split(" ! ")
        where parts.Length == 2
        let cells = parts[0].Split(": ")[1].Split(',')
        let made = $"{cells[0]} {cells[1]}: {(parts[1] == "none" ? "" : parts[1])}".TrimEnd()
        orderby made
        select made;

    /// <summary>What a script of these makes.</summary>
    public IEnumerable<string> Find(RecordScripts scripts, string script)
    {
        using var database = RecordDatabase.Open(megabytes: 200, threads: 1, scripts);
        foreach (var table in lines[script].GroupBy(l => l.Split(':')[0]))
        {
            database.LayLines(table.Key, table.Select(l => l.Split(" ! ")[0].Split(": ")[1]).Prepend(Headers[table.Key]));
        }

        var (view, day, first, second) = Changed[script];
        return [.. Days(database, $"child_id || ' ' || {day}", first, second, view)];
    }

    /// <summary>Whether a script makes something else than it must, or does not run any more.</summary>
    public bool Disagrees(RecordScripts scripts, string script) =>
        CaseFile.Fails(() => Find(scripts, script).Order().SequenceEqual(Expected(script)));

    /// <summary>A row a record: its key and two days of a view.</summary>
    public static IEnumerable<string> Days(RecordDatabase database, string key, string first, string second, string view)
    {
        database.Seal();
        var sql = $"SELECT {key} AS record_key, child_id, NULL AS team_code, TRUE AS in_numerator, FALSE AS in_denominator, "
            + $"CAST({first} AS DATE) AS event_date, CAST({second} AS DATE) AS due_by FROM {view}";
        return database.Records(new Definition(new IndicatorId("caf-rate"), Unit.Count, sql), new Month(2012, 5), default)
            .Select(r => $"{r.Key}: {r.EventDate:yyyy-MM-dd} {r.DueBy:yyyy-MM-dd}".TrimEnd());
    }
}
