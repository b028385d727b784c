using FsCheck.Xunit;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests.Records;

/// <summary>
/// What the cells and rows of records are read as, and what refuses a row, each on its boundary. The files are received on 8 June 2012.
/// </summary>
public sealed class RecordCheckTests
{
    // Kind, column, cell, what it means; null = blank.
    [Theory]
    [InlineData("referral", "referral_date", "2012-05-03", "2012-05-03")]
    [InlineData("referral", "referral_date", "03/05/2012", "2012-05-03")]
    [InlineData("referral", "referral_date", "2012-05-03 00:00:00", "2012-05-03")]
    [InlineData("referral", "referral_date", "2012-06-08", "2012-06-08")]
    [InlineData("referral", "closure_date", "2012-05-03", "2012-05-03")]
    [InlineData("referral", "closure_date", "", null)]
    [InlineData("referral", "closure_date", "NULL", null)]
    [InlineData("referral", "source", "null", null)]
    [InlineData("cp-plan", "end_date", "NULL", null)]
    [InlineData("cp-plan", "previous_plans", "NULL", null)]
    [InlineData("assessment", "child_seen", "Null", null)]
    [InlineData("allocation", "worker_id", "NULL", null)]
    [InlineData("referral", "nfa", "Y", "true")]
    [InlineData("referral", "nfa", "yes", "true")]
    [InlineData("referral", "nfa", "TRUE", "true")]
    [InlineData("referral", "nfa", "1", "true")]
    [InlineData("referral", "nfa", "a) Yes", "true")]
    [InlineData("referral", "nfa", "a)Yes", "true")]
    [InlineData("referral", "nfa", "b) Yes", "true")]
    [InlineData("referral", "nfa", "n", "false")]
    [InlineData("referral", "nfa", "No", "false")]
    [InlineData("referral", "nfa", "false", "false")]
    [InlineData("referral", "nfa", "0", "false")]
    [InlineData("referral", "nfa", "b) No", "false")]
    [InlineData("referral", "nfa", "a) No", "false")]
    [InlineData("referral", "nfa", "Y) No", "false")]
    [InlineData("referral", "referral_id", "000123", "000123")]
    [InlineData("referral", "team_code", "t1", "T1")]
    [InlineData("referral", "referral_id", "r1", "r1")]
    [InlineData("population", "area_code", "d1", "D1")]
    [InlineData("population", "age_band", "0 - 17", "0-17")]
    [InlineData("referral", "team_code", "'=1+1", "=1+1")]
    [InlineData("referral", "source", "1a", "1A")]
    [InlineData("referral", "source", "10", "10")]
    [InlineData("referral", "source", "5B: other department", "5B")]
    [InlineData("referral", "source", "x7", "X7")]
    [InlineData("referral", "primary_need", "N1 - Abuse or neglect", "N1")]
    [InlineData("referral", "primary_need", "N1 \u2212 Abuse or neglect", "N1")]
    [InlineData("referral", "primary_need", "n4", "N4")]
    [InlineData("child", "sex", "m", "M")]
    [InlineData("child", "sex", "1", "M")]
    [InlineData("child", "sex", "2", "F")]
    [InlineData("child", "sex", "0", "U")]
    [InlineData("child", "sex", "9", "U")]
    [InlineData("child", "sex", "a) Male", "M")]
    [InlineData("child", "sex", "b) Female", "F")]
    [InlineData("child", "sex", "m) Female", "F")]
    [InlineData("child", "sex", "c) Not stated/recorded", "U")]
    [InlineData("child", "sex", "d) Neither", "U")]
    [InlineData("child", "sex", "f) other", "F) OTHER")]
    [InlineData("child", "ethnicity", "Not known", "NOBT")]
    [InlineData("child", "ethnicity", "unknown", "NOBT")]
    [InlineData("child", "ethnicity", "a) Not recorded", "NOBT")]
    [InlineData("child", "ethnicity", "Not stated", "NOBT")]
    [InlineData("child", "ethnicity", "NULL", null)]
    [InlineData("child", "sex", "NULL", "NULL")]
    [InlineData("lac-episode", "rne", "null", "NULL")]
    [InlineData("lac-episode", "legal_status", "NULL", "NULL")]
    [InlineData("lac-episode", "placement_type", "NULL", "NULL")]
    [InlineData("child", "ethnicity", "Refused", "REFU")]
    [InlineData("child", "expected_dob", "2012-08-20", "2012-08-20")]
    [InlineData("child", "disability", "", null)]
    [InlineData("assessment", "type", "c) Single assessment", "SINGLE")]
    [InlineData("assessment", "type", "ia", "IA")]
    [InlineData("section47", "icpc_outcome", "b) No plan", "NOPLAN")]
    [InlineData("section47", "icpc_date", "2012-06-14", "2012-06-14")]
    [InlineData("cp-plan", "initial_category", "a) Neglect", "NEG")]
    [InlineData("cp-plan", "previous_plans", "2", "2")]
    [InlineData("cp-plan", "previous_plans", "0.0", "0")]
    [InlineData("cp-plan", "previous_plans", "2147483647", "2147483647")]
    [InlineData("review", "participation", "pn7", "PN7")]
    [InlineData("review", "due_date", "2012-06-09", "2012-06-09")]
    [InlineData("lac-episode", "rne", "s", "S")]
    [InlineData("lac-episode", "rne", "L - Change of legal status only", "L")]
    [InlineData("lac-episode", "rne", "t: change of placement, same carer", "T")]
    [InlineData("lac-episode", "rne", "U\u2013Change of legal status and placement", "U")]
    [InlineData("lac-episode", "rne", "L) Change of legal status", "L) CHANGE OF LEGAL STATUS")]
    [InlineData("lac-episode", "rne", "x - Other", "X - OTHER")]
    [InlineData("child", "sex", "M - Male", "M")]
    [InlineData("child", "sex", "f - Male", "F - MALE")]
    [InlineData("child", "sex", "a - Male", "A - MALE")]
    [InlineData("referral", "source", "8 - Other, such as a charity", "8")]
    [InlineData("referral", "source", "6 - Schools", "6 - SCHOOLS")]
    [InlineData("referral", "source", "8) Charity", "8) CHARITY")]
    [InlineData("lac-episode", "distance_miles", "0", "0")]
    [InlineData("lac-episode", "distance_miles", "999.9", "999.9")]
    [InlineData("lac-episode", "distance_miles", "8.2504", "8.25")]
    [InlineData("lac-episode", "distance_miles", "1,234.5", "1234.5")]
    [InlineData("lac-episode", "placement_type", "q1", "Q1")]
    [InlineData("lac-check", "status", "d) Completed", "COMPLETED")]
    [InlineData("lac-check", "type", "Initial health assessment", "IHA")]
    [InlineData("lac-check", "type", "sdq", "SDQ")]
    [InlineData("lac-check", "type", "IMMS", "IMMS")]
    [InlineData("allocation", "role", "LCPP", "LCPP")]
    [InlineData("allocation", "role", "Family Help lead practitioner", "FHLP")]
    [InlineData("allocation", "role", "Case-holder", "CASEHOLDER")]
    [InlineData("workforce", "snapshot_date", "2012-06-30", "2012-06-30")]
    [InlineData("workforce", "filled_fte", "0.80", "0.8")]
    [InlineData("audit", "judgement", "d) Requires improvement to be good", "REQUIRES_IMPROVEMENT")]
    [InlineData("population", "population", "25,300", "25300")]
    [InlineData("population", "effective_from", "2013-04-01", "2013-04-01")]
    [InlineData("team", "valid_to", "2013-03-31", "2013-03-31")]
    public async Task Cells_AreRead_AsOneText(string kind, string column, string cell, string? meaning)
    {
        var read = await RecordFiles.ReadAsync(RecordFiles.With(kind, $"{column}=\"{cell}\""));
        Assert.Empty(read.Faults);
        Assert.Equal(meaning, RecordFiles.Values(read)[column]);
    }

    // Kind, column, cell, a part of the reason.
    [Theory]
    [InlineData("referral", "referral_date", "", "is blank")]
    [InlineData("referral", "referral_date", "NULL", "is blank. Fill it in. The record is")]
    [InlineData("referral", "referral_date", "05/31/2012", "is not a date")]
    [InlineData("referral", "referral_date", "2012-02-30", "is not a date")]
    [InlineData("referral", "referral_date", "2012-06-09", "is after 8 June 2012, when the file was received")]
    [InlineData("referral", "closure_date", "2012-05-02", "is before referral_date")]
    [InlineData("referral", "nfa", "", "is blank")]
    [InlineData("referral", "nfa", "a)", "is not yes or no. Write Y or N")]
    [InlineData("referral", "nfa", "maybe", "is not yes or no")]
    [InlineData("referral", "nfa", "2", "is not yes or no")]
    [InlineData("referral", "team_code", "", "is blank")]
    [InlineData("child", "sex", "", "is blank")]
    [InlineData("child", "date_of_birth", "2012-06-09", "is after 8 June 2012")]
    [InlineData("child", "uasc_start", "2012-06-09", "is after 8 June 2012")]
    [InlineData("assessment", "type", "NULL", "is blank")]
    [InlineData("assessment", "type", "S47", "is not one of CAF, IA, CA, SINGLE. Use one of these")]
    [InlineData("assessment", "completed_date", "2012-05-02", null)]
    [InlineData("section47", "s47_end_date", "2012-05-03", "is before s47_start_date")]
    [InlineData("section47", "s47_start_date", "", "is blank although transfer_in is no")]
    [InlineData("section47", "icpc_outcome", "PENDING", "is not one of PLAN, NOPLAN")]
    [InlineData("section47", "icpc_required", "a", "is not yes or no")]
    [InlineData("section47", "icpc_outcome", "N1", "is not one of PLAN, NOPLAN")]
    [InlineData("cp-plan", "previous_plans", "-1", "is not a whole number from 0")]
    [InlineData("cp-plan", "previous_plans", "0.5", "is not a whole number from 0")]
    [InlineData("cp-plan", "previous_plans", "2147483648", "is not a whole number from 0")]
    [InlineData("cp-plan", "previous_plans", "none", "is not a whole number from 0")]
    [InlineData("cp-plan", "end_date", "2012-05-23", "is before start_date")]
    [InlineData("review", "review_type", "b", "is not one of CP, LAC")]
    [InlineData("review", "review_date", "2012-06-09", "is after 8 June 2012")]
    [InlineData("lac-episode", "rne", "a) S", null)]
    [InlineData("lac-episode", "rne", "X", null)]
    [InlineData("cp-plan", "latest_category", "N1", null)]
    [InlineData("review", "participation", "PN8", null)]
    [InlineData("child", "uasc_end", "2012-09-10", null)]
    [InlineData("allocation", "end_date", "2012-06-15", null)]
    [InlineData("lac-episode", "dec", "2012-02-13", "is before decom")]
    [InlineData("lac-episode", "placement_type", "", "is blank")]
    [InlineData("lac-episode", "distance_miles", "-0.1", "is not a number from 0 to 999,999")]
    [InlineData("lac-episode", "distance_miles", "8,5", "is not a number from 0")]
    [InlineData("lac-episode", "distance_miles", "50%", "is not a number from 0")]
    [InlineData("lac-episode", "distance_miles", "c", "is not a number from 0")]
    [InlineData("lac-episode", "distance_miles", "999999.1", "is not a number from 0")]
    [InlineData("lac-check", "type", "EYE", "is not one of IHA, RHA, DENTAL, PEP")]
    [InlineData("lac-check", "status", "DONE", "is not one of PLANNED, COMPLETED, REFUSED, CANCELLED")]
    [InlineData("allocation", "role", "MANAGER", "is not one of CASEHOLDER, COWORKER, DUTY, IRO, PA")]
    [InlineData("allocation", "end_date", "2012-05-02", "is before start_date")]
    [InlineData("workforce", "worker_type", "STUDENT", "is not one of QSW, AGENCY, UNQUALIFIED, VACANT")]
    [InlineData("workforce", "filled_fte", "", "is blank")]
    [InlineData("audit", "judgement", "FINE", "is not one of OUTSTANDING, GOOD, ADEQUATE, REQUIRES_IMPROVEMENT, INADEQUATE")]
    [InlineData("team", "valid_to", "2008-03-31", "is before valid_from")]
    [InlineData("team", "fieldwork", "", "is blank")]
    public async Task Cells_AreRefused_WithColumnAndReason(string kind, string column, string cell, string? reason)
    {
        var read = await RecordFiles.ReadAsync(RecordFiles.With(kind, $"{column}=\"{cell}\""));
        Assert.Equal(reason is null ? 0 : 1, read.Counts.Refused);
        var fault = read.Faults.SingleOrDefault();
        if (reason is not null)
        {
            Assert.Equal((2L, column), (fault!.Row, fault.Column));
            Assert.StartsWith(reason, fault.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Days_EndOnTheDayTheyBegin_AndNotTheDayBefore()
    {
        foreach (var (kind, start, end) in RecordKind.All.SelectMany(k => Spans(k.Name)))
        {
            var date = "2012-02-29";
            var same = await RecordFiles.ReadAsync(RecordFiles.With(kind, $"{start}={date}", $"{end}={date}"));
            var before = await RecordFiles.ReadAsync(RecordFiles.With(kind, $"{start}={date}", $"{end}=2012-02-28"));
            Assert.Equal((kind, 1, 0), (kind, same.Rows.Count, before.Rows.Count));
        }
    }

    [Theory]
    [InlineData("child", "child_id", 20)]
    [InlineData("referral", "child_id", 20)]
    [InlineData("referral", "referral_id", 64)]
    [InlineData("lac-episode", "carer_ref", 64)]
    [InlineData("team", "team_name", 200)]
    public async Task Texts_AreBounded(string kind, string column, int longest)
    {
        Assert.Empty((await RecordFiles.ReadAsync(RecordFiles.With(kind, $"{column}={new string('x', longest)}"))).Faults);
        var fault = Assert.Single((await RecordFiles.ReadAsync(RecordFiles.With(kind, $"{column}={new string('x', longest + 1)}"))).Faults);
        Assert.StartsWith($"is longer than {longest} characters", fault.Reason, StringComparison.Ordinal);
        Assert.Equal("", fault.Value);
    }

    [Fact]
    public async Task TransferIn_HasNoEnquiry()
    {
        var read = await RecordFiles.ReadAsync(RecordFiles.With("section47", "transfer_in=Y"));
        var fault = Assert.Single(read.Faults);
        Assert.Equal("s47_start_date", fault.Column);
        Assert.StartsWith("is filled in although transfer_in is yes", fault.Reason, StringComparison.Ordinal);
        Assert.Single((await RecordFiles.ReadAsync(RecordFiles.With("section47", "transfer_in=Y", "s47_start_date=", "s47_end_date="))).Rows);
    }

    [Theory]
    [InlineData("source", "X9", "(row 2)", "such as X9")]
    [InlineData("source", "Jane Smith said so", "(row 2)", null)]
    [InlineData("closure_reason", "RC10", "(row 2)", "such as RC10")]
    [InlineData("closure_reason", "Smith", "(row 2)", null)]
    public async Task UnknownCodes_AreKept_AndNoted_AsFarAsTheyLookLikeCodes(string column, string cell, string note, string? shown)
    {
        var read = await RecordFiles.ReadAsync(RecordFiles.With("referral", $"{column}={cell}"));
        Assert.Equal(cell.ToUpperInvariant(), RecordFiles.Values(read)[column]);
        Assert.Contains($"'{column}'", RecordFiles.Notes(read), StringComparison.Ordinal);
        Assert.Contains(note, RecordFiles.Notes(read), StringComparison.Ordinal);
        Assert.Equal(shown is not null, RecordFiles.Notes(read).Contains(shown ?? "such as", StringComparison.Ordinal));
        Assert.DoesNotContain("SMITH", RecordFiles.Notes(read), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("F1", "2015-03-31", "2015-04-01")]
    [InlineData("Q2", "2015-03-31", "2015-04-01")]
    [InlineData("Z1", "2025-03-31", "2025-04-01")]
    [InlineData("H5", "2025-03-31", "2025-04-01")]
    [InlineData("P2", "2025-03-31", "2025-04-01")]
    [InlineData("K3", "2024-04-01", "2024-03-31")]
    [InlineData("Z14", "2025-04-01", "2025-03-31")]
    public async Task PlacementTypes_AreOfTheirYears_AndAnyIsKept(string code, string day, string otherDay)
    {
        foreach (var (decom, isNoted) in new[] { (day, false), (otherDay, true) })
        {
            var text = RecordFiles.With("lac-episode", $"placement_type={code}", $"decom={decom}", "dec=", $"care_period_start={decom}");
            var read = await ReadFile.FromAsync(text, new DateOnly(2026, 11, 28));
            Assert.Equal(code, RecordFiles.Values(read)["placement_type"]);
            Assert.Equal(isNoted, RecordFiles.Notes(read).Contains("'placement_type' has codes that are not in its list", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("referral", "source=7", "referral_id")]
    [InlineData("lac-episode", "carer_ref=F99", "child_id")]
    [InlineData("workforce", "filled_fte=0.5", "snapshot_date")]
    [InlineData("population", "population=1", "area_code")]
    public async Task Keys_AreUnique_TheSameIsSkipped_AndAnotherRefused(string kind, string change, string column)
    {
        var (first, other) = (RecordFiles.With(kind), RecordFiles.With(kind, change).Split('\n')[1]);
        var again = first.Split('\n')[1];
        var read = await RecordFiles.ReadAsync($"{first}{again}\n{other}\n{again}\n");
        Assert.Equal(new RowCounts(4, 1, 1, 2), read.Counts);
        var fault = Assert.Single(read.Faults);
        Assert.Equal((4, column), (fault.Row, fault.Column));
        Assert.Contains("already in row 2, which says something else. Row 2 counts", fault.Reason, StringComparison.Ordinal);
        Assert.Contains("in every column are skipped (2 rows, the first is row 3).", RecordFiles.Notes(read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_OfSharedPosts_AreTheWorkersToo()
    {
        var (first, other) = (RecordFiles.With("workforce"), RecordFiles.With("workforce", "worker_id=W22", "establishment_fte=0").Split('\n')[1]);
        Assert.Equal(2, (await RecordFiles.ReadAsync($"{first}{other}\n")).Rows.Count);
    }

    [Fact]
    public async Task Key_OfARefusedRow_IsFree()
    {
        var bad = RecordFiles.With("referral", "nfa=maybe");
        var read = await RecordFiles.ReadAsync($"{bad}{RecordFiles.Example("referral")[1]}\n");
        Assert.Equal(new RowCounts(2, 1, 1, 0), read.Counts);
    }

    [Fact]
    public async Task Row_NamesEveryFault_ItsKey_AndNothingElse()
    {
        var read = await RecordFiles.ReadAsync(
            RecordFiles.With("referral", "child_id=C1234567", "referral_date=2012-13-01", "nfa=2", "team_code=", "source=PAGE9"));
        Assert.Equal([("referral_date", "2012-13-01"), ("nfa", "2"), ("team_code", "")], read.Faults.Select(f => (f.Column, f.Value)));
        Assert.All(read.Faults, f => Assert.EndsWith(". The record is referral_id R5001", f.Reason, StringComparison.Ordinal));
        Assert.All(read.Faults, f => Assert.DoesNotContain("C1234567", $"{f}", StringComparison.Ordinal));
        Assert.DoesNotContain("PAGE9", RecordFiles.Notes(read), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_AreReadFromAWorkbook_WithItsDatesAndNumbers()
    {
        var content = XlsxBuilder.FromRows(
            [.. RecordFiles.Example("cp-plan")[0].Split(',')],
            ["P1", "C1", null, new DateOnly(2012, 5, 24), null, "NEG", null, 2, true, "T1"]);
        var values = RecordFiles.Values(await ReadFile.FromAsync(new MemoryStream(content), RecordFiles.Received));
        Assert.Equal(
            ("2012-05-24", null, "2", "true"), (values["start_date"], values["end_date"], values["previous_plans"], values["ola_temporary"]));
    }

    [Theory]
    [InlineData("", "", false)]
    [InlineData("no", "", false)]
    [InlineData("", "yes", true)]
    [InlineData("yes", "no", true)]
    public async Task Facts_AreTheAcceptedRows_AndWhetherOneConfirms(string first, string second, bool isConfirmed)
    {
        var lines = RecordFiles.Example("team");
        var read = await RecordFiles.ReadAsync($"{lines[0]},confirmed\n{lines[1]},{first}\n{lines[2]},{second}\nT3,x,y,z,maybe,2008-04-01,,\n");
        var (kind, facts) = Assert.Single(read.File.RecordTables);
        Assert.Equal(("team", (2L, isConfirmed)), (kind.Name, facts));
        Assert.Equal(["team"], read.File.Touches.CatalogueKinds);
        Assert.Equal((false, 0), (read.File.Touches.IsBroad, read.File.Touches.Stated.Count));
        Assert.Empty(Assert.Single(read.File.Tables).Receipt.IgnoredColumns);
    }

    [Fact]
    public async Task Tables_OfOneKindTwice_RefuseTheFile_AndOfDifferentKindsDoNot()
    {
        var referrals = System.Text.Encoding.UTF8.GetBytes(RecordFiles.With("referral"));
        var teams = System.Text.Encoding.UTF8.GetBytes(RecordFiles.With("team"));
        var twice = await Assert.ThrowsAsync<ExtractException>(
            () => ReadFile.FromAsync(new MemoryStream(XlsxBuilder.Zip([("a.csv", referrals), ("t.csv", teams), ("b.csv", referrals)]))));
        Assert.StartsWith("'a.csv' and 'b.csv' are both of kind referral", twice.Message, StringComparison.Ordinal);
        var read = await ReadFile.FromAsync(new MemoryStream(XlsxBuilder.Zip([("a.csv", referrals), ("t.csv", teams)])));
        Assert.Equal(["referral", "team"], read.File.RecordTables.Keys.Select(k => k.Name));
        Assert.Equal(["referral", "team"], read.File.Touches.CatalogueKinds);
    }

    [Fact]
    public async Task Table_OfRefusedRows_TouchesNothing()
    {
        var read = await RecordFiles.ReadAsync(RecordFiles.With("team", "fieldwork=maybe"));
        Assert.Equal((0, 0), (read.File.RecordTables.Count, read.File.Touches.CatalogueKinds.Count));
    }

    // The last line of a file of referrals, which has nine columns; a part of the reason, null = the row is skipped.
    [Theory]
    [InlineData("R50", "the file ends in the middle of this row, which has 1 of 9 cells: it was cut off. Export the whole table again")]
    [InlineData("R5003,C1003,2012-05-0", "the file ends in the middle of this row, which has 3 of 9 cells: it was cut off")]
    [InlineData("R5003,C1003,2012-05-03,6,N,N1,,", "the file ends in the middle of this row, which has 8 of 9 cells: it was cut off")]
    [InlineData("R50\n", "is blank. Fill it in")]
    [InlineData("R50,,,,,,,,\n", "is blank. Fill it in")]
    [InlineData("End of report\n", null)]
    [InlineData("\n", null)]
    public async Task LastRow_IsRefused_WhenTheFileWasCutOffInIt(string line, string? reason)
    {
        var read = await RecordFiles.ReadAsync($"{RecordFiles.With("referral")}{line}");
        Assert.Equal(reason is null ? new RowCounts(2, 1, 0, 1) : new RowCounts(2, 1, 1, 0), read.Counts);
        if (reason is not null)
        {
            Assert.StartsWith(reason, read.Faults[0].Reason, StringComparison.Ordinal);
            Assert.All(read.Faults, fault => Assert.Equal((3, ""), (fault.Row, fault.Value)));
        }
    }

    [Theory]
    [InlineData("R5003,C1003,2012-05-03,6,N,N1,,,T1")]
    [InlineData("R5003,C1003,2012-05-03,6,N,N1,,,T1\n")]
    [InlineData("R5003,C1003,2012-05-03,6,N,N1,,,T1\r\n")]
    public async Task LastRow_IsAccepted_WhenItIsWhole_WhateverItsEnd(string line) =>
        Assert.Equal(new RowCounts(2, 2, 0, 0), (await RecordFiles.ReadAsync($"{RecordFiles.With("referral")}{line}")).Counts);

    [Fact]
    public async Task LastRowOfAReturn_IsRefused_WhenTheFileWasCutOffInIt()
    {
        var read = await Returns.ReturnFiles.ReadAsync($"{Returns.ReturnFiles.Header}INVENT");
        var fault = Assert.Single(read.Faults);
        Assert.Equal((3, ""), (fault.Row, fault.Value));
        Assert.StartsWith("the file ends in the middle of this row, which has 1 of 7 cells", fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Header_InTheMiddle_IsSkipped()
    {
        var referral = RecordFiles.Example("referral");
        var read = await RecordFiles.ReadAsync($"{string.Join('\n', referral[0], referral[1], referral[0], referral[2])}\n");
        Assert.Equal(new RowCounts(3, 2, 0, 1), read.Counts);
    }

    /// <summary>Of the many rows of a file each has its own ids, and shares the rest with the others.</summary>
    [Fact]
    public async Task Texts_ThatRowsRepeat_AreInMemoryOnce()
    {
        var (first, second) = (RecordFiles.With("referral"), RecordFiles.With("referral", "referral_id=R9", "nfa=n", "source=6").Split('\n')[1]);
        var rows = (await RecordFiles.ReadAsync($"{first}{second}\n")).Rows.Select(row => ((RecordRow)row.Item).Values).ToList();
        Assert.All(Enumerable.Range(1, rows[0].Length - 1), i => Assert.Same(rows[0][i], rows[1][i]));
    }

    [Property]
    public void Rows_AreAllAccountedFor_WhateverTheyAre(int kind, string[] cells)
    {
        var lines = cells.Select((cell, i) => i % 3 == 0 ? cell : $"{i},{cell},2012-05-01,{cell},Y,Y,{cell},,1,T1");
        var all = RecordKind.All[Math.Abs(kind % RecordKind.All.Count)];
        AccountAsync($"{string.Join(',', all.Columns)}\n{string.Join('\n', lines)}").GetAwaiter().GetResult();

        static async Task AccountAsync(string content)
        {
            try
            {
                var read = await RecordFiles.ReadAsync(content);
                Assert.Equal(read.Counts.Accepted, read.Rows.Count);
                Assert.Equal(read.Counts.Accepted, read.File.RecordTables.Values.Sum(facts => facts.Rows));
                Assert.Equal(read.Counts.Refused, read.Faults.Select(f => f.Row).Distinct().Count());
            }
            catch (ExtractException)
            {
                // Refused as a whole: an unclosed quote, or what looks like a child's number.
            }
        }
    }

    static IEnumerable<(string Kind, string Start, string End)> Spans(string kind) => kind switch
    {
        "child" => [(kind, "uasc_start", "uasc_end")],
        "referral" => [(kind, "referral_date", "closure_date")],
        "section47" => [(kind, "s47_start_date", "s47_end_date")],
        "cp-plan" or "allocation" => [(kind, "start_date", "end_date")],
        "lac-episode" => [(kind, "decom", "dec")],
        "team" => [(kind, "valid_from", "valid_to")],
        _ => [],
    };
}
