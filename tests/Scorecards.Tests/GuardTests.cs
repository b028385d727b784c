using System.Text;

namespace Scorecards.Tests;

/// <summary>
/// No child's record is kept, and no file of totals is turned away for looking like one. All numbers are made up: no local authority is 000, and NHS
/// numbers from 999 on and National Insurance numbers with ZZ belong to nobody.
/// </summary>
public sealed class GuardTests
{
    const string Measures = "scorecard,indicator,month,value";
    const string Caf = "kent-inc-uasc,caf-rate,2012-05,66.0";
    const string Ia = "kent-inc-uasc,ia-rate,2012-05,440.7";
    const string S47 = "kent-inc-uasc,s47-rate,2012-05,120.1";
    const string Comments = "scorecard,indicator,month,comment,owner";
    const string WhatToDo = "Scorecards are made from totals: upload the indicator figures instead (docs/extracts.md)";

    [Theory]
    [InlineData("LAchildID,PersonBirthDate,ULN", "a CIN census")]
    [InlineData("Child Unique ID", "an Annex A list")]
    [InlineData("CHILD", "an SSDA903 file")]
    [InlineData("Person Birth Date,Legal Status", "a file of children's records")]
    [InlineData("AgencyWorker,SWENo,FTE30,QualInst", "the social work workforce return")]
    [InlineData("UniqueLearnerNumber,Forename", "a file of children's records")]
    [InlineData("PupilMatchingRefAnonymous", "a school census of pupils")]
    [InlineData("Mosaic ID", "a file of children's records")]
    [InlineData("liquidlogic_id", "a file of children's records")]
    [InlineData("Family ID", "a file of children's records")]
    [InlineData("DateOfInitialCPC,CPPstartDate", "a CIN census")]
    [InlineData("CHILD,DATE_INT,DATE_MATCH", "an SSDA903 AD1 file")]
    [InlineData("Child Unique ID,Date of Contact,Contact Source", "Annex A list 1")]
    [InlineData("RequestOutcomeDate", "the SEN2 return")]
    [InlineData("NCyearActual,EnrolStatus,TermlySessionsPossible", "a school census of pupils")]
    [InlineData("SWE No.,RoleStartDate", "the social work workforce return")]
    public async Task Measures_WithAReturnsColumns_AreRefused_ByItsName(string columns, string name)
    {
        var cells = string.Join(',', columns.Split(',').Select((_, i) => $"INVENTED{i}"));
        await IsRefusedAsync($"{Measures},{columns}\n{Caf},{cells}\n", "INVENTED", name, WhatToDo);
    }

    [Theory]
    [InlineData("child_name", "take out the column 'child_name' and upload the file again")]
    [InlineData("Child Unique ID", "take out the column 'Child Unique ID' and upload the file again")]
    [InlineData("child_name,owner,upn", "take out the columns 'child_name', 'upn' and upload the file again")]
    [InlineData("DoB (J. Invented)", "take out the column number 5 and upload the file again")]
    public async Task Measures_WithAPersonsColumn_AreRefused_AndToldToTakeItOut(string columns, string fix)
    {
        var cells = string.Join(',', columns.Split(',').Select((_, i) => $"INVENTED{i}"));
        await IsRefusedAsync($"{Measures},{columns}\n{Caf},{cells}\n", "INVENTED", $"If it is a measure file: {fix}", WhatToDo);
    }

    [Theory]
    [InlineData("<Message><Header/><Child><LAchildID>INVENTED</LAchildID><CINclosureDate/></Child></Message>", "a CIN census")]
    [InlineData("\n\n  <Message>\n<CINdetails><CINreferralDate>INVENTED</CINreferralDate></CINdetails></Message>", "a CIN census")]
    [InlineData("<?xml version=\"1.0\"?>\n<OC3><Child><CHILD>INVENTED</CHILD><SEX>1</SEX></Child></OC3>", "an SSDA903 OC3 file")]
    [InlineData("<!-- x --><EXPSSDA903><HEADER><DOB>INVENTED</DOB><ETHNIC/><MC_DOB/><MOTHER/></HEADER>", "an SSDA903 Header file")]
    [InlineData("<Message><CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>INVENTED</SWENo><QualInst/>", "the social work workforce return")]
    [InlineData(
        "<Message><PupilOnRoll><UPN>INVENTED</UPN><Surname/><DOB/><EnrolStatus/><ClassType/><FSMstartDate/></PupilOnRoll>",
        "a school census of pupils")]
    public async Task Xml_IsRefused_ByItsReturn_WithOrWithoutADeclaration(string xml, string name)
    {
        Encoding[] encodings = [new UTF8Encoding(), new UTF8Encoding(true), new UnicodeEncoding(false, false), new UnicodeEncoding()];
        foreach (var encoding in encodings)
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(xml)];
            IsRefused(await TrapOutcome.ReadAsync(bytes, "", default), "INVENTED", name, WhatToDo);
        }
    }

    [Theory]
    [InlineData("<figures><figure indicator=\"caf-rate\">66.0</figure></figures>", "the file is XML, which is not read")]
    [InlineData("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?><Workbook/>", "save it as .xlsx")]
    [InlineData("<html><body>UPN</body></html>", "is a web page")]
    [InlineData("<!DOCTYPE html><html/>", "is a web page")]
    [InlineData("<!DOCTYPE figures SYSTEM \"f.dtd\"><figures/>", "the file is XML, which is not read")]
    public async Task Xml_OfNoRecords_IsRefused_AsXml(string xml, string problem)
    {
        var outcome = await ReadAsync(xml);
        Assert.Contains(problem, outcome.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("records", outcome.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CHILD,SEX,DOB,UPN,MOTHER,MC_DOB\n1,1,01/01/2010,UN1,INVENTED,\n", "an SSDA903 Header file")]
    [InlineData("Child Unique ID,Gender,Ethnicity,Date of Birth,Date of referral,Referral Source\n1,a) Male,INVENTED,01/01/2010,01/05/2012,Police\n",
        "Annex A list 3")]
    [InlineData("SSDA903 for 2026\n\nCHILD,DECOM,RNE,LS,CIN,PLACE\nINVENTED,1,S,C2,N1,U1\n", "an SSDA903 Episodes file")]
    [InlineData("AgencyWorker,SWENo,PersonBirthDate,OrgRole\n0,INVENTED,x,1\n", "the social work workforce return")]
    [InlineData("Name,Section,Unit,Job title,Start date\nINVENTED,Duty,East,Social worker,01/04/2012\n", "a list of staff")]
    [InlineData("Name,Team,Section,FTE,Order\nINVENTED,Duty,East,0.5,1\n", "a list of staff")]
    [InlineData("Social Worker,Team,Caseload\nINVENTED,Duty,19\n", "a list of staff")]
    [InlineData("Practitioner,Team,Role\nINVENTED,Duty,Senior\n", "a list of staff")]
    [InlineData("NI No,Team,FTE\nINVENTED,Duty,0.5\n", "a list of staff")]
    [InlineData("Employee,Line manager,Order,Section\nINVENTED,B,1,Duty\n", "a list of staff")]
    [InlineData("Surname,Payroll no,Section,Order\nINVENTED,1,Duty,1\n", "a file of children's records")]
    public async Task Tables_OfRecords_AreRefused_ByTheirName(string text, string name) => await IsRefusedAsync(text, "INVENTED", name, "totals");

    [Theory]
    [InlineData("Team,Social Worker,Manager\nDuty,12,1\n")]
    [InlineData("Team,Practitioners,FTE\nDuty,12,11.5\n")]
    public async Task TablesOfPosts_AreNoListsOfStaff(string text) =>
        Assert.Contains("no known header", (await ReadAsync(text)).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("B000000000017", "C000120900456", "column 5 look like unique pupil numbers")]
    [InlineData("1000000043", "1000000051", "column 5 look like unique learner numbers")]
    [InlineData("9990000018", "9990000026", "column 5 look like NHS numbers")]
    [InlineData("ZZ000001A", "ZZ 00 00 02 B", "column 5 look like National Insurance numbers")]
    [InlineData("ME14 1XQ", "CT12NX", "column 5 look like postcodes")]
    public async Task Columns_OfChildrensValues_AreRefused_WhateverTheyAreCalled(string first, string second, string where)
    {
        foreach (var name in new[] { "note", "ref", "INVENTED", "" })
        {
            var outcome = await ReadAsync($"{Measures},{name}\n{Caf},{first}\n{Ia},{second}\n");
            IsRefused(outcome, first, where, WhatToDo);
            Assert.DoesNotContain("INVENTED", outcome.Problem, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("born", "24/03/2009|27/05/2011|02/11/2015", true)]
    [InlineData("b", "2009-03-24|2011-05-27|2015-11-02", true)]
    [InlineData("", "24 Mar 2009|27 May 2011|2 Nov 2015", true)]
    [InlineData("x", "24th March 2009|27th May 2011|2nd November 2015", true)]
    [InlineData("x", "03/24/2009|05/27/2011|11/20/2015", true)]
    [InlineData("x", "24.03.09|27.05.11|02.11.15", true)]
    [InlineData("x", "20090324|20110527|20151102", true)]
    [InlineData("x", "2009-03-24T00:00:00|2011-05-27T00:00:00|2015-11-02T00:00:00", true)]
    [InlineData("Last inspection", "24/03/2009|27/05/2011|02/11/2015", false)]
    [InlineData("updated", "24/03/2009|27/05/2011|02/11/2015", false)]
    [InlineData("b", "31/03/2009|31/03/2011|31/03/2015", false)]
    [InlineData("b", "01/04/2009|01/05/2011|01/06/2015", false)]
    [InlineData("b", "14/05/2012|15/05/2012|16/05/2012", false)]
    [InlineData("b", "24/03/1909|27/05/1951|02/11/1999", false)]
    [InlineData("b", "24/03/2009|27/05/2011|27/05/2011", false)]
    public async Task Columns_OfDatesOfBirth_AreKnown_ByTheirDates(string name, string dates, bool isRefused)
    {
        var cells = dates.Split('|');
        var outcome = await ReadAsync($"{Measures},{name}\n{Caf},{cells[0]}\n{Ia},{cells[1]}\n{S47},{cells[2]}\n");
        if (isRefused)
        {
            IsRefused(outcome, cells[0], "column 5 look like dates of birth");
        }
        else
        {
            Assert.Equal((null, 3), (outcome.Problem, outcome.Accepted.Count));
        }
    }

    [Theory]
    [InlineData("authority,inspection_start_date,published", "no known header")]
    [InlineData("URN,Provider,Registered on", "no known header")]
    [InlineData("authority,x,born", "column 3 look like dates of birth")]
    public async Task DatesOfATableOfNoKind_AreToldFromThoseOfBirth_ByTheirColumn(string header, string problem)
    {
        var rows = "Northshire,a,24/03/2009\nSouthshire,b,27/05/2011\nEastshire,c,02/11/2015\n";
        Assert.Contains(problem, (await ReadAsync($"{header}\n{rows}")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AReturn_IsCalledByItsName_WhereItsRowsHaveNumbersToo() => await IsRefusedAsync(
        "CHILD,SEX,DOB,UPN,MOTHER,MC_DOB\n1,2,24/03/2009,none,,\n2,1,02/11/2015,M000000000017,,\n",
        "M000000000017", "an SSDA903 Header file", WhatToDo);

    [Theory]
    [InlineData("Backlog cleared by the team at County Hall, ME14 1XQ")]
    [InlineData("Moved to CT1 2NX; call 01622 123 4567 or +44 300 041 1111")]
    [InlineData("-2147483648/-1")]
    [InlineData("=4010232137/12")]
    [InlineData("It cost 4010232137.50 in all")]
    [InlineData("A ratio of 401.0232137, and 999.000.0035 has a wrong check digit")]
    [InlineData("In a 2010 2011 2012 plan")]
    [InlineData("٤٠١٠٢٣٢١٣٧ and ４０１０２３２１３７")]
    [InlineData("401 023 2138 has a wrong check digit; so has B000000000017")]
    [InlineData("DOB and UPN are now recorded")]
    [InlineData("Team ZZ 00 00 01 was moved, and QZ000001A is no one's")]
    [InlineData("Agency spend fell by 120000 a year, or by 12 00 00 a team")]
    public async Task Commentary_WithNoChildsNumber_IsAccepted(string comment)
    {
        var outcome = await ReadAsync($"{Comments}\nkent-inc-uasc,caf-rate,2012-05,\"{comment}\",Head of Duty\n");
        Assert.Equal((null, 1), (outcome.Problem, outcome.Accepted.Count));
    }

    [Theory]
    [InlineData("Case 999 000 0018 was late")]
    [InlineData("(999-000-0018)")]
    [InlineData("9990000026/9990000018")]
    [InlineData("ids: 9990000018,9990000026")]
    [InlineData("Pupil m000000000017.")]
    [InlineData("Pupil M 000 0000 00 017")]
    [InlineData("Learner no-1000000043")]
    [InlineData("Pupil H 0000 0000 0024")]
    [InlineData("Pupil H0000 00000024 moved")]
    [InlineData("NHS 999.000.0034")]
    [InlineData("NHS 999/000/0034, moved")]
    [InlineData("ULN 100 000 0124")]
    [InlineData("NHS 999\u00a0000\u00a07772")]
    [InlineData("Benefits of care leaver ZZ 00 00 01 A came late")]
    [InlineData("Benefits of care leaver ZZ 000001 A came late")]
    [InlineData("Care leaver ZZ\u00a000\u00a000\u00a001\u00a0A")]
    [InlineData("(zz000001a)")]
    [InlineData("ZZ000001A")]
    public async Task Commentary_WithAChildsNumber_RefusesTheFile_AndNamesRowAndColumn(string comment)
    {
        var text = $"{Comments}\nkent-inc-uasc,ia-rate,2012-05,Fine.,\nkent-inc-uasc,caf-rate,2012-05,\"{comment}\",Head of Duty\n";
        await IsRefusedAsync(text, comment, "row 3, column 'comment' has a number that looks like a child's", "remove the number");
    }

    [Theory]
    [InlineData("scorecard,indicator,month,value\nkent-inc-uasc,9990000018x,2012-05,1\nkent-inc-uasc,999 000 0018,2012-05,1\n", "row 3")]
    [InlineData("Case 999 000 0018\nscorecard,indicator,month,value\nkent-inc-uasc,caf-rate,2012-05,66.0\n", "row 1")]
    [InlineData("scorecard,indicator,month,value\nkent-inc-uasc,caf-rate,2012-05,66.0\n,See M000000000017,,\n", "row 3")]
    [InlineData(
        "indicator,section,section_order,order,name,polarity,basis,unit,decimals\nx,Safeguarding,1,1,Of 999 000 0018,higher,YTD,percent,1\n",
        "row 2, column 'name'")]
    public async Task NumbersThatAReceiptWouldShow_RefuseTheFile(string text, string where) => await IsRefusedAsync(text, "000 0018", where);

    [Theory]
    [InlineData("scorecard,indicator,month,value,reason\nkent-inc-uasc,caf-rate,2012-05,66.0,Without ZZ 00 00 01 A\n", "row 2, column 5")]
    [InlineData("scorecard,indicator,month,value,reason\nkent-inc-uasc,caf-rate,2012-05,66.0,ZZ000001A\n", "row 2, column 5")]
    [InlineData("Case ZZ 00 00 01 A\nscorecard,indicator,month,value\nkent-inc-uasc,caf-rate,2012-05,66.0\n", "row 1")]
    [InlineData("scorecard,indicator,month,value\nkent-inc-uasc,caf-rate,2012-05,66.0\nSee ZZ000001A,,,\n", "row 3")]
    [InlineData("scorecard,indicator,month,value,note\nkent-inc-uasc,caf-rate,2012-05,66.0,See ZZ000001A\n", "row 2, column 5")]
    public async Task InsuranceNumbers_InASentence_RefuseTheFile(string text, string where) => await IsRefusedAsync(text, "000001", where);

    /// <summary>They have no check digits.</summary>
    [Fact]
    public async Task ACode_OfTheFormOfAnInsuranceNumber_RefusesNothing()
    {
        var outcome = await ReadAsync($"{Measures},ref\n{Caf},ZZ000001A\n{Ia},none\n");
        Assert.Equal((null, 2), (outcome.Problem, outcome.Accepted.Count));
    }

    [Theory]
    [InlineData("County Hall, Maidstone ME14 1XQ. Telephone 03000 41 11 11")]
    [InlineData("Not included: DOB")]
    [InlineData("DOB,UPN")]
    public async Task Notes_AboveTheHeader_RefuseNothing(string note)
    {
        var outcome = await ReadAsync($"{note}\n\n{Measures}\n{Caf}\n");
        Assert.Equal((null, 1), (outcome.Problem, outcome.Accepted.Count));
    }

    [Fact]
    public async Task Documentation_BesideATable_RefusesNothing()
    {
        var content = new XlsxBuilder()
            .Sheet("Figures", s => s.Rows([[.. Measures.Split(',')], [.. Caf.Split(',')]]))
            .Sheet("Columns", s => s.Rows([["Column", "Meaning", "Type"], ["DOB", "Date of birth", "no"], ["UPN", "Unique pupil number", "no"]]))
            .ToBytes();
        var outcome = await TrapOutcome.ReadAsync(content, "", default);
        Assert.Equal((null, 1), (outcome.Problem, outcome.Accepted.Count));
    }

    [Theory]
    [InlineData("CHILD|DOB|UPN", "INVENTED|x|x")]
    [InlineData("a|b|c", "x|x|M000000000017")]
    [InlineData("a|b|ME14 1XQ", "x|x|CT1 2NX")]
    public async Task Records_OnASheetThatIsNotRead_RefuseTheFile(string header, string row)
    {
        foreach (var isHidden in new[] { true, false })
        {
            var content = new XlsxBuilder()
                .Sheet("Figures", s => s.Rows([[.. Measures.Split(',')], [.. Caf.Split(',')]]))
                .Sheet("Data", s => s.Rows([[.. header.Split('|')], [.. row.Split('|')]]), isHidden ? "hidden" : "visible")
                .ToBytes();
            IsRefused(await TrapOutcome.ReadAsync(content, "", default), "INVENTED", "children's records");
        }
    }

    [Theory]
    [InlineData("Child Unique ID|Team", true)]
    [InlineData("Surname|District", true)]
    [InlineData("District|Month|Value", false)]
    public async Task Records_ThatAPivotTableWasMadeFrom_RefuseTheFile(string fields, bool isRefused)
    {
        var cached = string.Concat(fields.Split('|').Select(field => $"<cacheField name=\"{field}\"><sharedItems/></cacheField>"));
        foreach (var end in new[] { "</cacheFields></pivotCacheDefinition>", "<damaged" })
        {
            var content = new XlsxBuilder()
                .Sheet("Figures", s => s.Rows([[.. Measures.Split(',')], [.. Caf.Split(',')]]))
                .Part("xl/pivotCache/pivotCacheDefinition1.xml", $"<pivotCacheDefinition><cacheFields>{cached}{end}")
                .ToBytes();
            var outcome = await TrapOutcome.ReadAsync(content, "", default);
            if (isRefused)
            {
                IsRefused(outcome, "INVENTED", "children's records", "A pivot table keeps a copy of the rows", WhatToDo);
            }
            else
            {
                Assert.Equal((null, 1), (outcome.Problem, outcome.Accepted.Count));
            }
        }
    }

    [Fact]
    public async Task Records_InAFileOfAZipThatIsNotRead_RefuseTheFile()
    {
        var content = XlsxBuilder.Zip(
        [
            ("a.csv", Encoding.UTF8.GetBytes($"{Measures}\n{Caf}\n")),
            ("cin.xml", "<Message><Child><LAchildID>INVENTED</LAchildID><CINclosureDate/></Child></Message>"u8.ToArray()),
        ]);
        IsRefused(await TrapOutcome.ReadAsync(content, "", default), "INVENTED", "a CIN census");
    }

    [Theory]
    [InlineData("ssda903.txt", "CHILD,DECOM,RNE,LS,CIN,PLACE\nINVENTED,01/05/2012,S,C2,N1,U1\n", "an SSDA903 Episodes file")]
    [InlineData("out/list.DAT", "a|b\nINVENTED|999 000 0018\n", "has a number that looks like a child's")]
    [InlineData("readme.txt", "Figures of May.\nQuestions: Head of Duty, ext. 42.\n", null)]
    public async Task Texts_InAZip_AreLookedThrough(string name, string text, string? said)
    {
        var outcome = await ReadZippedAsync(name, text);
        if (said is null)
        {
            Assert.Equal((null, 1), (outcome.Problem, outcome.Accepted.Count));
            Assert.Contains($"'{name}' was not read: it is neither CSV nor a workbook.", outcome.Notes);
        }
        else
        {
            IsRefused(outcome, "INVENTED", said);
        }
    }

    [Theory]
    [InlineData("Case notes.docx")]
    [InlineData("a/Minutes.PDF")]
    [InlineData("children.json")]
    public async Task Documents_InAZip_RefuseIt(string name)
    {
        var outcome = await ReadZippedAsync(name, "INVENTED");
        Assert.Empty(outcome.Accepted);
        Assert.StartsWith($"'{name}' is a document, which is not read", outcome.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scorecard,indicator,month,va\uFFFElue\nkent-inc-uasc,caf-rate,2012-05,66.0\n", "row 1, column 4 has characters")]
    [InlineData("Kent \uFFFF\nscorecard,indicator,month,value\nkent-inc-uasc,caf-rate,2012-05,66.0\n", "row 1, column 1 has characters")]
    [InlineData("scorecard,indicator,month,value,\uFFFE\nkent-inc-uasc,caf-rate,2012-05,66.0,\n", "row 1, column 5 has characters")]
    [InlineData("\uFFFE", "row 1, column 1 has characters")]
    public async Task Headers_WithUnreadableText_AreRefused_WithRowAndColumn(string text, string problem) =>
        Assert.Contains(problem, (await ReadAsync(text)).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("scorecard,indicator,month,value", "kent-inc-uasc,caf-\uFFFErate,2012-05,66.0", "indicator")]
    [InlineData("scorecard,indicator,month,value", "kent\uFFFF,caf-rate,2012-05,66.0", "scorecard")]
    [InlineData("scorecard,indicator,month,comment", "kent-inc-uasc,caf-rate,2012-05,Fine \uFDD0.", "comment")]
    [InlineData("scorecard,name,slice,uasc", "dover,Dover \uFFFE,district,inc", "name")]
    [InlineData(
        "indicator,section,section_order,order,name,polarity,basis,unit,decimals", "x,Safeguarding,1,1,A name \U0001FFFE,H,YTD,percent,1", "name")]
    [InlineData("email,scorecard,audience", "a\uFFFE@example.org,kent-inc-uasc,leadership", "email")]
    [InlineData("indicator,May-12,Jun-12,scorecard", "caf\uFFFE,1,2,kent-inc-uasc", "indicator")]
    public async Task Cells_WithUnreadableText_AreRefused_WithRowAndColumn(string header, string row, string column)
    {
        var outcome = await ReadAsync($"{header}\n{row}\n");
        Assert.Empty(outcome.Accepted);
        Assert.All(outcome.Faults, fault => Assert.Equal((2, column), (fault.Row, fault.Column)));
        Assert.NotEmpty(outcome.Faults);
    }

    [Fact]
    public async Task Paths_WithUnreadableText_AreRead() =>
        Assert.Single((await TrapOutcome.ReadAsync(Encoding.UTF8.GetBytes($"{Measures}\n{Caf}\n"), "kent \uFFFE 2012-05.csv", default)).Accepted);

    [Theory]
    [InlineData("Name", "INVENTED,1,2", true)]
    [InlineData("Name", "INVENTED,1,2\ncaf-rate,66.7,66.0", false)]
    [InlineData("Indicator", "INVENTED,1,2", false)]
    public async Task NamesByMonth_AreNoIndicators_WhereNoneOfThemIs(string column, string rows, bool isRefused)
    {
        var outcome = await TrapOutcome.ReadAsync(Encoding.UTF8.GetBytes($"{column},Apr-12,May-12\n{rows}\n"), "kent-inc-uasc.csv", default);
        if (isRefused)
        {
            IsRefused(outcome, "INVENTED", "the column 'name' has no name of an indicator");
        }
        else
        {
            Assert.Contains(outcome.Faults, fault => fault.Value == "INVENTED");
        }
    }

    static Task<TrapOutcome> ReadZippedAsync(string name, string text) => TrapOutcome.ReadAsync(
        XlsxBuilder.Zip([("figures.csv", Encoding.UTF8.GetBytes($"{Measures}\n{Caf}\n")), (name, Encoding.UTF8.GetBytes(text))]), "", default);

    static Task<TrapOutcome> ReadAsync(string text) => TrapOutcome.ReadAsync(Encoding.UTF8.GetBytes(text), "", default);

    static async Task IsRefusedAsync(string text, string hidden, params string[] said) => IsRefused(await ReadAsync(text), hidden, said);

    /// <param name="hidden">What the answer must not say.</param>
    static void IsRefused(TrapOutcome outcome, string hidden, params string[] said)
    {
        Assert.Empty(outcome.Accepted);
        Assert.All(said, part => Assert.Contains(part, outcome.Problem, StringComparison.Ordinal));
        Assert.Contains("None of its content was kept", outcome.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(hidden, outcome.Problem, StringComparison.Ordinal);
    }
}
