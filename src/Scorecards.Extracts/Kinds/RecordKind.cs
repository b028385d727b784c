using System.Runtime.CompilerServices;
namespace Scorecards.Extracts;
/// <summary>Stub.</summary>
public sealed record RecordRow(RecordKind Kind, string?[] Values);
/// <summary>Stub.</summary>
public sealed class RecordKind(string table, string[] all, string[] required, string[] optional) : ExtractKind(table.Replace('_', '-'), required, optional)
{
    public string Table => table;
    public IReadOnlyList<string> TableColumns => all;
    internal override bool HasManyRows => true;
    public static new IReadOnlyList<RecordKind> All { get; } = [
        new("child", ["child_id", "date_of_birth", "expected_dob", "death_date", "sex", "ethnicity", "disability", "uasc_start", "uasc_end", "home_district"], ["child_id", "sex"], ["date_of_birth", "expected_dob", "death_date", "ethnicity", "disability", "uasc_start", "uasc_end", "home_district"]),
        new("referral", ["referral_id", "child_id", "referral_date", "source", "nfa", "primary_need", "closure_date", "closure_reason", "team_code"], ["referral_id", "child_id", "referral_date", "nfa", "team_code"], ["source", "primary_need", "closure_date", "closure_reason"]),
        new("assessment", ["assessment_id", "child_id", "referral_id", "type", "is_update", "start_date", "completed_date", "child_seen", "progressed_to_strategy", "team_code"], ["assessment_id", "type", "is_update", "start_date", "team_code"], ["child_id", "referral_id", "completed_date", "child_seen", "progressed_to_strategy"]),
        new("section47", ["s47_id", "child_id", "referral_id", "s47_start_date", "s47_end_date", "child_seen", "icpc_required", "icpc_date", "icpc_outcome", "transfer_in", "team_code"], ["s47_id", "child_id", "transfer_in", "team_code"], ["referral_id", "s47_start_date", "s47_end_date", "child_seen", "icpc_required", "icpc_date", "icpc_outcome"]),
        new("cp_plan", ["plan_id", "child_id", "referral_id", "start_date", "end_date", "initial_category", "latest_category", "previous_plans", "ola_temporary", "team_code"], ["plan_id", "child_id", "start_date", "ola_temporary", "team_code"], ["referral_id", "end_date", "initial_category", "latest_category", "previous_plans"]),
        new("review", ["review_id", "child_id", "review_type", "plan_id", "review_date", "due_date", "participation", "cancelled"], ["review_id", "child_id", "review_type"], ["plan_id", "review_date", "due_date", "participation", "cancelled"]),
        new("lac_episode", ["child_id", "decom", "care_period_start", "rne", "legal_status", "placement_type", "provider", "carer_ref", "dec", "rec", "distance_miles", "need_code", "team_code"], ["child_id", "decom", "care_period_start", "rne", "legal_status", "placement_type", "team_code"], ["provider", "carer_ref", "dec", "rec", "distance_miles", "need_code"]),
        new("lac_check", ["check_id", "child_id", "type", "check_date", "due_date", "status"], ["check_id", "child_id", "type", "status"], ["check_date", "due_date"]),
        new("adoption", ["child_id", "decision_date", "matched_date", "date_placed", "order_date", "reversed_date"], ["child_id", "decision_date"], ["matched_date", "date_placed", "order_date", "reversed_date"]),
        new("allocation", ["allocation_id", "child_id", "worker_id", "role", "team_code", "start_date", "end_date"], ["allocation_id", "child_id", "role", "team_code", "start_date"], ["worker_id", "end_date"]),
        new("workforce", ["snapshot_date", "post_id", "team_code", "caseholding", "establishment_fte", "worker_id", "worker_type", "sw_registered", "filled_fte"], ["snapshot_date", "post_id", "team_code", "caseholding", "establishment_fte", "filled_fte"], ["worker_id", "worker_type", "sw_registered"]),
        new("audit", ["audit_id", "child_id", "completed_date", "judgement", "team_code"], ["audit_id", "completed_date", "judgement", "team_code"], ["child_id"]),
        new("population", ["area_code", "age_band", "estimate_year", "effective_from", "population", "source"], ["area_code", "age_band", "estimate_year", "effective_from", "population"], ["source"]),
        new("team", ["team_code", "team_name", "district_code", "area_code", "fieldwork", "valid_from", "valid_to"], ["team_code", "team_name", "district_code", "area_code", "fieldwork", "valid_from"], ["valid_to"]),
    ];
    internal override async IAsyncEnumerable<ExtractRow> ReadAsync(ExtractTable table, ExtractFile file, [EnumeratorCancellation] CancellationToken ct)
    {
        var columns = all.Select(c => new Column(c, table.Header.Position(c))).ToArray();
        await foreach (var row in table.RowsAsync(row => new RecordRow(this, [.. columns.Select(c => row.Cell(c).ToString())]), ct))
        {
            yield return row;
        }
        file.AddTouches(new Scorecards.Domain.Touches { CatalogueKinds = [Name] });
        file.RecordTables[this] = (table.Counts.Accepted, false);
    }
}
