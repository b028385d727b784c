using System.Text.Json;
using Microsoft.OData.UriParser;
using Scorecards.Application;
using Scorecards.Application.Feed;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>Counts of results by their columns: <c>$apply</c>.</summary>
public sealed class FeedGroupingTests
{
    const string ByMonth = "$apply=filter(Value ne null)/groupby((Month,Rating),aggregate($count as N))";

    readonly StoredFigures stored = new();
    readonly SuppressionSettings suppression = new();
    readonly FeedCaller feed;

    public FeedGroupingTests() => feed = new FeedCaller(stored, suppression);

    public static TheoryData<string> Columns => [.. ResultColumns.Columns.Select(c => c.Name)];

    [Theory]
    [InlineData("aggregate($count as N)", """[{"N":132}]""")]
    [InlineData("filter(Value gt 99)/aggregate($count as N)", """[{"N":0}]""")]
    [InlineData("filter(Value gt 99)/groupby((Month),aggregate($count as N))", "[]")]
    [InlineData("filter(Month gt '2012-01')/groupby((Month),aggregate($count as N))", """[{"Month":"2012-02","N":44},{"Month":"2012-03","N":44}]""")]
    [InlineData("filter(Month eq '2012-02')/groupby((Month,Value))", """[{"Month":"2012-02","Value":null},{"Month":"2012-02","Value":10.2}]""")]
    [InlineData(
        "filter(Value ne null)/groupby((AsAt,Scorecard),aggregate($count as N,$count as M))&$orderby=AsAt desc&$top=1",
        """[{"AsAt":"2012-03-31","Scorecard":"kent-inc-uasc","N":1,"M":1}]""")]
    [InlineData("groupby((Value),aggregate($count as N))&$orderby=N desc,Value desc&$top=2", """[{"Value":null,"N":129},{"Value":10.3,"N":1}]""")]
    [InlineData("groupby((IsSmallBase),aggregate($count as N))", """[{"IsSmallBase":false,"N":132}]""")]
    public async Task Groups_HaveTheirValuesAndCounts(string apply, string groups)
    {
        await StoreAsync();
        var reply = await feed.AskAsync($"/Results?$apply={apply}", ("Accept", "application/json;odata.metadata=none"));
        Assert.Equal((200, groups), (reply.Status, reply.Status == 200 ? reply.Body.GetProperty("value").GetRawText() : reply.Text));
    }

    /// <summary>By section, as the issued scorecard has its indicators.</summary>
    [Fact]
    public async Task Sections_AreThoseOfTheIndicators()
    {
        await StoreAsync();
        var counted = (await feed.AskAsync("/Results?$apply=filter(Month eq '2012-01')/groupby((Section),aggregate($count as N))")).Rows
            .Select(row => (row.GetProperty("Section").GetString()!, row.GetProperty("N").GetInt32()));
        var sections = (await stored.Results.ReadAsync(StoredFigures.Kent, new Month(2012, 1), null, default))!.Results
            .CountBy(r => r.Indicator.Section.Id).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value));
        Assert.Equal(sections, counted);
    }

    /// <summary>A group is no row of the set: it has no id, and its columns are in the context.</summary>
    [Theory]
    [InlineData("full", "#Int64")]
    [InlineData("minimal", null)]
    public async Task Group_HasNoId(string metadata, string? type)
    {
        await StoreAsync();
        var reply = await feed.AskAsync($"/Results?{ByMonth}", ("Accept", $"application/json;odata.metadata={metadata}"));
        Assert.Equal(
            "http://feed/api/odata/$metadata#Results(Month,Rating,N)", reply.Body.GetProperty("@odata.context").GetString());
        Assert.Equal(3, reply.Rows.Count);
        Assert.All(reply.Rows, row => Assert.Equal(JsonValueKind.Null, row.GetProperty("@odata.id").ValueKind));
        Assert.All(reply.Rows, row => Assert.Equal(type, row.TryGetProperty("N@odata.type", out var said) ? said.GetString() : null));
    }

    [Fact]
    public async Task Groups_ComeInPages_WithTheirCount()
    {
        await StoreAsync();
        const string query = "/Results?$apply=groupby((Indicator,Month),aggregate($count as N))&$orderby=Month desc&$skip=2&$top=100&$count=true";
        var whole = await feed.WholeAsync(query);
        Assert.Equal(100, whole.Count);
        Assert.Equal(
            whole.Select(row => row.GetRawText()), (await feed.WholeAsync(query, ("Prefer", "maxpagesize=7"))).Select(row => row.GetRawText()));
        var first = await feed.AskAsync(query, ("Prefer", "maxpagesize=7"));
        Assert.Equal((7, 132), (first.Rows.Count, first.Body.GetProperty("@odata.count").GetInt32()));
        Assert.Equal("132", (await feed.AskAsync("/Results/$count?$apply=groupby((Indicator,Month))")).Text);
    }

    [Fact]
    public async Task Tag_IsOfTheGroups()
    {
        await StoreAsync();
        var tag = (await feed.AskAsync($"/Results?{ByMonth}")).Headers.ETag.ToString();
        Assert.Equal(304, (await feed.AskAsync($"/Results?{ByMonth}", ("If-None-Match", tag))).Status);
        await stored.AcceptAsync("april.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 104));
        await stored.CalculateAsync();
        Assert.Equal(4, (await feed.AskAsync($"/Results?{ByMonth}", ("If-None-Match", tag))).Rows.Count);
    }

    /// <summary>Whatever a reader outside groups by, the counts are those of the rows that the reader is given.</summary>
    [Theory]
    [MemberData(nameof(Columns))]
    public async Task Groups_OfAReaderOutside_AreOfTheRowsThatThisReaderIsGiven(string column)
    {
        await StoreAsync(Enumerable.Range(1, 9));
        suppression.Threshold = 5;
        var rows = await feed.WholeAsync("/Results");
        var groups = await feed.WholeAsync($"/Results?$apply=groupby(({column}),aggregate($count as N))");
        Assert.Contains(rows, row => row.GetProperty("IsSuppressed").GetBoolean());
        Assert.Equal(
            rows.CountBy(Value).Select(g => $"{g.Key}: {g.Value}").Order(), groups.Select(g => $"{Value(g)}: {g.GetProperty("N")}").Order());
        var withheld = await feed.WholeAsync($"/Results?$apply=filter(Numerator ge 1 and Numerator le 4)/groupby(({column}))");
        Assert.Empty(withheld);

        // 10 and 10.0 are one number.
        string Value(JsonElement row) => row.GetProperty(column) is { ValueKind: JsonValueKind.Number } number
            ? number.GetDecimal().ToString("G29", System.Globalization.CultureInfo.InvariantCulture)
            : row.GetProperty(column).ToString();
    }

    [Fact]
    public async Task Groups_AreNotTooMany()
    {
        var grouping = Read("groupby((Scorecard),aggregate($count as N))");
        Assert.Equal(100_000, (await grouping.CountAsync(Rows(100_000), default)).Count);
        var problem = await Assert.ThrowsAsync<ProblemException>(() => grouping.CountAsync(Rows(100_001), default));
        Assert.Equal((501, "$apply"), (problem.Status, problem.Target));
        Assert.Contains("100,000 groups", problem.Message, StringComparison.Ordinal);

        static IAsyncEnumerable<(object, long)> Rows(int count) => Enumerable.Range(0, count)
            .Select(number => ((object)new ResultRow($"s{number}", new Month(2012, 1), 0, default, null!), 1L)).ToAsyncEnumerable();
    }

    static FeedGrouping Read(string apply) => FeedGrouping.Read(
        new ODataUriParser(FeedModel.Model, new Uri("http://feed/"), new Uri($"http://feed/Results?$apply={apply}")).ParseApply());

    /// <summary>January to March of Kent, with values from 10.1; or months with the numerators given.</summary>
    async Task StoreAsync(IEnumerable<int>? numerators = null)
    {
        var figures = numerators ?? [101, 102, 103];
        await stored.AcceptAsync("kent.csv", [.. figures.Select((n, place) => (StoredFigures.Kent, "caf-rate", $"2012-0{place + 1}", n))]);
        await stored.CalculateAsync();
    }
}
