using Scorecards.Application.Records;
using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>A count takes the records of the upload before it only where they are all that counts.</summary>
public sealed class CheckedRecordsTests : IDisposable
{
    readonly Clock clock = new();
    readonly CheckedRecords records;
    readonly JournalIndex journal = new();

    public CheckedRecordsTests() => records = new CheckedRecords(clock);

    [Fact]
    public async Task Count_TakesTheRecordsOfTheEntryBeforeIt_Once()
    {
        Append("team", 1);
        var database = Keep(head: 1, "a2");
        Append("child", 2);
        using var taken = await records.TakeAsync(journal.Whole);
        Assert.Same(database, taken);
        Assert.Null(await records.TakeAsync(journal.Whole));
    }

    [Fact]
    public async Task Count_ReadsTheRecords_WhenAnotherEntryHasCome()
    {
        Keep(head: 0, "a1");
        Append("child", 1);
        Append("team", 2);
        Assert.Null(await records.TakeAsync(journal.Whole));
    }

    [Fact]
    public async Task Count_ReadsTheRecords_WhenAnotherAttemptWasCommitted()
    {
        Keep(head: 0, "another");
        Append("child", 1);
        Assert.Null(await records.TakeAsync(journal.Whole));
    }

    [Fact]
    public async Task Count_ReadsTheRecords_WhenAnUploadThatWasReceivedLaterLiesOverThem()
    {
        Append("child", 2);
        Keep(head: 1, "a2");
        Append("child", 1);
        Assert.Null(await records.TakeAsync(journal.Whole));
    }

    [Fact]
    public async Task Count_ReadsTheRecords_WhenItsEntryTakesThePlaceOfAnother()
    {
        Append("child", 1);
        Keep(head: 1, "a2");
        Append("child", 1, place: 1);
        Assert.Null(await records.TakeAsync(journal.Whole));
    }

    [Fact]
    public async Task Count_ReadsTheRecords_WhenItsEntryBringsBankHolidays()
    {
        Keep(head: 0, "a1");
        Append("child", 1, other: "bank-holiday");
        Assert.Null(await records.TakeAsync(journal.Whole));
    }

    [Fact]
    public async Task Records_AreClosed_AfterAMinute_AndWhenOthersCome()
    {
        var first = Keep(head: 0, "a1");
        var second = Keep(head: 0, "a1");
        Assert.Throws<InvalidOperationException>(() => first.Slices());
        Append("child", 1);
        Assert.Equal(TimeSpan.FromMinutes(1), clock.Due);
        clock.End();
        Assert.Throws<InvalidOperationException>(() => second.Slices());
        Assert.Null(await records.TakeAsync(journal.Whole));
    }

    public void Dispose() => records.Dispose();

    RecordDatabase Keep(long head, string attempt)
    {
        var database = RecordDatabase.Open(100, 1, RecordScripts.BuiltIn);
        database.Seal();
        records.Keep(database, head, attempt);
        return database;
    }

    /// <param name="day">On which it was received, which is its rank.</param>
    void Append(string kind, int day, long place = 0, string? other = null)
    {
        var n = journal.Whole.Head + 1;
        journal.Append(new JournalEntry
        {
            Number = n,
            Kind = EntryKind.Accepted,
            Intent = $"{n}",
            Attempt = $"a{n}",
            Place = place > 0 ? place : n,
            Received = DateTimeOffset.UnixEpoch.AddDays(day),
            Committed = DateTimeOffset.UnixEpoch.AddDays(n),
            Sha256 = $"{n}",
            Path = $"{n}.csv",
            Arrival = 1,
            Records = new Dictionary<string, long> { [kind] = 1 },
            Touches = new Touches { CatalogueKinds = other is null ? [kind] : [kind, other] },
        });
    }

    /// <summary>Its newest timer ends when the test says so.</summary>
    sealed class Clock : TimeProvider
    {
        TimerCallback? ended;

        public TimeSpan Due { get; private set; }

        public void End() => ended!(null);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (ended, Due) = (callback, dueTime);
            return System.CreateTimer(_ => { }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
