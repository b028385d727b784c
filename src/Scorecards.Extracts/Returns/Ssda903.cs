using static Scorecards.Extracts.ReturnField;

namespace Scorecards.Extracts;

/// <summary>The files of the SSDA903, the return of children looked after, column for column (DfE, guide to the SSDA903 collection).</summary>
static class Ssda903
{
    const string Child = "CHILD";
    const string Born = "DOB";
    const string UascTitle = "UASC";

    /// <summary>What the return writes where a placement has no number.</summary>
    const string NoUrn = "XXXXXXX";

    /// <summary>DUC may be the eighteenth birthday, which tells the birth.</summary>
    static readonly string[] Secret = [Child, Born, "UPN", "MOTHER", "MC_DOB", "HOME_POST", "PL_POST", "DUC"];

    public static IReadOnlyList<ReturnKind> Kinds { get; } = [Header(), Episodes(), Reviews(), Uasc(), PlacedAdoption(), Ad1(), Oc2()];

    static ReturnKind Header() => Make("Header", [Child, "SEX", Born, "ETHNIC"], ["UPN", "MOTHER", "MC_DOB"],
        [], "child", From("child_id", Child), From("date_of_birth", Born), From("sex", "SEX"), From("ethnicity", "ETHNIC"));

    static ReturnKind Episodes() => Make("Episodes", [Child, "DECOM", "RNE", "LS", "PLACE", "DEC", "REC"],
        ["CIN", "PLACE_PROVIDER", "REASON_PLACE_CHANGE", "HOME_POST", "PL_POST", "URN", "PL_LA", "PL_LOCATION", "PL_DISTANCE", "DOB", "SEX"],
        [], "lac-episode", From("child_id", Child), From("decom", "DECOM"), From("rne", "RNE"), From("legal_status", "LS"),
        From("placement_type", "PLACE"), From("provider", "PLACE_PROVIDER"), From("carer_ref", "URN").BlankIf(NoUrn), From("dec", "DEC"),
        From("rec", "REC"), From("distance_miles", "PL_DISTANCE").Asked(), From("need_code", "CIN"));

    static ReturnKind Reviews() => Make("Reviews", [Child, "REVIEW", "REVIEW_CODE"], [Born],
        ["CP", "plan_id", "due_date"],
        "review", Id("review_id", "903-", Child, "REVIEW"), From("child_id", Child), Always("review_type", "LAC"), From("review_date", "REVIEW"),
        From("participation", "REVIEW_CODE"), Always("cancelled", "false"));

    /// <summary>
    /// It does not say from when on: from birth. DUC is the day on which it ceased, or the 18th birthday, which may lie ahead.
    /// </summary>
    static ReturnKind Uasc() => Make(UascTitle, [Child, "SEX", Born, "DUC"], [],
        ["ethnicity"], "child", From("child_id", Child), From("date_of_birth", Born), From("sex", "SEX"), From("uasc_start", Born),
        From("uasc_end", "DUC").Ahead());

    /// <summary>DATE_PLACED is the day of the decision, in spite of its name; the placement itself is an episode.</summary>
    static ReturnKind PlacedAdoption() => Make("PlacedAdoption", [Child, "DATE_PLACED", "DATE_PLACED_CEASED"], [Born, "REASON_PLACED_CEASED"],
        [], "adoption", From("child_id", Child), From("decision_date", "DATE_PLACED"), From("reversed_date", "DATE_PLACED_CEASED"));

    static ReturnKind Ad1() => Unused("AD1", [Child, "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"], [Born],
        "Nothing of the SSDA903 AD1 is used: it has no date of the decision that it belongs to, and no figure asks for the day of the match. "
        + "The decisions are in PlacedAdoption");

    static ReturnKind Oc2() => Unused(
        "OC2",
        [Child, "SDQ_SCORE", "CONVICTED", "IMMUNISATIONS", "TEETH_CHECK", "HEALTH_ASSESSMENT"],
        [Born, "SDQ_REASON", "HEALTH_CHECK", "SUBSTANCE_MISUSE", "INTERVENTION_RECEIVED", "INTERVENTION_OFFERED"],
        "Nothing of the SSDA903 OC2 is used: it says whether a child had a health assessment or a dental check in the year and not when. "
        + "Upload a table of kind lac-check");

    /// <summary>A part may lack a column that the file need not have; then it keeps what is known.</summary>
    static ReturnKind Make(string title, string[] required, string[] optional, string[] lacks, string kind, params ReturnField[] fields) =>
        new(
            Name(title), $"SSDA903 {title}", required, optional, Secret,
            [ReturnPart.Make(Name(title), $"SSDA903 {title}", kind, fields).Without(lacks)])
        { MayBeEmpty = title == UascTitle };

    static ReturnKind Unused(string title, string[] required, string[] optional, string why) =>
        new(Name(title), $"SSDA903 {title}", required, optional, Secret, []) { Unused = why };

    static string Name(string title) => $"ssda903-{title.ToLowerInvariant()}";
}
