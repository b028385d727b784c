using System.Globalization;
using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>The counties of definition-cases.txt and their figures.</summary>
sealed class DefinitionCases(IReadOnlyDictionary<string, IReadOnlyList<string>> lines)
{
    /// <summary>What a row has where it does not say otherwise.</summary>
    static readonly Dictionary<string, string> Usual = new()
    {
        ["child"] = "sex=F",
        ["referral"] = "nfa=N,team_code=T1",
        ["assessment"] = "is_update=N,team_code=T1",
        ["section47"] = "transfer_in=N,team_code=T1",
        ["review"] = "review_type=LAC,participation=PN1",
        ["lac_episode"] = "rne=S,legal_status=C2,placement_type=U1,team_code=T1",
        ["lac_check"] = "status=COMPLETED",
        ["adoption"] = "",
        ["allocation"] = "role=CASEHOLDER,worker_id=W1,team_code=T1",
        ["cp_plan"] = "ola_temporary=N,team_code=T1",
        ["team"] = "team_name=Duty,district_code=D1,area_code=A1,fieldwork=Y,valid_from=2008-04-01",
        ["population"] = "age_band=0-17",
    };

    public IEnumerable<string> Names => lines.Keys;

    public static DefinitionCases Read(string folder) => new(CaseFile.Read(Path.Combine(folder, "definition-cases.txt")));

    /// <summary>What the figures of a section must be, a line each.</summary>
    public IEnumerable<string> Expected(string name) => lines[name].Where(line => line[0] == '!').Select(line => line[2..]);

    /// <summary>What these scripts make of them.</summary>
    public IEnumerable<string> Find(RecordScripts scripts, string name)
    {
        using var database = RecordDatabase.Open(megabytes: 200, threads: 1, scripts);
        var rows = lines[name].Where(line => line[0] != '!').ToLookup(line => line[..line.IndexOf(':')]);
        foreach (var table in Usual.Keys.Where(table => table == "team" || rows.Contains(table)))
        {
            var written = rows.Contains(table) ? rows[table] : ["team: team_code=T1"];
            database.LoadLines(table, Csv([.. written.Select(line => Cells(table, line))]));
        }

        database.Seal();
        if (rows["records_from"].FirstOrDefault() is { } since)
        {
            database.SetRecordsFrom(DateOnly.Parse(since[(since.IndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
        }

        return [.. Expected(name).Select(line => Text(database, scripts, name.Split(':')[0], line.Split(' ')))];
    }

    /// <summary>Whether a section about one of these indicators, or all of them, has another figure, or does not run any more.</summary>
    public bool Disagrees(RecordScripts scripts, string? indicator = null) => CaseFile.Fails(
        () => Names.Where(name => indicator is null || name.Split(':')[0] == indicator)
            .All(name => Find(scripts, name).SequenceEqual(Expected(name))));

    static string Text(RecordDatabase database, RecordScripts scripts, string indicator, string[] asked)
    {
        var unit = indicator.EndsWith("-rate", StringComparison.Ordinal) ? Unit.Per10000 : Unit.Percent;
        var definition = new Definition(new IndicatorId(indicator), unit, scripts.Files[$"Indicators/{indicator}.sql"]);
        var uasc = asked[1] == "inc" ? UascBasis.Included : UascBasis.Excluded;
        var isPart = asked.Length > 3;
        var slice = isPart ? Slice.Find(asked[2]) : Slice.County;
        var code = isPart ? asked[3] : null;
        var figure = database.Calculate([definition], Month.Parse(asked[0]), null, default)
            .Single(f => f.Slice == slice && f.SliceCode == code && f.Uasc == uasc);
        return string.Create(
            CultureInfo.InvariantCulture, $"{string.Join(' ', asked[..^1])} {figure.Numerator:0.###}/{figure.Denominator:0.###}");
    }

    static Dictionary<string, string> Cells(string table, string line)
    {
        var cells = new Dictionary<string, string>();
        var row = $"{Usual[table]},{line[(line.IndexOf(": ", StringComparison.Ordinal) + 2)..]}";
        foreach (var cell in row.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            cells[cell[..cell.IndexOf('=')]] = cell[(cell.IndexOf('=') + 1)..];
        }

        return cells;
    }

    static IEnumerable<string> Csv(List<Dictionary<string, string>> rows)
    {
        var header = rows.SelectMany(row => row.Keys).Distinct().ToList();
        return rows.Select(row => header.Select(h => row.GetValueOrDefault(h, ""))).Prepend(header).Select(row => string.Join(',', row));
    }
}
