using Scorecards.Domain;
using static Scorecards.Tests.MonthEndCases;

namespace Scorecards.Tests;

/// <summary>What is recorded after a mail was handed over, and when it is tried again.</summary>
public sealed class RetryPolicyTests
{
    static readonly TrackedDelivery Sending = Mail(DeliveryState.Sending) with { Since = Issue };

    [Theory]
    [InlineData(MailResult.Sent, DeliveryState.Sent)]
    [InlineData(MailResult.Refused, DeliveryState.Refused)]
    [InlineData(MailResult.Unknown, DeliveryState.Unknown)]
    [InlineData(MailResult.PutOff, DeliveryState.Planned)]
    [InlineData(MailResult.Unavailable, DeliveryState.Planned)]
    [InlineData(MailResult.Throttled, DeliveryState.Planned)]
    public void EachOutcome_HasItsState(MailResult result, DeliveryState state)
    {
        var settled = RetryPolicy.Usual.Settle(Sending, new MailOutcome(result, "words"), Issue);
        Assert.Equal((state, "words"), (settled.State, settled.Detail));
    }

    [Theory]
    [InlineData(1, 15)]
    [InlineData(2, 30)]
    [InlineData(3, 60)]
    [InlineData(4, 120)]
    [InlineData(5, 240)]
    [InlineData(6, 240)]
    [InlineData(100, 240)]
    public void MailThatIsPutOff_IsTriedAgain_AfterPausesThatDoubleUpToFourHours(int attempts, int minutes)
    {
        var settled = RetryPolicy.Usual.Settle(Sending with { Attempts = attempts - 1 }, new MailOutcome(MailResult.PutOff, "451"), Issue);
        Assert.Equal((attempts, Issue.AddMinutes(minutes), Issue), (settled.Attempts, settled.NextAttempt, settled.Since));
    }

    [Theory]
    [InlineData(5, 24, DeliveryState.Refused)]
    [InlineData(4, 24, DeliveryState.Planned)]
    [InlineData(50, 23, DeliveryState.Planned)]
    public void MailThatWasPutOffForADay_IsRefused(int attempts, int hours, DeliveryState state)
    {
        var settled = RetryPolicy.Usual.Settle(
            Sending with { Attempts = attempts }, new MailOutcome(MailResult.PutOff, "451"), Issue.AddHours(hours));
        Assert.Equal((state, state == DeliveryState.Refused ? "put off for a day: 451" : "451"), (settled.State, settled.Detail));
    }

    [Theory]
    [InlineData(MailResult.Unavailable)]
    [InlineData(MailResult.Throttled)]
    public void ServerThatTakesNothing_IsTriedAtTheNextTick_AndItCostsTheMailNoTry(MailResult result)
    {
        var settled = RetryPolicy.Usual.Settle(Sending with { Attempts = 50 }, new MailOutcome(result, "no connection"), Issue.AddDays(2));
        Assert.Equal((DeliveryState.Planned, 50, null, null), (settled.State, settled.Attempts, settled.NextAttempt, settled.Since));
    }
}
