using Scorecards.Domain;
using Scorecards.Reports;
using static Scorecards.Tests.MonthEndCases;

namespace Scorecards.Tests;

/// <summary>What the preview and the notices to the data team say, word for word.</summary>
public sealed class MailWordsTests
{
    [Fact]
    public void Preview_SaysWhatHappensNextWithAMail()
    {
        var refused = Mail(DeliveryState.Refused) with { Detail = "550 no such user" };
        var sent = Mail(DeliveryState.Sent) with { Settled = Issue };
        (MailPlan Plan, string Words)[] cases =
        [
            (Plan(Issue.AddDays(-1), [], (County, Open(County))), "from 14/06/2012 07:00"),
            (
                Plan(Issue, [], (County, Open(County, isMissing: true))),
                "waiting for 1 missing figure of kent-inc-uasc, until 18/06/2012 07:00 at the latest"),
            (Plan(Deadline, [], (County, Open(County, isMissing: true))), "from 18/06/2012 07:00"),
            (Plan(Issue, [], (County, Empty(County))), "waiting for the first figures of kent-inc-uasc"),
            (Plan(Issue, [Mail(DeliveryState.Sending)], (County, Open(County))), "being sent now"),
            (Plan(Issue, [], (County, Issued(County, (10, 1)) with { IsBehind = true })), "as soon as the month is calculated"),
            (Plan(Issue, [sent], (County, Issued(County, (10, 1)))), "sent 14/06/2012 07:00"),
            (Plan(Issue, [Mail(DeliveryState.Unknown)], (County, Issued(County, (10, 1)))), "delivery unknown"),
            (Plan(Issue, [sent], (County, Issued(County, (10, 1), (12, 2)))), "what has changed since edition 1, from 15/06/2012 07:00"),
            (
                Plan(
                    Issue,
                    [Mail(DeliveryState.Planned) with { Detail = "451", NextAttempt = Issue.AddMinutes(15) }],
                    (County, Issued(County, (10, 1)))),
                "put off by the mail server (451); will be tried again from 14/06/2012 07:15"),
            (Plan(Issue, [refused], (County, Issued(County, (10, 1)))),
                "refused by the mail server (550 no such user); no more mail for this month will be sent to this address automatically"),
            (new MailPlan { Recipient = Row(Director, County), Status = MailStatus.RecordLost },
                "no mail will be sent automatically: the record of who was mailed is lost"),
            (new MailPlan { Recipient = Row(Director, County), Status = MailStatus.NothingToSend }, "nothing to send"),
        ];
        Assert.All(cases, c => Assert.Equal(c.Words, MailPlanText.Describe(c.Plan)));
    }

    [Fact]
    public void Preview_OfAMonthThatIsOver_PromisesNoMail()
    {
        var (sent, changed) = (Mail(DeliveryState.Sent), Issued(County, (10, 1), (12, 2)));
        var putOff = Mail(DeliveryState.Planned, 12, 2) with { Detail = "451", NextAttempt = Issue.AddMinutes(15) };
        const string over = "no more mail for this month; what has changed is in no mail of its own";
        (MailPlan Plan, string Words)[] cases =
        [
            (Plan(Issue, [sent], (County, changed)), over),
            (Plan(Issue, [sent, putOff], (County, changed)), over),
            (Plan(Issue, [sent], (County, changed with { IsBehind = true })), over),
            (Plan(Issue, [], (County, Open(County))), "no month-end mail"),
            (
                Plan(Issue, [sent], (County, changed), (Ashford, Open(Ashford, isMissing: true))),
                "no month-end mail; what has changed is in no mail of its own"),
        ];
        Assert.All(cases, c => Assert.Equal(c.Words, MailPlanText.Describe(c.Plan, isMailed: false)));
    }

    [Theory]
    [InlineData(
        "2012-06-14T06:00:00Z",
        false,
        "From 14/06/2012 07:00 if the month is complete; from 18/06/2012 07:00 even if figures are missing (London time)")]
    [InlineData(
        "2012-06-14T06:00:00Z",
        true,
        "From 14/06/2012 07:00 if the month is complete, or earlier, as soon as it is complete; from 18/06/2012 07:00 even if figures are "
        + "missing (London time)")]
    [InlineData("2012-07-11T06:00:00Z", false, "No mail will be sent for this month any more: the current reporting month is June 2012")]
    public void Preview_SaysWhenAMonthIsMailed(string now, bool isEarly, string words) => Assert.Equal(
        words,
        MailPlanText.When(new MonthEndRule(new WorkingDays(Tests.Kent.BuiltIn.BankHolidays), Usual with { IsEarly = isEarly }), May, Time(now)));

    [Fact]
    public void Preview_SaysThatTheMonthBeforeOneThatWaits_IsOnlyCorrected()
    {
        Assert.Equal(
            "Only corrections of this month will be mailed, until June 2012 is issued",
            MailPlanText.When(Rule, May, Time("2012-07-11T06:00:00Z"), isCorrected: true));
        Assert.True(MailPlanText.IsMailed(Rule, May, Time("2012-07-11T06:00:00Z"), null, isCorrected: true));
        Assert.False(MailPlanText.IsMailed(Rule, May, Time("2012-07-11T06:00:00Z"), null, isCorrected: false));
        Assert.False(MailPlanText.IsMailed(Rule, May, Time("2012-07-11T06:00:00Z"), May.Next(), isCorrected: true));
    }

    [Fact]
    public void Notice_BeforeTheDeadline_SaysWhatIsMissing_AndWhatToDo() => Assert.Equal(
        """
        May 2012: 1 figure is missing

        The mail for May 2012 will be sent when these figures have been received, or at 18/06/2012 07:00 London time at the latest. If figures are still missing then, the mail will list them.
        Upload the missing figures, on their own or in a whole file. If a figure is not available, enter NA. The mail of this month will then not wait for it, but that of the next month will. You will get this notice each working day until no figure is missing or the mail is sent.

        kent-inc-uasc: 1 of 44 figures is missing
        - Number of CAFs completed per 10,000 population under 18 (caf-rate), last received in april.csv

        """.ReplaceLineEndings(),
        DataTeamNotice.Make(Group(), [Missing(County)], [], [], Issue).Text());

    [Fact]
    public void Notice_SaysHowManyFiguresOfEachScorecardAreMissing()
    {
        var two = Missing(County) with { Missing = [new(Caf, null), new(Tests.Kent.Catalogue.Indicator("ca-rate")!, null)] };
        Assert.Equal("kent-inc-uasc: 2 of 44 figures are missing", DataTeamNotice.Make(Group(), [two], [], [], Issue).Parts[1].Heading);
    }

    [Fact]
    public void Notice_OfScorecardsThatNobodyIsMailed_PromisesNoMail()
    {
        var officer = Row(Team, County, Audience.DataTeam) with { GetsMonthEnd = false };
        Assert.Equal(
            "Nobody is mailed these scorecards, so no mail waits for these figures. You are told of them until 18/06/2012 07:00 London time.",
            When(officer));
        Assert.StartsWith("The mail for May 2012 will be sent", When(officer, Row(Director, County)), StringComparison.Ordinal);

        static string When(params IReadOnlyList<Recipient> rows) =>
            DataTeamNotice.Make(Group(rows), [Missing(County)], [], [], Issue).Parts[0].Words[0];
    }

    [Fact]
    public void Notice_OfAFigureThatWasCounted_NamesNoFileThatNobodyUploaded()
    {
        var counted = Missing(County) with { Missing = [new(Caf, "counted/2012-04.csv")] };
        Assert.EndsWith(
            "(caf-rate), counted from records until last month: the notes of the newest receipt of records, or your administrator, say why not now",
            DataTeamNotice.Make(Group(), [counted], [], [], Issue).Parts[1].Lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Notice_SaysWhatMayBeWrong_BehindWhatIsMissing()
    {
        var text = DataTeamNotice.Make(Group(), [Missing(County)], ["lac-pep, kent-inc-uasc, May 2012: 0.9% looks odd"], [], Issue).Text();
        Assert.EndsWith(
            """
            - Number of CAFs completed per 10,000 population under 18 (caf-rate), last received in april.csv

            Figures that may be wrong
            Look at these now: no mail waits for them.
            - lac-pep, kent-inc-uasc, May 2012: 0.9% looks odd

            """.ReplaceLineEndings(),
            text,
            StringComparison.Ordinal);
    }

    /// <summary>A notice that only says whom the month's mail did not reach comes after it.</summary>
    [Fact]
    public void Notice_OfMailThatWasNotDelivered_DoesNotSayThatItIsToBeSent()
    {
        string[] warnings = ["lac-pep, kent-inc-uasc, May 2012: 0.9% looks odd"];
        var text = DataTeamNotice.Make(Group(), [], warnings, [Mail(DeliveryState.Refused)], Issue).Text();
        Assert.DoesNotContain("before the mail is sent", text, StringComparison.Ordinal);
        Assert.Contains("Look at these now: no mail waits for them.", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Notice_AfterTheDeadline_SaysThatTheMailIsSent() => Assert.Equal(
        "The deadline for the May 2012 mail has passed. The mail is sent without these figures and lists them. "
        + "A scorecard without any figures is mailed when its first figures have been received, if that is before 11/07/2012 07:00 London time.",
        DataTeamNotice.Make(Group(), [Missing(County)], [], [], Deadline).Parts[0].Words[0]);

    [Fact]
    public void Notice_OfMailThatWasNotDelivered_SaysWhatToDo() => Assert.Equal(
        """
        May 2012: mail was not delivered

        Mail that was not delivered
        If an address is wrong, upload a corrected recipient file. Where delivery is unknown, ask the recipient, then ask your system administrator to resend it or mark it as delivered (quote the id).
        - director@example.org: refused by the mail server (550 no such user)
        - director@example.org: delivery unknown (cut off while it was being sent), id director@example.org 2
        - director@example.org: not sent before the next month was issued (451 later)

        """.ReplaceLineEndings(),
        DataTeamNotice.Make(
            Group(),
            [],
            [],
            [
                Mail(DeliveryState.Refused) with { Detail = "550 no such user" },
                Mail(DeliveryState.Unknown, 10, 2),
                Mail(DeliveryState.Planned) with { Detail = "451 later" },
            ],
            Issue).Text());

    [Fact]
    public void Notice_OfMailThatWasNotDelivered_NamesNobodyToAReaderOutside() => Assert.Equal(
        """
        May 2012: mail was not delivered

        Mail that was not delivered
        Tell the council's system administrator (quote the id).
        - id 01: refused by the mail server
        - id 02: delivery unknown
        - id 03: not sent before the next month was issued

        """.ReplaceLineEndings(),
        DataTeamNotice.Make(
            Group(),
            [],
            [],
            [
                Mail(DeliveryState.Refused) with { Id = "01", Detail = $"550 no such user <{Director}>" },
                Mail(DeliveryState.Unknown, 10, 2) with { Id = "02" },
                Mail(DeliveryState.Planned) with { Id = "03", Detail = "451 later" },
            ],
            Issue,
            isOutside: true).Text());

    [Fact]
    public void Hold_SaysWhatIsMissing_AndWhenTheMailIsExpected() => Assert.Equal(
        """
        May 2012 is on hold: 1 figure is missing

        The mail for May 2012 was due on 14/06/2012 07:00 and waits for figures. It is expected by 18/06/2012 07:00 London time: as soon as the figures are there, or then without them.
        The data team knows. You need not do anything.

        What is missing
        - 1 indicator, kent-inc-uasc: Number of CAFs completed per 10,000 population under 18.

        """.ReplaceLineEndings(),
        HoldNotice.Make(Group(), Hold(Missing(County)), scorecards: 1).Text());

    /// <summary>A scorecard without any figures is not mailed.</summary>
    [Fact]
    public void Hold_PromisesNoMailWithoutFigures()
    {
        var empty = Missing(Ashford) with { HasFigures = false };
        Assert.EndsWith(
            "then without them. A scorecard that has no figures by then is mailed when its first figures have been received, "
            + "if that is before 11/07/2012 07:00 London time.",
            When(Hold(Missing(County), empty)),
            StringComparison.Ordinal);
        Assert.EndsWith(
            "waits for figures. It is sent when figures have been received: once none is missing, or from 18/06/2012 07:00 London time with those "
            + "that are there. Without any figures before 11/07/2012 07:00 London time it is not sent.",
            When(Hold(empty) with { HasFigures = false }),
            StringComparison.Ordinal);

        static string When(NoticePlan notice) => HoldNotice.Make(Group(), notice, scorecards: 2).Parts[0].Words[0];
    }

    [Fact]
    public void Hold_SaysThatTheDataTeamKnows_OnlyWhereItDoes() => Assert.Equal(
        "Nobody in the data team has been told about ashford. Please pass this on to the people who upload the figures.",
        HoldNotice.Make(Group(), Hold(Missing(County), Missing(Ashford)) with { Untold = [Ashford] }, scorecards: 2).Parts[0].Words[1]);

    [Fact]
    public void Notice_OfAScorecardWithoutFigures_PromisesNoMailOfIt() => Assert.EndsWith(
        "the mail will list them. A scorecard that has no figures by then is mailed when its first figures have been received, "
        + "if that is before 11/07/2012 07:00 London time.",
        DataTeamNotice.Make(Group(), [Missing(County), Missing(Ashford) with { HasFigures = false }], [], [], Issue).Parts[0].Words[0],
        StringComparison.Ordinal);

    static NoticePlan Hold(params IReadOnlyList<MissingFigures> missing) => new(
        Row(Director, County), new Delivery("*", May, 0, Director, new DateOnly(2012, 6, 14)), null, missing, [], IsDue: true, IsHold: true);

    [Theory]
    [InlineData(1, true, false, "Kent, inc UASC, May 2012: 12 red (3 new), 28 better, 11 worse")]
    [InlineData(2, true, false, "Kent, inc UASC, May 2012: 12 red (3 new), 28 better, 11 worse; and 1 more scorecard")]
    [InlineData(3, false, false, "Kent, inc UASC, May 2012: 12 red (3 new), 28 better, 11 worse; and 2 more scorecards (not complete)")]
    [InlineData(1, true, true, "Corrected: Kent, inc UASC, May 2012: 12 red (3 new), 28 better, 11 worse")]
    public async Task Subject_IsTheResultInOneLine(int scorecards, bool isComplete, bool isCorrected, string subject)
    {
        var report = await Reported.KentAsync();
        report = report with { Scorecard = report.Scorecard with { Edition = 2 } };
        var corrected = report with { IsCorrected = isCorrected };
        Assert.Equal(subject, MailSubject.Make([.. Enumerable.Repeat(corrected, scorecards)], isComplete));
        Assert.Equal(subject, MailSubject.Make([.. Enumerable.Repeat(report, scorecards)], isComplete, isChange: isCorrected));
    }

    /// <summary>A first mail may show one scorecard as issued and another as corrected since: nobody is to look for an earlier mail.</summary>
    [Fact]
    public async Task Subject_SaysCorrected_OfTheScorecardThatIs()
    {
        const string kent = "Kent, inc UASC, May 2012: 12 red (3 new), 28 better, 11 worse";
        var report = await Reported.KentAsync();
        var (ashford, dover) = (Corrected("Ashford"), Corrected("Dover"));
        Assert.Equal($"{kent}; and 1 more scorecard (corrected: Ashford)", MailSubject.Make([report, ashford]));
        Assert.Equal(
            $"{kent}; and 2 more scorecards (corrected: Ashford and 1 more) (not complete)",
            MailSubject.Make([report, ashford, dover], isComplete: false));
        Assert.Equal(
            "Corrected: Ashford, May 2012: 12 red (3 new), 28 better, 11 worse; and 1 more scorecard", MailSubject.Make([ashford, report]));

        MonthReport Corrected(string name) => report with { IsCorrected = true, Scorecard = report.Scorecard with { Name = name } };
    }

    [Fact]
    public async Task Subject_OfACorrection_NamesWhatWasTakenBackBesideIt()
    {
        var report = await Reported.KentAsync();
        var ashford = report.Scorecard.TakenBack(2) with { Name = "Ashford" };
        const string kent = "Corrected: Kent, inc UASC, May 2012: 12 red (3 new), 28 better, 11 worse";
        Assert.Equal(
            $"{kent}; all figures of Ashford taken back (not complete)",
            MailSubject.Make([report], isComplete: false, isChange: true, [ashford]));
        Assert.Equal(
            $"{kent}; and 1 more scorecard; all figures of Ashford and 1 more taken back",
            MailSubject.Make([report, report], isChange: true, takenBack: [ashford, ashford with { Name = "Dover" }]));
    }

    [Fact]
    public async Task Subject_OfAMonthWithoutFiguresOfTheMonthBefore_SaysSo()
    {
        var report = await Reported.KentAsync();
        var first = report.Scorecard.Results.Select(r => r with { Previous = null, Travel = null }).ToList();
        Assert.Equal(
            "Kent, inc UASC, May 2012: 12 red, no figures of the month before",
            MailSubject.Make([report with { Earlier = [], Scorecard = report.Scorecard with { Results = first, Summary = Summary.From(first) } }]));
    }

    [Fact]
    public void MissingFigures_AreNamedTogether_WhereTheSameScorecardsLackThem()
    {
        var other = Tests.Kent.Catalogue.Indicator("ca-rate")!;
        MissingFigure[] both = [new(Caf, null), new(other, null)];
        MissingFigures[] missing =
        [
            Missing("County") with { Missing = both }, Missing("North") with { Missing = both }, Missing("South") with { HasFigures = false },
        ];
        Assert.Equal(
            ["No figures received for May 2012: South.", $"2 indicators, County; North: {Caf.Name}; {other.Name}."],
            MissingLines.Write(missing, scorecards: 3));
        Assert.Equal([$"2 indicators, all 2 scorecards: {Caf.Name}; {other.Name}."], MissingLines.Write(missing[..2], scorecards: 2));
        Assert.Equal(
            [$"1 indicator, County: {Caf.Name}.", $"1 indicator, North: {other.Name}."],
            MissingLines.Write([Missing("County"), Missing("North") with { Missing = [new(other, null)] }], scorecards: 2));
        Assert.Equal("4 figures are missing, and 1 scorecard has no figures", MissingLines.Total(missing));
    }
}
