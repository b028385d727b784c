using static Scorecards.Extracts.ReturnField;

namespace Scorecards.Extracts;

/// <summary>
/// The lists of Annex A, which Ofsted asks for before an inspection, sheet by sheet (Ofsted, ILACS Annex A; columns by liia-tools,
/// Annex_A_schema.yml). Each holds what was open or happened in the last six months, list 10 twelve, so that a workbook is laid over those before it.
/// </summary>
static class AnnexA
{
    /// <summary>Of the records that the census of children in need has too, so that both give the same ids.</summary>
    const string AsInCensus = "CIN-";

    const string Made = "AA-";
    const int HalfYear = 6;

    const string Window = "This list holds six months. What is counted over a longer time is counted once the lists of earlier workbooks reach back "
        + "as far without a gap.";

    const string NotAllOpen = "By Ofsted's guidance this list has neither care leavers nor children who are only the subject of a referral. Where "
        + "yours leaves them out, cin-rate and ethnicity-recorded are of fewer children than the definitions say. The CIN census has them.";

    static readonly string[] Secret = [AnnexAColumns.Child, AnnexAColumns.Born, "Placement postcode"];

    public static IReadOnlyList<ReturnKind> Kinds { get; } =
    [
        Unused(
            1, [AnnexAColumns.Child, AnnexAColumns.Contacted, AnnexAColumns.ContactSource],
            "no table has contacts, and no figure asks for them. Leave it out, or upload the lists that are used with it"),
        EarlyHelp(),
        Unused(
            2, [AnnexAColumns.Child, AnnexAColumns.HelpStart, AnnexAColumns.Organisation],
            "it has no dates on which assessments were completed, and figures count those", ofName: "-open"),
        Referrals(), Assessments(), Enquiries(), InNeed(), Plans(), LookedAfter(),
        Unused(
            9, [AnnexAColumns.Child, AnnexAColumns.Eligibility],
            "no table has care leavers' activity and accommodation, and no figure asks for them"),
        Adoptions(),
        Unused(11, [AnnexAColumns.Adopter, AnnexAColumns.AdopterEnquiry], "it is of adopters and not of children"),
    ];

    static ReturnKind EarlyHelp() => Make(2, [AnnexAColumns.HelpStart, AnnexAColumns.HelpEnd], Window, Part(2, "assessment", HalfYear,
        Id("assessment_id", Made, AnnexAColumns.Child, AnnexAColumns.HelpStart), From("child_id", AnnexAColumns.Child), Always("type", "CAF"),
        Always("is_update", "false"), From("start_date", AnnexAColumns.HelpStart), From("completed_date", AnnexAColumns.HelpEnd))
        .Without("IA", "CA", "SINGLE", "referral_id", "child_seen", "progressed_to_strategy"));

    /// <summary>
    /// It has no closures: what was open is on list 6, and what is on this one alone is no open case. So a referral of which nobody has said yet
    /// whether it had further action is one that had: it counts as a referral, and opens no case.
    /// </summary>
    static ReturnKind Referrals() => Make(3, [AnnexAColumns.Referred, AnnexAColumns.Source, AnnexAColumns.Nfa], Window, Part(3, "referral", HalfYear,
        Id("referral_id", AsInCensus, AnnexAColumns.Child, AnnexAColumns.Referred), From("child_id", AnnexAColumns.Child),
        From("referral_date", AnnexAColumns.Referred), From("source", AnnexAColumns.Source),
        From("nfa", AnnexAColumns.Nfa).ReadBy(RecordCodes.YesNoUnknown).OrElse("false"))
        .Without("closure_date", "closure_reason", "primary_need", "rereferral"));

    static ReturnKind Assessments() => Make(
        4, [AnnexAColumns.AssessmentStart, AnnexAColumns.ChildSeen, AnnexAColumns.AssessmentEnd], Window, Part(4, "assessment", HalfYear,
        Id("assessment_id", Made, AnnexAColumns.Child, AnnexAColumns.AssessmentStart), From("child_id", AnnexAColumns.Child),
        Always("type", "SINGLE"), Always("is_update", "false"), From("start_date", AnnexAColumns.AssessmentStart),
        From("completed_date", AnnexAColumns.AssessmentEnd), From("child_seen", AnnexAColumns.ChildSeen).ReadBy(RecordCodes.YesNoUnknown))
        .Without("IA", "CA", "CAF", "referral_id", "progressed_to_strategy"));

    static ReturnKind Enquiries() => Make(
        5, [AnnexAColumns.EnquiryStart, AnnexAColumns.Unnecessary, AnnexAColumns.Conference], Window, Part(5, "section47", HalfYear,
        Id("s47_id", AsInCensus, AnnexAColumns.Child, "=false", AnnexAColumns.EnquiryStart), From("child_id", AnnexAColumns.Child),
        From("s47_start_date", AnnexAColumns.EnquiryStart),
        From("icpc_required", AnnexAColumns.Unnecessary).ReadBy(RecordCodes.YesNoUnknown).Negated(),
        From("icpc_date", AnnexAColumns.Conference), From("icpc_outcome", AnnexAColumns.Planned).ReadBy(RecordCodes.PlanOrNot),
        Always("transfer_in", "false"))
        .Without("s47_end_date", "child_seen", "referral_id"));

    /// <summary>
    /// All that is open, and what was closed in six months: no list of referrals, since those without further action are not on it. What is on it
    /// had further action.
    /// </summary>
    static ReturnKind InNeed() => Make(6, [AnnexAColumns.NeedStart, AnnexAColumns.NeedEnd], NotAllOpen, Part(6, "referral", HalfYear,
        Id("referral_id", AsInCensus, AnnexAColumns.Child, AnnexAColumns.NeedStart), From("child_id", AnnexAColumns.Child),
        From("referral_date", AnnexAColumns.NeedStart), Always("nfa", "false"), From("primary_need", AnnexAColumns.Need),
        From("closure_date", AnnexAColumns.NeedEnd), From("closure_reason", AnnexAColumns.NeedEndReason))
        .Without("source", "year_start", "twelve_months_start"));

    static ReturnKind Plans() => Make(
        7,
        [AnnexAColumns.PlanStart, AnnexAColumns.PlanEnd, AnnexAColumns.InitialCategory, AnnexAColumns.LatestCategory, AnnexAColumns.PreviousPlans],
        Window,
        Part(7, "cp-plan", HalfYear,
        Id("plan_id", AsInCensus, AnnexAColumns.Child, AnnexAColumns.PlanStart), From("child_id", AnnexAColumns.Child),
        From("start_date", AnnexAColumns.PlanStart), From("end_date", AnnexAColumns.PlanEnd),
        From("initial_category", AnnexAColumns.InitialCategory), From("latest_category", AnnexAColumns.LatestCategory),
        From("previous_plans", AnnexAColumns.PreviousPlans), Always("ola_temporary", "false"))
        .Without("referral_id"));

    static ReturnKind LookedAfter() => Make(
        8,
        [AnnexAColumns.CareStart],
        "Of this list the children are used and nothing else: it has the current placement and not the episodes, the last check of each kind and not "
        + "the others, and says that a child sought asylum and not from when to when.");

    static ReturnKind Adoptions() => Make(
        10, [AnnexAColumns.Decision, AnnexAColumns.Placed, AnnexAColumns.Reversed], null, Part(10, "adoption", 2 * HalfYear,
        From("child_id", AnnexAColumns.Child), From("decision_date", AnnexAColumns.Decision), From("matched_date", AnnexAColumns.Matched),
        From("date_placed", AnnexAColumns.Placed), From("order_date", AnnexAColumns.Order), From("reversed_date", AnnexAColumns.Reversed)));

    static ReturnKind Make(int list, string[] needed, string? note, params ReturnPart[] parts)
    {
        string[] required = [AnnexAColumns.Child, AnnexAColumns.Born, AnnexAColumns.Gender, AnnexAColumns.Ethnicity, .. needed];
        return new(Name(list), Title(list), required, Others(required), Secret, [.. parts, Children(list)])
        {
            Spellings = AnnexAColumns.Spellings,
            Note = note,
        };
    }

    /// <summary>Of a child who is not born yet the lists have the day that is expected.</summary>
    static ReturnPart Children(int list) => ReturnPart.Make(
        Name(list), Title(list), "child", From("child_id", AnnexAColumns.Child), From("date_of_birth", AnnexAColumns.Born).Ahead(),
        From("sex", AnnexAColumns.Gender), From("ethnicity", AnnexAColumns.Ethnicity)).Repeated().Since(list == 10 ? 2 * HalfYear : HalfYear);

    static ReturnPart Part(int list, string kind, int months, params ReturnField[] fields) =>
        ReturnPart.Make(Name(list), Title(list), kind, fields).Since(months);

    /// <param name="ofName">What ends the kind's name, where another one is of the same list.</param>
    static ReturnKind Unused(int list, string[] required, string why, string ofName = "") => new(
        $"{Name(list)}{ofName}", Title(list), required, Others(required), Secret, [])
    {
        Spellings = AnnexAColumns.Spellings,
        Unused = $"Nothing of Annex A list {list} is used: {why}",
    };

    static string[] Others(string[] required) => [.. AnnexAColumns.All.Except(required)];

    static string Name(int list) => $"annexa-list-{list}";

    static string Title(int list) => $"Annex A list {list}";
}
