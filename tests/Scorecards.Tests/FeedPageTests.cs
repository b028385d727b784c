using System.Buffers.Text;
using System.Text;
using Scorecards.Application;
using Scorecards.Domain;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests;

/// <summary>The feed while rows change between a page and the one that follows: no row twice, none lost, no month of two states, or a 410.</summary>
public sealed class FeedPageTests
{
    readonly Meanwhile requests = new();
    readonly StoredFigures stored;
    readonly SuppressionSettings suppression = new();
    readonly FeedCaller feed;

    public FeedPageTests()
    {
        stored = new StoredFigures(requests);
        feed = new FeedCaller(stored, suppression);
    }

    /// <summary>Twenty rows of a month are given; the others are of another state.</summary>
    [Theory]
    [InlineData("/Results", 0)]
    [InlineData("/Results", 5)]
    [InlineData("/Results?$skip=3&$count=true", 0)]
    [InlineData("/Results?$filter=Edition eq 0 and Indicator ne 'lac-pep'", 0)]
    [InlineData("/Results?$orderby=Month desc,Scorecard", 5)]
    [InlineData("/Results?$orderby=Month,Scorecard,Value desc", 0)]
    [InlineData("/Results?$orderby=Value desc", 0)]
    [InlineData("/Results?$orderby=Value desc", 5)]
    public async Task PageWithinAMonth_IsGone_WhenTheMonthHasChanged(string path, int threshold)
    {
        await AcceptAsync("first.csv", 100, 1, 2, 3);
        suppression.Threshold = threshold;
        var next = (await PageAsync(path, 20)).Next!;
        Assert.Equal((200, 20), (await PageAsync(next, 20)) is var same ? (same.Status, same.Rows.Count) : default);
        await AcceptAsync("second.csv", 200, 1, 2, 3);
        await RequireGoneAsync(next);
    }

    /// <summary>The rows of February would be passed over in place of January's.</summary>
    [Fact]
    public async Task PageWithinAMonth_IsGone_WhenTheMonthIsWithdrawn()
    {
        var january = await AcceptAsync("first.csv", 100, 1);
        await AcceptAsync("second.csv", 100, 2);
        var next = (await PageAsync("/Results", 20)).Next!;
        await stored.CommitAsync(EntryKind.Withdrawal, january.Place, january.Touches);
        await stored.CalculateAsync();
        Assert.Equal(44, (await feed.WholeAsync("/Results")).Count);
        await RequireGoneAsync(next);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(5, 0)]
    public async Task PageWithinAMonth_IsGone_WhenItsReaderIsAnother(int before, int after)
    {
        await AcceptAsync("first.csv", 100, 1);
        suppression.Threshold = before;
        var next = (await PageAsync("/Results", 20)).Next!;
        suppression.Threshold = after;
        await RequireGoneAsync(next);
    }

    /// <summary>Months that are still to come are as they are by then, each of one state.</summary>
    [Fact]
    public async Task PageBetweenMonths_GoesOn_WhenMonthsChange()
    {
        await AcceptAsync("first.csv", 100, 1, 2, 4);
        var first = await PageAsync("/Results", 50);
        await AcceptAsync("second.csv", 200, 1, 2);
        await AcceptAsync("third.csv", 300, 3);
        List<string> rows = [.. first.Rows.Concat(await feed.WholeAsync(first.Next!)).Select(
            r => $"{r.GetProperty("Month")} {r.GetProperty("Indicator")} {r.GetProperty("SourceExtract")}")];
        Assert.Equal(4 * 44, rows.Distinct().Count());
        Assert.Equal(
            ["2012-01 caf-rate first.csv", "2012-02 caf-rate second.csv", "2012-03 caf-rate third.csv", "2012-04 caf-rate first.csv"],
            rows.Where(r => r.EndsWith(".csv", StringComparison.Ordinal)));
    }

    /// <summary>What comes before the rows that were given would have the next page give one of them again.</summary>
    [Theory]
    [InlineData("/Summaries", 1)]
    [InlineData("/Summaries?$skip=1&$top=3", 1)]
    [InlineData("/Extracts", 6)]
    [InlineData("/Months", 1)]
    [InlineData("/Results?$apply=groupby((Month,Value),aggregate($count as N))", 6)]
    public async Task PageOfOtherRows_IsGone_WhenTheRowsBeforeItHaveChanged(string path, int month)
    {
        for (var known = 2; known < 6; known++)
        {
            await AcceptAsync($"{known}.csv", 100, known);
        }

        var next = (await PageAsync(path, 2)).Next!;
        Assert.Equal(200, (await PageAsync(next, 2)).Status);
        await AcceptAsync("other.csv", 100, month);
        await RequireGoneAsync(next);
    }

    [Theory]
    [InlineData("/Summaries")]
    [InlineData("/Months")]
    public async Task PageOfOtherRows_GoesOn_WhenRowsComeBehindIt(string path)
    {
        await AcceptAsync("first.csv", 100, 2, 3, 4);
        var first = await PageAsync(path, 2);
        await AcceptAsync("second.csv", 100, 6);
        var rows = first.Rows.Concat(await feed.WholeAsync(first.Next!)).Select(r => r.GetProperty("Month").GetString()!).ToList();
        Assert.Equal((path == "/Months" ? 5 : 4, "2012-06"), (rows.Distinct().Count(), rows[^1]));
    }

    /// <summary>A month that is corrected after it was chosen by its summary has the time of the correction, and is asked the filter again.</summary>
    [Theory]
    [InlineData(0, "", 44)]
    [InlineData(5, "", 44)]
    [InlineData(0, " and LastChangedUtc lt 2012-06-01T10:30:00Z", 0)]
    [InlineData(5, " and LastChangedUtc lt 2012-06-01T10:30:00Z", 0)]
    public async Task Month_IsOfOneState_WhenItChangesWhileItIsRead(int threshold, string filter, int rows)
    {
        await AcceptAsync("first.csv", 100, 1);
        suppression.Threshold = threshold;
        requests.Arm("get Results", () => AcceptAsync("second.csv", 200, 1));
        var read = (await feed.AskAsync($"/Results?$filter=endswith(Scorecard,'uasc'){filter}")).Rows;
        Assert.True(requests.IsOver);
        Assert.Equal(rows, read.Count);
        Assert.All(
            read.Where(r => r.GetProperty("Indicator").GetString() == "caf-rate"),
            r => Assert.Equal(
                (200m, "2012-06-01T11:00:00Z"), (r.GetProperty("Numerator").GetDecimal(), r.GetProperty("LastChangedUtc").GetString())));
    }

    [Theory]
    [InlineData("kent-inc-uasc\n2012-01\n\n20\nother", 410)]
    [InlineData("kent-inc-uasc\n2012-01\n\n-1\nother", 400)]
    [InlineData("kent-inc-uasc\n2012-01\n\nmany\nother", 400)]
    [InlineData("kent-inc-uasc\n2012-01\nmany", 400)]
    [InlineData("kent-inc-uasc\n2012-13", 400)]
    [InlineData("kent-inc-uasc\n2012-01\n1\n2\n3\n4", 400)]
    [InlineData("kent-inc-uasc\n2012-01\n7", 200)]
    [InlineData("kent-inc-uasc\n2012-01\n7\0", 400)]
    [InlineData("kent-inc-uasc\n2012-1\0", 400)]
    [InlineData("a'b or PartitionKey ne '\n2012-01", 200)]
    [InlineData("kent\uFFFE\n2012-01", 400)]
    public async Task Token_ThatIsNotOurs_IsAnError(string token, int status)
    {
        await AcceptAsync("first.csv", 100, 1);
        Assert.Equal(status, (await feed.AskAsync($"/Results?$skiptoken={Base64Url.EncodeToString(Encoding.UTF8.GetBytes(token))}")).Status);
    }

    Task<FeedReply> PageAsync(string path, int size) => feed.AskAsync(path, ("Prefer", $"maxpagesize={size}"));

    async Task RequireGoneAsync(string next)
    {
        var reply = await PageAsync(next, 20);
        Assert.True(reply.Status == 410, reply.Text);
        var error = reply.Body.GetProperty("error");
        Assert.Equal(("Gone", "$skiptoken"), (error.GetProperty("code").GetString(), error.GetProperty("target").GetString()));
        Assert.Contains("Read again from the first page", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    /// <summary>States numerators of 1,000 for months of 2012, an hour after the upload before.</summary>
    async Task<JournalEntry> AcceptAsync(string path, int numerator, params IEnumerable<int> months)
    {
        stored.Now += TimeSpan.FromHours(1);
        var entry = await stored.AcceptAsync(path, [.. months.Select(m => (StoredFigures.Kent, "caf-rate", $"2012-0{m}", numerator + m - 1))]);
        await stored.CalculateAsync();
        return entry;
    }

    /// <summary>Carries out each request at once, and something else before one of them.</summary>
    sealed class Meanwhile : IRequests
    {
        string? awaited;
        Func<Task>? other;

        public bool IsOver => awaited is null;

        /// <param name="before">What the request begins with.</param>
        public void Arm(string before, Func<Task> act) => (awaited, other) = (before, act);

        public async Task<T> Ask<T>(string text, bool isWrite, Func<T> effect, bool isOnce = false)
        {
            if (awaited is { } start && text.StartsWith(start, StringComparison.Ordinal))
            {
                awaited = null;
                await other!();
            }

            return effect();
        }
    }
}
