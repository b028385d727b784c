using System.Text;
using Scorecards.Application;
using Scorecards.Domain;
using Scorecards.Tests.Protocol;

namespace Scorecards.Tests.Recovery;

/// <summary>A file of kind withdraw withdraws uploads as a whole, the same as the operation.</summary>
public sealed class WithdrawnUploadTests
{
    const string Kent = "kent-inc-uasc";
    const string Figures = "scorecard,indicator,month,numerator,denominator\n";

    static readonly Month May = new(2011, 5);

    readonly Installation at = new();

    [Fact]
    public async Task Upload_IsWithdrawn_AndWhatItCorrectedComesBack()
    {
        await DropTwiceAsync(at);
        await at.DropAsync("take-back.csv", "withdraw,reason\nb/wrong.csv,The month was not closed.\n");
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        var journal = await at.JournalAsync();
        Assert.Equal((EntryKind.Accepted, EntryKind.Withdrawal), (journal[3].Kind, journal[4].Kind));
        Assert.Equal((2, "The month was not closed."), (journal[4].Place, journal[4].Message));
        Assert.Contains("b/wrong.csv, received on 8 June 2012", Receipt("take-back.csv"), StringComparison.Ordinal);
        Assert.Contains("Calculated again: kent-inc-uasc, May 2011.", Receipt("take-back.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithdrawnUpload_IsNotReplayed_AndTheAnswerSaysWhy()
    {
        await DropTwiceAsync(at);
        await at.App.Operations.WithdrawAsync("", "b/wrong.csv", "", default);
        var answer = await Assert.ThrowsAsync<ProblemException>(() => at.App.Operations.ReplayAsync("", "b/wrong.csv", default));
        Assert.Equal((409, "Withdrawn"), (answer.Status, answer.Title));
        Assert.StartsWith("This upload was withdrawn (entry 3), so none of its figures count", answer.Message, StringComparison.Ordinal);
        Assert.Equal(3, (await at.JournalAsync()).Head);
    }

    [Fact]
    public async Task ErasedUpload_IsNotReplayed_AndTheAnswerSaysWhy()
    {
        var sha256 = await DropTwiceAsync(at);
        await at.App.Erasure.EraseAsync(sha256, "test", default);
        var answer = await Assert.ThrowsAsync<ProblemException>(() => at.App.Operations.ReplayAsync(sha256, "", default));
        Assert.Equal((410, "Erased"), (answer.Status, answer.Title));
        Assert.Contains("the same bytes are refused", answer.Message, StringComparison.Ordinal);

        await at.DropAsync("again.csv", $"{Figures}{Kent},caf-rate,2011-05,9,312597\n");
        var again = await Assert.ThrowsAsync<ProblemException>(() => at.App.Operations.ReplayAsync("", "again.csv", default));
        Assert.Equal((410, "Erased"), (again.Status, again.Title));
    }

    [Fact]
    public async Task Upload_IsWithdrawn_ByItsHash()
    {
        var sha256 = await DropTwiceAsync(at);
        await at.DropAsync("take-back.csv", $"withdraw\n{sha256.ToUpperInvariant()}\n");
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        Assert.Equal("Asked for by take-back.csv.", (await at.JournalAsync())[4].Message);
    }

    /// <summary>It was mailed as "all figures taken back", whether there are figures again or not.</summary>
    [Fact]
    public async Task EditionWhoseFiguresWereAllTakenBack_IsNotDenied()
    {
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597\n");
        await at.IssueAsync(May);
        await at.App.Operations.WithdrawAsync("", "may.csv", "", default);
        await at.CalculateAsync();
        await AssertTakenBackAsync();
        await at.DropAsync("again.csv", $"{Figures}{Kent},caf-rate,2011-05,2065,312597\n");
        await AssertTakenBackAsync();
        Assert.Equal(3, (await at.Queries().FindAsync(Kent, "2011-05", "3", default)).Edition);
        var none = await Assert.ThrowsAsync<ProblemException>(() => at.Queries().FindAsync(Kent, "2011-05", "4", default));
        Assert.Contains("has no edition 4; the current one is edition 3.", none.Message, StringComparison.Ordinal);

        async Task AssertTakenBackAsync()
        {
            var problem = await Assert.ThrowsAsync<ProblemException>(() => at.Queries().FindAsync(Kent, "2011-05", "2", default));
            Assert.Equal((404, "Edition 2 has no figures: all were taken back."), (problem.Status, problem.Message));
        }
    }

    [Fact]
    public async Task RowThatNamesNoUpload_IsRefused_WithTheNearestPaths()
    {
        await DropTwiceAsync(at);
        await at.DropAsync("take-back.csv", "withdraw,reason\nb/wrnog.csv,\nb/wrong.csv,\n");
        var receipt = Receipt("take-back.csv");
        Assert.Contains(
            "is not the path or the SHA-256 of an upload that came before this file. The nearest are b/wrong.csv, a/right.csv.", receipt,
            StringComparison.Ordinal);
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
    }

    [Fact]
    public async Task UploadOfTheSameSecond_IsNotMeant()
    {
        await DropTwiceAsync(at);
        at.Upload("take-back.csv", "withdraw\nb/wrong.csv\n");
        at.Time.Now -= TimeSpan.FromSeconds(10);
        await at.DropAsync("b/wrong.csv", $"{Figures}{Kent},caf-rate,2011-05,2065,312597\n");
        await at.TakeInAsync("take-back.csv");
        Assert.Equal(2065, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        var journal = await at.JournalAsync();
        Assert.Equal((EntryKind.Withdrawal, 2), (journal[5].Kind, journal[5].Place));
    }

    /// <summary>No event told of it, or its instance was killed: the sweep would read it only after the file that withdraws it.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task UploadThatIsNotReadYet_IsReadFirst_AndMeant(bool isCutOff)
    {
        await at.DropAsync("a.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597\n");
        at.Upload("a.csv", $"{Figures}{Kent},caf-rate,2011-05,9,312597\n");
        if (isCutOff)
        {
            await at.CutOffBeforeTheEntryAsync("a.csv");
        }

        await at.DropAsync("take-back.csv", "withdraw\na.csv\n");
        await AssertSecondIsWithdrawnAsync();
    }

    /// <summary>The instance that reads it has it in memory.</summary>
    [Fact]
    public async Task UploadThatIsOverwrittenWhileItIsRead_IsWaitedFor_AndMeant()
    {
        await at.DropAsync("a.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597\n");
        at.Upload("a.csv", $"{Figures}{Kent},caf-rate,2011-05,9,312597\n");
        var moment = new Moment(request => request.StartsWith("add Journal", StringComparison.Ordinal))
        {
            Meanwhile = async () =>
            {
                at.Upload("take-back.csv", "withdraw\na.csv\n");
                at.Upload("a.csv", $"{Figures}{Kent},referral-rate,2011-05,5,312597\n");
                await at.TakeInAsync("take-back.csv");
                Assert.Equal(UploadState.Received, (await at.App.Uploads.FindAsync("take-back.csv", 1, default))!.State);
            },
        };
        await moment.RunAsync(() => at.TakeInAsync("a.csv", at.Start(requests: moment)));
        await at.TakeInAsync("a.csv");
        await at.SweepAsync();
        await AssertSecondIsWithdrawnAsync();
        Assert.Equal(5, (await at.ResultAsync(Kent, May, "referral-rate"))!.Numerator);
    }

    /// <summary>Nobody can read it any more, and the one before it is meant.</summary>
    [Fact]
    public async Task UploadThatWasOverwrittenBeforeItWasRead_IsNotWaitedForLongerThanUntilTheSweep()
    {
        await at.DropAsync("a.csv", $"{Figures}{Kent},caf-rate,2011-05,9,312597\n");
        at.Upload("a.csv", $"{Figures}{Kent},caf-rate,2011-05,8,312597\n");
        await at.CutOffBeforeTheEntryAsync("a.csv");
        at.Upload("take-back.csv", "withdraw\na.csv\n");
        await at.DropAsync("a.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597\n");
        await at.TakeInAsync("take-back.csv");
        Assert.Equal(UploadState.Received, (await at.App.Uploads.FindAsync("take-back.csv", 1, default))!.State);
        await at.SweepAsync();
        Assert.Equal(UploadState.Replaced, (await at.App.Uploads.FindAsync("a.csv", 2, default))!.State);
        var journal = await at.JournalAsync();
        Assert.Equal(1, journal[Assert.Single(journal.OfKind(EntryKind.Withdrawal))].Place);
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
    }

    async Task AssertSecondIsWithdrawnAsync()
    {
        var journal = await at.JournalAsync();
        Assert.Equal(journal.OfArrival("a.csv", 2)!.Value, journal[Assert.Single(journal.OfKind(EntryKind.Withdrawal))].Place);
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
    }

    /// <summary>What is read again for want of a scorecard has a newer entry than what was uploaded at its path since.</summary>
    [Fact]
    public async Task Path_IsOfItsLatestUpload_ThoughAnEarlierOneIsReadAgainSince()
    {
        at.Upload("scorecard.csv", "scorecard,name,slice,uasc\nwaited,Waited,team,inc\n");
        at.Time.Now += TimeSpan.FromMinutes(1);
        await at.DropAsync("a.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597\nwaited,caf-rate,2011-05,1,10\n");
        at.Time.Now += TimeSpan.FromMinutes(1);
        await at.DropAsync("a.csv", $"{Figures}{Kent},caf-rate,2011-05,9,312597\n");
        await at.TakeInAsync("scorecard.csv");
        Assert.Equal(4, (await at.JournalAsync()).Head);
        await at.DropAsync("take-back.csv", "withdraw\na.csv\n");
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
    }

    /// <summary>Whoever uploads the right file once more, to be sure, means the wrong one by its path, and can name it by its hash.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Path_IsOfTheLatestUploadThatBroughtSomething_AndTheSameFileNamesIt(bool byHash)
    {
        const string right = $"{Figures}{Kent},caf-rate,2011-05,2064,312597\n{Kent},lac-pep,2011-05,959,1062\n";
        await at.DropAsync("a.csv", right);
        var wrong = await at.DropAsync("a.csv", $"{Figures}{Kent},caf-rate,2011-05,9,312597\n");
        await at.DropAsync("a.csv", right);
        var receipt = Receipt("a.csv");
        Assert.Contains(
            $"Uploaded since, with figures of the same scorecard months: a.csv, received on 8 June 2012 at 09:00 UTC (SHA-256 {wrong}). ", receipt,
            StringComparison.Ordinal);
        await at.DropAsync("take-back.csv", $"withdraw\n{(byHash ? wrong : "a.csv")}\n");
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        Assert.Equal(959, (await at.ResultAsync(Kent, May, "lac-pep"))!.Numerator);
    }

    [Fact]
    public async Task SameFile_AfterOneOfOtherIndicators_IsNotToldThatItWasCorrected()
    {
        const string cases = $"{Figures}{Kent},caf-rate,2011-05,2064,312597\n";
        await at.DropAsync("cases.csv", cases);
        await at.DropAsync("staff.csv", $"{Figures}{Kent},posts-qsw,2011-05,434.8,510.3\n");
        await at.DropAsync("again.csv", cases);
        var receipt = Receipt("again.csv");
        Assert.DoesNotContain("corrected", receipt, StringComparison.Ordinal);
        Assert.Contains("Where a later upload has another figure of the same indicator, that one mostly counts.", receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CopyUnderAnotherName_IsNotWithdrawn_ButTheUploadThatCountsIsNamed()
    {
        const string content = $"{Figures}{Kent},caf-rate,2011-05,9,312597\n";
        var sha256 = await at.DropAsync("may.csv", content);
        await at.DropAsync("may-final.csv", content);
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597\n");
        await at.DropAsync("take-back.csv", "withdraw\nmay-final.csv\n");
        Assert.Contains(
            "is the same file as may.csv, which counts: it brought nothing of its own. If that one is meant, write its SHA-256, "
            + $"{sha256}, else delete the row", Receipt("take-back.csv"), StringComparison.Ordinal);
        var answer = await Assert.ThrowsAsync<ProblemException>(() => at.App.Operations.WithdrawAsync("", "may-final.csv", "", default));
        Assert.Equal((409, "The same file"), (answer.Status, answer.Title));
        Assert.EndsWith($"If that one is meant, name its SHA-256, {sha256}.", answer.Message, StringComparison.Ordinal);

        // What it says is done, and the correction at the path stays.
        await at.DropAsync("take-back.csv", $"withdraw\n{sha256}\n");
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        var journal = await at.JournalAsync();
        Assert.Equal(1, journal[Assert.Single(journal.OfKind(EntryKind.Withdrawal))].Place);
    }

    [Fact]
    public async Task PathWhoseLatestUploadWasRefused_IsRefused_WithTheHashOfTheOneThatCounts()
    {
        var sha256 = await at.DropAsync("a.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597\n");
        await at.DropAsync("a.csv", $"scorecard,indicator,number\n{Kent},caf-rate,2064\n");
        await at.DropAsync("take-back.csv", "withdraw\na.csv\n");
        Assert.Contains(
            $"The one received on 8 June 2012 at 09:00 UTC counts. If that one is meant, write its SHA-256, {sha256}. ", Receipt("take-back.csv"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task TwoUploadsOfOnePath_AreWithdrawnByOneFile()
    {
        await at.DropAsync("first.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597\n");
        var one = await at.DropAsync("a.csv", $"{Figures}{Kent},caf-rate,2011-05,9,312597\n");
        var other = await at.DropAsync("a.csv", $"{Figures}{Kent},caf-rate,2011-05,8,312597\n");
        await at.DropAsync("take-back.csv", $"withdraw\n{one}\n{other}\n");
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
    }

    [Fact]
    public async Task WithdrawnUpload_ThatIsUploadedAgain_CountsOverLaterOnes_AndItsReceiptSaysSo()
    {
        const string first = $"{Figures}{Kent},caf-rate,2011-05,2064,312597\n";
        await at.DropAsync("a.csv", first);
        await at.DropAsync("b.csv", $"{Figures}{Kent},caf-rate,2011-05,2065,312597\n");
        await at.DropAsync("take-back.csv", "withdraw\na.csv\n");
        Assert.DoesNotContain("was withdrawn before", Receipt("b.csv"), StringComparison.Ordinal);
        await at.DropAsync("a.csv", first);
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        Assert.Contains(
            "It counts as received now, also over what was uploaded since it came first.", Receipt("a.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithdrawFile_IsNotWithdrawn()
    {
        await DropTwiceAsync(at);
        await at.DropAsync("take-back.csv", "withdraw\nb/wrong.csv\n");
        await at.DropAsync("undo.csv", "withdraw\ntake-back.csv\n");
        Assert.Contains("also over what was uploaded since it came first. Delete the row", at.Receipt("undo.csv"), StringComparison.Ordinal);
        var answer = await Assert.ThrowsAsync<ProblemException>(() => at.App.Operations.WithdrawAsync("", "take-back.csv", "", default));
        Assert.Equal((409, "Not withdrawn"), (answer.Status, answer.Title));
        Assert.StartsWith("take-back.csv only takes uploads back, and what was taken back stays so. ", answer.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatAWithdrawalChanges_TheListOfUploadsSaysAsTheReceiptDoes()
    {
        await DropTwiceAsync(at);
        const string Known = $"{Figures}{Kent},referral-rate,2011-05,5,312597\n";
        await at.DropAsync("known.csv", Known);
        await at.DropAsync(
            "both.zip",
            XlsxBuilder.Zip([("known.csv", Encoding.UTF8.GetBytes(Known)), ("take-back.csv", "withdraw\nb/wrong.csv\n"u8.ToArray())]));
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        var said = (await at.App.Uploads.FindAsync("both.zip", 1, default))!.Message!;
        Assert.Contains($"\"{said}\"", Receipt("both.zip"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SameFileAgain_WithdrawsNothing_AndItsReceiptSaysSo()
    {
        await DropTwiceAsync(at);
        await at.DropAsync("take-back.csv", "withdraw\nb/wrong.csv\n");
        await at.DropAsync("b/wrong.csv", $"{Figures}{Kent},caf-rate,2011-05,9,312597\n");
        await at.DropAsync("take-back.csv", "withdraw\nb/wrong.csv\n");
        Assert.Equal(9, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        var journal = await at.JournalAsync();
        Assert.Equal((6, EntryKind.Same), (journal.Head, journal[6].Kind));
        Assert.Contains("as take-back.csv, so nothing was withdrawn by it.", Receipt("take-back.csv"), StringComparison.Ordinal);
    }

    /// <summary>An earlier build may have taken the row for another upload, and a restore carries out again what files ask for.</summary>
    [Fact]
    public async Task FileThatHasWithdrawnAsMuchAsItAsks_WithdrawsNothingMore()
    {
        await DropTwiceAsync(at);
        await at.DropAsync("take-back.csv", "withdraw\nb/wrong.csv\n");
        var journal = await at.JournalAsync();
        Assert.Equal(0, await at.App.Withdrawals.CarryOutAsync(journal[3], [new(journal[1], null)], journal, default));
        Assert.Equal(2064, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
    }

    [Fact]
    public async Task Reason_WithAPersonsNumber_RefusesTheFile()
    {
        await DropTwiceAsync(at);
        await at.DropAsync("take-back.csv", "withdraw,reason\nb/wrong.csv,ZZ000001A was counted twice.\n");
        Assert.Contains("row 2, column 2 has a number that looks like a child", Receipt("take-back.csv"), StringComparison.Ordinal);
        Assert.DoesNotContain("ZZ000001A", Receipt("take-back.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UploadThatDoesNotCount_IsRefused()
    {
        await DropTwiceAsync(at);
        await at.DropAsync("take-back.csv", "withdraw\nb/wrong.csv\n");
        await at.DropAsync("again.csv", "withdraw,reason\nb/wrong.csv,once more\n");
        Assert.Contains("is withdrawn already", Receipt("again.csv"), StringComparison.Ordinal);
        Assert.Equal(5, (await at.JournalAsync()).Head);
    }

    [Fact]
    public Task FileThatIsCutOff_IsCarriedOutOnce_BySweep() => Moment.EachAsync(async moment =>
    {
        var here = new Installation();
        await DropTwiceAsync(here);
        here.Upload("take-back.csv", "withdraw\nb/wrong.csv\n");
        moment.Fault = Simulation.Fault.KillBefore;
        await moment.RunAsync(() => here.TakeInAsync("take-back.csv", here.Start(requests: moment)));
        here.Restart();
        await here.SweepAsync();
        var journal = await here.JournalAsync();
        Assert.Single(Enumerable.Range(1, (int)journal.Head), n => journal[n].Kind == EntryKind.Withdrawal);
        Assert.Equal(2064, (await here.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        Assert.Contains("(2064 of 312597)", here.Receipt("take-back.csv"), StringComparison.Ordinal);
    });

    /// <returns>The SHA-256 of the second one.</returns>
    static async Task<string> DropTwiceAsync(Installation at)
    {
        await at.DropAsync("a/right.csv", $"{Figures}{Kent},caf-rate,2011-05,2064,312597\n");
        var sha256 = await at.DropAsync("b/wrong.csv", $"{Figures}{Kent},caf-rate,2011-05,9,312597\n");
        Assert.Equal(9, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        return sha256;
    }

    string Receipt(string path) => at.ReceiptFile($"{path}.json");
}
