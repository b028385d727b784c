using System.Text.Json;
using Azure.Data.Tables;
using Scorecards.Application;
using Scorecards.Application.Feed;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests;

/// <summary>What the feed gives of what is stored: whole months in their order, each answer named by what a reader sees.</summary>
public sealed class FeedReadingTests
{
    const int OfMonth = 44;

    readonly StoredFigures stored = new();
    readonly SuppressionSettings suppression = new();
    readonly FeedCaller feed;

    public FeedReadingTests() => feed = new FeedCaller(stored, suppression);

    [Fact]
    public async Task Tag_IsOfWhatAReaderSees()
    {
        await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        await stored.CalculateAsync();
        var (_, _, first) = await AskAsync("/Results");

        // Calculated again at a later number: nobody sees that.
        var touched = new Touches { Stated = new MonthSet([new ScorecardMonth(StoredFigures.Kent, new Month(2012, 5))]) };
        await stored.CommitAsync(EntryKind.Recalculation, 0, touched);
        await stored.CalculateAsync();
        Assert.Equal(2, (await stored.Results.FindAsync(StoredFigures.Kent, new Month(2012, 5), default))!.Summary.AsOf);
        Assert.Equal((200, first), await AskAsync("/Results") is var (status, _, tag) ? (status, tag) : default);
        Assert.Equal(304, (await AskAsync("/Results", first)).Status);

        // The same figure from another file is no change of the month, and its source is seen.
        await stored.AcceptAsync("again.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        await stored.CalculateAsync();
        var (_, body, second) = await AskAsync("/Results", first);
        Assert.NotEqual(first, second);
        Assert.Equal("again.csv", body.GetProperty("value")[0].GetProperty("SourceExtract").GetString());

        await stored.AcceptAsync("corrected.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 200));
        await stored.CalculateAsync();
        Assert.Equal(200, (await AskAsync("/Results", second)).Status);
    }

    /// <summary>A new version may say another thing of what is stored.</summary>
    [Fact]
    public async Task Tag_OfAnotherBuild_IsNotTheOneOfThis()
    {
        await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        await stored.CalculateAsync();
        var (_, _, tag) = await AskAsync("/Results");
        var other = tag!.Replace(ODataFeed.Build, "00000000", StringComparison.Ordinal);
        Assert.Equal((200, 304), ((await AskAsync("/Results", other)).Status, (await AskAsync("/Results", tag)).Status));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$filter=Indicator eq 'lac-pep'")]
    [InlineData("$filter=endswith(Scorecard,'uasc') and Edition eq 0")]
    [InlineData("$filter=Month ge '2012-03'")]
    [InlineData("$filter=Value ne null")]
    [InlineData("$skip=100&$top=150")]
    [InlineData("$skip=3&$filter=Indicator eq 'lac-pep'")]
    [InlineData("$orderby=Scorecard,Month,Indicator desc")]
    public async Task Pages_AreTheWhole_WhateverTheirSize(string query)
    {
        await stored.AcceptAsync("all.csv", [.. Enumerable.Range(1, 7).Select(m => (StoredFigures.Kent, "caf-rate", $"2012-0{m}", 100 + m))]);
        await stored.CalculateAsync();
        var whole = await RowsAsync(query, "");
        Assert.NotEmpty(whole);
        Assert.Equal(whole, await RowsAsync(query, "odata.maxpagesize=17"));
        Assert.Equal(whole, await RowsAsync(query, "odata.maxpagesize=100"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(44)]
    [InlineData(100)]
    [InlineData(131)]
    [InlineData(132)]
    [InlineData(999)]
    public async Task Skip_PassesOverRows(int skip)
    {
        await stored.AcceptAsync("all.csv", [.. Enumerable.Range(1, 3).Select(m => (StoredFigures.Kent, "caf-rate", $"2012-0{m}", 100 + m))]);
        await stored.CalculateAsync();
        var whole = await RowsAsync("", "");
        Assert.Equal(3 * OfMonth, whole.Count);
        Assert.Equal(whole.Skip(skip), await RowsAsync($"$skip={skip}", ""));
        Assert.Equal(whole.Skip(skip).Take(50), await RowsAsync($"$skip={skip}&$top=50", "odata.maxpagesize=7"));
        var others = whole.Where(row => !row.EndsWith("lac-pep", StringComparison.Ordinal));
        Assert.Equal(others.Skip(skip), await RowsAsync($"$skip={skip}&$filter=Indicator ne 'lac-pep'", "odata.maxpagesize=50"));
    }

    [Fact]
    public async Task Counts_AreThoseOfTheRows()
    {
        await stored.AcceptAsync("all.csv", [.. Enumerable.Range(1, 3).Select(m => (StoredFigures.Kent, "caf-rate", $"2012-0{m}", 100 + m))]);
        await stored.CalculateAsync();
        Assert.Equal(3 * OfMonth, (await AskAsync("/Results?$count=true&$top=1")).Body.GetProperty("@odata.count").GetInt32());
        Assert.Equal(3, (await AskAsync("/Results?$count=true&$top=1&$filter=Value ne null")).Body.GetProperty("@odata.count").GetInt32());
        Assert.Equal(2, (await AskAsync("/Results/$count?$filter=Indicator eq 'caf-rate' and Month gt '2012-01'")).Body.GetInt32());
    }

    /// <summary>A council with scorecards of its teams has as many rows in a year: one indicator of them is sorted, all of them are not.</summary>
    [Fact]
    public async Task Sorting_IsOfTheRowsThatPass_AmongAHundredThousand()
    {
        var (may, months) = (new Month(2012, 5), 99);
        await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", $"{may}", 100));
        await stored.CalculateAsync();
        var usual = (await stored.Results.ReadAsync(StoredFigures.Kent, may, null, default))!;
        var many = Enumerable.Range(0, 23)
            .SelectMany(n => usual.Results.Select(r => r with { Indicator = r.Indicator with { Id = $"{r.Indicator.Id}-{n}" } })).ToList();
        Assert.True(months * many.Count > 100_000);
        for (var m = 0; m < months; m++)
        {
            var month = usual with { Scorecard = "many", Month = new Month(2000, 1).PlusMonths(m), Results = many };
            await stored.StoreAsync(month, DateTimeOffset.UnixEpoch);
        }

        var sorted = await RowsAsync("$filter=Indicator eq 'lac-pep-7'&$orderby=Value,Month desc", "");
        Assert.Equal((months, "many 2008-03 lac-pep-7"), (sorted.Count, sorted[0]));
        Assert.Equal(501, (await AskAsync("/Results?$orderby=Value")).Status);
    }

    /// <summary>One damaged row never keeps the others from being read; whoever reads it has it named, until it is mended.</summary>
    [Theory]
    [InlineData("Results0", "{", "Its results cannot be read.")]
    [InlineData("Count", 43, "44 of its 43 results are there.")]
    [InlineData("Month", "May", "Its summary cannot be read.")]
    [InlineData("Green", "many", "Its summary cannot be read.")]
    public async Task DamagedRow_IsLeftOut_AndNamedInExtracts(string column, object value, string why)
    {
        await stored.AcceptAsync("all.csv", [.. Enumerable.Range(4, 3).Select(m => (StoredFigures.Kent, "caf-rate", $"2012-0{m}", 100 + m))]);
        await stored.CalculateAsync();
        var table = stored.Storage.Table(StorageNames.ResultsTable);
        var row = (await table.FindAsync(StoredFigures.Kent, "2012-05", null, default))!;
        await table.UpsertAsync([new TableEntity(row) { [column] = value }], default);
        Assert.Empty(await NamedAsync());

        Assert.Equal(["2012-04", "2012-06"], (await RowsAsync("$filter=Indicator eq 'caf-rate'", "")).Select(r => r.Split(' ')[1]));
        Assert.Equal(2, (await RowsAsync("$filter=Indicator eq 'caf-rate' and Edition eq 0", "")).Count);
        Assert.Equal([$"kent-inc-uasc 2012-05: {why} The month is left out until it is recalculated."], await NamedAsync());
        var problem = await Assert.ThrowsAsync<ProblemException>(() => stored.Queries.FindAsync(StoredFigures.Kent, "2012-05", "", default));
        Assert.Equal(500, problem.Status);
        Assert.NotEmpty(await stored.Queries.ScorecardsAsync(default));

        await table.UpsertAsync([row], default);
        Assert.Equal(3, (await RowsAsync("$filter=Indicator eq 'caf-rate'", "")).Count);
        Assert.Empty(await NamedAsync());

        async Task<List<string?>> NamedAsync()
        {
            var named = (await AskAsync("/Extracts?$filter=State eq 'Unreadable'")).Body.GetProperty("value");
            return [.. named.EnumerateArray().Select(e => e.GetProperty("Fault").GetString())];
        }
    }

    [Fact]
    public async Task Extracts_NameAContentOfAPathOnce()
    {
        var entry = await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        await stored.RegisterAsync("new.csv");
        await stored.EndAsync("broken.csv", EntryKind.Refused, 0, "No kind of file.");
        await stored.CalculateAsync();
        Assert.Equal(
            ["broken.csv Refused No kind of file.", "may.csv Calculated ", "new.csv Received "],
            (await AskAsync("/Extracts?$orderby=Extract")).Body.GetProperty("value").EnumerateArray()
                .Select(e => $"{e.GetProperty("Extract").GetString()} {e.GetProperty("State").GetString()} {e.GetProperty("Fault").GetString()}"));
        var may = (await AskAsync("/Extracts?$filter=Extract eq 'may.csv'")).Body.GetProperty("value")[0];
        Assert.Equal(entry.Sha256, may.GetProperty("Sha256").GetString());
    }

    [Fact]
    public async Task WithdrawnUpload_SaysSoInExtracts()
    {
        var entry = await stored.AcceptAsync("may.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        await stored.CommitAsync(EntryKind.Withdrawal, entry.Place, entry.Touches);
        await stored.CalculateAsync();
        var line = (await AskAsync("/Extracts")).Body.GetProperty("value")[0];
        Assert.Equal(
            ("Calculated", 1, "Accepted. It has been withdrawn since, so none of its figures count any more."),
            (line.GetProperty("State").GetString(), line.GetProperty("Accepted").GetInt32(), line.GetProperty("Fault").GetString()));
    }

    /// <summary>A caller from outside is given the same months without small numbers, in pages as well.</summary>
    [Fact]
    public async Task SmallNumbers_AreWithheld_BeforeAFilterSeesThem()
    {
        await stored.AcceptAsync("all.csv", [.. Enumerable.Range(1, 5).Select(m => (StoredFigures.Kent, "caf-rate", $"2012-0{m}", m + 5))]);
        await stored.CalculateAsync();
        Assert.Equal(5, (await RowsAsync("$filter=Value ne null", "")).Count);
        var whole = await CountsAsync();
        suppression.Threshold = 5;
        var rows = await RowsAsync("$filter=Value ne null", "odata.maxpagesize=1");
        Assert.Equal(["2012-03", "2012-04", "2012-05"], rows.Select(r => r.Split(' ')[1]));
        Assert.Equal(5 * OfMonth, (await RowsAsync("", "odata.maxpagesize=50")).Count);
        Assert.NotEqual((await AskAsync("/Results")).Tag, (await AskAsync("/Results")).Tag);
        Assert.Equal(whole, await CountsAsync());
        Assert.Contains("\"Improved\":1", whole, StringComparison.Ordinal);
        var summaries = (await AskAsync("/Summaries?$select=Text&$orderby=Month")).Body.GetProperty("value");
        Assert.Contains("1 indicator is withheld", summaries[0].GetProperty("Text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("withheld", summaries[4].GetProperty("Text").GetString(), StringComparison.Ordinal);

        async Task<string> CountsAsync() => (await AskAsync("/Summaries?$select=Green,Amber,Red,Unrated,Improved,Same,Worse&$orderby=Month")).Body
            .GetProperty("value").GetRawText();
    }

    /// <summary>Nor does such a caller read the names of uploads.</summary>
    [Fact]
    public async Task Uploads_AreNotGiven_ToACallerOutside()
    {
        await stored.AcceptAsync("by-name.csv", (StoredFigures.Kent, "caf-rate", "2012-05", 100));
        await stored.CalculateAsync();
        suppression.Threshold = 5;
        Assert.Equal(0, (await AskAsync("/Extracts")).Body.GetProperty("value").GetArrayLength());
        var rows = (await AskAsync("/Results")).Body.GetProperty("value").EnumerateArray().ToList();
        Assert.All(rows, row => Assert.DoesNotContain("by-name", row.GetRawText(), StringComparison.Ordinal));
        Assert.Single(rows, row => row.GetProperty("Value").ValueKind == JsonValueKind.Number);
    }

    /// <summary>However many months a caller outside is given, each is read once: what a month is compared with is at hand.</summary>
    [Fact]
    public async Task Months_AreReadOnce_ForACallerOutside()
    {
        await stored.AcceptAsync(
            "all.csv", [.. Enumerable.Range(0, 150).Select(m => (StoredFigures.Kent, "caf-rate", $"{new Month(2000, 1).PlusMonths(m)}", m + 20))]);
        await stored.CalculateAsync();
        Assert.Equal([], await ReadAsync(new ResultScope(), isChosen: false));
        Assert.Equal(["2003-12"], await ReadAsync(new ResultScope { From = new Month(2004, 1) }, isChosen: false));
        var all = await ReadAsync(new ResultScope(), isChosen: true);
        Assert.Equal((150, 150), (all.Count, all.Distinct().Count()));

        async Task<List<string>> ReadAsync(ResultScope scope, bool isChosen)
        {
            List<string> read = [];
            var given = new GivenMonths(new SuppressionProfile(5), async (scorecard, month, ct) =>
            {
                lock (read)
                {
                    read.Add(month.ToString());
                }

                return await stored.Results.ReadAsync(scorecard, month, null, ct);
            }, stored.CatalogueReader.ReadAsync);
            var months = isChosen
                ? stored.Facts.MonthsAsync(stored.Facts.SummariesAsync(scope, default), ResultRowReader.MostAtOnce, given, default)
                : stored.Facts.MonthsAsync(scope, ResultRowReader.MostAtOnce, given, default);
            await foreach (var month in months)
            {
                var (caf, before) = (month.Facts.Single(f => f.Result.Indicator.Id == "caf-rate").Result, month.Summary.Month != new Month(2000, 1));
                Assert.Equal((true, before), (caf.Numerator % 5 == 0, caf.Previous is not null));
            }

            return read;
        }
    }

    /// <summary>Scorecard, month, indicator of the rows of a query and of its next links.</summary>
    async Task<List<string>> RowsAsync(string query, string? prefer) =>
    [
        .. (await feed.WholeAsync($"/Results?{query}", ("Prefer", prefer))).Select(
            r => string.Join(' ', ((string[])["Scorecard", "Month", "Indicator"]).Select(name => r.GetProperty(name).GetString()))),
    ];

    [Theory]
    [InlineData("a/b?c")]
    [InlineData("user:word@host")]
    [InlineData("")]
    public async Task Host_ThatIsNone_IsAnError(string host)
    {
        var reply = await feed.AskAsync("/Months", ("Host", host));
        Assert.Equal((400, "Host"), (reply.Status, reply.Body.GetProperty("error").GetProperty("target").GetString()));
    }

    async Task<(int Status, JsonElement Body, string? Tag)> AskAsync(string path, string? known = null)
    {
        var reply = await feed.AskAsync(path, ("If-None-Match", known));
        return (reply.Status, reply.Body, reply.Headers.ETag);
    }
}
