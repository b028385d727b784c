using static Scorecards.Extracts.RecordColumn;

namespace Scorecards.Extracts;

/// <summary>
/// The tables of records, column for column (docs/domain.md, Figures from records). Every row must have what is required; the header must have what
/// is needed, which are the columns that definitions read.
/// </summary>
static class RecordKinds
{
    const int LongestChild = 20;
    const int LongestName = 200;

    public static IReadOnlyList<RecordKind> All { get; } = [.. Referrals(), .. Protection(), .. LookedAfter(), .. Staff(), .. Reference()];

    public const string AdoptionTable = "adoption";

    /// <summary>The column of the child. Its value is in no receipt.</summary>
    public const string ChildId = "child_id";

    /// <summary>The columns of which no receipt has a value: the child, its birth, and its eighteenth birthday, which tells the birth.</summary>
    public static readonly string[] Secret = [ChildId, "date_of_birth", "expected_dob", "uasc_end"];

    static RecordColumn Child => Text(ChildId, LongestChild);

    static RecordColumn Team => Place("team_code").Required();

    static IEnumerable<RecordKind> Referrals() =>
    [
        new(RecordKind.Child, ["child_id"],
        [
            Child.Required(), Day("date_of_birth").Needed(), Day("expected_dob").Ahead(), Day("death_date"), Code("sex", RecordCodes.Sex).Required(),
            Code("ethnicity", RecordCodes.Ethnicity).Needed(), Flag("disability"), Day("uasc_start").Needed(), Day("uasc_end").Ahead().Needed(),
            Place("home_district"),
        ])
        { Spans = [("uasc_start", "uasc_end")] },
        new("referral", ["referral_id"],
        [
            Text("referral_id").Required(), Child.Required(), Day("referral_date").Required(), Code("source", RecordCodes.ReferralSource),
            Flag("nfa").Required(), Code("primary_need", RecordCodes.Need), Day("closure_date").Needed(),
            Code("closure_reason", RecordCodes.ClosureReason), Team,
        ])
        { Spans = [("referral_date", "closure_date")] },
        new("assessment", ["assessment_id"],
        [
            Text("assessment_id").Required(), Child.Needed(), Text("referral_id").Needed(), Code("type", RecordCodes.AssessmentType).Required(),
            Flag("is_update").Required(), Day("start_date").Required(), Day("completed_date").Needed(), Flag("child_seen").Needed(),
            Flag("progressed_to_strategy").Needed(), Team,
        ]),
    ];

    static IEnumerable<RecordKind> Protection() =>
    [
        new("section47", ["s47_id"],
        [
            Text("s47_id").Required(), Child.Required(), Text("referral_id"), Day("s47_start_date").Needed(), Day("s47_end_date").Needed(),
            Flag("child_seen").Needed(), Flag("icpc_required").Needed(), Day("icpc_date").Ahead().Needed(),
            Code("icpc_outcome", RecordCodes.ConferenceOutcome), Flag("transfer_in").Required(), Team,
        ])
        { Spans = [("s47_start_date", "s47_end_date")], Either = ("transfer_in", "s47_start_date") },
        new("cp-plan", ["plan_id"],
        [
            Text("plan_id").Required(), Child.Required(), Text("referral_id"), Day("start_date").Required(), Day("end_date").Needed(),
            Code("initial_category", RecordCodes.PlanCategory), Code("latest_category", RecordCodes.PlanCategory), Whole("previous_plans").Needed(),
            Flag("ola_temporary").Required(), Team,
        ])
        { Spans = [("start_date", "end_date")] },
        new("review", ["review_id"],
        [
            Text("review_id").Required(), Child.Required(), Code("review_type", RecordCodes.ReviewType).Required(), Text("plan_id"),
            Day("review_date").Needed(), Day("due_date").Ahead(), Code("participation", RecordCodes.Participation).Needed(),
            Flag("cancelled").Needed(),
        ]),
    ];

    static IEnumerable<RecordKind> LookedAfter() =>
    [
        new("lac-episode", ["child_id", "decom"],
        [
            Child.Required(), Day("decom").Required(), Day("care_period_start").Required(), Code("rne", RecordCodes.NewEpisode).Required(),
            Code("legal_status", RecordCodes.LegalStatus).Required(), Code("placement_type", RecordCodes.Placement).Required(),
            Code("provider", RecordCodes.Provider), Text("carer_ref").Needed(), Day("dec").Needed(), Code("rec", RecordCodes.EpisodeEnd).Needed(),
            Number("distance_miles").Needed(), Code("need_code", RecordCodes.Need), Team,
        ])
        { Spans = [("decom", "dec")], DatedBy = "decom" },
        new("lac-check", ["check_id"],
        [
            Text("check_id").Required(), Child.Required(), Code("type", RecordCodes.CheckType).Required(), Day("check_date").Needed(),
            Day("due_date").Ahead(), Code("status", RecordCodes.CheckStatus).Required(),
        ]),
        new(AdoptionTable, ["child_id", "decision_date"],
        [
            Child.Required(), Day("decision_date").Required(), Day("matched_date"), Day("date_placed").Needed(), Day("order_date"),
            Day("reversed_date").Needed(),
        ]),
    ];

    static IEnumerable<RecordKind> Staff() =>
    [
        new("allocation", ["allocation_id"],
        [
            Text("allocation_id").Required(), Child.Required(), Text("worker_id").Needed(), Code("role", RecordCodes.Role).Required(), Team,
            Day("start_date").Required(), Day("end_date").Ahead().Needed(),
        ])
        { Spans = [("start_date", "end_date")] },
        new("workforce", ["snapshot_date", "post_id", "worker_id"],
        [
            Day("snapshot_date").Ahead().Required(), Text("post_id").Required(), Team, Flag("caseholding").Required(),
            Number("establishment_fte").Required(), Text("worker_id").Needed(), Code("worker_type", RecordCodes.WorkerType).Needed(),
            Flag("sw_registered").Needed(), Number("filled_fte").Required(),
        ]),
        new("audit", ["audit_id"],
        [
            Text("audit_id").Required(), Child.Needed(), Day("completed_date").Required(), Code("judgement", RecordCodes.Judgement).Required(), Team,
        ]),
    ];

    static IEnumerable<RecordKind> Reference() =>
    [
        new("population", ["area_code", "age_band", "estimate_year"],
        [
            Place("area_code").Required(), Code("age_band", RecordCodes.AgeBand).Required(), Whole("estimate_year").Required(),
            Day("effective_from").Ahead().Required(), Whole("population").Required(), Text("source", LongestName),
        ]),
        new("team", ["team_code"],
        [
            Team, Text("team_name", LongestName).Required(), Place("district_code").Required(), Place("area_code").Required(),
            Flag("fieldwork").Required(), Day("valid_from").Required(), Day("valid_to").Ahead(),
        ])
        { Spans = [("valid_from", "valid_to")] },
    ];
}
