using Scorecards.Tests.Records;

namespace Scorecards.Tests.Returns;

/// <summary>Lists of Annex A to try, with the headers that Ofsted's guidance has: small ones of invented children.</summary>
static class AnnexAFiles
{
    public static readonly string[] Person = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)"];

    public static readonly string[] Case = [.. Person, "Does the Child have a Disability"];

    public static readonly string[] Staff = ["Allocated Team", "Allocated Worker"];

    public static readonly string[] Contacts = [.. Person, "Date of Contact", "Contact Source"];

    public static readonly string[] EarlyHelp =
        [.. Person, "Assessment start date", "Assessment completion date", "Organisation completing assessment"];

    public static readonly string[] Referrals =
        [.. Person, "Date of referral", "Referral Source", "Referral NFA?", "Number of Referrals in Last 12 Months", .. Staff];

    public static readonly string[] Assessments =
    [
        .. Case, "Continuous Assessment Start Date", "Child Seen During Continuous Assessment", "Continuous Assessment Date of Authorisation",
        "Was the child assessed as requiring LA children's social care support?", .. Staff,
    ];

    public static readonly string[] Enquiries =
    [
        .. Case, "Strategy discussion initiating Section 47 Enquiry Start Date", "Was an Initial Child Protection Conference deemed unnecessary?",
        "Date of Initial Child Protection Conference", "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        "Number of Section 47 Enquiries in the last 12 months", "Number of ICPCs in the last 12 months", .. Staff,
    ];

    public static readonly string[] InNeed =
    [
        .. Case, "CIN Start Date", "Primary Need Code", "Date Child Was Last Seen", "CIN Closure Date", "Reason for Closure", "Case Status", .. Staff,
    ];

    public static readonly string[] Plans =
    [
        .. Case, "Child Protection Plan Start Date", "Initial Category of Abuse", "Latest Category of Abuse", "Date of the Last Statutory Visit",
        "Was the Child Seen Alone?", "Date of latest review conference", "Child Protection Plan End Date",
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        "Number of Previous Child Protection Plans", .. Staff,
    ];

    public static readonly string[] LookedAfter =
    [
        .. Person, "Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)", "Does the Child have a Disability",
        "Date Started to be Looked After", "Child's Category of Need", "Start date of current legal status", "Child's Legal Status",
        "Date of Last Health Assessment", "Start Date of Most Recent Placement", "Placement Type", "Placement postcode", .. Staff,
    ];

    public static readonly string[] CareLeavers = [.. Case, .. Staff, "Eligibility Category", "LA in Touch", "Activity Status"];

    public static readonly string[] Adoptions =
    [
        "Child Unique ID", "Family identifier", "Gender", "Ethnicity", "Date of Birth", "Age of Child (Years)", "Does the Child have a Disability",
        "Date the Child Entered Care", "Date of Decision that Child Should be Placed for Adoption", "Date of Placement Order",
        "Date of Matching Child and Prospective Adopters", "Date Placed for Adoption", "Date of Adoption Order",
        "Date of Decision that Child Should No Longer be Placed for Adoption", "Reason Why Child No Longer Placed for Adoption",
        "Date the child was placed for fostering in FFA or concurrent planning placement",
    ];

    public static readonly string[] Adopters =
        ["Individual adopter identifier", "Family identifier", "Gender", "Ethnicity", "Disability", "Date enquiry received", "Date Stage 1 started"];

    public static readonly object?[] Girl = ["INVENTED1", "b) Female", "a) WBRI", new DateOnly(2004, 3, 17), 8];

    static readonly object?[] Duty = ["Duty team", "INVENTED WORKER"];

    /// <summary>Of each list one row, of the same girl.</summary>
    public static readonly (int List, string[] Header, object?[] Row)[] All =
    [
        (1, Contacts, [.. Girl, Day("2012-05-01"), "q) 6: Police"]),
        (2, EarlyHelp, [.. Girl, Day("2012-04-02"), Day("2012-04-20"), "a) School"]),
        (3, Referrals, [.. Girl, Day("2012-05-03"), "1a) Individual - family member", "b) No", 0, .. Duty]),
        (4, Assessments, [.. Girl, "b) No", Day("2012-05-04"), "a) Yes", Day("2012-05-30"), "a) Yes", .. Duty]),
        (5, Enquiries, [.. Girl, "b) No", Day("2012-05-08"), "b) No", Day("2012-05-24"), "a) Yes", 1, 1, .. Duty]),
        (6, InNeed,
            [.. Girl, "b) No", Day("2012-05-03"), "N1 - Abuse or neglect", Day("2012-05-29"), Day("2012-06-01"), "RC7 - Services ceased",
                "e) Closed episode", .. Duty]),
        (7, Plans,
            [.. Girl, "b) No", Day("2012-05-24"), "a) Neglect", "b) Physical abuse", Day("2012-05-29"), "a) Yes", null, Day("2012-06-07"), "b) No", 1,
                .. Duty]),
        (8, LookedAfter,
            [.. Girl, "a) Yes", "b) No", Day("2012-02-14"), "N8 - Absent parenting", Day("2012-02-14"), "V2: Single period under S20",
                Day("2012-03-09"), Day("2012-05-02"), "d) U4: Foster placement - long term", "ME14 1XQ", .. Duty]),
        (9, CareLeavers, [.. Girl, "b) No", .. Duty, "Relevant child", "a) Yes", "F2"]),
        (10, Adoptions,
            ["INVENTED1", "F1", "b) Female", "a) WBRI", new DateOnly(2004, 3, 17), 8, "b) No", Day("2011-02-01"), Day("2011-08-04"),
                Day("2011-09-01"), Day("2011-10-02"), Day("2011-11-05"), Day("2012-05-14"), null, null, null]),
        (11, Adopters, ["INVENTED2", "F1", "b) Female", "a) WBRI", "b) No", Day("2011-01-05"), Day("2011-02-05")]),
    ];

    public static DateOnly Day(string day) => DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A row of list 3.</summary>
    public static object?[] Referral(string child, string born, string day, string nfa = "b) No") =>
        [child, "b) Female", "a) WBRI", Day(born), 8, Day(day), "q) 6: Police", nfa, 0, .. Duty];

    /// <summary>A row of list 6.</summary>
    public static object?[] Need(string child, string born, string start, string? end = null) =>
    [
        child, "b) Female", "a) WBRI", Day(born), 8, "b) No", Day(start), "N1 - Abuse or neglect", null, end is null ? null : Day(end), null,
        "c) Child in need plan", .. Duty,
    ];

    /// <summary>A row of list 7.</summary>
    public static object?[] Plan(string child, string born, string start, string? end, int previous) =>
    [
        child, "b) Female", "a) WBRI", Day(born), 8, "b) No", Day(start), "a) Neglect", "a) Neglect", null, null, null, end is null ? null : Day(end),
        "b) No", previous, .. Duty,
    ];

    public static byte[] Workbook(params (int List, string[] Header, object?[][] Rows)[] lists)
    {
        var workbook = new XlsxBuilder();
        foreach (var (list, header, rows) in lists)
        {
            workbook.Sheet($"List {list}", sheet => sheet.Row([.. header]).Rows(rows));
        }

        return workbook.ToBytes();
    }

    /// <summary>One row of each of some lists.</summary>
    public static byte[] Workbook(params int[] lists) =>
        Workbook([.. All.Where(list => lists.Contains(list.List)).Select(list => (list.List, list.Header, new[] { list.Row }))]);

    public static Task<ReadFile> ReadAsync(byte[] workbook) => ReadFile.FromAsync(new MemoryStream(workbook), RecordFiles.Received);
}
