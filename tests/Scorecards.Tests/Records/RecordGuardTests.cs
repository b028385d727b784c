using Scorecards.Extracts;

namespace Scorecards.Tests.Records;

/// <summary>Tables of records are let in, but not with what says who a child or a worker is; all other files are guarded as before.</summary>
public sealed class RecordGuardTests
{
    [Theory]
    [InlineData("child_name")]
    [InlineData("Name")]
    [InlineData("Surname")]
    [InlineData("forenames")]
    [InlineData("worker name")]
    [InlineData("Allocated Worker")]
    [InlineData("social_worker")]
    [InlineData("Completed by")]
    [InlineData("Team Manager")]
    [InlineData("NHS Number")]
    [InlineData("nhs_no")]
    [InlineData("UPN")]
    [InlineData("uln")]
    [InlineData("Home address")]
    [InlineData("addressline1")]
    [InlineData("postcode")]
    [InlineData("Post Code")]
    [InlineData("pl_post")]
    [InlineData("e-mail")]
    [InlineData("worker_email")]
    [InlineData("Telephone")]
    [InlineData("mobile_phone")]
    [InlineData("LAchildID")]
    [InlineData("Mosaic ID")]
    [InlineData("A.K.A.")]
    [InlineData("Known as")]
    [InlineData("nick_name")]
    [InlineData("NickName")]
    [InlineData("Preferred Name")]
    [InlineData("Maiden name")]
    [InlineData("Allocated SW")]
    [InlineData("SW1")]
    [InlineData("Case holder")]
    [InlineData("National Insurance no.")]
    [InlineData("NI No")]
    [InlineData("ni_number")]
    [InlineData("Service user")]
    [InlineData("Service user mobile")]
    [InlineData("Service Users' E-mail")]
    [InlineData("Client")]
    [InlineData("Young Person")]
    [InlineData("pupil")]
    [InlineData("Referrer")]
    [InlineData("Mum")]
    [InlineData("Child name and team")]
    [InlineData("School pupil name")]
    [InlineData("Team manager name")]
    [InlineData("notes")]
    [InlineData("Case summary")]
    [InlineData("Team comments")]
    [InlineData("Allegation")]
    public async Task Column_ThatSaysWhoAPersonIs_RefusesTheFile_EvenEmpty(string column)
    {
        foreach (var kind in new[] { "referral", "child", "workforce" })
        {
            var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => RecordFiles.ReadAsync(RecordFiles.With(kind, $"{column}=")));
            Assert.Contains($"the {kind} file has a column that may say who", refusal.Message, StringComparison.Ordinal);
            Assert.Contains($": '{column}'. Records are known by", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain($"'{column}'", refusal.OnRecord, StringComparison.Ordinal);
            Assert.Matches(@": column \d+\. Records are known by", refusal.OnRecord);
            Assert.Contains("take the column out and upload the file again", refusal.Message, StringComparison.Ordinal);
            Assert.Contains("None of its content was kept", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ColumnWithoutAHeading_RefusesTheFile_WhereItHasWords_AndIsNotedWhereItHasNumbers()
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => RecordFiles.ReadAsync(RecordFiles.With("referral", "=Words")));
        Assert.Matches(@"the referral file has a column that has no heading, so nobody can tell what it says of whom: column \d+\.", refusal.Message);

        var read = await RecordFiles.ReadAsync(RecordFiles.With("referral", "=1"));
        Assert.Single(read.Rows);
        Assert.Contains(Assert.Single(read.File.Tables).Receipt.Notes, n => n.Contains("has no heading and is not read", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CellsBeyondTheLastHeading_RefuseTheFile_WhereTheyHaveWords_AndAreNotedWhereTheyHaveNumbers()
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => ReadAsync(1, "INVENTED"));
        Assert.Contains("has no heading, so nobody can tell what it says of whom: column 11.", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", refusal.Message, StringComparison.Ordinal);

        // Below the table too, where no record is beside it.
        refusal = await Assert.ThrowsAsync<PersonalDataException>(() => ReadAsync(2, "INVENTED"));
        Assert.Contains(": column 11.", refusal.Message, StringComparison.Ordinal);

        var read = await ReadAsync(1, 7);
        Assert.Single(read.Rows);
        Assert.Contains("Cells to the right of the table are not read (row 2)", RecordFiles.Notes(read), StringComparison.Ordinal);

        static Task<ReadFile> ReadAsync(int row, object cell)
        {
            var lines = RecordFiles.With("referral").Split('\n').Select(line => line.Split(',').Cast<object?>().ToList()).ToList();
            lines[row].AddRange(Enumerable.Repeat<object?>(null, 10 - lines[row].Count).Append(cell));
            return ReadFile.FromAsync(new MemoryStream(XlsxBuilder.FromRows([.. lines.Select(line => line.ToArray())])), RecordFiles.Received);
        }
    }

    [Fact]
    public async Task CellsBeyondTheLastHeading_OfACsvFile_RefuseTheirRow()
    {
        var text = RecordFiles.With("referral");
        var read = await RecordFiles.ReadAsync($"{text}{text.Split('\n')[1].Replace("R5001", "R5002", StringComparison.Ordinal)},INVENTED\n");
        Assert.Single(read.Rows);
        var fault = Assert.Single(read.Faults);
        Assert.StartsWith("the row has more cells than the header's 9", fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", $"{fault}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("remark")]
    [InlineData("Team name")]
    [InlineData("Name of the team")]
    [InlineData("Worker team name")]
    [InlineData("Service name")]
    [InlineData("Client type")]
    [InlineData("Person responsible type")]
    [InlineData("district_name")]
    [InlineData("worker_id")]
    [InlineData("post_id")]
    [InlineData("age")]
    [InlineData("Legal status description")]
    [InlineData("known since")]
    [InlineData("SW team")]
    [InlineData("why refused")]
    public async Task OtherColumns_AreIgnored(string column)
    {
        var read = await RecordFiles.ReadAsync(RecordFiles.With("referral", $"{column}=x1"));
        Assert.Single(read.Rows);
        Assert.Equal(column == "why refused" ? [] : [column], Assert.Single(read.File.Tables).Receipt.IgnoredColumns);
    }

    [Theory]
    [InlineData("born", "24/03/2009|27/05/2011|02/11/2015", "column 10 has values that look like dates of birth")]
    [InlineData("x", "ME14 1XQ|CT1 2NX|ME14 1XR", "column 10 has values that look like postcodes")]
    [InlineData("x", "9990000018|9990000026|9990000034", "column 10 has values that look like NHS numbers")]
    [InlineData("child_id", "9990000018|9990000026|9990000034", "column 'child_id' has values that look like NHS numbers")]
    [InlineData("child_id", "B000000000017|C000120900456|M000000000017", "column 'child_id' has values that look like unique pupil numbers")]
    [InlineData("x", "ZZ000001A|ZZ 00 00 02 B|zz000003c", "column 10 has values that look like National Insurance numbers")]
    [InlineData("child_id", "ZZ000001A|ZZ000002B|ZZ000003C", "column 'child_id' has values that look like National Insurance numbers")]
    [InlineData("child_id", "ZZ000001|ZZ000002|ZZ000003", null)]
    [InlineData("team_code", "ME14 1XQ|CT1 2NX|ME14 1XR", "column 'team_code' has values that look like postcodes")]
    [InlineData("child_id", "20090324|20110527|20151102", null)]
    [InlineData("child_id", "4010232137|4010232138|4010232139", null)]
    public async Task Values_OfChildren_RefuseTheFile_AlsoInPlaceOfIds(string column, string values, string? what)
    {
        var rows = values.Split('|').Select((value, i) => RecordFiles.With("referral", $"referral_id=R{i}", $"{column}={value}")).ToList();
        var text = rows[0] + string.Concat(rows.Skip(1).Select(row => row[(row.IndexOf('\n') + 1)..]));
        if (what is null)
        {
            Assert.Equal(3, (await RecordFiles.ReadAsync(text)).Rows.Count);
            return;
        }

        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => RecordFiles.ReadAsync(text));
        Assert.Contains(what.Replace(" has values", "", StringComparison.Ordinal).Split(" that")[0], refusal.Message, StringComparison.Ordinal);
        Assert.Contains(what[what.IndexOf("has values", StringComparison.Ordinal)..], refusal.Message, StringComparison.Ordinal);
        Assert.All(values.Split('|'), value => Assert.DoesNotContain(value, refusal.Message, StringComparison.Ordinal));
    }

    // Kind, column, cell, whether nothing of the file is kept; a number written in groups could be shown beside the fault.
    [Theory]
    [InlineData("referral", "source", "9990000018", false)]
    [InlineData("referral", "source", "1000000043", false)]
    [InlineData("referral", "source", "999 000 0018", true)]
    [InlineData("referral", "primary_need", "M000000000017", true)]
    [InlineData("referral", "closure_reason", "Moved to CT1 2NX", null)]
    [InlineData("referral", "closure_reason", "CT1 2NX", false)]
    [InlineData("child", "ethnicity", "CT12NX", false)]
    [InlineData("child", "home_district", "ME14 1XQ", false)]
    [InlineData("child", "home_district", "9990000018", false)]
    [InlineData("lac-episode", "legal_status", "9990000018", false)]
    [InlineData("lac-episode", "carer_ref", "999 000 0018", true)]
    [InlineData("lac-episode", "carer_ref", "CT1 2NX", false)]
    [InlineData("lac-episode", "carer_ref", "9990000018", null)]
    [InlineData("section47", "referral_id", "B000000000017", null)]
    [InlineData("team", "team_name", "999-000-0018", true)]
    [InlineData("team", "team_name", "ZZ 00 00 01 A", false)]
    [InlineData("team", "team_name", "Duty ZZ 00 00 01 A", true)]
    [InlineData("population", "source", "9990000018", false)]
    public async Task NumberOrPostcode_InATextOrAnOpenCode_DoesNotGetIn(string kind, string column, string cell, bool? refusesFile)
    {
        var text = RecordFiles.With(kind, $"{column}={cell}");
        if (refusesFile is true)
        {
            var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => RecordFiles.ReadAsync(text));
            Assert.Contains($"row 2, column '{column}' has a number that looks like a child's", refusal.Message, StringComparison.Ordinal);
            return;
        }

        var read = await RecordFiles.ReadAsync(text);
        Assert.Equal(refusesFile is null ? 1 : 0, read.Rows.Count);
        Assert.Equal(refusesFile is null ? 0 : 1, read.Faults.Count);
        Assert.All(read.Faults, fault => Assert.Equal((column, ""), (fault.Column, fault.Value)));
        Assert.DoesNotContain(cell, RecordFiles.Notes(read), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("W0042", true)]
    [InlineData("2012-05-31 P7", true)]
    [InlineData("ZZ000001A", false)]
    [InlineData("2012-05-31 ZZ 00 00 01 A", false)]
    [InlineData("9990000018x 999 000 0018", false)]
    public void Key_IsShown_UnlessItHasANumberOfAPerson(string key, bool isShown) => Assert.Equal(isShown, RecordKind.IsKeyShown(key));

    /// <summary>An id in one piece may pass a check by chance, so that a column of them is looked at as a whole.</summary>
    [Fact]
    public async Task Ids_ThatAreNumbersOfPupilsOrPatients_RefuseTheFile_InEveryColumnOfIds()
    {
        var columns = RecordKind.All
            .SelectMany(kind => kind.RecordColumns.Where(c => c.Type == RecordType.Text).Select(c => (kind, c.Name))).ToList();
        Assert.Equal(42, columns.Count);
        foreach (var (kind, column) in columns)
        {
            string[] numbers = ["9990000018", "9990000026", "9990000034"];
            var others = kind.RecordColumns.Where(c => c.Type == RecordType.Text && kind.Key.Contains(c.Name) && c.Name != column).ToList();
            var rows = numbers.Select((number, i) => RecordFiles.With(kind.Name, [.. others.Select(c => $"{c.Name}=X{i}"), $"{column}={number}"]));
            var text = string.Concat(rows.Select((row, i) => i == 0 ? row : row[(row.IndexOf('\n') + 1)..]));
            var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => RecordFiles.ReadAsync(text));
            Assert.Contains($"column '{column}'", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task ChildsNumber_InAnIgnoredColumn_RefusesTheFile()
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(
            () => RecordFiles.ReadAsync(RecordFiles.With("referral", "remark=Case 999 000 0018 was late")));
        Assert.Contains("row 2, column 10 has a number that looks like a child's", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IdOfTenDigits_InARefusedRow_DoesNotRefuseTheFile()
    {
        var read = await RecordFiles.ReadAsync(RecordFiles.With("referral", "child_id=4010232137", "nfa=maybe"));
        Assert.Equal("nfa", Assert.Single(read.Faults).Column);
    }

    [Fact]
    public async Task RefusedRows_AreNotGivenBack()
    {
        var copy = await RecordFiles.CopyRefusedAsync($"Referrals,\n\n{RecordFiles.With("referral", "nfa=maybe")}");
        Assert.Equal("", copy.TrimStart('\uFEFF'));
    }

    [Theory]
    [InlineData("referral", "child_id=C123456789012345678901")]
    [InlineData("lac-episode", "dec=1999-01-01")]
    [InlineData("child", "date_of_birth=what")]
    public async Task Faults_NameNoChild(string kind, string wrong)
    {
        var id = RecordFiles.Example(kind)[1].Split(',')[Array.IndexOf(RecordFiles.Example(kind)[0].Split(','), "child_id")];
        var read = await RecordFiles.ReadAsync(RecordFiles.With(kind, wrong));
        Assert.All(read.Faults, fault => Assert.DoesNotContain(id, $"{fault.Value} {fault.Reason}", StringComparison.Ordinal));
        Assert.All(read.Faults, fault => Assert.DoesNotContain("C12345", $"{fault.Value} {fault.Reason}", StringComparison.Ordinal));
        Assert.NotEmpty(read.Faults);
    }

    [Fact]
    public async Task Titles_AndDates_AreNotRepeatedInNotes()
    {
        var read = await RecordFiles.ReadAsync($"Referrals of INVENTED,\n\n{RecordFiles.With("referral", "referral_date=03/05/2012")}");
        Assert.Contains("Skipped above the header in row 3: 1 cells.", RecordFiles.Notes(read), StringComparison.Ordinal);
        Assert.Contains("Dates are read with the day first.", RecordFiles.Notes(read), StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", RecordFiles.Notes(read), StringComparison.Ordinal);
        Assert.DoesNotContain("03/05", RecordFiles.Notes(read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CellBeyondTheHeader_IsNotShown()
    {
        var read = await RecordFiles.ReadAsync(RecordFiles.With("referral").TrimEnd() + ",INVENTED\n");
        var fault = Assert.Single(read.Faults);
        Assert.Equal(("", ""), (fault.Column, fault.Value));
        Assert.DoesNotContain("INVENTED", $"{fault}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_ThatLacksAColumn_IsTold_AndNothingIsKept()
    {
        var text = RecordFiles.With("referral").Replace("nfa", "no_action", StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => RecordFiles.ReadAsync(text));
        Assert.StartsWith("column 'nfa' is missing from this referral file", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("The kind referral does not know 'no_action'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("None of its content was kept", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_WithAColumnTwice_IsTold_AndNothingIsKept()
    {
        var text = RecordFiles.With("referral", "closure reason=");
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => RecordFiles.ReadAsync(text));
        Assert.StartsWith("column 'closure_reason' appears in the header more than once", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("scorecard,indicator,month,value,child_id\nkent-inc-uasc,caf-rate,2012-05,66.0,INVENTED\n")]
    [InlineData("scorecard,indicator,month,comment,child_id,worker_id\nkent-inc-uasc,caf-rate,2012-05,Fine.,INVENTED,INVENTED\n")]
    [InlineData("child_id,decom,rne\nINVENTED,2012-05-01,S\n")]
    [InlineData("CHILD,DECOM,RNE,LS,CIN,PLACE\nINVENTED,01/05/2012,S,C2,N1,U1\n")]
    public async Task OtherFiles_AreGuardedAsBefore(string text)
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => RecordFiles.ReadAsync(text));
        Assert.DoesNotContain("INVENTED", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_BelowATableOfFigures_RefuseTheFile()
    {
        var episodes = string.Join('\n', RecordFiles.Example("lac-episode"));
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(
            () => RecordFiles.ReadAsync($"scorecard,indicator,month,value\nkent-inc-uasc,caf-rate,2012-05,66.0\n\n{episodes}\n"));
        Assert.Contains("begins a table of lac-episode records", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("team")]
    [InlineData("lac-episode")]
    public async Task Table_BelowRecords_RefusesTheFile(string second)
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(
            () => RecordFiles.ReadAsync($"{RecordFiles.With("referral")}\n{string.Join('\n', RecordFiles.Example(second))}\n"));
        Assert.StartsWith("row 4 looks like the header of another table", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_OnAHiddenSheet_RefuseTheFile()
    {
        var content = new XlsxBuilder().Sheet("Teams", s => s.Rows(Rows("team"))).Sheet("Data", s => s.Rows(Rows("referral")), "hidden").ToStream();
        await Assert.ThrowsAsync<PersonalDataException>(() => ReadFile.FromAsync(content, RecordFiles.Received));

        static object?[][] Rows(string kind) => [.. RecordFiles.Example(kind).Select(line => (object?[])[.. line.Split(',')])];
    }
}
