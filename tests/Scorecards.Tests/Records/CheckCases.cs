using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>The records of check-cases.txt: for each check some that it must find, and some that it must not.</summary>
sealed class CheckCases(IReadOnlyDictionary<string, IReadOnlyList<string>> lines)
{
    static readonly DateOnly ExtractDay = new(2012, 6, 6);

    static readonly Dictionary<string, string> Headers = new()
    {
        ["child"] = "child_id,date_of_birth,sex,uasc_start,uasc_end,expected_dob",
        ["referral"] = "referral_id,child_id,referral_date,nfa,closure_date,team_code",
        ["assessment"] = "assessment_id,child_id,referral_id,type,is_update,start_date,completed_date,team_code",
        ["section47"] = "s47_id,child_id,referral_id,s47_start_date,icpc_date,transfer_in,team_code",
        ["cp_plan"] = "plan_id,child_id,referral_id,start_date,end_date,previous_plans,ola_temporary,team_code",
        ["review"] = "review_id,child_id,review_type,plan_id,review_date,participation,cancelled",
        ["lac_episode"] = "child_id,decom,care_period_start,rne,legal_status,placement_type,dec,rec,distance_miles,team_code",
        ["lac_check"] = "check_id,child_id,type,check_date,status",
        ["adoption"] = "child_id,decision_date",
        ["allocation"] = "allocation_id,child_id,worker_id,role,team_code,start_date,end_date",
        ["workforce"] = "snapshot_date,post_id,team_code,caseholding,establishment_fte,worker_id,filled_fte",
        ["audit"] = "audit_id,child_id,completed_date,judgement,team_code",
        ["team"] = "team_code,team_name,district_code,area_code,fieldwork,valid_from",
    };

    public IEnumerable<string> Rules => lines.Keys;

    public static CheckCases Read(string folder) => new(CaseFile.Read(Path.Combine(folder, "check-cases.txt")));

    /// <summary>What a check must find: table, key and column.</summary>
    public IEnumerable<string> Expected(string rule) =>
        from line in lines[rule]
        let parts = line.Split(" ! ")
        where parts.Length == 2
        let fault = $"{line.Split(':')[0]} {parts[1]}"
        orderby fault
        select fault;

    /// <summary>What the check of these scripts finds.</summary>
    /// <param name="unloaded">A table that is left out.</param>
    public IReadOnlyList<RecordFault> Find(RecordScripts scripts, string rule, string? unloaded = null)
    {
        using var database = RecordDatabase.Open(megabytes: 200, threads: 1, scripts);
        var tables = lines[rule].GroupBy(l => l.Split(':')[0]).Where(t => t.Key != unloaded).ToList();
        foreach (var table in tables)
        {
            database.LoadLines(table.Key, table.Select(l => l.Split(" ! ")[0].Split(": ")[1]).Prepend(Headers[table.Key]));
        }

        database.Seal();
        var found = database.Check([.. tables.Select(t => t.Key)], ExtractDay, CancellationToken.None);
        return [.. found.Where(f => f.Rule == rule).SelectMany(f => f.Faults)];
    }

    /// <summary>Whether a check finds something else than it must, or does not run any more.</summary>
    public bool Disagrees(RecordScripts scripts, string rule) =>
        CaseFile.Fails(() => Find(scripts, rule).Select(Text).Order().SequenceEqual(Expected(rule)));

    public static string Text(RecordFault fault) => $"{fault.Table} {fault.Key} {fault.Column}";
}
