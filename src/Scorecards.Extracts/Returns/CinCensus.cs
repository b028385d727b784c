using static Scorecards.Extracts.ReturnField;

namespace Scorecards.Extracts;

/// <summary>
/// The census of children in need, as <see cref="CinRows"/> gives it: a row for each record of a child (DfE, children in need census, schemas of 2017
/// to 2026).
/// </summary>
static class CinCensus
{
    /// <summary>The column that says the table of a row.</summary>
    public const string Record = "record";

    public const string Child = "LAchildID";
    public const string Referred = "CINreferralDate";
    public const string Assessed = "AssessmentActualStartDate";
    public const string Enquired = "S47ActualStartDate";
    public const string Conference = "DateOfInitialCPC";
    public const string TransferIn = "transfer in";
    public const string Planned = "CPPstartDate";
    public const string Reviewed = "CPPreviewDate";

    const string Made = "CIN-";

    /// <summary>In order. All but the first and the one of transfers are the return's elements.</summary>
    public static readonly string[] Columns =
    [
        Record, Child, "PersonBirthDate", "ExpectedPersonBirthDate", "PersonDeathDate", "Sex", "Ethnicity", "Disability", Referred, "ReferralSource",
        "PrimaryNeedCode", "CINclosureDate", "ReasonForClosure", "ReferralNFA", Assessed, "AssessmentAuthorisationDate", Enquired, Conference,
        "ICPCnotRequired", TransferIn, Planned, "CPPendDate", "InitialCategoryOfAbuse", "LatestCategoryOfAbuse", "NumberOfPreviousCPP",
        Reviewed,
    ];

    /// <summary>Elements that the census has and that nothing is made of.</summary>
    public static readonly string[] Dropped =
    [
        "UPN", "FormerUPN", "UPNunknown", "GenderCurrent", "GenderIdentity", "Disabilities", "ChildIdentifiers", "ChildCharacteristics", "CINdetails",
        "Assessments", "AssessmentInternalReviewDate", "FactorsIdentifiedAtAssessment", "AssessmentFactors", "CINPlanDates", "CINPlanStartDate",
        "CINPlanEndDate", "Section47", "InitialCPCtarget", "ChildProtectionPlans", "Reviews", "Child", "PreProceedingsandFGDM",
        "PPStartDate", "LBPSentDate", "FGDMMeetingOffer", "FGDMMeetingFac", "InitialPPMeetingDate", "ReviewMeetingsCount", "StepDecisionDate",
        "PPOutcome", "CourtAppDate", "LetterInitCPDate",
    ];

    /// <summary>Elements around the children.</summary>
    public static readonly string[] Around =
    [
        "Message", "Header", "CollectionDetails", "Collection", "Year", "ReferenceDate", "Source", "SourceLevel", "LEA", "SoftwareCode", "Release",
        "SerialNo", "DateTime", "Content", "CBDSLevels", "CBDSLevel", "Children",
    ];

    /// <summary>Of those that are dropped, the ones in which pupils' numbers may be.</summary>
    public static readonly string[] PupilNumbers = ["UPN", "FormerUPN"];

    public static ReturnKind Kind { get; } = new(
        "cin-census", "CIN census", Columns, [], [Child, "PersonBirthDate", "ExpectedPersonBirthDate", "PersonDeathDate"],
        [
            Part("child", From("child_id", Child), From("date_of_birth", "PersonBirthDate"), From("expected_dob", "ExpectedPersonBirthDate"),
                From("death_date", "PersonDeathDate"), From("sex", "Sex"), From("ethnicity", "Ethnicity"), From("disability", "Disability")),
            Part("referral", Id("referral_id", Made, Child, Referred), From("child_id", Child), From("referral_date", Referred),
                From("source", "ReferralSource"), From("nfa", "ReferralNFA"), From("primary_need", "PrimaryNeedCode"),
                From("closure_date", "CINclosureDate"), From("closure_reason", "ReasonForClosure")),
            Part("assessment", Id("assessment_id", Made, Child, Referred, Assessed), From("child_id", Child),
                Id("referral_id", Made, Child, Referred), Always("type", "SINGLE"), Always("is_update", "false"), From("start_date", Assessed),
                From("completed_date", "AssessmentAuthorisationDate")).Without("IA", "CA", "CAF", "child_seen", "progressed_to_strategy"),
            Part("section47", Id("s47_id", Made, Child, TransferIn, $"{Enquired}|{Conference}"), From("child_id", Child),
                Id("referral_id", Made, Child, Referred),
                From("s47_start_date", Enquired), From("icpc_required", "ICPCnotRequired").Negated(), From("icpc_date", Conference),
                From("transfer_in", TransferIn)).Without("s47_end_date", "child_seen", "icpc_outcome"),
            Part("cp-plan", Id("plan_id", Made, Child, Planned), From("child_id", Child), Id("referral_id", Made, Child, Referred),
                From("start_date", Planned), From("end_date", "CPPendDate"), From("initial_category", "InitialCategoryOfAbuse"),
                From("latest_category", "LatestCategoryOfAbuse"), From("previous_plans", "NumberOfPreviousCPP"), Always("ola_temporary", "false")),
            Part("review", Id("review_id", Made, Child, Planned, Reviewed), From("child_id", Child), Always("review_type", "CP"),
                Id("plan_id", Made, Child, Planned), From("review_date", Reviewed), Always("cancelled", "false"))
                .Without("LAC", "participation", "due_date"),
        ])
    {
        Selector = Record,
        Note = "Rows are the lines of the XML file on which the records begin.",
    };

    static ReturnPart Part(string kind, params ReturnField[] fields) => ReturnPart.Make("cin-census", "CIN census", kind, fields);
}
