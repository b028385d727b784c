namespace Scorecards.Extracts;

/// <summary>The lists of codes, as the census of children in need, the SSDA903 and our definitions have them.</summary>
static class RecordCodes
{
    /// <summary>Its codes are written as the rows of a record have flags.</summary>
    public static readonly CodeList YesNo = CodeList.Closed("true|y|yes|1", "false|n|no|0");

    /// <summary>As forms ask that let the answer open, which is as good as a blank.</summary>
    public static readonly CodeList YesNoUnknown = CodeList.Closed("true|y|yes|1", "false|n|no|0", "|u|unknown|not known|not recorded|not stated");

    /// <summary>The SSDA903 had 1 and 2 before 2024, the census of children in need 1, 2, 0 and 9.</summary>
    public static readonly CodeList Sex = CodeList.OpenWithWords(
        "M|male|1", "F|female|2", "U|0|9|not stated/recorded|not stated|not recorded|neither|unknown|not known|indeterminate");

    public static readonly CodeList Ethnicity = CodeList.OpenWithWords(
        "WBRI|white british", "WIRI|white irish", "WIRT|traveller of irish heritage", "WOTH|any other white background", "WROM|gypsy/roma",
        "MWBC|white and black caribbean", "MWBA|white and black african", "MWAS|white and asian", "MOTH|any other mixed background", "AIND|indian",
        "APKN|pakistani", "ABAN|bangladeshi", "AOTH|any other asian background", "BCRB|caribbean|black caribbean", "BAFR|african|black african",
        "BOTH|any other black background", "CHNE|chinese", "OOTH|any other ethnic group", "REFU|refused",
        "NOBT|information not yet obtained|not yet obtained|not obtained|not known|unknown|not recorded|not stated");

    public static readonly CodeList ReferralSource = CodeList.OpenWithWords(
        "1A", "1B", "1C", "1D", "2A|schools", "2B|education services", "3A", "3B", "3C", "3D", "3E", "3F", "4|4 housing|housing", "5A", "5B", "5C",
        "5D", "6|6 police|police", "7|7 other legal agency|other legal agency", "8|8 other|other", "9|9 anonymous|anonymous", "10|unknown");

    /// <summary>Of an estimate of the population: definitions read this one alone.</summary>
    public static readonly CodeList AgeBand = CodeList.OpenWithWords("0-17|0 to 17|under 18|all children");

    public static readonly CodeList Need = CodeList.Open("N0 N1 N2 N3 N4 N5 N6 N7 N8 N9");

    public static readonly CodeList ClosureReason = CodeList.Open("RC1 RC2 RC3 RC4 RC5 RC6 RC7 RC8 RC9");

    public static readonly CodeList AssessmentType = CodeList.Closed(
        "CAF|common assessment", "IA|initial assessment", "CA|core assessment", "SINGLE|single assessment|child and family assessment");

    public static readonly CodeList ConferenceOutcome = CodeList.Closed("PLAN", "NOPLAN");

    /// <summary>Whether a conference made a plan, as an answer to that question.</summary>
    public static readonly CodeList PlanOrNot = CodeList.Closed("PLAN|y|yes|1|true", "NOPLAN|n|no|0|false", "|u|unknown|not known");

    public static readonly CodeList PlanCategory = CodeList.OpenWithWords(
        "NEG|neglect", "PHY|physical abuse", "SAB|sexual abuse", "EMO|emotional abuse", "MUL|multiple|multiple/not recommended");

    public static readonly CodeList ReviewType = CodeList.Closed("CP|child protection", "LAC|CLA|looked after");

    public static readonly CodeList Participation = CodeList.Open("PN0 PN1 PN2 PN3 PN4 PN5 PN6 PN7");

    public static readonly CodeList NewEpisode = CodeList.Open("S L P T B U");

    public static readonly CodeList LegalStatus = CodeList.Open("C1 C2 D1 E1 V2 V3 V4 J1 J2 J3 L1 L2 L3");

    /// <summary>By the day on which the episode began.</summary>
    public static readonly CodeList Placement = CodeList.Open(
        "A3 A4 A5 A6 K1 K2 P1 P3 R1 R2 R3 R5 S1 T0 T1 T2 T3 T4 U1 U2 U3 U4 U5 U6",
        ("F1 F2 F3 F4 F5 F6 Q1 Q2", null, 2015),
        ("H5 P2 Z1", null, 2025),
        ("K3", 2024, null),
        ("Z11 Z12 Z13 Z14", 2025, null));

    public static readonly CodeList Provider = CodeList.Open("PR0 PR1 PR2 PR3 PR4 PR5");

    public static readonly CodeList EpisodeEnd = CodeList.Open(
        "X1 E2 E3 E4 E4A E4B E5 E6 E7 E8 E9 E11 E12 E13 E14 E15 E16 E17 E41 E42 E43 E44 E45 E46 E47 E48");

    /// <summary>Built-in definitions ask for the first four.</summary>
    public static readonly CodeList CheckType = CodeList.Closed(
        "IHA|initial health assessment", "RHA|review health assessment", "DENTAL|dental check", "PEP|personal education plan",
        "SDQ|strengths and difficulties questionnaire", "IMMS|immunisations");

    public static readonly CodeList CheckStatus = CodeList.Closed("PLANNED", "COMPLETED", "REFUSED", "CANCELLED");

    /// <summary>Built-in definitions ask for the first.</summary>
    public static readonly CodeList Role = CodeList.Closed(
        "CASEHOLDER", "COWORKER", "DUTY", "IRO|independent reviewing officer", "PA|personal adviser", "LCPP|lead child protection practitioner",
        "FHLP|family help lead practitioner");

    public static readonly CodeList WorkerType = CodeList.Closed("QSW|qualified social worker", "AGENCY", "UNQUALIFIED", "VACANT|vacancy");

    public static readonly CodeList Judgement = CodeList.Closed(
        "OUTSTANDING", "GOOD", "ADEQUATE", "REQUIRES_IMPROVEMENT|requires improvement to be good", "INADEQUATE");
}
