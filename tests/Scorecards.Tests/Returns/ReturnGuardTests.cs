using System.Text;
using Scorecards.Extracts;
using Scorecards.Tests.Records;

namespace Scorecards.Tests.Returns;

/// <summary>Returns are let in with the columns that they have and no others; what was refused otherwise is refused as before.</summary>
public sealed class ReturnGuardTests
{
    [Theory]
    [InlineData("CHILD,DOB,MISSING,MIS_START,MIS_END\nINVENTED1,17/03/2004,M,01/05/2012,02/05/2012\n", "an SSDA903 Missing file")]
    [InlineData("CHILD,DOB,IN_TOUCH,ACTIV,ACCOM\nINVENTED1,17/03/1994,YES,F1,D\n", "an SSDA903 OC3 file")]
    [InlineData("CHILD,DOB,PREV_PERM,LA_PERM,DATE_PERM\nINVENTED1,17/03/2004,P1,000,01/05/2010\n", "an SSDA903 Previous permanence file")]
    [InlineData("CHILD,DOB,SW_ID,SW_DECOM,SW_DEC,SW_REASON\nINVENTED1,17/03/2004,INVENTED2,01/05/2012,,MANAGE\n", "an SSDA903 Social worker file")]
    [InlineData("CHILD,DECOM,RNE,LS,CIN,PLACE\nINVENTED1,01/05/2012,S,C2,N1,U1\n", "an SSDA903 Episodes file")]
    public async Task OtherFilesOfTheSsda903_AreRefused_ByName_AndSayWhichAreTaken(string text, string name)
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => ReturnFiles.ReadAsync(text));
        Assert.Contains(name, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("the files Header, Episodes, Reviews, UASC and PlacedAdoption are taken in", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Message><PupilOnRoll><UPN>INVENTED1</UPN><Surname/><DOB/><EnrolStatus/><ClassType/><FSMstartDate/></PupilOnRoll></Message>")]
    [InlineData("<Message><CSWWWorker><AgencyWorker>0</AgencyWorker><SWENo>INVENTED1</SWENo><QualInst/></CSWWWorker></Message>")]
    public async Task OtherReturns_AreRefused(string text)
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => ReturnFiles.ReadAsync(text));
        Assert.DoesNotContain("taken in", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Surname")]
    [InlineData("child_name")]
    [InlineData("Telephone")]
    [InlineData("Home address")]
    [InlineData("NHS Number")]
    [InlineData("FORMER_UPN")]
    [InlineData("AKA")]
    [InlineData("Also known as")]
    [InlineData("Nickname")]
    [InlineData("Preferred name")]
    [InlineData("SW")]
    [InlineData("Allocated SW")]
    [InlineData("Social worker 2")]
    public async Task OtherColumn_ThatSaysWhoAChildIs_RefusesTheFile(string column)
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(
            () => ReturnFiles.ReadAsync($"{ReturnFiles.Reviews.Trim().Replace("\n", $",{column}\n", StringComparison.Ordinal)},x\n"));
        Assert.Contains(
            $"the ssda903-reviews file has a column that may say who a child or a worker is: '{column}'", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\nCHILD,SEX,DOB,ETHNIC\nINVENTED2,1,17/03/2004,WBRI\n", "row 4 looks like the header of another table")]
    [InlineData("Name,Address\nINVENTED2,INVENTED3\n", "row 3 looks like the header of another table")]
    [InlineData("Case,Nickname,Remark\n1,INVENTED2,INVENTED3\n", "row 3 looks like the header of another table")]
    public async Task TableBelowAReturn_RefusesTheFile(string below, string place)
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => ReturnFiles.ReadAsync(ReturnFiles.Reviews + below));
        Assert.StartsWith(place, refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("put each table on a sheet or in a file of its own, and upload the file again", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShiftedRow_IsNoHeader_ThoughAPersonIsInIt()
    {
        var read = await ReturnFiles.ReadAsync(ReturnFiles.Reviews + "INVENTED1,Mother,,PN1\n");
        Assert.Equal((1, 3L), (read.Rows.Count, Assert.Single(read.Faults).Row));
    }

    [Theory]
    [InlineData("REASON_PLACE_CHANGE")]
    [InlineData("HOME_POST")]
    public async Task ChildsNumber_InAColumnThatIsNotRead_RefusesTheFile(string column)
    {
        var cell = column == "HOME_POST" ? "ME14 1XQ" : "CARPL";
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(
            () => ReturnFiles.ReadAsync(ReturnFiles.Episodes.Replace(cell, "Case 999 000 0018", StringComparison.Ordinal)));
        Assert.StartsWith("it looks as if", refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"row 2, column '{column}' has a number that looks like a child's", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherColumn_IsListedAndIgnored()
    {
        var read = await ReturnFiles.ReadAsync($"{ReturnFiles.Reviews.Trim().Replace("\n", ",LA\n", StringComparison.Ordinal)},886\n");
        Assert.Equal(["LA"], Assert.Single(read.File.Tables).Receipt.IgnoredColumns);
        Assert.Single(read.Rows);
    }

    [Theory]
    [InlineData("<Surname>INVENTED2</Surname>", "'Surname' on line 3")]
    [InlineData("<Phone>INVENTED2</Phone>", "'Phone' on line 3")]
    [InlineData("<PreferredName>INVENTED2</PreferredName>", "'PreferredName' on line 3")]
    [InlineData("<Team sw='INVENTED2'/>", "'sw' on line 3")]
    [InlineData("<Remark>Case 999 000 0018</Remark>", "line 3 has a number that looks like a child's")]
    [InlineData("<Remark>Case ZZ 00 00 01 A</Remark>", "line 3 has a number that looks like a child's")]
    [InlineData("<Remark text='Case 999 000 0018'/>", "line 3 has a number that looks like a child's")]
    [InlineData("<!-- Case 999 000 0018 -->", "line 3 has a number that looks like a child's")]
    [InlineData("<?case M000000000017?>", "line 3 has a number that looks like a child's")]
    [InlineData("<UPNunknown>M000000000017</UPNunknown>", "line 3 has a number that looks like a child's")]
    public async Task OtherElement_ThatSaysWhoAChildIs_RefusesTheFile(string element, string place)
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(
            () => ReturnFiles.ReadAsync(ReturnFiles.Cin.Replace("<LAchildID>", $"{element}<LAchildID>", StringComparison.Ordinal)
                .Replace("  <ChildIdentifiers>\n    ", "  <ChildIdentifiers>", StringComparison.Ordinal)));
        Assert.Contains(place, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Header>", "<Header><Contact><Surname>INVENTED2</Surname></Contact>", "'Surname' on line 1")]
    [InlineData("<Message>", "<Message author='INVENTED2'>", "'author' on line 1")]
    [InlineData("<Message>", "<Message xmlns:n='urn:M000000000017'>", "line 1 has a number")]
    [InlineData("<Collection>CIN", "<Collection>CIN 999 000 0018", "line 1 has a number")]
    [InlineData("</Children>", "</Children><Remark>Case 999 000 0018</Remark>", "line 34 has a number")]
    [InlineData("</Message>", "</Message><!-- M000000000017 -->", "line 34 has a number")]
    public async Task TextOutsideTheChildren_ThatSaysWhoAChildIs_RefusesTheFile(string right, string wrong, string place)
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(
            () => ReturnFiles.ReadAsync(ReturnFiles.Cin.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(place, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<Place>{0}</Place>", "ME14 1XQ", "CT1 2NX", "postcodes")]
    [InlineData("<Place of='{0}'/>", "ME14 1XQ", "CT1 2NX", "postcodes")]
    [InlineData("<!--{0}-->", "9990000018", "9990000026", "NHS numbers")]
    public async Task OtherElements_OfChildrensValues_RefuseTheFile(string form, string first, string second, string what)
    {
        var census = ReturnFiles.Census(
            ReturnFiles.Child("INVENTED1", "2004-03-17", form.Replace("{0}", first, StringComparison.Ordinal))
            + ReturnFiles.Child("INVENTED2", "2005-03-17", form.Replace("{0}", second, StringComparison.Ordinal)));
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => ReturnFiles.ReadAsync(census));
        Assert.Contains($"an element or attribute that has values that look like {what}: first on line 2", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(first, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Schema_AndItsNamespaces_AreNothingOfAChild()
    {
        var read = await ReturnFiles.ReadAsync(ReturnFiles.Cin.Replace(
            "<Message>", "<Message xmlns='urn:cin' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' xsi:schemaLocation='urn:cin CIN.xsd'>",
            StringComparison.Ordinal));
        Assert.Equal(7, read.Rows.Count);
        Assert.DoesNotContain("not read", RecordFiles.Notes(read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OtherElement_IsNamedAndIgnored()
    {
        var more = ReturnFiles.Cin.Replace("<LAchildID>", "<Team since='2012'>T1</Team><InitialTalkDate/><LAchildID>", StringComparison.Ordinal);
        var read = await ReturnFiles.ReadAsync(more);
        Assert.Equal(7, read.Rows.Count);
        Assert.Contains(
            "Elements and attributes that the census does not have are not read: InitialTalkDate, Team, since.", read.File.Tables[0].Receipt.Notes);
    }

    [Theory]
    [InlineData("9990000018|9990000026|9990000034", "NHS numbers")]
    [InlineData("B000000000017|C000120900456|M000000000017", "unique pupil numbers")]
    public async Task ChildsIds_ThatAreNumbersOfPupilsOrPatients_RefuseTheFile(string ids, string what)
    {
        var rows = string.Concat(ids.Split('|').Select(id => $"{id},17/03/2004,09/03/2012,PN1\n"));
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => ReturnFiles.ReadAsync($"CHILD,DOB,REVIEW,REVIEW_CODE\n{rows}"));
        Assert.Contains(what, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NumbersAndPostcodes_AreInNoRow_AndNoReasonToRefuse()
    {
        var read = await ReturnFiles.ReadAsync("CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\nINVENTED1,1,17/03/2004,WBRI,M000000000017,0,\n"
            + "INVENTED2,1,17/33/2005,WBRI,B000000000017,0,\nINVENTED3,2,19/03/2006,WBRI,C000120900456,1,01/01/2012\n");
        Assert.Equal(2, read.Rows.Count);
        Assert.All(ReturnFiles.Rows(read), row => Assert.DoesNotContain("00000", row, StringComparison.Ordinal));
        Assert.Equal("DOB", Assert.Single(read.Faults).Column);
    }

    [Fact]
    public async Task RefusedRows_AreNotGivenBack() => Assert.Equal(
        "", (await RecordFiles.CopyRefusedAsync(ReturnFiles.Reviews.Replace("PN1", "PN9", StringComparison.Ordinal))).TrimStart('\uFEFF'));

    [Fact]
    public async Task Zip_OfAWholeReturn_IsReadFileByFile()
    {
        using var zip = Zip(
            ("Header.csv", ReturnFiles.Header), ("Episodes.csv", ReturnFiles.Episodes), ("Reviews.csv", ReturnFiles.Reviews),
            ("UASC.csv", ReturnFiles.Uasc), ("AD1.csv", ReturnFiles.Ad1), ("OC2.csv", ReturnFiles.Oc2), ("cin.xml", ReturnFiles.Cin),
            ("other.xml", "<a/>"));
        var read = await ReadFile.FromAsync(zip, RecordFiles.Received);
        Assert.Null(read.File.Problem);
        Assert.Equal(11, read.Counts.Accepted);
        string[] parts =
        [
            "assessment.cin-census", "child.cin-census", "child.ssda903-header", "child.ssda903-uasc", "cp-plan.cin-census",
            "lac-episode.ssda903-episodes", "referral.cin-census", "review.cin-census", "review.ssda903-reviews", "section47.cin-census",
        ];
        Assert.Equal(parts, read.File.AddedParts.Keys.Select(part => part.Name).Order(StringComparer.Ordinal));
        Assert.Contains("'other.xml' was not read: it is neither CSV nor a workbook.", read.File.Notes);
    }

    [Fact]
    public async Task TwoFilesOfOneKind_AreRefused_SinceOneHasToComeLater()
    {
        using var zip = Zip(("2011/Header.csv", ReturnFiles.Header), ("2012/Header.csv", ReturnFiles.Header));
        var refusal = await Assert.ThrowsAsync<ExtractException>(() => ReadFile.FromAsync(zip, RecordFiles.Received));
        Assert.Contains("Upload them one after the other, the earliest first", refusal.Message, StringComparison.Ordinal);
    }

    static MemoryStream Zip(params (string Name, string Text)[] files) =>
        new(XlsxBuilder.Zip([.. files.Select(file => (file.Name, Encoding.UTF8.GetBytes(file.Text)))]));
}
