using System.Text.Json;
using ScorecardFunctions.Http;
using Scorecards.Application;
using Scorecards.Application.Feed;
using Scorecards.Domain;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests;

/// <summary>What OData 4.01 asks of a service beside its queries: names of rows, orders, pages, headers and errors.</summary>
public sealed class FeedProtocolTests
{
    readonly Asked requests = new();
    readonly StoredFigures stored;
    readonly SuppressionSettings suppression = new();
    readonly FeedCaller feed;

    public FeedProtocolTests()
    {
        stored = new StoredFigures(requests);
        feed = new FeedCaller(stored, suppression);
    }

    public static TheoryData<string> Sets => [.. FeedModel.Sets.Select(s => s.EntitySet.Name)];

    /// <summary>As Microsoft's client asks for a projection: each row is named by its address, whether its key is selected or not.</summary>
    [Theory]
    [MemberData(nameof(Sets))]
    public async Task FullMetadata_NamesEachRow_ThoughItsKeyIsNotSelected(string name)
    {
        await StoreAsync();
        await stored.AcceptAsync("2012/Später & 'so'.csv", (StoredFigures.Kent, "caf-rate", "2012-04", 104));
        var set = FeedModel.Sets.Single(s => s.EntitySet.Name == name);
        var other = set.Columns.First(c => !set.Keys.Contains(c)).Name;
        foreach (var accept in new[] { "application/json;odata.metadata=full", "application/json;metadata=full" })
        {
            var whole = await feed.AskAsync($"/{name}", ("Accept", accept));
            var part = await feed.AskAsync($"/{name}?$select={other}", ("Accept", accept));
            Assert.Equal((200, 200), (whole.Status, part.Status));
            Assert.NotEmpty(part.Rows);
            Assert.Equal(whole.Rows.Select(Id), part.Rows.Select(Id));
            Assert.All(part.Rows, row => Assert.All(set.Keys, key => Assert.False(row.TryGetProperty(key.Name, out _))));
            var one = await feed.AskAsync($"/{Id(part.Rows[^1])}?$select={other}", ("Accept", accept));
            Assert.Equal(Id(part.Rows[^1]), Id(one.Body));
        }

        var minimal = await feed.AskAsync($"/{name}?$select={other}", ("Accept", "application/json;odata.metadata=minimal"));
        Assert.All(minimal.Rows, row => Assert.Equal([other], row.EnumerateObject().Select(p => p.Name)));

        static string? Id(JsonElement row) => row.GetProperty("@odata.id").GetString();
    }

    /// <summary>What comes behind a scorecard in <c>$orderby</c> is what is greater in <c>$filter</c>, by the characters of the id.</summary>
    [Fact]
    public async Task Scorecards_AreOrdered_AsTheyAreCompared()
    {
        await StoreAsync();
        string[] ids = ["Zed", "a b", "a/b", "a-b", "ashford", "Ashford-East", "É", "a!b"];
        foreach (var id in ids)
        {
            await stored.CopyAsync(StoredFigures.Kent, new Month(2012, 1), id);
        }

        var sorted = ids.Append(StoredFigures.Kent).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(sorted, (await ScorecardsAsync("$orderby=Scorecard", null)).Distinct());
        Assert.Equal(sorted, (await ScorecardsAsync("$orderby=Scorecard", "maxpagesize=60")).Distinct());
        Assert.Equal(sorted.Reverse<string>(), (await ScorecardsAsync("$orderby=Scorecard desc,Month,Value", "maxpagesize=60")).Distinct());
        foreach (var (place, id) in sorted.Index())
        {
            var behind = await ScorecardsAsync($"$filter=Scorecard gt '{id}'", null);
            Assert.Equal(sorted.Skip(place + 1), behind.Distinct().Order(StringComparer.Ordinal));
            Assert.Equal(sorted.Take(place + 1), (await ScorecardsAsync($"$filter=Scorecard le '{id}'&$orderby=Scorecard", null)).Distinct());
        }

        async Task<IEnumerable<string?>> ScorecardsAsync(string query, string? prefer) =>
            (await feed.WholeAsync($"/Results?{query}", ("Prefer", prefer))).Select(row => row.GetProperty("Scorecard").GetString());
    }

    [Theory]
    [InlineData("$orderby=PeriodStart desc&$top=1", 1, "2012-03")]
    [InlineData("$orderby=Month desc,Scorecard&$top=44", 2, "2012-03")]
    [InlineData("$orderby=year(AsAt),month(AsAt) desc&$top=1&$filter=Month lt '2012-03'", 1, "2012-02")]
    [InlineData("$orderby=Scorecard desc,Month desc,Value&$top=1&$skip=88", 1, "2012-01")]
    public async Task NewestMonth_IsReadAlone(string query, int months, string month)
    {
        await StoreAsync();
        requests.Said.Clear();
        var reply = await feed.AskAsync($"/Results?{query}");
        Assert.Equal(month, reply.Rows[0].GetProperty("Month").GetString());
        Assert.InRange(requests.Said.Count(r => r.StartsWith("get Results", StringComparison.Ordinal)), 1, months);

        // The summaries, without results: once to pass over rows, once to read.
        Assert.InRange(requests.Said.Count(r => r.StartsWith("query Results", StringComparison.Ordinal)), 1, 2);
    }

    [Theory]
    [InlineData("/Results", "maxpagesize=17", 17)]
    [InlineData("/Results", "odata.maxpagesize=50", 44)]
    [InlineData("/Results?$orderby=Value desc", "maxpagesize=17", 17)]
    [InlineData("/Results?$orderby=Month desc,Scorecard", "respond-async, maxpagesize=17", 17)]
    [InlineData("/Results?$orderby=Month desc,Indicator", "odata.continue-on-error;ODATA.MaxPageSize = 17", 17)]
    [InlineData("/Results?$filter=Value eq null&$skip=5&$top=100", "maxpagesize=\"17\"", 17)]
    [InlineData("/Results?$select=Value&$count=true", "maxpagesize=17", 17)]
    [InlineData("/Indicators", "maxpagesize=17", 17)]
    [InlineData("/Summaries?$orderby=Month desc", "maxpagesize=2", 2)]
    [InlineData("/Results", "maxpagesize=999999", 132)]
    public async Task MaxPageSize_IsHonoured_OnEveryRoad(string path, string prefer, int rows)
    {
        await StoreAsync();
        var first = await feed.AskAsync(path, ("Prefer", prefer));
        Assert.Equal(rows, first.Rows.Count);
        var applied = first.Headers["Preference-Applied"].ToString();
        Assert.Equal(prefer.Replace(" ", "", StringComparison.Ordinal).Replace("\"", "", StringComparison.Ordinal).Split(',', ';')[^1], applied);
        Assert.Equal(
            (await feed.WholeAsync(path)).Select(row => row.GetRawText()),
            (await feed.WholeAsync(path, ("Prefer", prefer))).Select(row => row.GetRawText()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("maxpagesize=0")]
    [InlineData("maxpagesize=-1")]
    [InlineData("maxpagesize=many")]
    [InlineData("xmaxpagesize=1")]
    [InlineData("return=minimal")]
    public async Task Preference_ThatIsNone_IsNotApplied(string? prefer)
    {
        await StoreAsync();
        var reply = await feed.AskAsync("/Results", ("Prefer", prefer));
        Assert.Equal((200, 132, ""), (reply.Status, reply.Rows.Count, reply.Headers["Preference-Applied"].ToString()));
    }

    [Theory]
    [InlineData("GET", "/Nothing", 404)]
    [InlineData("GET", "/Months?$filter=x", 400)]
    [InlineData("GET", "/Months?$apply=aggregate($count as N)", 501)]
    [InlineData("POST", "/Months", 405)]
    [InlineData("PATCH", "/Months('2012-01')", 405)]
    [InlineData("PUT", "/Months('2012-01')", 405)]
    [InlineData("DELETE", "/Months('2012-01')", 405)]
    [InlineData("POST", "/$batch", 501)]
    [InlineData("GET", "/$batch", 501)]
    [InlineData("POST", "/Results/$query", 501)]
    public async Task Errors_AreODatas_OfTheVersionOfTheRequest(string method, string path, int status)
    {
        await StoreAsync();
        foreach (var version in new[] { "4.0", "4.01" })
        {
            var reply = await feed.SendAsync(method, path, ("OData-MaxVersion", version));
            Assert.Equal((status, version), (reply.Status, reply.Headers["OData-Version"].ToString()));
            Assert.EndsWith(".", reply.Body.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
            Assert.Equal(status == 405 ? "GET, HEAD" : "", reply.Headers.Allow.ToString());
        }
    }

    [Theory]
    [InlineData("/Results?$filter=month eq '2012-05'", "$metadata lists the columns, and capitals count.")]
    [InlineData("/Results?$filter=Rating ne Red", "Put text in single quotes, as in Rating eq 'Red'.")]
    [InlineData("/Results?$filter=AsAt eq '2012-05-31'", "write numbers, days, times, true and false without, as in AsAt eq 2012-05-31.")]
    [InlineData("/Results?$filter=Month eq 2012-05", "Compare a column with a value, as in Month eq '2012-05'")]
    [InlineData("/Results?$filter=PeriodStart gt 2012-05-01T00:00:00", "or PeriodStart ge 2012-05-01T00:00:00Z.")]
    [InlineData("/Results?$orderby=Value descending", "each with asc or desc")]
    [InlineData("/Results?$count=yes", "Write true or false.")]
    [InlineData("/results", "GET /api/odata lists the sets, and capitals count.")]
    [InlineData("/Summaries('dist-a')", "Write a key as in Summaries(Scorecard='kent-inc-uasc',Month='2012-05').")]
    public async Task Error_SaysHowToPutItRight(string path, string advice)
    {
        await StoreAsync();
        var reply = await feed.AskAsync(path);
        Assert.Contains(advice, reply.Body.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("OData-Isolation")]
    [InlineData("Isolation")]
    public async Task Isolation_IsRefused_SinceItIsNotKept(string header)
    {
        await StoreAsync();
        var reply = await feed.AskAsync("/Months", (header, "snapshot"));
        Assert.Equal((412, "PreconditionFailed"), (reply.Status, reply.Body.GetProperty("error").GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", true)]
    [InlineData("*", true)]
    [InlineData("text/html , *;q=.1", true)]
    [InlineData("application/json;odata.metadata=minimal;IEEE754Compatible=false;ExponentialDecimals=true", false)]
    public async Task Accept_IsUnderstood_AsClientsWriteIt(string accept, bool isOfMetadata)
    {
        await StoreAsync();
        Assert.Equal((200, 3), await feed.AskAsync("/Months", ("Accept", accept)) is var reply ? (reply.Status, reply.Rows.Count) : default);
        Assert.Equal(isOfMetadata ? 200 : 406, (await feed.AskAsync("/$metadata", ("Accept", accept))).Status);
    }

    /// <summary>Any letter of an address may come encoded (RFC 3986, 2.3): the routes know such an address, so the feed does.</summary>
    [Theory]
    [InlineData("/api/%6Fdata")]
    [InlineData("/API/OData")]
    [InlineData("http://feed/api/odata")]
    public async Task Address_IsKnown_HoweverItIsWritten(string root)
    {
        await StoreAsync();
        var reply = await new FeedCaller(stored, suppression) { Root = root }.AskAsync("/Months");
        Assert.Equal((200, 3), (reply.Status, reply.Rows.Count));
    }

    [Fact]
    public async Task Caller_WhoHasLeft_IsNotAnswered()
    {
        await StoreAsync();
        requests.Fault = new OperationCanceledException();
        Assert.Equal("", (await new FeedCaller(stored, suppression) { HasLeft = true }.AskAsync("/Months")).Text);
        Assert.Equal(500, (await feed.AskAsync("/Months")).Status);
    }

    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "FeedFailed")]
    public async Task Run_ThatIsCancelled_IsNoFault(bool isCancelled, string logged)
    {
        await StoreAsync();
        requests.Fault = new OperationCanceledException();
        var log = new LoggedEvents<FeedAnswers>();
        Assert.Equal(500, (await new FeedCaller(stored, suppression) { IsCancelled = isCancelled, Log = log }.AskAsync("/Months")).Status);
        Assert.Equal(logged, string.Join(' ', log.Events));
    }

    /// <summary>January to March of Kent.</summary>
    async Task StoreAsync()
    {
        await stored.AcceptAsync("kent.csv", [.. Enumerable.Range(1, 3).Select(m => (StoredFigures.Kent, "caf-rate", $"2012-0{m}", 100 + m))]);
        await stored.CalculateAsync();
    }

    /// <summary>Carries out each request at once, and notes it.</summary>
    sealed class Asked : IRequests
    {
        public List<string> Said { get; } = [];

        public Exception? Fault { get; set; }

        public Task<T> Ask<T>(string text, bool isWrite, Func<T> effect, bool isOnce = false)
        {
            Said.Add(text);
            try
            {
                return Fault is null ? Task.FromResult(effect()) : Task.FromException<T>(Fault);
            }
            catch (Azure.RequestFailedException e)
            {
                return Task.FromException<T>(e);
            }
        }
    }
}
