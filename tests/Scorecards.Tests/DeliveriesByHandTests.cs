using Microsoft.Extensions.Logging.Abstractions;
using Scorecards.Application;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using static Scorecards.Tests.MonthEndCases;

namespace Scorecards.Tests;

/// <summary>What an administrator may do to a delivery.</summary>
public sealed class DeliveriesByHandTests
{
    static readonly TrackedDelivery Lost = Mail(DeliveryState.Unknown) with { Detail = "cut off", Attempts = 3, Since = Issue, NextAttempt = Issue };

    [Theory]
    [InlineData(DeliveryState.Unknown, true)]
    [InlineData(DeliveryState.Refused, true)]
    [InlineData(DeliveryState.Planned, false)]
    [InlineData(DeliveryState.Claimed, false)]
    [InlineData(DeliveryState.Sending, false)]
    [InlineData(DeliveryState.Sent, false)]
    public void OnlyUnknownAndRefusedDeliveries_WaitForAnAdministrator(DeliveryState state, bool isOpen) =>
        Assert.Equal(isOpen, DeliveriesByHand.IsOpen(Mail(state)));

    /// <summary>Whoever wants to see both would be shown one of them, or even another.</summary>
    [Theory]
    [InlineData("Unknown,Refused")]
    [InlineData("claimed, sending")]
    [InlineData("4")]
    [InlineData("Lost")]
    public async Task Deliveries_AreListedByOneState_ByItsName(string state)
    {
        var operations = new DeliveryOperations(null!, null!, null!, TimeProvider.System, NullLogger<DeliveryOperations>.Instance);
        var problem = await Assert.ThrowsAsync<ProblemException>(() => operations.ListAsync(state, default));
        Assert.Equal((400, "Not a state"), (problem.Status, problem.Title));
    }

    [Fact]
    public void DeliveryThatIsMoved_IsTriedFromTheStart() => Assert.Equal(
        Lost with { State = DeliveryState.Planned, Detail = "again", Attempts = 0, Since = null, NextAttempt = null },
        DeliveriesByHand.Move(Lost, DeliveryState.Planned, "again"));

    [Fact]
    public void MailToARecipientOfTheReportingMonth_MayBeSentAgain() =>
        Assert.Equal(ResendAnswer.MayBeSent, Check(Lost, [Lost], Group(Row("Director@example.org", "KENT-inc-uasc"))));

    [Fact]
    public void Notice_IsNotSentAgain() => Assert.Equal(
        ResendAnswer.IsNotice,
        Check(Lost with { Delivery = Lost.Delivery with { Ordinal = 0, Day = new DateOnly(2012, 6, 14) } }, [], Group(Row(Director, County))));

    [Theory]
    [InlineData(DeliveryState.Sent, 10, County, ResendAnswer.GivenSince)]
    [InlineData(DeliveryState.Unknown, 12, County, ResendAnswer.GivenSince)]
    [InlineData(DeliveryState.Planned, 12, County, ResendAnswer.MayBeSent)]
    [InlineData(DeliveryState.Refused, 12, County, ResendAnswer.MayBeSent)]
    [InlineData(DeliveryState.Sent, 9, County, ResendAnswer.MayBeSent)]
    [InlineData(DeliveryState.Sent, 12, Ashford, ResendAnswer.MayBeSent)]
    public void Mail_IsNotSentAgain_WhereALaterOneHasGivenTheSame(DeliveryState state, long number, string scorecard, ResendAnswer answer) =>
        Assert.Equal(answer, Check(Lost, [Lost, Mail(state, number, 2, Director, scorecard)], Group(Row(Director, County))));

    [Fact]
    public void Mail_IsNotSentAgain_OfAMonthThatIsOver_OrToAFormerRecipient()
    {
        Assert.Equal(ResendAnswer.NotDue, Check(Lost, [], Group(Row(Director, County)) with { Month = May.Next() }));
        Assert.Equal(ResendAnswer.NotDue, Check(Lost, [], Group(Row(Team, County), Row(Director, Ashford))));
        var corrected = Group(Row(Director, County)) with { CorrectedOnly = new HashSet<ScorecardId> { County } };
        Assert.Equal(ResendAnswer.NotDue, Check(Lost, [], corrected));

        // A correction of the month before is one, though: its first mail was another delivery.
        var correction = Mail(DeliveryState.Unknown, 12, 2);
        Assert.Equal(ResendAnswer.MayBeSent, Check(correction, [Mail(DeliveryState.Sent), correction], corrected));
        Assert.Equal(ResendAnswer.NotDue, Check(correction, [Mail(DeliveryState.Refused), correction], corrected));
    }

    [Theory]
    [InlineData(DeliveryState.Refused, "2012-06-14T06:00:00Z", true)]
    [InlineData(DeliveryState.Refused, "2012-07-31T22:59:59Z", true)]
    [InlineData(DeliveryState.Refused, "2012-07-31T23:00:00Z", false)]
    [InlineData(DeliveryState.Unknown, "2012-06-14T06:00:00Z", false)]
    [InlineData(DeliveryState.Sent, "2012-06-14T06:00:00Z", false)]
    public void RefusedMail_IsShown_UntilTwoMoreMonthsHaveEnded(DeliveryState state, string now, bool isShown) =>
        Assert.Equal(isShown, DeliveriesByHand.IsRefused(Mail(state), Time(now)));

    /// <summary>June may wait for its figures into August: May's corrections are mailed as long, and one that was refused was on no page.</summary>
    [Theory]
    [InlineData("2012-08-06T06:00:00Z", "2012-08-07T06:00:00Z", true)]
    [InlineData("2012-08-06T06:00:00Z", "2012-09-30T22:59:59Z", true)]
    [InlineData("2012-08-06T06:00:00Z", "2012-09-30T23:00:00Z", false)]
    [InlineData("2012-06-14T06:00:00Z", "2012-07-31T22:59:59Z", true)]
    [InlineData("2012-06-14T06:00:00Z", "2012-07-31T23:00:00Z", false)]
    public void RefusedCorrection_IsShown_AndWaitsForAnAdministrator_InTheMonthInWhichItWasRefusedAndTheNext(
        string refused, string now, bool isShown)
    {
        var correction = Mail(DeliveryState.Refused, 12, 2) with { Settled = Time(refused) };
        Assert.Equal(isShown, DeliveriesByHand.IsRefused(correction, Time(now)));
        Assert.Equal(isShown, DeliveriesByHand.IsRefusedUntold(correction, Time(now)));
    }

    [Fact]
    public void RefusedMail_WaitsForAnAdministratorAlone_WhereNoDataTeamWasTold()
    {
        var refused = Mail(DeliveryState.Refused);
        Assert.True(DeliveriesByHand.IsRefusedUntold(refused, Issue));
        Assert.False(DeliveriesByHand.IsRefusedUntold(refused with { IsTold = true }, Issue));
        Assert.True(DeliveriesByHand.IsRefusedUntold(refused with { Settled = Issue.AddDays(-1) }, Issue));
        Assert.False(DeliveriesByHand.IsRefusedUntold(refused with { Settled = Issue.AddDays(-1).AddSeconds(1) }, Issue));
        Assert.False(DeliveriesByHand.IsRefusedUntold(
            refused with { Delivery = refused.Delivery with { Ordinal = 0, Day = new DateOnly(2012, 6, 14) } }, Issue));
    }

    /// <summary>The notice of a day before is not sent any more, and nothing says so in its row.</summary>
    [Theory]
    [InlineData("2012-05", true, DeliveryState.Planned, "451 later", "2012-06-13T06:00:01Z", true)]
    [InlineData("2012-05", true, DeliveryState.Planned, "451 later", "2012-06-13T06:00:00Z", false)]
    [InlineData("2012-04", false, DeliveryState.Planned, "451 later", "2012-06-13T06:00:01Z", true)]
    [InlineData("2012-04", false, DeliveryState.Planned, "451 later", "2012-06-13T06:00:00Z", false)]
    [InlineData("2012-05", false, DeliveryState.Planned, "451 later", "2012-06-10T06:00:00Z", true)]
    [InlineData("2012-05", false, DeliveryState.Planned, null, "2012-06-14T05:00:00Z", false)]
    [InlineData("2012-05", false, DeliveryState.Refused, "550 no", "2012-06-14T05:00:00Z", false)]
    public void MailThatWasPutOff_Waits_AsLongAsItIsTried(
        string month, bool isNotice, DeliveryState state, string? detail, string settled, bool isWaiting)
    {
        var mail = Mail(state) with { Detail = detail, Settled = Time(settled) };
        var of = mail.Delivery with { Month = Month.Parse(month), Day = isNotice ? new DateOnly(2012, 6, 13) : null };
        Assert.Equal(isWaiting, DeliveriesByHand.IsWaiting(mail with { Delivery = of }, Issue));
    }

    static ResendAnswer Check(TrackedDelivery delivery, IReadOnlyList<TrackedDelivery> ofMonth, GroupMonth group) =>
        DeliveriesByHand.CheckResend(delivery, ofMonth, [group]);
}
