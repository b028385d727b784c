using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace ScorecardFunctions.Tests;

/// <summary>The feed while what it reads changes, is damaged, or is not for everybody.</summary>
public sealed class FeedChangeTests(Azurite azurite) : IClassFixture<Azurite>
{
    const string Header = "scorecard,indicator,month,numerator,denominator,value\n";

    [Fact]
    public async Task RestatedMonth_ChangesWhatDetectDataChangesLooksAt_AndDamagedRowsAreLeftOut_UntilTheyAreMended()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await RestateAsync(app);
        await DamageAsync(app);
    }

    /// <summary>What Power BI looks at to see whether a month has changed is changed by a restatement of it, and of no other month.</summary>
    static async Task RestateAsync(RunningApp app)
    {
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        var ofOneMonth = await CountedAsync();
        await app.IngestAsync("july.csv", Header + "kent-inc-uasc,lac-pep,2012-07,960,1062,\n");
        Assert.NotEqual(ofOneMonth, await CountedAsync());
        var (may, july) = (await ChangedAsync("2012-05"), await ChangedAsync("2012-07"));
        using var before = await app.Http.GetAsync(new Uri("/api/odata/Results", UriKind.Relative));
        await app.IngestAsync("restated.csv", Header + "kent-inc-uasc,lac-pep,2012-05,1010,1062,\n");
        await app.UntilAsync(async () => await ChangedAsync("2012-05") > may ? true : (bool?)null, "change");
        Assert.Equal(july, await ChangedAsync("2012-07"));
        using var after = await app.Http.GetAsync(new Uri("/api/odata/Results", UriKind.Relative));
        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        Assert.Equal(
            "95.1%",
            (await app.GetAsync("/api/odata/Results(Scorecard='kent-inc-uasc',Month='2012-05',Indicator='lac-pep')"))
                .GetProperty("Display")
                .GetString());

        // Whoever asks whether rows are gone must not be told that the count is that of before.
        async Task<string?> CountedAsync()
        {
            using var counted = await app.Http.GetAsync(new Uri("/api/odata/Results?$count=true&$top=0", UriKind.Relative));
            return counted.Headers.ETag?.Tag;
        }

        async Task<DateTimeOffset> ChangedAsync(string month)
        {
            var start = DateTime.ParseExact(month, "yyyy-MM", CultureInfo.InvariantCulture);
            var newest = await app.GetAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"/api/odata/Results?$filter=PeriodStart ge {start:yyyy-MM-dd}T00:00:00Z and PeriodStart lt "
                    + $"{start.AddMonths(1):yyyy-MM-dd}T00:00:00Z&$orderby=LastChangedUtc desc&$top=1&$select=LastChangedUtc"));
            return newest.GetProperty("value")[0].GetProperty("LastChangedUtc").GetDateTimeOffset();
        }
    }

    /// <summary>What the polling query of samples/powerbi reads of May, before and after two of three scorecards are gone.</summary>
    [Fact]
    public async Task RowsThatAreGone_ChangeTheNumberOfRows_AndNotTheNewestChange()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await app.IngestAsync(
            "scorecards.csv", "scorecard,name,slice,slice_code,uasc\nashford,Ashford,district,E07000105,inc\ndover,Dover,district,E07000108,inc\n");
        await app.IngestAsync("ashford.csv", Header + "ashford,lac-pep,2012-05,96,106,\n");
        await app.IngestAsync("dover.csv", Header + "dover,lac-pep,2012-05,96,106,\n");
        await app.IngestAsync("kent.csv", Header + "kent-inc-uasc,lac-pep,2012-05,960,1062,\n");
        var before = await PollAsync();
        Assert.Equal(132, before.Count);
        var uploads = (await app.GetAsync("/api/extracts")).EnumerateArray().ToDictionary(u => u.GetProperty("extract").GetString()!);
        foreach (var (operation, extract, left) in new[] { ("withdraw", "ashford.csv", 88), ("erase", "dover.csv", 44) })
        {
            await app.PostAsync($"/api/operations/{operation}?sha256={uploads[extract].GetProperty("sha256")}&reason=test");
            var after = await app.UntilAsync(
                async () => await PollAsync() is var now && now.Count <= left ? now : ((int, DateTimeOffset)?)null, "fewer rows");
            Assert.Equal((left, before.Newest), after);
        }

        async Task<(int Count, DateTimeOffset Newest)> PollAsync()
        {
            const string May = "$filter=PeriodStart ge 2012-05-01T00:00:00Z and PeriodStart lt 2012-06-01T00:00:00Z&$select=LastChangedUtc";
            var rows = (await app.GetAsync($"/api/odata/Results?{May}")).GetProperty("value");
            return (rows.GetArrayLength(), rows.EnumerateArray().Max(r => r.GetProperty("LastChangedUtc").GetDateTimeOffset()));
        }
    }

    /// <summary>What is damaged of May and July is left out, and named among the extracts, until it is mended.</summary>
    static async Task DamageAsync(RunningApp app)
    {
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        var results = app.Tables.GetTableClient("Results");
        var whole = await RowsAsync();
        var (may, july) = (await KeepAsync("2012-05"), await KeepAsync("2012-07"));
        await ReplaceAsync(may, "Results0", "{");
        await ReplaceAsync(july, "Count", 43);

        Assert.Equal(whole.Where(r => r.StartsWith("2012-04", StringComparison.Ordinal)), await RowsAsync());
        Assert.Equal(
            [
                "kent-inc-uasc 2012-05: Its results cannot be read. The month is left out until it is recalculated.",
                "kent-inc-uasc 2012-07: 44 of its 43 results are there. The month is left out until it is recalculated.",
            ],
            await ExtractsAsync());
        const string logged = "Results are left out of the feed. Scorecard: kent-inc-uasc. Month: 2012-05.";
        await app.UntilAsync(() => Task.FromResult<bool?>(app.Printed.Contains(logged, StringComparison.Ordinal) ? true : null), "line of the log");

        await results.UpdateEntityAsync(may, Azure.ETag.All, TableUpdateMode.Replace);
        await results.UpdateEntityAsync(july, Azure.ETag.All, TableUpdateMode.Replace);
        Assert.Equal(whole, await RowsAsync());
        Assert.Empty(await ExtractsAsync());

        async Task<TableEntity> KeepAsync(string month) => (await results.GetEntityAsync<TableEntity>("kent-inc-uasc", month)).Value;

        Task ReplaceAsync(TableEntity kept, string column, object value) =>
            results.UpdateEntityAsync(new TableEntity(kept) { [column] = value }, Azure.ETag.All, TableUpdateMode.Replace);

        async Task<List<string>> RowsAsync() =>
            [
                .. (await app.GetAsync("/api/odata/Results"))
                    .GetProperty("value")
                    .EnumerateArray()
                    .Select(r => $"{r.GetProperty("Month")} {r.GetProperty("Indicator")}")];

        async Task<List<string?>> ExtractsAsync() =>
            [
                .. (await app.GetAsync("/api/odata/Extracts?$filter=State eq 'Unreadable'&$orderby=Extract"))
                    .GetProperty("value")
                    .EnumerateArray()
                    .Select(e => e.GetProperty("Fault").GetString())];
    }

    [Fact]
    public async Task Feed_StaysUp_AndWhole_WhileMonthsAreCalculated()
    {
        const int Months = 24;
        await using var app = await RunningApp.StartAsync(azurite);
        await app.IngestAsync("first.csv", Measures(1), 60);
        await app.DropAsync("second.csv", Measures(2));
        for (var (settled, last) = (false, false); !last;)
        {
            last = settled;
            settled = (await app.GetAsync("/api/extracts")).EnumerateArray().Count(u => u.GetProperty("state").GetString() == "Calculated") == 2;
            var rows = (await app.GetAsync("/api/odata/Results")).GetProperty("value").EnumerateArray().ToList();
            Assert.Equal(Months * 44, rows.Count);

            // A month is as it was or as it is, never in between.
            Assert.All(
                rows.Where(r => r.GetProperty("Value").ValueKind == JsonValueKind.Number).GroupBy(r => r.GetProperty("Month").GetString()),
                month => Assert.Single(month.Select(r => r.GetProperty("SourceExtract").GetString()).Distinct()));
        }

        Assert.All(
            (await app.GetAsync("/api/odata/Results?$filter=Value ne null")).GetProperty("value").EnumerateArray(),
            r => Assert.Equal("second.csv", r.GetProperty("SourceExtract").GetString()));

        static string Measures(int round)
        {
            var file = new StringBuilder(Header);
            for (var m = 0; m < Months; m++)
            {
                foreach (var indicator in new[] { "caf-rate", "lac-pep", "referral-rate" })
                {
                    file.Append(
                        CultureInfo.InvariantCulture, $"kent-inc-uasc,{indicator},{2001 + (m / 12)}-{(m % 12) + 1:00},{100 + m + round},300,\n");
                }
            }

            return file.ToString();
        }
    }

    [Fact]
    public async Task DataRoutes_DemandTheKey_AndLinksNeverHoldIt()
    {
        await using var app = await RunningApp.StartAsync(azurite, "--require-keys", new() { ["LocalFunctionsHost__Key"] = "secret" });
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        foreach (var path in
            new[] {
                "", "/", "/$metadata", "/Results", "/Results/$count", "/Indicators", "/Scorecards", "/Months", "/Summaries", "/Extracts",
                "/Months('2012-05')", "/Nothing", "/Results?$top=-1" })
        {
            Assert.Equal((401, ""), await AskAsync($"/api/odata{path}"));
            Assert.Equal((401, ""), await AskAsync($"/api/odata{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}code=wrong"));
        }

        Assert.Equal((401, ""), await AskAsync("/api/results"));
        Assert.Equal(200, (await AskAsync("/api/odata?code=secret")).Status);
        Assert.Equal(200, (await AskAsync("/api/odata/$metadata", "secret")).Status);
        Assert.Equal(200, (await AskAsync("/api/results?code=secret")).Status);
        var page = await AskAsync("/api/odata/Indicators?$top=30&code=secret&clientId=x", prefer: "odata.maxpagesize=10");
        Assert.Equal(200, page.Status);
        Assert.DoesNotContain("secret", page.Body, StringComparison.Ordinal);
        var next = JsonDocument.Parse(page.Body).RootElement.GetProperty("@odata.nextLink").GetString()!;
        Assert.Equal(401, (await AskAsync(next)).Status);
        Assert.Equal(200, (await AskAsync(next + "&code=secret")).Status);
        Assert.Equal(200, (await AskAsync(next, "secret")).Status);

        async Task<(int Status, string Body)> AskAsync(string path, string? key = null, string? prefer = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(app.Http.BaseAddress!, path));
            if (key is not null)
            {
                request.Headers.Add("x-functions-key", key);
            }

            if (prefer is not null)
            {
                request.Headers.Add("Prefer", prefer);
            }

            using var response = await app.Http.SendAsync(request);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }
}
