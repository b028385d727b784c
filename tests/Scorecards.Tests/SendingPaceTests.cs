using Scorecards.Domain;
using static Scorecards.Tests.MonthEndCases;

namespace Scorecards.Tests;

/// <summary>When a tick stops sending, and when it waits.</summary>
public sealed class SendingPaceTests
{
    static readonly MailOutcome Sent = new(MailResult.Sent, "250");

    [Theory]
    [InlineData(98, true)]
    [InlineData(99, true)]
    [InlineData(100, false)]
    [InlineData(101, false)]
    public void Hour_TakesAsManyAsItMay_WhetherTheyWereAcceptedBeforeOrInThisTick(int accepted, bool isRoom)
    {
        var before = Begin(100, [.. Enumerable.Repeat(Settled(DeliveryState.Sent, Issue.AddMinutes(-30)), accepted)]);
        var now = Begin(100);
        for (var mail = 0; mail < accepted; mail++)
        {
            now.Note(Sent, Issue);
        }

        foreach (var pace in new[] { before, now })
        {
            Assert.Equal((isRoom ? TimeSpan.Zero : null, !isRoom, !isRoom), (pace.FindWait(Issue), pace.IsHourFull, pace.IsOver));
            Assert.Null(pace.Refusal);
        }
    }

    [Fact]
    public void Hour_OfAnyNumber_IsNeverFull()
    {
        var pace = Begin(0, [.. Enumerable.Repeat(Settled(DeliveryState.Sent, Issue), 10_000)]);
        Assert.Equal(TimeSpan.Zero, pace.FindWait(Issue));
    }

    // The hour ends with the mail that it began with, to the second; a tick waits five minutes for that and no longer.
    [Theory]
    [InlineData(-3601, 0)]
    [InlineData(-3600, 0)]
    [InlineData(-3599, 1)]
    [InlineData(-3300, 300)]
    [InlineData(-3299, null)]
    [InlineData(0, null)]
    public void Hour_EndsForEachMailByItself(int acceptedAt, int? wait)
    {
        var pace = Begin(1, Settled(DeliveryState.Sent, Issue.AddSeconds(acceptedAt)));
        Assert.Equal(wait is { } seconds ? TimeSpan.FromSeconds(seconds) : null, pace.FindWait(Issue));
        Assert.Equal(wait is null, pace.IsOver);
    }

    [Fact]
    public void Wait_IsForTheMailThatLeavesTheHour_NotForTheLastOne()
    {
        var pace = Begin(2, [.. new[] { -10, -58, -59 }.Select(minutes => Settled(DeliveryState.Sent, Issue.AddMinutes(minutes)))]);

        // Three were accepted, as by a larger limit: two of them have to leave.
        Assert.Equal(TimeSpan.FromMinutes(2), pace.FindWait(Issue));
        pace.Note(Sent, Issue.AddMinutes(2));
        Assert.Null(pace.FindWait(Issue.AddMinutes(2)));
    }

    [Theory]
    [InlineData(1200, true)]
    [InlineData(1201, false)]
    public void Tick_HandsOverForTwentyMinutes(int seconds, bool isInTime)
    {
        var pace = Begin(0);
        Assert.Equal(isInTime ? TimeSpan.Zero : null, pace.FindWait(Issue.AddSeconds(seconds)));
        Assert.Equal((!isInTime, false, null), (pace.IsOver, pace.IsHourFull, pace.Refusal));
    }

    [Theory]
    [InlineData(DeliveryState.Sent, -59, true)]
    [InlineData(DeliveryState.Unknown, -59, true)]
    [InlineData(DeliveryState.Unknown, -61, false)]
    [InlineData(DeliveryState.Claimed, null, true)]
    [InlineData(DeliveryState.Sending, null, true)]
    [InlineData(DeliveryState.Planned, -1, false)]
    [InlineData(DeliveryState.Refused, -1, false)]
    public void WhatMayHaveBeenAccepted_Counts_AndNothingElse(DeliveryState state, int? minutes, bool isCounted)
    {
        var pace = Begin(1, Settled(state, minutes is { } since ? Issue.AddMinutes(since) : null));
        Assert.Equal(isCounted, pace.FindWait(Issue) != TimeSpan.Zero);
    }

    [Theory]
    [InlineData(MailResult.Sent, true)]
    [InlineData(MailResult.Unknown, true)]
    [InlineData(MailResult.NotTried, false)]
    [InlineData(MailResult.PutOff, false)]
    [InlineData(MailResult.Refused, false)]
    [InlineData(MailResult.Unavailable, false)]
    public void MailOfThisTick_ThatWasNotAccepted_DoesNotCount(MailResult result, bool isCounted)
    {
        var pace = Begin(1);
        pace.Note(new MailOutcome(result, "words"), Issue);
        Assert.Equal(isCounted, pace.FindWait(Issue) is null);
    }

    [Fact]
    public void ServerThatTakesNoMoreForNow_IsNotAskedAgain()
    {
        var pace = Begin(0);
        pace.Note(new MailOutcome(MailResult.Throttled, "421"), Issue);
        Assert.Equal((true, null, "421", false), (pace.IsOver, pace.FindWait(Issue), pace.Refusal, pace.IsHourFull));
    }

    [Fact]
    public void ServerThatDoesNotAnswer_IsAskedTwiceInARow()
    {
        var pace = Begin(0);
        foreach (var (result, isOver) in new[]
        {
            (MailResult.Unavailable, false), (MailResult.Refused, false), (MailResult.Unavailable, false), (MailResult.Unavailable, true),
        })
        {
            pace.Note(new MailOutcome(result, "words"), Issue);
            Assert.Equal((isOver, result == MailResult.Refused ? null : "words"), (pace.IsOver, pace.Refusal));
        }
    }

    static SendingPace Begin(int mostPerHour, params IReadOnlyList<TrackedDelivery> known) => new(RetryPolicy.Usual, mostPerHour, known, Issue);

    static TrackedDelivery Settled(DeliveryState state, DateTimeOffset? time) => Mail(state) with { Settled = time };
}
