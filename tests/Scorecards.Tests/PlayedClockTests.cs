using System.Collections.Concurrent;
using LocalFunctionsHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

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

    [Fact]
    public void TryTurnOn_ShowsALaterTimeFromThen_AndNoEarlierOne()
    {
        var clock = new PlayedClock(Start);

        Assert.True(clock.TryTurnOn(Start.AddDays(13)));
        Assert.False(clock.TryTurnOn(Start.AddDays(12)));
        Assert.InRange(clock.GetUtcNow(), Start.AddDays(13), Start.AddDays(14));
        Assert.Equal(Start.AddDays(13), clock.Play(Start.AddDays(13) - clock.Offset - TimeSpan.FromSeconds(0.5)));
    }

    /// <summary>Else a tick that had begun would read two times, and mail a month that is not due.</summary>
    [Fact]
    public async Task Between_WaitsUntilNoFunctionRuns_AndNoneBeginsMeanwhile()
    {
        var function = FunctionTests.FindFunctions()[0];
        using var services = new ServiceCollection().BuildServiceProvider();
        using var runner = new FunctionRunner(services.GetRequiredService<IServiceScopeFactory>(), NullLogger<FunctionRunner>.Instance);
        var happened = new ConcurrentQueue<string>();
        using var mayEnd = new ManualResetEventSlim();
        var first = runner.RunAsync(function, () =>
        {
            mayEnd.Wait();
            return Happen("first ran");
        }, default);

        var turn = runner.BetweenAsync(() => Happen("turned"), default);
        var second = runner.RunAsync(function, () => Happen("second ran"), default);
        mayEnd.Set();
        await Task.WhenAll(first, turn, second);

        Assert.Equal(["first ran", "turned", "second ran"], happened);

        object Happen(string what)
        {
            happened.Enqueue(what);
            return what;
        }
    }
}
