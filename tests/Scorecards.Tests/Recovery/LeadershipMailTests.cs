using Microsoft.Extensions.Options;
using MimeKit;
using Scorecards.Application;
using Scorecards.Application.MonthEnd;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Recovery;

/// <summary>What leadership is told of issued months that change: nothing that is not so, whoever did what.</summary>
public sealed class LeadershipMailTests
{
    const string Kent = "kent-inc-uasc";
    const string Director = "director@kent.example";
    const string Councillor = "councillor@party.example";
    const string Header = "scorecard,indicator,month,numerator,denominator,value\n";
    const string Targets = "indicator,scorecard,effective_from,target,green_min,amber_min\n";

    static readonly DateTimeOffset MayIsDue = new(2012, 6, 18, 9, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset ChangesAreDue = new(2012, 6, 20, 9, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset JuneIsDue = new(2012, 7, 16, 9, 0, 0, TimeSpan.Zero);

    readonly Installation at = new();

    [Fact]
    public async Task NewIndicator_IsNotToldAsAChangedFigure_NorAsACorrection()
    {
        await MailMayAsync();
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals\nfresh,how-much,1,20,Fresh things,H,Snapshot,percent,1\n");
        var change = (await at.MailAsync(ChangesAreDue))[Director];
        Assert.StartsWith("Corrected: ", change.Subject, StringComparison.Ordinal);
        Assert.Contains(
            "Fresh things: was not on the scorecard; now no figure, – Not rated, no direction of travel. Why: the list of indicators has changed.",
            change.TextBody,
            StringComparison.Ordinal);
        Assert.DoesNotContain("more figure", change.TextBody, StringComparison.Ordinal);

        var june = await MailJuneAsync();
        Assert.DoesNotContain("Corrected", june[Director].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("orrected", june[Councillor].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithdrawnUpload_OfAnIssuedMonth_LeavesItIncomplete_AndIsSaid()
    {
        await MailMayAsync();
        Assert.DoesNotContain(at.Mails, m => m.Subject!.Contains("not complete", StringComparison.Ordinal));
        await at.DropAsync("withdraw.csv", "withdraw,reason\ndental.csv,Wrong month.\n");
        const string why = "Why: dental.csv was withdrawn. Reason given: Wrong month.";
        var change = await at.MailAsync(ChangesAreDue);
        Assert.Contains("was 87.0%, ▲ Amber, ↓ Worse; now no figure, – Not rated, no direction of travel. " + why, change[Director].TextBody,
            StringComparison.Ordinal);
        Assert.All(change.Values, mail =>
        {
            Assert.StartsWith("Corrected: ", mail.Subject, StringComparison.Ordinal);
            Assert.EndsWith(" (not complete)", mail.Subject, StringComparison.Ordinal);
        });
        Assert.StartsWith("This month is not complete: 1 figure is missing.", change[Councillor].TextBody, StringComparison.Ordinal);

        var june = await MailJuneAsync();
        Assert.Contains($"was 87.0%, now missing. {why}", june[Director].TextBody, StringComparison.Ordinal);
        Assert.Contains(
            "was 87.0%, now missing. Why: the upload that stated it does not count any more.", june[Councillor].TextBody, StringComparison.Ordinal);
    }

    /// <summary>Its receipt says that it is refused: so the mail, and the receipt of the withdrawal, say what counts now.</summary>
    [Fact]
    public async Task ValueThatWasRefusedBesideCounts_CountsOnceTheyAreWithdrawn_AndThatIsTheReason()
    {
        await MailMayAsync();
        await at.DropAsync("trend.csv", $"{Header}{Kent},lac-dental,2012-05,,,62\n");
        Assert.Contains("87 (870 over 1000). These stay", at.Receipt("trend.csv"), StringComparison.Ordinal);
        await at.DropAsync("withdraw.csv", "withdraw,reason\ndental.csv,The wrong extract.\n");
        Assert.Contains(
            "Counts now that these uploads are withdrawn: row 2 of trend.csv (lac-dental of kent-inc-uasc, May 2012).", at.Receipt("withdraw.csv"),
            StringComparison.Ordinal);
        var change = await at.MailAsync(ChangesAreDue);
        Assert.Contains(
            "was 87.0%, ▲ Amber, ↓ Worse; now 62.0%, ■ Red, ↓ Worse. Why: dental.csv was withdrawn, so the figure of trend.csv, row 2 counts. "
            + "Reason given: The wrong extract.",
            change[Director].TextBody,
            StringComparison.Ordinal);
        Assert.DoesNotContain("withdrawn", change[Councillor].TextBody, StringComparison.Ordinal);
    }

    /// <summary>The file of the figure that counts again has not changed: it is not named as what corrected the figure.</summary>
    [Fact]
    public async Task WithdrawnCorrection_IsTheReason_WithWhatThePersonWrote_AndNotOutside()
    {
        await MailMayAsync();
        await at.DropAsync("wrong.csv", $"{Header}{Kent},lac-dental,2012-05,500,1000,\n");
        await at.MailAsync(ChangesAreDue);
        await at.DropAsync("withdraw.csv", "withdraw,reason\nwrong.csv,R. Jones: the wrong year.\n");
        var change = await at.MailAsync(ChangesAreDue.AddDays(1));
        Assert.Contains(
            "now 87.0%, ▲ Amber, ↓ Worse. Why: wrong.csv was withdrawn, so the figure of dental.csv, row 2 counts again. "
            + "Reason given: R. Jones: the wrong year.",
            change[Director].TextBody,
            StringComparison.Ordinal);
        Assert.DoesNotContain("R. Jones", change[Councillor].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("dental.csv", change[Councillor].TextBody, StringComparison.Ordinal);
    }

    /// <summary>Its path and why it had to go may name a child.</summary>
    [Fact]
    public async Task ErasedCorrection_IsTheReason_WithoutItsPath_AndWithoutWhy()
    {
        await MailMayAsync();
        var sha256 = await at.DropAsync("wrong.csv", $"{Header}{Kent},lac-dental,2012-05,500,1000,\n");
        await at.MailAsync(ChangesAreDue);
        await at.App.Erasure.EraseAsync(sha256, "R. Jones: a child's record", default);
        await at.CalculateAsync();
        var change = (await at.MailAsync(ChangesAreDue.AddDays(1)))[Director].TextBody!;
        Assert.Contains(
            "Why: the upload that had corrected it was erased, so the figure of dental.csv, row 2 counts again.", change, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong.csv", change, StringComparison.Ordinal);
        Assert.DoesNotContain("R. Jones", change, StringComparison.Ordinal);
    }

    /// <summary>The mail compares a county with its districts as of the erasure, at which their months changed too.</summary>
    [Fact]
    public async Task ErasedCorrection_OfACountyAndItsDistrict_IsTold()
    {
        await at.DropAsync("scorecard.csv", "scorecard,name,parent,slice,uasc\nashford,Ashford,kent-inc-uasc,district,inc\n");
        await at.DropAsync("parts.csv", $"{Header}ashford,lac-dental,2012-04,400,500,\nashford,lac-dental,2012-05,400,500,\n");
        await MailMayAsync();
        var sha256 = await at.DropAsync(
            "wrong.csv", $"{Header}{Kent},lac-dental,2012-05,500,1000,\nashford,lac-dental,2012-05,200,500,\n");
        await at.MailAsync(ChangesAreDue);
        await at.App.Erasure.EraseAsync(sha256, "a child's record", default);
        await at.CalculateAsync();
        var change = (await at.MailAsync(ChangesAreDue.AddDays(1)))[Director].TextBody!;
        Assert.Contains(
            "Why: the upload that had corrected it was erased, so the figure of dental.csv, row 2 counts again.", change, StringComparison.Ordinal);
    }

    /// <summary>Whether June lacks a figure is found out from May, as of the erasure.</summary>
    [Fact]
    public async Task NextMonth_IsMailed_WhereTheNewestEntryIsAnErasure()
    {
        await MailMayAsync();
        var sha256 = await at.DropAsync("wrong.csv", $"{Header}{Kent},lac-dental,2012-05,500,1000,\n");
        at.Time.Now = JuneIsDue.AddDays(-3);
        await at.DropAsync("june.csv", $"{Header}{Kent},lac-pep,2012-06,962,1000,\n{Kent},lac-dental,2012-06,870,1000,\n");
        await at.App.Erasure.EraseAsync(sha256, "a child's record", default);
        await at.CalculateAsync();
        await at.MailAsync(JuneIsDue);
        Assert.Contains(at.Mails, m => m.Subject!.Contains("June 2012", StringComparison.Ordinal));
    }

    /// <summary>June's issue hour is the hour of May's change mail, 11 July at 7 in London; June has no figure of one indicator, and its deadline
    /// is the 13th.</summary>
    [Fact]
    public async Task Correction_OfTheMonthBeforeOneThatIsOnHold_IsMailedOnce_ToThoseWhoHadThatMonth()
    {
        const string said = "was 87.0%, ▲ Amber, ↓ Worse; now 50.0%, ■ Red, ↓ Worse. Why: figure corrected in corrected.csv, row 2.";
        const string late = "late@kent.example";
        await MailMayAsync();
        at.Time.Now = new DateTimeOffset(2012, 7, 10, 9, 0, 0, TimeSpan.Zero);
        await at.DropAsync("june.csv", $"{Header}{Kent},lac-pep,2012-06,962,1000,\n");
        await at.DropAsync("late.csv", $"email,scorecard,audience\n{late},{Kent},leadership\n");
        await at.DropAsync("corrected.csv", $"{Header}{Kent},lac-dental,2012-05,500,1000,\n");

        var june = new DateTimeOffset(2012, 7, 11, 6, 0, 0, TimeSpan.Zero);
        var mails = await at.MailAsync(june);
        Assert.Equal("June 2012 is on hold: 1 figure is missing", mails[Director].Subject);
        Assert.Equal("June 2012 is on hold: 1 figure is missing", mails[late].Subject);
        Assert.Equal("June 2012 is on hold: 1 figure is missing", mails[Councillor].Subject);
        Assert.DoesNotContain("may.csv", mails[Councillor].TextBody, StringComparison.Ordinal);
        Assert.Equal([Councillor, Director], OfMay().Order());
        Assert.Single(at.Mails, m => m.TextBody!.Contains(said, StringComparison.Ordinal));

        await at.MailAsync(june.AddDays(1));
        mails = await at.MailAsync(JuneIsDue);
        Assert.Equal([Councillor, Director], OfMay().Order());
        Assert.All(mails.Values, m => Assert.Contains("June 2012", m.Subject, StringComparison.Ordinal));
        Assert.Contains("Corrected since May 2012 was issued: ", mails[Director].TextBody, StringComparison.Ordinal);

        IEnumerable<string> OfMay() => at.Mails.Where(m => m.Subject!.StartsWith("Corrected: Kent, inc UASC, May 2012", StringComparison.Ordinal))
            .Select(m => m.To.Mailboxes.Single().Address);
    }

    [Fact]
    public async Task Hold_IsNotTold_WhileTheFileOfWhatIsMissingIsBeingRead_ButAfterAnHour()
    {
        await MailMayAsync();
        at.Time.Now = new DateTimeOffset(2012, 7, 10, 9, 0, 0, TimeSpan.Zero);
        await at.DropAsync("june.csv", $"{Header}{Kent},lac-pep,2012-06,962,1000,\n");
        var june = new DateTimeOffset(2012, 7, 11, 6, 0, 0, TimeSpan.Zero);
        at.Time.Now = june;
        at.Upload("dental-june.csv", $"{Header}{Kent},lac-dental,2012-06,870,1000,\n");
        await at.CutOffBeforeTheEntryAsync("dental-june.csv");
        await at.MailAsync(june.AddMinutes(1));
        Assert.DoesNotContain(at.Mails, m => m.Subject!.Contains("June 2012", StringComparison.Ordinal));

        var mails = await at.MailAsync(june.AddMinutes(62));
        Assert.Equal("June 2012 is on hold: 1 figure is missing", mails[Director].Subject);
    }

    /// <summary>To everybody who had the month's mail, also outside: it tells no number. There is no page of such a month to point to.</summary>
    [Fact]
    public async Task MonthWhoseFiguresAreAllTakenBack_IsSaidOnce_AndInTheNextMail()
    {
        const string said = "The figures of May 2012 that were mailed to you have been taken back: there are none now.";
        await MailMayAsync();
        await at.DropAsync("withdraw.csv", "withdraw,reason\nmay.csv,Wrong month.\ndental.csv,Wrong month.\n");
        var change = await at.MailAsync(ChangesAreDue);
        Assert.Equal([Councillor, Director], change.Keys.Order());
        Assert.All(change.Values, mail =>
        {
            Assert.Equal("Corrected: Kent, inc UASC, May 2012: all figures taken back", mail.Subject);
            Assert.Contains(said, mail.TextBody, StringComparison.Ordinal);
            Assert.DoesNotContain("Full scorecard", mail.TextBody, StringComparison.Ordinal);
        });
        await at.MailAsync(ChangesAreDue.AddDays(1));
        Assert.Equal(2, at.Mails.Count(mail => mail.TextBody!.Contains(said, StringComparison.Ordinal)));

        var june = await MailJuneAsync();
        Assert.All(june.Values, mail => Assert.Contains(
            "The figures of May 2012 have been taken back since it was issued: there are none now.", mail.TextBody, StringComparison.Ordinal));
    }

    [Fact]
    public async Task ScorecardWhoseFiguresAreAllTakenBack_IsInTheSubject_BesideACorrection()
    {
        await at.DropAsync("thanet.csv", "scorecard,name,slice,uasc\nthanet,Thanet,district,inc\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,961,1000,\n");
        await at.DropAsync("thanet-may.csv", $"{Header}thanet,lac-pep,2012-05,50,60,\n");
        await at.DropAsync("recipient.csv", $"email,scorecard,audience\n{Director},,leadership\n");
        await at.MailAsync(MayIsDue);

        at.Time.Now = MayIsDue.AddDays(1);
        await at.DropAsync("corrected.csv", $"{Header}{Kent},lac-pep,2012-05,500,1000,\n");
        await at.DropAsync("withdraw.csv", "withdraw,reason\nthanet-may.csv,Wrong month.\n");
        var change = (await at.MailAsync(ChangesAreDue))[Director];
        Assert.StartsWith("Corrected: Kent, inc UASC, May 2012: 1 red, ", change.Subject, StringComparison.Ordinal);
        Assert.Contains("; all figures of Thanet taken back", change.Subject, StringComparison.Ordinal);
    }

    /// <summary>By a row of their own, or for every scorecard. Once it is in the catalogue again its figures are.</summary>
    [Fact]
    public async Task ScorecardWhoseFileIsWithdrawn_IsSaidToBeTakenBack_Once_ToThoseWhoHadItsMail()
    {
        const string thanet = "scorecard,name,slice,uasc\nthanet,Thanet,district,inc\n";
        const string people = "email,scorecard,audience\n";
        const string said = "The figures of May 2012 that were mailed to you have been taken back: there are none now.";
        await at.DropAsync("thanet.csv", thanet);
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,961,1000,\nthanet,lac-pep,2012-05,50,60,\n");
        await at.DropAsync("recipient.csv", $"{people}{Director},,leadership\nthanet@kent.example,thanet,leadership\n");
        Assert.Equal([Director, "thanet@kent.example"], (await at.MailAsync(MayIsDue)).Keys.Order());

        at.Time.Now = MayIsDue.AddDays(1);
        await at.DropAsync("late.csv", $"{people}late@kent.example,thanet,leadership\n");
        await at.App.Operations.WithdrawAsync("", "thanet.csv", "The wrong district.", default);
        await at.CalculateAsync();
        var change = await at.MailAsync(ChangesAreDue);
        Assert.Equal([Director, "thanet@kent.example"], change.Keys.Order());
        Assert.All(change.Values, mail =>
        {
            Assert.Equal("Corrected: Thanet, May 2012: all figures taken back", mail.Subject);
            Assert.Contains(said, mail.TextBody, StringComparison.Ordinal);
        });

        await at.DropAsync("again.csv", $"{thanet}\n");
        await at.MailAsync(ChangesAreDue.AddDays(1));
        Assert.Equal(2, at.Mails.Count(mail => mail.TextBody!.Contains(said, StringComparison.Ordinal)));
        Assert.Equal(2, at.Mails.Count(mail => mail.TextBody!.Contains("There are figures of May 2012 again.", StringComparison.Ordinal)));
    }

    /// <summary>As of a month-end mail.</summary>
    [Theory]
    [InlineData("html")]
    [InlineData("text")]
    public async Task PreviewOfACorrection_SaysToWhom_When_AndTheSubject(string format)
    {
        await MailMayAsync();
        await at.DropAsync("corrected.csv", $"{Header}{Kent},lac-dental,2012-05,500,1000,\n");
        var shown = await PreviewAsync(format);
        Assert.Contains("This is what has changed since you were last mailed about this month", shown, StringComparison.Ordinal);
        Assert.Contains($"{Director} (what has changed since edition 1, from 20/06/2012 07:00)", shown, StringComparison.Ordinal);
        Assert.Matches("Subject(: |</th>)", shown);
        Assert.Contains("Viewing this sends nothing.", shown, StringComparison.Ordinal);
    }

    /// <summary>It said "Nobody: this scorecard has no recipients today", or to upload a recipient file.</summary>
    [Theory]
    [InlineData("")]
    [InlineData(Director)]
    public async Task Preview_OfARecipientWhoseOtherScorecardCannotBeRead_FailsAsTheMailDoes(string recipient)
    {
        const string clerk = "clerk@kent.example";
        await at.DropAsync("thanet.csv", "scorecard,name,slice,uasc\nthanet,Thanet,district,inc\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,961,1000,\nthanet,lac-pep,2012-05,50,60,\n");
        await at.DropAsync("recipient.csv", $"email,scorecard,audience\n{Director},,leadership\n{clerk},{Kent},leadership\n");
        at.Account.Damage(
            at.Account.Rows(StorageNames.ResultsTable).Single(r => r is { Partition: "thanet", Row: "2012-05" }), "Results0", "{");
        at.Restart();
        var preview = new MailPreview(at.Queries(), at.Suppressed(), at.App.Preview, at.App.Messages);

        await Assert.ThrowsAsync<InvalidDataException>(() => preview.ShowAsync(Kent, "2012-05", "text", recipient, [], default));
        var other = (WrittenText)await preview.ShowAsync(Kent, "2012-05", "text", clerk, [], default);
        Assert.Contains($"To: {clerk} (", other.Text, StringComparison.Ordinal);
    }

    /// <summary>It is the mail of the council's own staff, whole.</summary>
    [Fact]
    public async Task Preview_IsNotGiven_WhereSmallNumbersAreWithheld()
    {
        await MailMayAsync();
        var preview = new MailPreview(at.Queries(), at.Suppressed(threshold: 5), at.App.Preview, at.App.Messages);
        var problem = await Assert.ThrowsAsync<ProblemException>(() => preview.ShowAsync(Kent, "2012-05", "text", "", [], default));
        Assert.Equal((403, "Mail not given"), (problem.Status, problem.Title));
    }

    [Fact]
    public async Task PreviewOfAMonthThatWasIssuedIncomplete_SaysWhatItsMailSaid()
    {
        await at.DropAsync("recipient.csv", $"email,scorecard,audience\n{Director},{Kent},leadership\n");
        await at.DropAsync("april.csv", $"{Header}{Kent},lac-pep,2012-04,960,1000,\n{Kent},lac-dental,2012-04,890,1000,\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,961,1000,\n");
        await at.IssueAsync(new Month(2012, 4));
        var mail = (await at.MailAsync(MayIsDue))[Director];
        var shown = (await PreviewAsync("text")).ReplaceLineEndings("\n");
        Assert.EndsWith(" (not complete)", mail.Subject, StringComparison.Ordinal);
        Assert.Contains($"\nSubject: {mail.Subject}\n", shown, StringComparison.Ordinal);
        Assert.EndsWith(mail.TextBody!.ReplaceLineEndings("\n").Trim(), shown.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FigureAndTarget_ChangedTogether_AreBothTold()
    {
        await MailMayAsync();
        await at.DropAsync("target.csv", $"{Targets}lac-dental,,2012-05-01,70,,\n");
        await at.DropAsync("corrected.csv", $"{Header}{Kent},lac-dental,2012-05,860,1000,\n");
        var june = await MailJuneAsync();
        Assert.All(june.Values, mail =>
        {
            Assert.Contains("was 87.0%, now 86.0%. Why: figure corrected", mail.TextBody, StringComparison.Ordinal);
            Assert.Contains(" The target was 90.0% and is now 70%.", mail.TextBody, StringComparison.Ordinal);
            Assert.Contains("Target changed after May 2012 was issued: ", mail.TextBody, StringComparison.Ordinal);
            Assert.Contains(
                ", was 90.0%, now 70%. Ratings: May 2012 was ▲ Amber, now ● Green.", mail.TextBody, StringComparison.Ordinal);
        });
    }

    /// <summary>The mail of the next month does not say that nothing was corrected; a reader outside cannot work out what does not show.</summary>
    [Theory]
    [InlineData("2012-05,1922,2000", "was 96.1%, now 96.1%. Why: figure corrected in corrected.csv, row 2, but still shown as 96.1%.")]
    [InlineData("2012-04,961,1000", "was 96.1% (↑ Improved), now 96.1% (→ Same). Why: the figure for April 2012 was 96.0% and is now 96.1%.")]
    public async Task Correction_ThatDoesNotShow_IsToldInTheNextMail_AndNotOutside(string corrected, string said)
    {
        await MailMayAsync();
        await at.DropAsync("corrected.csv", $"{Header}{Kent},lac-pep,{corrected},\n");
        var june = await MailJuneAsync();
        Assert.Contains("Corrected since May 2012 was issued: ", june[Director].TextBody, StringComparison.Ordinal);
        Assert.Contains(said, june[Director].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("Corrected since May 2012", june[Councillor].TextBody, StringComparison.Ordinal);
    }

    /// <summary>Every issued month has a new edition by them. 87% is amber whatever the decimals are; 89.6% is amber, and green as 90%.</summary>
    [Theory]
    [InlineData("870", null)]
    [InlineData("896", "was 89.6%, now 90%. Why: it is now shown with other decimals.")]
    public async Task OtherDecimals_AreNoCorrection_UnlessARatingChangesByThem(string dental, string? said)
    {
        await MailMayAsync(dental);
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals\n"
            + "lac-dental,outcomes,4,8,LAC Dental Checks held within required timescale,H,Snapshot,percent,0\n");
        Assert.Equal(2, (await at.App.Results.FindAsync(Kent, new Month(2012, 4), null, default))!.Summary.Edition);
        var june = (await MailJuneAsync())[Director].TextBody!;
        Assert.DoesNotContain("Corrected since April 2012", june, StringComparison.Ordinal);
        Assert.Equal(said is not null, june.Contains("Corrected figures of May 2012", StringComparison.Ordinal));
        Assert.Equal(said is not null, june.Contains(said ?? "was 87", StringComparison.Ordinal));
    }

    /// <summary>To whoever is mailed of a month after it has changed. A name makes an edition, and corrects nothing.</summary>
    [Fact]
    public async Task Subject_SaysCorrected_OnlyWhereMoreThanNamesHasChanged()
    {
        await MailMayAsync();
        await at.DropAsync("scorecard.csv", "scorecard,name,slice,uasc\nkent-inc-uasc,County of Kent,county,inc\n");
        await at.DropAsync("late.csv", $"email,scorecard,audience\nlate@kent.example,{Kent},leadership\n");
        var renamed = (await at.MailAsync(ChangesAreDue))["late@kent.example"];
        Assert.StartsWith("County of Kent, May 2012: ", renamed.Subject, StringComparison.Ordinal);
        Assert.Contains("County of Kent, May 2012, edition 2", renamed.TextBody, StringComparison.Ordinal);
        Assert.Equal(3, at.Mails.Count);

        await at.DropAsync("corrected.csv", $"{Header}{Kent},lac-dental,2012-05,871,1000,\n");
        await at.DropAsync("later.csv", $"email,scorecard,audience\nlater@kent.example,{Kent},leadership\n");
        var corrected = (await at.MailAsync(ChangesAreDue.AddDays(1)))["later@kent.example"];
        Assert.StartsWith("Corrected: County of Kent, May 2012: ", corrected.Subject, StringComparison.Ordinal);
        Assert.Contains("was 87.0%, now 87.1%", corrected.TextBody, StringComparison.Ordinal);
        Assert.Equal(4, at.Mails.Count);
    }

    /// <summary>July 2011 is the eleventh month before June 2012. Only changes of the reporting month have a mail of their own.</summary>
    [Theory]
    [InlineData("2011-07", true)]
    [InlineData("2011-06", false)]
    public async Task Correction_OfAnOlderMonth_IsToldInTheNextMail_ForElevenMonths(string corrected, bool isTold)
    {
        var month = Month.Parse(corrected);
        await at.DropAsync("old.csv", $"{Header}{Kent},lac-pep,{corrected},950,1000,\n");
        await at.IssueAsync(month);
        await MailMayAsync();
        await at.DropAsync("corrected.csv", $"{Header}{Kent},lac-pep,{corrected},900,1000,\n");
        var mailed = at.Mails.Count;
        await at.MailAsync(ChangesAreDue);
        Assert.Equal(mailed, at.Mails.Count);

        var june = (await MailJuneAsync())[Director].TextBody!;
        Assert.Equal(isTold, june.Contains($"Corrected since {month.ToLongString()} was issued: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("90,89,88", "Limits for the rating changed after April 2012 and May 2012 were issued: ", ", target 90%. Ratings: "
        + "April 2012 was ▲ Amber, now ● Green; May 2012 was ▲ Amber, now ■ Red.")]
    [InlineData(",,", "Target changed after April 2012 and May 2012 were issued: ", ", was 90.0%, now not set. Ratings: "
        + "April 2012 was ▲ Amber, now – Not rated; May 2012 was ▲ Amber, now – Not rated.")]
    public async Task LimitsAndTargets_DatedBack_AreTold_AsWhatTheyAre(string target, string said, string effect)
    {
        await MailMayAsync();
        await at.DropAsync("target.csv", $"{Targets}lac-dental,,2012-04-01,{target}\n");
        var june = await MailJuneAsync();
        Assert.All(june.Values, mail =>
        {
            Assert.Contains(said, mail.TextBody, StringComparison.Ordinal);
            Assert.Contains(effect, mail.TextBody, StringComparison.Ordinal);
        });
    }

    /// <summary>87% against 90% is green where low is good. The limits follow from the target, which nobody touched.</summary>
    [Fact]
    public async Task Polarity_ThatChangedIssuedMonths_IsToldAsWhatItIs()
    {
        await MailMayAsync();
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals\n"
            + "lac-dental,outcomes,4,8,LAC Dental Checks held within required timescale,L,Snapshot,percent,1\n");
        var june = await MailJuneAsync();
        Assert.All(june.Values, mail =>
        {
            Assert.Contains(
                "What counts as good changed after April 2012 and May 2012 were issued: LAC Dental Checks held within required timescale. "
                + "Ratings: April 2012 was ▲ Amber, now ● Green; May 2012 was ▲ Amber, now ● Green.",
                mail.TextBody,
                StringComparison.Ordinal);
            Assert.DoesNotContain("Limits for the rating", mail.TextBody, StringComparison.Ordinal);
        });
    }

    /// <summary>11 is Green and 12 Amber. Outside both are shown as 10, and nothing tells that the limits have changed, as they have not.</summary>
    [Fact]
    public async Task Rating_TurnedByACorrectionThatDoesNotShowOutside_IsNotTakenForOtherLimits()
    {
        await at.DropAsync("target.csv", $"{Targets}unallocated-28d,,2012-04-01,11,,\n");
        await at.DropAsync("unallocated.csv", $"{Header}{Kent},unallocated-28d,2012-04,,,11\n{Kent},unallocated-28d,2012-05,,,11\n");
        await MailMayAsync();
        await at.DropAsync("corrected.csv", $"{Header}{Kent},unallocated-28d,2012-05,,,12\n");
        var june = await MailJuneAsync($"{Kent},unallocated-28d,2012-06,,,11\n");
        Assert.Contains("was 11, now 12. Why: figure corrected", june[Director].TextBody, StringComparison.Ordinal);
        Assert.All(june.Values, mail => Assert.DoesNotContain("changed after", mail.TextBody, StringComparison.Ordinal));
        Assert.DoesNotContain("Corrected since May 2012", june[Councillor].TextBody, StringComparison.Ordinal);
    }

    /// <summary>
    /// Amber in May, by 10%. In June, by 9%, the first is red by both targets, though the rounded 14.3% would be amber by 10%; the second by the
    /// new one alone.
    /// </summary>
    [Theory]
    [InlineData("32,211", "Newly red")]
    [InlineData("30,214", "Another colour because the target has changed")]
    public async Task NewlyRed_IsByItsFigure_AndOutsideByEither(string june, string inside)
    {
        await at.DropAsync("target.csv", $"{Targets}cpp-current-18m,,2012-05-01,10,,\ncpp-current-18m,,2012-06-01,9,,\n");
        await at.DropAsync("plans.csv", $"{Header}{Kent},cpp-current-18m,2012-05,30,214,\n");
        await MailMayAsync();
        var mails = await MailJuneAsync($"{Kent},cpp-current-18m,2012-06,{june},\n");
        Assert.Contains($"{inside} (1): ", mails[Director].TextBody, StringComparison.Ordinal);
        Assert.Contains("Newly red (1): ", mails[Councillor].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("because the target has changed", mails[Councillor].TextBody, StringComparison.Ordinal);
        Assert.All(mails.Values, mail => Assert.Contains("Targets that have changed (1): ", mail.TextBody, StringComparison.Ordinal));
    }

    /// <summary>87% is amber by 90%, and red by what June says is amber.</summary>
    [Fact]
    public async Task Limits_OfTheSameTarget_AreToldAsAChangedTarget()
    {
        await MailMayAsync();
        await at.DropAsync("target.csv", $"{Targets}lac-dental,,2012-06-01,90,,88\n");
        var mails = await MailJuneAsync();
        Assert.Contains(", 90% with other limits. By last month's targets: ", mails[Director].TextBody, StringComparison.Ordinal);
        Assert.Contains("Another colour because the target has changed (1): ", mails[Director].TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("By last month's targets", mails[Councillor].TextBody, StringComparison.Ordinal);
        Assert.All(mails.Values, mail =>
        {
            Assert.Contains("Targets that have changed (1): ", mail.TextBody, StringComparison.Ordinal);
            Assert.Contains(", 90% with other limits.", mail.TextBody, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Target_StatedAgainWithOtherNoughts_HasNotChanged()
    {
        await MailMayAsync();
        await at.DropAsync("target.csv", $"{Targets}lac-dental,,2012-04-01,90,,\n");
        Assert.All((await MailJuneAsync()).Values, mail => Assert.DoesNotContain("changed after", mail.TextBody, StringComparison.Ordinal));
    }

    /// <summary>In the time until its mail the parts may be put right, or put wrong.</summary>
    [Theory]
    [InlineData("12", "10", null)]
    [InlineData("12", "13", "add up to 25 (Ashford 12 + Dover 13)")]
    public async Task Correction_IsToldWithTheSum_AsItIsByThen(string ashford, string dover, string? sum)
    {
        await at.DropAsync(
            "scorecard.csv",
            "scorecard,name,parent,slice,uasc\nashford,Ashford,kent-inc-uasc,district,inc\ndover,Dover,kent-inc-uasc,district,inc\n");
        await at.DropAsync(
            "parts.csv", $"{Header}{Kent},lac-with-cpp,2012-05,,,22\nashford,lac-with-cpp,2012-05,,,12\ndover,lac-with-cpp,2012-05,,,19\n");
        await MailMayAsync();
        await at.DropAsync("county.csv", $"{Header}{Kent},lac-dental,2012-05,950,1000,\n");
        await at.DropAsync("parts.csv", $"{Header}ashford,lac-with-cpp,2012-05,,,{ashford}\ndover,lac-with-cpp,2012-05,,,{dover}\n");

        var change = (await at.MailAsync(ChangesAreDue))[Director];
        Assert.StartsWith("Corrected: ", change.Subject, StringComparison.Ordinal);
        if (sum is null)
        {
            Assert.DoesNotContain("add up", change.TextBody, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains($"Kent, inc UASC has 22, the scorecards below it {sum}", change.TextBody, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Correction_ThatBreaksASum_IsToldWithTheSum()
    {
        await at.DropAsync(
            "scorecard.csv",
            "scorecard,name,parent,slice,uasc\nashford,Ashford,kent-inc-uasc,district,inc\ndover,Dover,kent-inc-uasc,district,inc\n");
        await at.DropAsync("parts.csv", $"{Header}{Parts(4)}{Parts(5)}");
        await MailMayAsync();
        await at.DropAsync("corrected.csv", $"{Header}{Kent},lac-with-cpp,2012-05,,,25\n");
        var change = await at.MailAsync(ChangesAreDue);
        Assert.StartsWith("Corrected: ", change[Director].Subject, StringComparison.Ordinal);
        Assert.Contains(
            "Kent, inc UASC has 25, the scorecards below it add up to 22 (Ashford 12 + Dover 10)", change[Director].TextBody,
            StringComparison.Ordinal);
        Assert.DoesNotContain("add up", change[Councillor].TextBody, StringComparison.Ordinal);

        static string Parts(int month) =>
            $"{Kent},lac-with-cpp,2012-0{month},,,22\nashford,lac-with-cpp,2012-0{month},,,12\ndover,lac-with-cpp,2012-0{month},,,10\n";
    }

    [Fact]
    public async Task MailOutside_IsWithheldAndRounded_AsTheSettingsSay()
    {
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,961,1000,\n");
        var mail = new MailSettings { From = "scorecards@kent.example", Inside = "kent.example", OutsideThreshold = 10 };
        var messages = new MonthEndMessages(
            at.App.Reports, at.App.CatalogueReader, Simulation.App.Html, Options.Create(mail),
            Options.Create(new SuppressionSettings { IsInclusive = false, RoundTo = 10 }), at.Time);
        var asOf = await at.App.Months.AtAsync(await at.JournalAsync(), default);
        var may = await asOf.ReadAsync(Kent, new Month(2012, 5), default);
        var content = await messages.MakeAsync([may!], [], isDataTeam: false, isOutside: true, isChange: false, asOf, default);
        Assert.Equal(new SuppressionProfile(10, IsInclusive: false, RoundTo: 10), content.Report!.Scorecards.Single().Profile);
    }

    /// <summary>Notify takes the text alone. What was uploaded may have the name of the workbook, as where that was corrected.</summary>
    [Fact]
    public async Task MailByNotify_SaysNothingOfAWorkbook_AndAllOfWhatWasCorrected()
    {
        await MailMayAsync();
        await at.DropAsync("kent-inc-uasc-2012-05.xlsx.csv", $"{Header}{Kent},lac-dental,2012-05,500,1000,\n");
        var mail = new MailSettings { From = "scorecards@kent.example", Notify = { ApiKey = "key" } };
        var messages = new MonthEndMessages(
            at.App.Reports, at.App.CatalogueReader, Simulation.App.Html, Options.Create(mail), Options.Create(new SuppressionSettings()), at.Time);
        var (asOf, may) = (await at.App.Months.AtAsync(await at.JournalAsync(), default), new Month(2012, 5));
        var was = (await at.App.Results.FindAsync(Kent, may, 1, default))!.Scorecard;
        var now = (await asOf.ReadAsync(Kent, may, default))!;
        var plan = new MailPlan
        {
            Recipient = new Recipient { Email = Director, Scorecard = Kent, Audience = Audience.Leadership },
            Status = MailStatus.ChangeMail,
            Shown = [now],
            Changes = [ScorecardDiff.Between(was, now)],
        };
        var change = await messages.MakeAsync(plan, asOf, asOf, default);
        Assert.Contains("Why: figure corrected in kent-inc-uasc-2012-05.xlsx.csv, row 2.", change.Text, StringComparison.Ordinal);
        var monthEnd = await messages.MakeAsync([now], [], isDataTeam: false, isOutside: false, isChange: false, asOf, default);
        Assert.All(new[] { change, monthEnd }, content =>
        {
            Assert.Empty(content.Workbooks);
            Assert.DoesNotContain("Attached", content.Text + content.Html, StringComparison.Ordinal);
        });
    }

    /// <summary>April (89%, issued before) and May (87%) of one indicator, in a file of its own, beside another; the mail of May has gone.</summary>
    /// <param name="dental">The numerator of May in place of 870.</param>
    async Task MailMayAsync(string dental = "870")
    {
        await at.DropAsync(
            "recipient.csv", $"email,scorecard,audience\n{Director},{Kent},leadership\n{Councillor},{Kent},leadership\n");
        await at.DropAsync("april.csv", $"{Header}{Kent},lac-pep,2012-04,960,1000,\n{Kent},lac-dental,2012-04,890,1000,\n");
        await at.DropAsync("may.csv", $"{Header}{Kent},lac-pep,2012-05,961,1000,\n");
        await at.DropAsync("dental.csv", $"{Header}{Kent},lac-dental,2012-05,{dental},1000,\n");
        await at.IssueAsync(new Month(2012, 4));
        Assert.Equal([Councillor, Director], (await at.MailAsync(MayIsDue)).Keys.Order());
        Assert.All(at.Mails, m => Assert.Contains("May 2012", m.Subject, StringComparison.Ordinal));
        at.Time.Now = MayIsDue.AddDays(1);
    }

    /// <summary>The preview of the director's mail of May.</summary>
    async Task<string> PreviewAsync(string format)
    {
        var preview = new MailPreview(at.Queries(), at.Suppressed(), at.App.Preview, at.App.Messages);
        return ((WrittenText)await preview.ShowAsync(Kent, "2012-05", format, Director, [], default)).Text;
    }

    /// <param name="more">Rows of June beside those of the two indicators.</param>
    async Task<Dictionary<string, MimeMessage>> MailJuneAsync(string more = "")
    {
        at.Time.Now = new DateTimeOffset(2012, 7, 2, 9, 0, 0, TimeSpan.Zero);
        await at.DropAsync("june.csv", $"{Header}{Kent},lac-pep,2012-06,962,1000,\n{Kent},lac-dental,2012-06,870,1000,\n{more}");
        var mails = await at.MailAsync(JuneIsDue);
        Assert.All(mails.Values, m => Assert.Contains("June 2012", m.Subject, StringComparison.Ordinal));
        return mails;
    }
}
