using Azure;
using Azure.Data.Tables;
using Scorecards.Storage;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests.Protocol;

/// <summary>What a conditional write makes of an answer that does not fit what is stored.</summary>
public sealed class ConditionalWriteTests
{
    static readonly DateTimeOffset Now = new(2012, 6, 14, 6, 0, 0, TimeSpan.Zero);

    /// <summary>
    /// The fault campaign answered 412 to the insert of edition 1: the calculation took the edition for written, the month went on, and the mail
    /// waited for it for ever.
    /// </summary>
    [Theory]
    [InlineData(409)]
    [InlineData(412)]
    public async Task Insert_RefusedAsIfThereWereOne_IsTriedAgain_WhereThereIsNone(int status)
    {
        var table = Table(status, times: 1);
        var written = await Write().WriteAsync(table, new TableEntity("a", "1"), known: null, default);
        Assert.True(written.IsMine);
        Assert.NotNull(await table.FindAsync("a", "1", null, default));
    }

    [Fact]
    public async Task Insert_RefusedForGood_IsNotTakenForWritten()
    {
        var table = Table(412, times: int.MaxValue);
        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => Write().WriteAsync(table, new TableEntity("a", "1"), known: null, default));
        Assert.Equal(412, refused.Status);
        Assert.Null(await table.FindAsync("a", "1", null, default));
    }

    [Fact]
    public async Task Insert_WhereAnotherWriterWasFirst_IsNotMine()
    {
        var table = Table(412, times: 0);
        await table.AddAsync(new TableEntity("a", "1") { ["Stamp"] = "another" }, default);
        var written = await Write().WriteAsync(table, new TableEntity("a", "1"), known: null, default);
        Assert.False(written.IsMine);
        Assert.Equal("another", written.Entity!.GetString("Stamp"));
    }

    static ConditionalWrite Write() => new(new Hasty(), Guid.NewGuid);

    static ITable Table(int status, int times) => new SimulatedStorage(new Account(() => Now), new Refusing(status, times), null).Table("Results");

    /// <summary>Refuses the first writes without carrying them out.</summary>
    sealed class Refusing(int status, int times) : IRequests
    {
        int refused;

        public Task<T> Ask<T>(string text, bool isWrite, Func<T> effect, bool isOnce = false)
        {
            if (isWrite && refused++ < times)
            {
                return Task.FromException<T>(new RequestFailedException(status, "refused"));
            }

            try
            {
                return Task.FromResult(effect());
            }
            catch (RequestFailedException e)
            {
                return Task.FromException<T>(e);
            }
        }
    }

    /// <summary>A clock on which every pause is over at once.</summary>
    sealed class Hasty : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
