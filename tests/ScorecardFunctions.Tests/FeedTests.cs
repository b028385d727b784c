using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Data.Tables;

namespace ScorecardFunctions.Tests;

/// <summary>The OData feed as Power BI and other clients meet it, on the running app.</summary>
[Collection(nameof(FeedReaders))]
public sealed partial class FeedTests(FeedApp feed)
{
    /// <summary>What Power Query sends with every request of OData.Feed.</summary>
    static readonly (string, string?)[] PowerBi =
    [
        (
            "Accept",
            "application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,application/atomsvc+xml;q=0.8,"
            + "application/atom+xml;q=0.8,application/xml;q=0.7,text/plain;q=0.7"),
        ("Accept-Encoding", "gzip, deflate"),
        ("MaxDataServiceVersion", "3.0"),
        ("OData-MaxVersion", "4.0"),
        ("User-Agent", "Microsoft.Data.Mashup (https://go.microsoft.com/fwlink/?LinkID=304225)"),
    ];

    /// <summary>Every request of a refresh, answered as it was agreed. UPDATE_GOLDEN=1 writes the files anew.</summary>
    [Theory]
    [InlineData("service-document", "")]
    [InlineData("metadata", "/$metadata")]
    [InlineData("results-preview", "/Results?$top=3")]
    [InlineData("results-one-scorecard", "/Results?$filter=Scorecard eq 'ashford-inc-uasc' and Indicator in ('caf-rate','lac-pep')")]
    [InlineData(
        "results-refresh-window",
        "/Results?$filter=PeriodStart ge 2012-05-01T00:00:00Z and PeriodStart lt 2012-06-01T00:00:00Z and Indicator eq 'caf-rate'")]
    [InlineData(
        "results-changed",
        "/Results?$filter=PeriodStart ge 2012-05-01T00:00:00Z and PeriodStart lt 2012-06-01T00:00:00Z&$orderby=LastChangedUtc desc,Scorecard "
        + "desc,Indicator&$select=LastChangedUtc&$top=1")]
    [InlineData(
        "results-red", "/Results?$filter=Rating eq 'Red' and Month eq '2012-05'&$select=Scorecard,Indicator,Display,Rating&$count=true&$top=4")]
    [InlineData(
        "results-small-base", "/Results?$filter=IsSmallBase&$select=Month,Numerator,Denominator,Value,IsSmallBase,SourceExtract&$orderby=Month desc")]
    [InlineData("results-empty", "/Results?$filter=Scorecard eq 'nobody'&$count=true")]
    [InlineData("results-none-wanted", "/Results?$top=0&$count=true")]
    [InlineData("result", "/Results(Scorecard='kent-inc-uasc',Month='2012-05',Indicator='lac-pep')")]
    [InlineData("result-count", "/Results/$count")]
    [InlineData("result-count-red", "/Results/$count?$filter=Rating eq 'Red'")]
    [InlineData("indicators", "/Indicators?$top=3&$filter=Unit eq 'percent'")]
    [InlineData("scorecards", "/Scorecards")]
    [InlineData("months", "/Months?$select=Month,Name,PeriodStart,AsAt,FinancialYear,Quarter,QuarterName,Order,MonthOfFinancialYear")]
    [InlineData("summaries", "/Summaries?$orderby=Red desc,Month,Scorecard&$top=2")]
    [InlineData("extracts", "/Extracts?$orderby=Extract")]
    public async Task PowerBi_IsAnswered_AsAgreed(string name, string path)
    {
        using var response = await feed.SendAsync("/api/odata" + path.Replace("+", "%2B", StringComparison.Ordinal), PowerBi);
        Assert.Equal((200, "4.0"), ((int)response.StatusCode, Assert.Single(response.Headers.GetValues("OData-Version"))));
        var body = await TextAsync(response);
        var type = response.Content.Headers.ContentType!.ToString();
        if (type.StartsWith("application/json", StringComparison.Ordinal))
        {
            Assert.Equal("application/json; odata.metadata=minimal; odata.streaming=true; IEEE754Compatible=false; charset=utf-8", type);
            body = JsonSerializer.Serialize(JsonDocument.Parse(body).RootElement, Indented);
        }

        var expected = Path.Combine(
            Repository.Root, "tests", "ScorecardFunctions.Tests", "Golden",
            $"{name}.{(type.Contains("xml", StringComparison.Ordinal) ? "xml" : type.Contains("json", StringComparison.Ordinal) ? "json" : "txt")}");
        var actual = Times()
            .Replace(body.Replace(feed.App.Http.BaseAddress!.ToString(), "http://feed/", StringComparison.Ordinal), "\"$1\": \"then\"")
            .TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(expected, actual);
        }

        Assert.Equal(await File.ReadAllTextAsync(expected), actual);
    }

    [Theory]
    [InlineData("Results", null, 1)]
    [InlineData("Results", "odata.maxpagesize=100", 5)]
    [InlineData("Results", "respond-async, maxpagesize=20", 27)]
    [InlineData("Results?$filter=Rating eq 'Red'", "odata.maxpagesize=10", null)]
    [InlineData("Results?$filter=Indicator eq 'lac-pep'", "odata.maxpagesize=2", 5)]
    [InlineData("Results?$skip=50&$top=100", "odata.maxpagesize=50", null)]
    [InlineData("Results?$orderby=Scorecard,Month,Indicator", "odata.maxpagesize=100", 5)]
    [InlineData("Indicators", "odata.maxpagesize=10", 5)]
    [InlineData("Indicators?$skip=3&$top=20", "odata.maxpagesize=7", 3)]
    [InlineData("Indicators?$filter=Unit eq 'percent'&$orderby=Name desc", "odata.maxpagesize=7", null)]
    [InlineData("Summaries", "odata.maxpagesize=4", 3)]
    public async Task NextLinks_GiveTheSameRows_WhateverThePage(string path, string? prefer, int? pages)
    {
        var (all, _) = await feed.WholeAsync($"/api/odata/{path}");
        var (paged, count) = await feed.WholeAsync($"/api/odata/{path}", prefer);
        Assert.NotEmpty(all);
        Assert.Equal(all.Select(r => r.GetRawText()), paged.Select(r => r.GetRawText()));
        if (pages is { } expected)
        {
            Assert.Equal(expected, count);
        }
    }

    /// <summary>npm @odata/client 2.21.10, which nobody here has written.</summary>
    [Fact]
    public async Task Client_ReadsEverySet_WithTheTotalsOfTheTables()
    {
        var read = await RunClientAsync("client.js", "100");
        var sets = read.GetProperty("sets");
        var results = sets.GetProperty("Results");
        var stored = await feed.App.Tables.GetTableClient("Results").QueryAsync<TableEntity>()
            .SelectMany(
                month => JsonDocument.Parse(month.GetString("Results0")).RootElement.GetProperty("results")
                    .EnumerateArray()
                    .Select(r => (Scorecard: month.PartitionKey, Result: r))
                    .ToAsyncEnumerable())
            .ToListAsync();
        var reds = stored.Where(r => r.Result.TryGetProperty("rating", out var rating) && rating.GetString() == "Red").ToList();
        Assert.Equal(
            (stored.Count, stored.Count, 5), (Rows(results).Count, results.GetProperty("count").GetInt32(), results.GetProperty("pages").GetInt32()));
        Assert.Equal(
            stored.Sum(r => r.Result.TryGetProperty("numerator", out var n) ? n.GetDecimal() : 0),
            Rows(results).Sum(r => r.GetProperty("Numerator") is { ValueKind: JsonValueKind.Number } n ? n.GetDecimal() : 0));
        Assert.Equal(reds.Count, read.GetProperty("count").GetInt32());
        Assert.Equal(
            (FeedApp.Indicators, 2, 12, FeedApp.ScorecardMonths, 6),
            (Count("Indicators"), Count("Scorecards"), Count("Months"), Count("Summaries"), Count("Extracts")));
        Assert.Equal(reds.Count, Rows(sets.GetProperty("Summaries")).Sum(r => r.GetProperty("Red").GetInt32()));
        Assert.Equal(reds.Count(r => r.Scorecard.StartsWith("kent", StringComparison.Ordinal)), read.GetProperty("filtered").GetArrayLength());
        Assert.Equal(
            ["Indicator", "Month", "Numerator"],
            read.GetProperty("filtered")[0].EnumerateObject().Select(p => p.Name).Where(n => !n.StartsWith('@')).Order(StringComparer.Ordinal));
        var values = read.GetProperty("sorted").EnumerateArray().Select(r => r.GetProperty("Value").GetDecimal()).ToList();
        Assert.Equal((5, true), (values.Count, values.Order().Reverse().SequenceEqual(values)));
        Assert.Equal("May 2012", Text(read.GetProperty("one"), "Name"));

        int Count(string set) => Rows(sets.GetProperty(set)).Count;
    }

    /// <summary>What a program of the folder ODataClient prints of the feed.</summary>
    async Task<JsonElement> RunClientAsync(string program, string pageSize)
    {
        const string Folder = "tests/ScorecardFunctions.Tests/ODataClient";
        await Repository.NpmAsync(Folder);
        using var node = Repository.Start(
            "node", [program, new Uri(feed.App.Http.BaseAddress!, "/api/odata/").ToString(), pageSize], Path.Combine(Repository.Root, Folder), []);
        var printed = await Task.WhenAll(node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        Assert.True(printed[0] != "", printed[1]);
        return JsonDocument.Parse(printed[0]).RootElement;
    }

    /// <summary>npm odata-query 8.1.0 builds them, npm odata 2.0.1, which is o.js, asks them.</summary>
    [Fact]
    public async Task Clients_AskWhatTheyBuild_AndGetTheRightRows()
    {
        var read = await RunClientAsync("queries.js", "50");
        var all = (await feed.WholeAsync("/api/odata/Results")).Rows;
        var answers = read.GetProperty("answers");
        Assert.Equal(all.Where(r => Is(r, "Rating", "Red") && IsKent(r)).Select(Key), Answer("red").Select(Key));
        Assert.Equal(all.Where(r => Value(r) is > 10 and <= 66.5m).OrderByDescending(Value).Select(Value), Answer("between").Select(Value));
        Assert.Equal(
            all.Where(r => Text(r, "Indicator") is var id && (id == "caf-rate" || id!.StartsWith("lac-", StringComparison.Ordinal)))
                .Where(r => Value(r) is not null).Select(Key),
            Answer("either").Select(Key));
        Assert.Equal(
            all.Where(r => Text(r, "Indicator") is "caf-rate" or "lac-pep" && string.CompareOrdinal(Text(r, "Month"), "2012-05") >= 0)
                .OrderByDescending(r => Text(r, "Month"), StringComparer.Ordinal).ThenBy(r => Text(r, "Indicator"), StringComparer.Ordinal)
                .Select(Key),
            Answer("list").Select(Key));
        var since = all.Where(r => string.CompareOrdinal(Text(r, "Month"), "2012-06") >= 0).Select(Key).ToList();
        Assert.Equal(since.Count, answers.GetProperty("since").GetProperty("@odata.count").GetInt32());
        Assert.Equal(since.Skip(10).Take(50), Answer("since").Select(Key));
        Assert.Equal(all.Where(r => !IsKent(r)).Take(3).Select(Key), Answer("text").Select(Key));
        Assert.Equal(all.Where(r => IsKent(r) && Value(r) is not null).Take(3).Select(Key), Answer("alias").Select(Key));
        Assert.Equal(all.Count(r => Text(r, "Month")!.StartsWith("2013", StringComparison.Ordinal)), Answer("month").Count);
        Assert.Equal("2013-03", Text(Assert.Single(Answer("newest")), "Month"));
        Assert.Equal(all.Where(IsKent).Select(Key), Rows(read.GetProperty("paged")).Select(Key));
        Assert.Equal(6, read.GetProperty("paged").GetProperty("pages").GetInt32());
        Assert.Equal("May 2012", Text(read.GetProperty("one"), "Name"));
        Assert.Equal(all.Count(r => Is(r, "Rating", "Red")), int.Parse(read.GetProperty("count").ToString(), CultureInfo.InvariantCulture));
        Assert.Equal((5, 405), (read.GetProperty("indicators").GetArrayLength(), read.GetProperty("refused").GetInt32()));

        List<JsonElement> Answer(string name) => [.. answers.GetProperty(name).GetProperty("value").EnumerateArray()];

        static bool Is(JsonElement row, string column, string value) => Text(row, column) == value;
        static bool IsKent(JsonElement row) => Is(row, "Scorecard", "kent-inc-uasc");
        static decimal? Value(JsonElement row) => row.GetProperty("Value") is { ValueKind: JsonValueKind.Number } value ? value.GetDecimal() : null;
        static string Key(JsonElement row) => $"{Text(row, "Month")} {Text(row, "Indicator")}";
    }

    [Fact]
    public async Task Results_AreTheScorecards_ByWhateverWay()
    {
        var (rows, _) = await feed.WholeAsync("/api/odata/Results?$filter=Scorecard eq 'kent-inc-uasc' and Month eq '2012-05'");
        var printed = await feed.App.ResultsAsync("2012-05");
        Assert.Equal(printed.Keys, rows.Select(r => Text(r, "Indicator")));
        foreach (var row in rows)
        {
            var result = printed[Text(row, "Indicator")!];
            Assert.All(
                ["Numerator", "Denominator", "Value", "Display", "Rating", "Previous", "PreviousDisplay", "Target", "TargetDisplay", "Travel"],
                name =>
                    Assert.Equal(result.GetProperty(JsonNamingPolicy.CamelCase.ConvertName(name)).GetRawText(), row.GetProperty(name).GetRawText()));
        }

        var plain = await feed.ReadAsync("/api/results?scorecard=kent-inc-uasc&from=2012-05&to=2012-05");
        Assert.Equal(
            rows.Select(r => r.EnumerateObject().Select(p => (JsonNamingPolicy.CamelCase.ConvertName(p.Name), p.Value.GetRawText()))),
            plain.EnumerateArray().Select(r => r.EnumerateObject().Select(p => (p.Name, p.Value.GetRawText()))));
        using var csv = CsvHelper.CsvReader.FromText(
            await feed.App.Http.GetStringAsync(new Uri("/api/results?scorecard=KENT-inc-uasc&from=2012-05&to=2012-05&format=csv", UriKind.Relative)));
        csv.ReadHeader();
        foreach (var fact in plain.EnumerateArray())
        {
            Assert.True(csv.Read());
            Assert.All(
                fact.EnumerateObject(),
                p => Assert.Equal(
                    p.Value.ValueKind is JsonValueKind.True or JsonValueKind.False ? p.Value.GetRawText() : p.Value.ToString(),
                    csv.GetString(p.Name)));
        }

        Assert.False(csv.Read());
        Assert.Equal(FeedApp.ScorecardMonths, (await feed.ReadAsync("/api/results?indicator=caf-rate")).GetArrayLength());
    }

    [Theory]
    [InlineData("?from=2012", 400, "'2012' is not a month")]
    [InlineData("?from=2012-06&to=2012-05", 400, "'from' 2012-06 is after 'to' 2012-05")]
    [InlineData("?scorecard=surrey", 404, "There is no scorecard 'surrey'")]
    [InlineData("?indicator=none", 404, "There is no indicator 'none'")]
    [InlineData("?format=xml", 400, "There is no format 'xml'")]
    [InlineData("?$filter=1", 400, "There is no option '$filter'")]
    public async Task PlainResults_AnswerProblemDetails_ToAWrongRequest(string query, int status, string detail)
    {
        using var response = await feed.SendAsync("/api/results" + query);
        Assert.Equal((status, "application/problem+json"), ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains(detail, await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_HasAnETag_ThatChangesWithTheRows_AndIsNotSentAgain()
    {
        foreach (var path in new[] { "/api/odata", "/api/odata/Results", "/api/odata/Indicators", "/api/odata/Months('2012-05')" })
        {
            using var first = await feed.SendAsync(path);
            var tag = first.Headers.ETag!.ToString();
            Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);
            using var again = await feed.SendAsync(path, ("If-None-Match", tag));
            Assert.Equal((HttpStatusCode.NotModified, ""), (again.StatusCode, await again.Content.ReadAsStringAsync()));
            using var other = await feed.SendAsync(path, ("If-None-Match", "W/\"other\""));
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
            using var form = await feed.SendAsync(path, ("If-None-Match", tag), ("Accept", "application/json;odata.metadata=none"));
            Assert.Equal(HttpStatusCode.OK, form.StatusCode);
            using var head = await feed.SendAsync(HttpMethod.Head, path);
            Assert.Equal((HttpStatusCode.OK, tag, ""), (head.StatusCode, head.Headers.ETag!.ToString(), await head.Content.ReadAsStringAsync()));
            Assert.Equal(first.Content.Headers.ContentType!.ToString(), head.Content.Headers.ContentType!.ToString());
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public async Task Answer_IsPacked_WhereThatIsAskedFor(string coding)
    {
        var plain = await feed.App.Http.GetStringAsync(new Uri("/api/odata/Results", UriKind.Relative));
        using var response = await feed.SendAsync("/api/odata/Results", ("Accept-Encoding", coding));
        Assert.Equal(coding, Assert.Single(response.Content.Headers.ContentEncoding));
        Assert.True((await response.Content.ReadAsByteArrayAsync()).Length < plain.Length / 5);
        Assert.Equal(plain, await TextAsync(response));
    }

    [Fact]
    public async Task Answer_HasTheForm_ThatIsAskedFor()
    {
        using var none = await feed.SendAsync("/api/odata/Months", ("Accept", "application/json;odata.metadata=none"));
        Assert.StartsWith("{\"value\":[{\"Month\"", await none.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var exact = await feed.SendAsync(
            "/api/odata/Results?$top=1&$select=Value,SourceRow", ("Accept", "application/json;IEEE754Compatible=true"));
        Assert.Contains("\"Value\":\"", await exact.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var newest = await feed.SendAsync("/api/odata/Months", ("OData-MaxVersion", "4.01"));
        Assert.Equal("4.01", Assert.Single(newest.Headers.GetValues("OData-Version")));
        using var text = await feed.SendAsync("/api/odata/Results?$format=application/json;odata.metadata=none&$top=1", ("Accept", "text/html"));
        Assert.Equal(HttpStatusCode.OK, text.StatusCode);
    }

    /// <summary>Here nobody stands between the caller and the app: what says so was made up.</summary>
    [Theory]
    [InlineData("X-Forwarded-Host", "evil.example")]
    [InlineData("X-Original-Host", "evil.example")]
    [InlineData("X-Host", "evil.example")]
    [InlineData("Forwarded", "host=evil.example;proto=https")]
    [InlineData("X-Forwarded-Proto", "https")]
    public async Task Links_FollowNoMadeUpHeader(string name, string value)
    {
        foreach (var path in new[] { "/api/odata", "/api/odata/Months?$top=1", "/api/odata/Results?$select=Month" })
        {
            using var plain = await feed.SendAsync(path, ("Prefer", "maxpagesize=1"));
            using var forwarded = await feed.SendAsync(path, ("Prefer", "maxpagesize=1"), (name, value));
            var body = await forwarded.Content.ReadAsStringAsync();
            Assert.Contains($"{feed.App.Http.BaseAddress}api/odata/$metadata", body, StringComparison.Ordinal);
            Assert.Equal(await plain.Content.ReadAsStringAsync(), body);
        }
    }

    [Theory]
    [InlineData("Accept", "application/atom+xml", 406)]
    [InlineData("Accept", "text/html", 406)]
    [InlineData("OData-MaxVersion", "3.0", 400)]
    [InlineData("OData-MaxVersion", "none", 400)]
    [InlineData("OData-Version", "2.0", 400)]
    public async Task Headers_ThatAreNotUnderstood_AreAnError(string name, string value, int status)
    {
        using var response = await feed.SendAsync("/api/odata/Months", (name, value));
        await AssertErrorAsync(response, status, name);
    }

    [Theory]

    // Addresses.
    [InlineData("/Nothing", 404, null)]
    [InlineData("/Results/Nothing", 400, null)]
    [InlineData("/Results(1)", 400, null)]
    [InlineData("/Results('a')", 400, null)]
    [InlineData("/Results(Scorecard='kent-inc-uasc',Month='2012-05',Indicator='none')", 404, null)]
    [InlineData("/Results(Scorecard='kent-inc-uasc',Month='x',Indicator='caf-rate')", 404, null)]
    [InlineData("/Results(Scorecard='kent-inc-uasc',Month='2012-05',Indicator='caf-rate')/Value", 501, "Value")]
    [InlineData("/Results(Scorecard='kent-inc-uasc',Month='2012-05',Indicator='caf-rate'", 400, null)]
    [InlineData("/Results(Scorecard='kent-inc-uasc',Wrong='2012-05',Indicator='caf-rate')", 400, null)]
    [InlineData("/Months('2012-5')", 404, null)]
    [InlineData("/Indicators('nothing')", 404, null)]
    [InlineData("/Results/$value", 400, null)]
    [InlineData("/Results/$ref", 501, "$ref")]
    [InlineData("/Results/Scorecards.ResultRow", 501, "Scorecards.ResultRow")]
    [InlineData("/Results/$each", 501, "$each")]
    [InlineData("/Results/$count/$count", 404, null)]
    [InlineData("/$batch", 501, "$batch")]
    [InlineData("/$all", 501, "$all")]
    [InlineData("/$crossjoin(Results,Months)", 501, "$crossjoin")]
    [InlineData("/$entity?$format=json", 501, "$entity")]
    [InlineData("/..%2F..%2Fetc%2Fpasswd", 404, null)]

    // Filters.
    [InlineData("/Results?$filter=", 400, "$filter")]
    [InlineData("/Results?$filter=Value", 400, "$filter")]
    [InlineData("/Results?$filter=Value gt", 400, "$filter")]
    [InlineData("/Results?$filter=Value gt 'a'", 400, "$filter")]
    [InlineData("/Results?$filter=Nothing eq 1", 400, "$filter")]
    [InlineData("/Results?$filter=Value eq 99999999999999999999999999999999999999999999", 400, "$filter")]
    [InlineData("/Results?$filter=Value add 1 eq 2", 501, "$filter")]
    [InlineData("/Results?$filter=Numerator div 0 eq 1", 501, "$filter")]
    [InlineData("/Results?$filter=nothing(Value) eq 1", 400, "$filter")]
    [InlineData("/Results?$filter=cast(Value,'Edm.String') eq '1'", 501, "$filter")]
    [InlineData("/Results?$filter=matchesPattern(Scorecard,'(a%2B)%2B$')", 501, "$filter")]
    [InlineData("/Results?$filter=geo.distance(Value,geography'POINT(0 0)') lt 1", 400, "$filter")]
    [InlineData("/Results?$filter=Results/any(r:r/Value gt 1)", 400, "$filter")]
    [InlineData("/Results?$filter=PeriodStart ge yesterday", 400, "$filter")]
    [InlineData("/Results?$filter=PeriodStart ge 2012-13-45T00:00:00Z", 400, "$filter")]
    [InlineData("/Results?$filter=Scorecard eq 'unclosed", 400, "$filter")]
    [InlineData("/Results?$filter=Scorecard eq 'a'';drop table", 400, "$filter")]
    [InlineData("/Results?$filter=Scorecard eq %00", 400, null)]
    [InlineData("/Results?$filter=Value has 1", 400, "$filter")]
    [InlineData("/Results?$filter=Value eq @p&@p=nothing", 400, "$filter")]
    [InlineData("/Results?$filter=Value gt 1&$filter=Value lt 2", 400, "$filter")]
    [InlineData("/Results?$filter=duration'PT1H' eq duration'PT1H'", 501, null)]
    [InlineData("/Results/$count?$filter=Nothing", 400, "$filter")]
    [InlineData("/Months?$filter=Month gt 5", 400, "$filter")]

    // Other options.
    [InlineData("/Results?$top=-1", 400, "$top")]
    [InlineData("/Results?$top=99999999999999999999", 400, "$top")]
    [InlineData("/Results?$skip=1.5", 400, "$skip")]
    [InlineData("/Results?$count=maybe", 400, "$count")]
    [InlineData("/Results?$select=", 400, "$select")]
    [InlineData("/Results?$select=Nothing", 400, "$select")]
    [InlineData("/Results?$select=Value/x", 400, "$select")]
    [InlineData("/Results?$orderby=Nothing", 400, "$orderby")]
    [InlineData("/Results?$orderby=Value sideways", 400, "$orderby")]
    [InlineData("/Results?$orderby=Value add 1", 501, "$orderby")]
    [InlineData("/Results?$expand=Scorecards", 501, "$expand")]
    [InlineData("/Results?$search=kent", 501, "$search")]
    [InlineData("/Indicators?$apply=groupby((Section))", 501, "$apply")]
    [InlineData("/Results?$apply=aggregate(Value with sum as Sum)", 501, "$apply")]
    [InlineData("/Results?$compute=Value mul 2 as Twice", 501, "$compute")]
    [InlineData("/Results?$skiptoken=garbage", 400, "$skiptoken")]
    [InlineData("/Results?$skiptoken=%FF%FE", 400, "$skiptoken")]
    [InlineData("/Results?$skiptoken=a2VudAoyMDEyLTk5", 400, "$skiptoken")]
    [InlineData("/Indicators?$skiptoken=LTU", 400, "$skiptoken")]
    [InlineData("/Results?$deltatoken=1", 501, "$deltatoken")]
    [InlineData("/Results?$format=xml", 400, "$format")]
    [InlineData("/Results?$format=atom", 400, "$format")]
    [InlineData("/$metadata?$top=1", 400, "$top")]
    [InlineData("?$top=1", 400, "$top")]
    [InlineData("/Results/$count?$top=5", 400, "$top")]
    [InlineData("/Results?$nothing=1", 400, "$nothing")]
    [InlineData("/Results?filter=Nothing gt 1", 400, "$filter")]
    public async Task WrongRequest_IsAnODataError(string path, int status, string? target)
    {
        using var response = await feed.SendAsync("/api/odata" + path);
        await AssertErrorAsync(response, status, target);
    }

    /// <summary>What is long or deep is refused before it is worked on.</summary>
    [Theory]
    [InlineData("/Results?$filter=", "(", 3_500, "1 eq 1", ")", "$filter")]
    [InlineData("/Results?$filter=", "not (", 700, "true", ")", "$filter")]
    [InlineData("/Results?$filter=", "tolower(", 700, "Scorecard", ")", "$filter")]
    [InlineData("/Results", "/Results", 900, "", "", null)]
    public async Task HostileRequest_IsAnODataError(string start, string before, int times, string middle, string after, string? target)
    {
        using var response = await feed.SendAsync(
            "/api/odata" + start + string.Concat(Enumerable.Repeat(before, times)) + middle + string.Concat(Enumerable.Repeat(after, times)));
        await AssertErrorAsync(response, 400, target);
    }

    static async Task AssertErrorAsync(HttpResponseMessage response, int status, string? target)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == (int)response.StatusCode, body);
        Assert.Equal(
            ("application/json", "4.0"),
            (response.Content.Headers.ContentType!.MediaType, Assert.Single(response.Headers.GetValues("OData-Version"))));
        var error = JsonDocument.Parse(body).RootElement.GetProperty("error");
        Assert.Equal(target, Text(error, "target"));
        Assert.NotEqual("", Text(error, "message"));
        Assert.NotEqual("", Text(error, "code"));
        Assert.DoesNotMatch(@"Microsoft\.|System\.|Exception|   at |internal error", body);
    }

    static async Task<string> TextAsync(HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStreamAsync();
        using var plain = new StreamReader(response.Content.Headers.ContentEncoding.FirstOrDefault() switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "br" => new BrotliStream(body, CompressionMode.Decompress),
            _ => body,
        }, Encoding.UTF8);
        return await plain.ReadToEndAsync();
    }

    static List<JsonElement> Rows(JsonElement set) => [.. set.GetProperty("rows").EnumerateArray()];

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    [GeneratedRegex("\"(LastChangedUtc|ReceivedUtc)\": \"[^\"]+\"")]
    private static partial Regex Times();
}
