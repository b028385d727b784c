namespace Scorecards.Extracts;

/// <summary>The columns of Annex A as Ofsted writes them, and what councils write in their place.</summary>
static class AnnexAColumns
{
    public const string Child = "Child Unique ID";
    public const string Born = "Date of Birth";
    public const string Gender = "Gender";
    public const string Ethnicity = "Ethnicity";
    public const string Contacted = "Date of Contact";
    public const string ContactSource = "Contact Source";
    public const string HelpStart = "Assessment start date";
    public const string HelpEnd = "Assessment completion date";
    public const string Organisation = "Organisation completing assessment";
    public const string Referred = "Date of referral";
    public const string Source = "Referral Source";
    public const string Nfa = "Referral NFA?";
    public const string AssessmentStart = "Continuous Assessment Start Date";
    public const string ChildSeen = "Child Seen During Continuous Assessment";
    public const string AssessmentEnd = "Continuous Assessment Date of Authorisation";
    public const string EnquiryStart = "Strategy discussion initiating Section 47 Enquiry Start Date";
    public const string Unnecessary = "Was an Initial Child Protection Conference deemed unnecessary?";
    public const string Conference = "Date of Initial Child Protection Conference";
    public const string Planned = "Did the Initial Child Protection Conference Result in a Child Protection Plan";
    public const string NeedStart = "CIN Start Date";
    public const string Need = "Primary Need Code";
    public const string NeedEnd = "CIN Closure Date";
    public const string NeedEndReason = "Reason for Closure";
    public const string PlanStart = "Child Protection Plan Start Date";
    public const string PlanEnd = "Child Protection Plan End Date";
    public const string InitialCategory = "Initial Category of Abuse";
    public const string LatestCategory = "Latest Category of Abuse";
    public const string PreviousPlans = "Number of Previous Child Protection Plans";
    public const string CareStart = "Date Started to be Looked After";
    public const string Eligibility = "Eligibility Category";
    public const string Decision = "Date of Decision that Child Should be Placed for Adoption";
    public const string Matched = "Date of Matching Child and Prospective Adopters";
    public const string Placed = "Date Placed for Adoption";
    public const string Order = "Date of Adoption Order";
    public const string Reversed = "Date of Decision that Child Should No Longer be Placed for Adoption";
    public const string Adopter = "Individual adopter identifier";
    public const string AdopterEnquiry = "Date enquiry received";

    /// <summary>
    /// Each with words that, in this order, are in no other column's name: as liia-tools knows them, and as the tables of Data to Insight have them
    /// in one word (ssd-data-model, AnnexA_sqlserver; two with its slips). A name goes to the first column that may have it, so that the longer ones
    /// come before those whose words they have too.
    /// </summary>
    static readonly (string Column, string[] Words)[] Used =
    [
        (Child, ["child id", "childs id", "childid"]), (Born, ["date birth", "dob"]), (Gender, ["gender", "sex"]), (Ethnicity, ["ethnicity"]),
        (ContactSource, ["contact source"]), (Contacted, ["date contact"]),
        (AssessmentStart, ["continuous assessment start", "single assessment start date"]),
        (ChildSeen, ["child seen during assessment", "child seen assessment", "continuous assessment child seen"]),
        (AssessmentEnd, ["assessment date authorisation", "assessment authorisation date", "continuous assessment auth date"]),
        (HelpStart, ["assessment start date", "eha start date"]), (HelpEnd, ["assessment completion date", "eha completion date"]),
        (Organisation, ["organisation completing"]),
        (Source, ["referral source", "source referral"]), (Referred, ["date referral", "referral date"]), (Nfa, ["nfa"]),
        (EnquiryStart, ["section 47 start date", "s47 start date", "strat discussion date"]),
        (Unnecessary, ["conference unnecessary", "icpc unnecessary", "initial cp conf unnecessary"]),
        (Planned, ["conference result plan", "icpc result plan", "cp conf result in cp plan"]),
        (Conference, ["date initial conference", "date icpc", "icpc date", "initial cp conf date"]),
        (NeedStart, ["cin start date"]), (NeedEnd, ["cin closure date", "cin end date"]), (NeedEndReason, ["reason closure"]),
        (Need, ["primary need"]),
        (PlanStart, ["protection plan start date", "cpp start date", "cp plan start date"]),
        (PlanEnd, ["protection plan end date", "cpp end date", "cp plan end date"]),
        (InitialCategory, ["initial category"]), (LatestCategory, ["latest category"]), (PreviousPlans, ["number previous plans", "previous plans"]),
        (CareStart, ["started looked after", "loooked after start date", "looked after start date"]), (Eligibility, ["eligibility category"]),
        (Reversed, ["decision no longer placed adoption", "decision reversed date"]),
        (Decision, ["decision placed adoption", "adm shobpa decision date"]),
        (Matched, ["date matching", "date matched", "matched for adoption date"]), (Placed, ["date placed adoption", "placed for adoption date"]),
        (Order, ["date adoption order", "adoption order date"]), (Adopter, ["adopter identifier"]), (AdopterEnquiry, ["date enquiry received"]),
    ];

    /// <summary>Nothing is made of these: they are dropped, the names of workers and the postcodes too.</summary>
    static readonly (string Column, string[] Words)[] Dropped =
    [
        ("Age of Child (Years)", ["age"]), ("Allocated Team", ["allocated team"]),
        ("Allocated Worker", ["allocated worker", "allocated social worker"]), ("Placement postcode", ["placement postcode", "placement post code"]),
        ("Allocated Personal Advisor", ["personal advisor", "personal adviser"]),
        ("Does the Child have a Disability", ["child disability", "has disability"]), ("Disability", []), ("Case Status", []),
        ("Family identifier", ["family id"]), ("Number of Referrals in Last 12 Months", ["number referrals", "referrals last 12 months"]),
        ("Was the child assessed as requiring LA children's social care support?", ["child assessed social care support", "csc support required"]),
        ("Number of Section 47 Enquiries in the last 12 months", ["number section 47", "number s47", "number s47s 12m"]),
        ("Number of ICPCs in the last 12 months", ["number icpcs", "number conferences", "number icpcs 12m"]),
        ("Date Child Was Last Seen", ["date last seen", "date child last seen"]),
        ("Date of the Last Statutory Visit", ["last statutory visit", "date of last statutory visit"]),
        ("Was the Child Seen Alone?", ["seen alone", "child seen alone"]),
        ("Date of latest review conference", ["latest review conference", "date of latest review conf"]),
        ("Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
            ["emergency protection order", "protection last six months"]),
        ("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", ["unaccompanied asylum seeking", "uasc"]),
        ("Child's Category of Need", ["category need", "child category of need"]),
        ("Start date of current legal status", ["start date legal status", "most recent legal status start"]),
        ("Child's Legal Status", ["legal status"]),
        ("Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
            ["second or subsequent", "subsequent lac episode last 12 months"]),
        ("Date of Latest Statutory Review", ["latest statutory review", "latest statutory review date"]),
        ("Date of Last Social Work Visit", ["last social work visit", "last social work visit date"]),
        ("What is the permanence plan for this child?", ["permanence plan"]),
        ("Date of Last IRO Visit / Contact to the Child", ["last iro", "last iro visit date"]),
        ("Date of Last Health Assessment", ["last health assessment", "last health assessment date"]),
        ("Date of Last Dental Check", ["last dental check", "last dental check date"]),
        ("Number of Placements in the Last 12 months", ["number placements", "placements last 12 months"]),
        ("Reason Ceased to be Looked After", ["reason ceased", "reason ceased looked after"]),
        ("Date Ceased to be Looked After", ["date ceased", "ceased looked after date"]),
        ("Start Date of Most Recent Placement", ["recent placement", "most recent placement start date"]),
        ("Placement Type", []), ("Placement Provider", []), ("URN of Placement", ["urn", "placement urn"]), ("Placement Location", []),
        ("LA of Placement", []),
        ("Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
            ["episodes missing", "episodes child missing from placement"]),
        ("Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
            ["episodes absent", "episodes child absent from placement"]),
        ("Was the child offered a Return Interview after their last missing episode (Y/N)?",
            ["offered return interview", "child offered return interview after last mfh"]),
        ("Did the child accept a Return Interview after their last missing episode (Y/N)?",
            ["accept return interview", "child accepted return interview after last mfh"]),
        ("Latest Pathway Plan Review Date", ["pathway plan"]), ("Latest Date of Contact", []), ("LA in Touch", []), ("Type of Accommodation", []),
        ("Suitability of Accommodation", []), ("Activity Status", []), ("Date the Child Entered Care", ["entered care", "entered care date"]),
        ("Date of Placement Order", ["date placement order", "placement order date"]),
        ("Reason Why Child No Longer Placed for Adoption", ["reason no longer placed", "decision reversed reason"]),
        ("Date the child was placed for fostering in FFA or concurrent planning placement", ["placed fostering", "date ffa consurrency placement"]),
        ("Is the (prospective) adopter fostering for adoption?", ["adopter fostering"]), ("Date Stage 1 started", []), ("Date Stage 1 ended", []),
        ("Date Stage 2 started", []), ("Date Stage 2 ended", []), ("Date application submitted", []), ("Date application approved", []),
        ("Date adopter matched with child(ren)", []), ("Date child/children placed with adopter(s)", []), ("No. of children placed", []),
        ("Date of leaving adoption process", []), ("Reason for leaving adoption process", []),
    ];

    public static IReadOnlyList<string> All { get; } = [.. Used.Concat(Dropped).Select(c => c.Column)];

    public static ColumnSpellings Spellings { get; } = new([.. Used, .. Dropped], [Child, Adopter]);
}
