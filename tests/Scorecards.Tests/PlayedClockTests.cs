using LocalFunctionsHost;

namespace Scorecards.Tests;

/// <summary>A storage tells times in whole seconds; the clock that is played starts within one.</summary>
public sealed class PlayedClockTests
{
    static readonly DateTimeOffset Start = new(2012, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-0.999, 0)]
    [InlineData(-0.001, 0)]
    [InlineData(0, 0)]
    [InlineData(0.001, 0.001)]
    [InlineData(-1, -1)]
    [InlineData(-86400, -86400)]
    public void Play_IsNotBeforeTheStart_WithinTheSecondOfTheStart(double stored, double played)
    {
        var clock = new PlayedClock(Start);

        Assert.Equal(Start.AddSeconds(played), clock.Play(Start - clock.Offset + TimeSpan.FromSeconds(stored)));
    }
}
