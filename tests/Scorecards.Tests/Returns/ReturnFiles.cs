using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Tests.Records;

namespace Scorecards.Tests.Returns;

/// <summary>Standard returns to try: small ones of invented children.</summary>
static class ReturnFiles
{
    public const string Header = "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nINVENTED1,2,17/03/2004,WBRI,A123456789012,0,\n";

    public const string EpisodesHeader =
        "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN";

    public const string Episodes = EpisodesHeader + "\nINVENTED1,14/02/2012,S,C2,N1,U4,PR1,02/05/2012,X1,CARPL,ME14 1XQ,CT1 2NX,SC123456\n";

    public const string Reviews = "CHILD,DOB,REVIEW,REVIEW_CODE\nINVENTED1,17/03/2004,09/03/2012,PN1\n";

    public const string Uasc = "CHILD,SEX,DOB,DUC\nINVENTED1,2,17/03/2004,16/03/2022\n";

    public const string PlacedAdoption =
        "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED\nINVENTED1,17/03/2004,02/01/2012,05/04/2012,RD1\n";

    public const string Ad1 =
        "CHILD,DOB,DATE_INT,DATE_MATCH,FOSTER_CARE,NB_ADOPTR,SEX_ADOPTR,LS_ADOPTR\nINVENTED1,17/03/2004,02/01/2012,02/02/2012,0,2,MF,L0\n";

    public const string Oc2 =
        "CHILD,DOB,SDQ_SCORE,SDQ_REASON,CONVICTED,HEALTH_CHECK,IMMUNISATIONS,TEETH_CHECK,HEALTH_ASSESSMENT,SUBSTANCE_MISUSE,INTERVENTION_RECEIVED,"
        + "INTERVENTION_OFFERED\nINVENTED1,17/03/2004,12,,0,1,1,1,1,0,0,0\n";

    /// <summary>Every element that the schemas have, of one child.</summary>
    public static readonly string Cin = Census(
        """
        <Child>
          <ChildIdentifiers>
            <LAchildID>INVENTED1</LAchildID><UPN>A123456789012</UPN><FormerUPN>X98765432123B</FormerUPN><UPNunknown>UN3</UPNunknown>
            <PersonBirthDate>2004-03-17</PersonBirthDate><ExpectedPersonBirthDate>2004-03-20</ExpectedPersonBirthDate>
            <GenderCurrent>2</GenderCurrent><PersonDeathDate>2012-05-30</PersonDeathDate>
          </ChildIdentifiers>
          <ChildCharacteristics>
            <Ethnicity>WBRI</Ethnicity><Disabilities><Disability>HAND</Disability><Disability>HEAR</Disability></Disabilities>
          </ChildCharacteristics>
          <CINdetails>
            <CINreferralDate>2011-10-06</CINreferralDate><ReferralSource>1A</ReferralSource><PrimaryNeedCode>N4</PrimaryNeedCode>
            <CINclosureDate>2012-05-31</CINclosureDate><ReasonForClosure>RC1</ReasonForClosure>
            <DateOfInitialCPC>2011-12-06</DateOfInitialCPC>
            <Assessments>
              <AssessmentActualStartDate>2011-10-07</AssessmentActualStartDate>
              <AssessmentInternalReviewDate>2011-10-22</AssessmentInternalReviewDate>
              <AssessmentAuthorisationDate>2011-11-18</AssessmentAuthorisationDate>
              <FactorsIdentifiedAtAssessment><AssessmentFactors>2A</AssessmentFactors></FactorsIdentifiedAtAssessment>
            </Assessments>
            <CINPlanDates><CINPlanStartDate>2011-10-24</CINPlanStartDate><CINPlanEndDate>2011-12-01</CINPlanEndDate></CINPlanDates>
            <Section47>
              <S47ActualStartDate>2011-11-02</S47ActualStartDate><InitialCPCtarget>2011-11-23</InitialCPCtarget>
              <DateOfInitialCPC>2011-11-17</DateOfInitialCPC><ICPCnotRequired>false</ICPCnotRequired>
            </Section47>
            <ReferralNFA>0</ReferralNFA>
            <ChildProtectionPlans>
              <CPPstartDate>2011-11-17</CPPstartDate><CPPendDate>2012-05-14</CPPendDate><InitialCategoryOfAbuse>PHY</InitialCategoryOfAbuse>
              <LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse><NumberOfPreviousCPP>1</NumberOfPreviousCPP>
              <Reviews><CPPreviewDate>2012-02-15</CPPreviewDate></Reviews>
            </ChildProtectionPlans>
          </CINdetails>
        </Child>
        """);

    public static string Census(string children) =>
        "<Message><Header><CollectionDetails><Collection>CIN</Collection></CollectionDetails></Header><Children>\n"
        + $"{children}\n</Children></Message>\n";

    /// <summary>A child with what is put into its details.</summary>
    public static string Child(string id, string born, string details) =>
        $"<Child><ChildIdentifiers><LAchildID>{id}</LAchildID><PersonBirthDate>{born}</PersonBirthDate><Sex>F</Sex></ChildIdentifiers>"
        + $"<ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics>{details}</Child>";

    public static string Referral(string date, string rest = "") =>
        $"<CINdetails><CINreferralDate>{date}</CINreferralDate>{rest}<ReferralNFA>false</ReferralNFA></CINdetails>";

    /// <summary>The built-in definition of an indicator.</summary>
    public static Definition BuiltIn(string indicator) => RecordScripts.BuiltIn.Find(Kent.Catalogue.Indicator(new IndicatorId(indicator))!)!;

    /// <summary>The rows that a file gives: the table, and each column with its value, where it has one.</summary>
    public static IEnumerable<string> Rows(ReadFile read) => read.Rows.Select(row => (RecordRow)row.Item).Select(row => $"{row.Kind.Name}: "
        + string.Join(", ", row.Part!.Columns.Zip(row.Values).Where(v => v.Second is not null).Select(v => $"{v.First} {v.Second}")));

    public static Task<ReadFile> ReadAsync(string text) => ReadFile.FromAsync(text, RecordFiles.Received);
}
