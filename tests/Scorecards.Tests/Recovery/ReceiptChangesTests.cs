using System.Text;
using System.Text.Json;
using Scorecards.Domain;

namespace Scorecards.Tests.Recovery;

/// <summary>
/// What has changed because of a file can be read from its receipt, also where no displayed figure is another, and where the faults are that its page
/// leaves out.
/// </summary>
public sealed class ReceiptChangesTests
{
    const string Figures = "scorecard,indicator,month,numerator,denominator\n";
    const string Kent = "kent-inc-uasc";

    readonly Installation at = new();

    [Fact]
    public async Task TravelAlone_IsShown()
    {
        await at.DropAsync("april.csv", $"{Figures}{Kent},lac-pep,2012-04,960,1000\n");
        await at.DropAsync("may.csv", $"{Figures}{Kent},lac-pep,2012-05,961,1000\n");
        await at.DropAsync("april2.csv", $"{Figures}{Kent},lac-pep,2012-04,961,1000\n");
        Assert.Matches(@"Improved</td>\s*<td>[^<]*Same</td>", at.Receipt("april2.csv"));
    }

    [Fact]
    public async Task Counts_AreShown_WhereTheFigureIsDisplayedAsBefore()
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},cpp-rate,2012-05,808,312597\n");
        await at.DropAsync("may2.csv", $"{Figures}{Kent},cpp-rate,2012-05,806,312597\n");
        Assert.Matches(@"25\.8 \(808 of 312597\)</td>\s*<td class=""figure"">25\.8 \(806 of 312597\)</td>", at.Receipt("may2.csv"));
    }

    /// <summary>A wrong month in the file is seen at once, above all where it is issued already.</summary>
    [Fact]
    public async Task MonthsThatDependOnAFile_AreNamed_IssuedOnesFirst()
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},cpp-rate,2012-05,808,312597\n");
        Assert.Contains("1 scorecard month depends on it: kent-inc-uasc, May 2012.", at.Receipt("may.csv"), StringComparison.Ordinal);
        await at.IssueAsync(new Month(2012, 5));
        var rows = Enumerable.Range(2, 4).Select(month => $"{Kent},cpp-rate,2012-0{month},80{month},312597\n");
        await at.DropAsync("history.csv", Figures + string.Concat(rows));
        Assert.Contains(
            "4 scorecard months depend on it: kent-inc-uasc, May 2012 (issued); kent-inc-uasc, April 2012; "
            + "kent-inc-uasc, March 2012; and 1 more.", at.Receipt("history.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatIsOverwritten_SaysWhatItDoesNotTakeBack()
    {
        var sha256 = await at.DropAsync(
            "cpp.csv", $"{Figures}{Kent},cpp-rate,2012-05,808,312597\n{Kent},cpp-rate,2012-04,807,312597\n");
        Assert.DoesNotContain("go on counting", at.Receipt("cpp.csv"), StringComparison.Ordinal);
        await at.DropAsync("cpp.csv", $"{Figures}{Kent},cpp-rate,2012-05,806,312597\n");
        Assert.Contains(
            "received on 8 June 2012 at 09:00 UTC, has figures that this file has not, of kent-inc-uasc, April 2012. They go on counting where no "
            + "later upload has them, which is right where each upload has other months or scorecards. "
            + $"If they were wrong, withdraw that upload by its SHA-256, {sha256}, or", at.Receipt("cpp.csv"),
            StringComparison.Ordinal);
        at.Time.Now += TimeSpan.FromDays(30);
        await at.DropAsync("cpp.csv", $"{Figures}{Kent},cpp-rate,2012-06,805,312597\n");
        Assert.DoesNotContain("go on counting", at.Receipt("cpp.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FileThatWithdrawsAnUpload_SaysWhatHasChangedByIt()
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},cpp-rate,2012-05,808,312597\n");
        await at.DropAsync("wrong.csv", $"{Figures}{Kent},cpp-rate,2012-05,80,312597\n");
        await at.DropAsync("withdraw.csv", "withdraw\nwrong.csv\n");
        Assert.Matches(
            @"2\.6 \(80 of 312597\)</td>\s*<td class=""figure"">25\.8 \(808 of 312597\)</td>", at.Receipt("withdraw.csv"));
        Assert.Contains("Calculated again: kent-inc-uasc, May 2012.", at.Receipt("withdraw.csv"), StringComparison.Ordinal);
    }

    /// <summary>The file may have figures of the month too.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("caf-rate 66.0 66.7")]
    public async Task FileThatWithdrawsSeveralUploads_SaysOfEachMonthOnce_WhatItWasBeforeAllAndIsAfterAll(string own)
    {
        await at.DropAsync(
            "may.csv",
            $"{Figures}{Kent},caf-rate,2012-05,2064,312597\n{Kent},cpp-rate,2012-05,808,312597\n{Kent},lac-pep,2012-05,959,1062\n");
        await at.DropAsync("cpp.csv", $"{Figures}{Kent},cpp-rate,2012-05,80,312597\n");
        await at.DropAsync("pep.csv", $"{Figures}{Kent},lac-pep,2012-05,95,1062\n{Kent},lac-pep,2012-04,95,1062\n");
        await at.DropAsync("withdraw.zip", XlsxBuilder.Zip(
        [
            ("withdraw.csv", "withdraw\ncpp.csv\npep.csv\n"u8.ToArray()),
            ("own.csv", Encoding.UTF8.GetBytes($"{Figures}{Kent},caf-rate,2012-05,{(own == "" ? 2064 : 2085)},312597\n")),
        ]));
        var changes = JsonDocument.Parse(at.ReceiptFile("withdraw.zip.json")).RootElement.GetProperty("changes").EnumerateArray().ToList();
        Assert.Equal(["2012-05", "2012-04"], changes.Select(c => c.GetProperty("month").GetString()));
        string[] withdrawn = ["cpp-rate 2.6 25.8", "lac-pep 8.9% 90.3%"];
        Assert.Equal(
            own == "" ? withdrawn : [own, .. withdrawn],
            changes[0].GetProperty("results").EnumerateArray().Select(r =>
                $"{r.GetProperty("indicator")} {r.GetProperty("before")} {r.GetProperty("after")}"));
    }

    /// <summary>Its receipt takes the place of the one that said it.</summary>
    [Fact]
    public async Task SameFileAgain_AtItsPath_RepeatsWhatItChangedFirst()
    {
        const string correction = $"{Figures}{Kent},cpp-rate,2012-05,806,312597\n";
        await at.DropAsync("may.csv", $"{Figures}{Kent},cpp-rate,2012-05,808,312597\n");
        await at.DropAsync("correction.csv", correction);
        var corrected = Changes("correction.csv");
        await at.DropAsync("correction.csv", correction);
        Assert.Contains("This exact file was uploaded before", at.Receipt("correction.csv"), StringComparison.Ordinal);
        Assert.Contains("This is what the file changed when it was read last", at.Receipt("correction.csv"), StringComparison.Ordinal);
        Assert.Contains("806", corrected, StringComparison.Ordinal);
        Assert.Equal(corrected, Changes("correction.csv"));
        await at.DropAsync("elsewhere.csv", correction);
        Assert.Equal("[]", Changes("elsewhere.csv"));

        await at.DropAsync("withdraw.csv", "withdraw\ncorrection.csv\n");
        var withdrawn = Changes("withdraw.csv");
        await at.DropAsync("withdraw.csv", "withdraw\ncorrection.csv\n");
        Assert.Contains("806", withdrawn, StringComparison.Ordinal);
        Assert.Equal(withdrawn, Changes("withdraw.csv"));

        string Changes(string path) => JsonDocument.Parse(at.ReceiptFile($"{path}.json")).RootElement.GetProperty("changes").GetRawText();
    }

    [Fact]
    public async Task UploadAfterAnErasure_InAnIssuedMonth_SaysWhatChanges_AndWhatIsRed()
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},cpp-rate,2012-05,808,312597\n");
        await at.IssueAsync(new Month(2012, 5));
        var sha256 = await at.DropAsync("wrong.csv", $"{Figures}{Kent},cpp-rate,2012-05,80,312597\n");
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        await at.CalculateAsync();
        await at.DropAsync("comment.csv", $"scorecard,indicator,month,comment\n{Kent},cpp-rate,2012-05,Why it is so\n");
        Assert.DoesNotContain("That month has no results yet.", at.Receipt("comment.csv"), StringComparison.Ordinal);
        Assert.Contains("Commentary on 1 indicator of", at.Receipt("comment.csv"), StringComparison.Ordinal);
        await at.DropAsync("may2.csv", $"{Figures}{Kent},cpp-rate,2012-05,806,312597\n");
        Assert.Matches(@"25\.8 \(808 of 312597\)</td>\s*<td class=""figure"">25\.8 \(806 of 312597\)</td>", at.Receipt("may2.csv"));
    }

    [Fact]
    public async Task Commentary_SaysWhatItTakesThePlaceOf_AndThatTheMonthIsIssued()
    {
        const string comment = "scorecard,indicator,month,comment,action\n";
        await at.DropAsync("may.csv", $"{Figures}{Kent},cpp-rate,2012-05,808,312597\n");
        await at.DropAsync("fostering.csv", $"{comment}{Kent},cpp-rate,2012-05,Three groups moved.,Weekly panel\n");
        Assert.DoesNotContain("In place of", at.Receipt("fostering.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("is issued", at.Receipt("fostering.csv"), StringComparison.Ordinal);
        await at.IssueAsync(new Month(2012, 5));
        await at.DropAsync("adoption.csv", $"{comment}{Kent},cpp-rate,2012-05,Two are to be adopted.,\n");
        Assert.Contains(
            "In place of the rows that were there before, with their actions: cpp-rate.", at.Receipt("adoption.csv"), StringComparison.Ordinal);
        Assert.Contains(
            "May 2012 is issued: those who have had its mail see this on its page only.", at.Receipt("adoption.csv"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("seen-ia,2012-05,70,100", "seen-ia", "Every red has commentary.")]
    [InlineData("seen-ia,2012-05,70,100", "seen-ca", "Reds without commentary: seen-ia.")]
    [InlineData("seen-ia,2012-05,96,100", "seen-ia", "No indicator is red in that month.")]
    public async Task Commentary_SaysWhichRedsAreWithoutIt_WhereThereAreAny(string figure, string indicator, string said)
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},{figure}\n");
        await at.DropAsync("comment.csv", $"scorecard,indicator,month,comment\n{Kent},{indicator},2012-05,Why it is so\n");
        Assert.Contains(
            $"Commentary on 1 indicator of kent-inc-uasc, May 2012. {said}", at.Receipt("comment.csv"), StringComparison.Ordinal);
    }

    /// <summary>What is red by them is not known before the month is calculated.</summary>
    [Theory]
    [InlineData("measure", Figures + Kent + ",seen-ia,2012-05,70,100\n", true)]
    [InlineData("measure", Figures + Kent + ",seen-ia,2012-04,70,100\n", false)]
    [InlineData("target", "indicator,scorecard,effective_from,target\nseen-ia,,2012-05-01,60\n", true)]
    [InlineData("target", "indicator,scorecard,effective_from,target\nseen-ia,,2012-06-01,60\n", false)]
    public async Task Commentary_DoesNotSayWhichRedsAreWithoutIt_BesideFiguresOrTargetsOfTheMonth(string kind, string rows, bool isChanged)
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},seen-ia,2012-05,96,100\n");
        await at.DropAsync("all.zip", XlsxBuilder.Zip(
        [
            ("commentary.csv", Encoding.UTF8.GetBytes($"scorecard,indicator,month,comment\n{Kent},seen-ia,2012-05,Why it is so\n")),
            ($"{kind}.csv", Encoding.UTF8.GetBytes(rows)),
        ]));
        Assert.Contains(
            "Commentary on 1 indicator of kent-inc-uasc, May 2012. " + (isChanged
                ? "This file changes that month: its page shows which reds have no commentary."
                : "No indicator is red in that month."),
            at.Receipt("all.zip"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Recipients_SaysHowManyStayThoughTheyAreNotInTheFile_AndWhoHasToWait()
    {
        const string header = "email,scorecard,audience,from,until\n";
        await at.DropAsync(
            "first.csv", $"{header}a@council.gov.uk,{Kent},leadership,,\nb@council.gov.uk,{Kent},leadership,,\n"
                + $"gone@council.gov.uk,{Kent},leadership,,2012-01-31\nall@council.gov.uk,,leadership,,\n");
        Assert.DoesNotContain("all the same", at.Receipt("first.csv"), StringComparison.Ordinal);
        await at.DropAsync("second.csv", $"{header}A@council.gov.uk,{Kent},data-team,2199-01-01,\n");
        var receipt = at.Receipt("second.csv");
        Assert.Contains("Not in this file, and mailed for its scorecards all the same: 1 recipient. To end one", receipt, StringComparison.Ordinal);
        Assert.DoesNotContain("b@council.gov.uk", receipt, StringComparison.Ordinal);
        Assert.Contains("is not mailed until then, even if they were before (row 2)", receipt, StringComparison.Ordinal);
    }

    /// <summary>A head of service becomes director: the row of her district goes before the one for every scorecard, though it has ended.</summary>
    [Theory]
    [InlineData("a@council.gov.uk,,leadership,,\n", true)]
    [InlineData("a@council.gov.uk,,leadership,,\nA@council.gov.uk,kent-inc-uasc,leadership,,\n", false)]
    [InlineData("b@council.gov.uk,,leadership,,\n", false)]
    public async Task Recipients_NamesTheScorecardsThatEndedRowsKeepFromABlankOne(string rows, bool isNoted)
    {
        const string header = "email,scorecard,audience,from,until\n";
        await at.DropAsync("first.csv", $"{header}a@council.gov.uk,{Kent},leadership,,2012-01-31\n");
        await at.DropAsync("second.csv", header + rows);
        Assert.Equal(isNoted, at.Receipt("second.csv").Contains(
            $"is not for one of which another row of the address has ended: {Kent}. To have its mail again", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Recipients_AreLookedForOnAllSheets_AndCountedOnce()
    {
        const string Ashford = "ashford-inc-uasc";
        object?[] header = ["email", "scorecard", "audience"];
        await at.DropAsync("ashford.csv", $"scorecard,name,slice,uasc\n{Ashford},\"Ashford, inc UASC\",district,inc\n");
        await at.DropAsync(
            "first.csv", $"email,scorecard,audience\na@council.gov.uk,{Kent},leadership\nb@council.gov.uk,{Kent},leadership\n"
                + $"B@council.gov.uk,{Ashford},leadership\nc@council.gov.uk,{Kent},data-team\n");
        await at.DropAsync("both.xlsx", new XlsxBuilder()
            .Sheet("Leadership", s => s.Rows([header, ["a@council.gov.uk", Kent, "leadership"], ["a@council.gov.uk", Ashford, "leadership"]]))
            .Sheet("Data team", s => s.Rows([header, ["c@council.gov.uk", Kent, "data-team"]])).ToBytes());
        var receipt = at.Receipt("both.xlsx");
        Assert.Equal(2, receipt.Split("Not in this file").Length);
        Assert.Contains("Not in this file, and mailed for its scorecards all the same: 1 recipient. ", receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithdrawnUploadWithoutFigures_IsSaidByItsKind()
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},cpp-rate,2012-05,808,312597\n");
        await at.DropAsync("comment.csv", $"scorecard,indicator,month,comment\n{Kent},cpp-rate,2012-05,Three groups moved.\n");
        await at.DropAsync("withdraw.csv", "withdraw\ncomment.csv\n");
        Assert.Contains("It states no figures: it is of kind commentary.", at.Receipt("withdraw.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task CommentaryOnWhatIsNotInUse_IsSaidToBeNotShown()
    {
        await at.DropAsync("scorecard.csv", "scorecard,name,slice,uasc,active_to\nended,Ended,team,inc,2012-03-31\n");
        await at.DropAsync(
            "comment.csv",
            $"scorecard,indicator,month,comment\n{Kent},cpp-rate,2012-05,Three groups moved.\nended,cpp-rate,2012-05,One group moved.\n");
        Assert.Contains(
            "Not shown, as the scorecard or the indicator is not in use in that month (active_from, active_to): ended, cpp-rate, 2012-05.",
            at.Receipt("comment.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewIndicatorWithoutAFigure_IsShown_AsItIsCounted()
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},cpp-rate,2012-05,808,312597\n");
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals\nfresh,how-much,1,20,Fresh things,H,Snapshot,percent,1\n");
        var receipt = at.Receipt("indicator.csv");
        Assert.Matches(@"fresh</th>\s*<td class=""figure"">not on the scorecard</td>", receipt);
        Assert.DoesNotContain("No figures, ratings or directions of travel changed.", receipt, StringComparison.Ordinal);
    }

    /// <summary>Whoever looks for an early month of a long history is not left to think that nothing has changed in it.</summary>
    [Theory]
    [InlineData(199, false)]
    [InlineData(200, true)]
    public async Task MonthsThatThePageLeavesOut_AreSaidToBeThere(int changes, bool isSaid)
    {
        var receipt = new Receipt
        {
            Extract = "history.csv",
            Sha256 = "",
            Bytes = 1,
            Received = at.Time.Now,
            Outcome = ReceiptOutcome.Accepted,
            Message = "Accepted.",
            Changes =
            [
                .. Enumerable.Range(0, changes)
                    .Select(back => new ScorecardChange(Kent, new Month(2012, 5).PlusMonths(-back), 0, null, Summary.None, [])),
            ],
        };
        Assert.Equal(isSaid, PageText.Read(await PageText.Html.ReceiptAsync(receipt, [], 0, areCopied: false)).Contains(
            "These are the latest 200 scorecard months that changed. Earlier ones may have changed too: their pages show them as they are now.",
            StringComparison.Ordinal));
    }

    /// <summary>Of records there is no copy.</summary>
    [Theory]
    [InlineData(Figures, "nobody,lac-pep,2012-05,{0},2000\n", "All of the rows are in file.csv.rejected.csv.")]
    [InlineData("audit_id,child_id,completed_date,judgement,team_code\n", "U{0},C1001,soon,GOOD,T1\n", "file.csv.json lists up to 10000 of them.")]
    public async Task FaultsThatThePageLeavesOut_AreWhereItSays(string header, string row, string words)
    {
        var rows = Enumerable.Range(1, 1_001).Select(i => row.Replace("{0}", $"{i}", StringComparison.Ordinal));
        await at.DropAsync("file.csv", header + string.Concat(rows));
        Assert.Contains($"The first 1000 of 1001 faults. {words}", at.Receipt("file.csv"), StringComparison.Ordinal);
    }
}
