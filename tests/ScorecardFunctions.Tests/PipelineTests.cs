using System.Globalization;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace ScorecardFunctions.Tests;

/// <summary>From a dropped file to its scorecard, on the running app.</summary>
public sealed class PipelineTests(Azurite azurite) : IClassFixture<Azurite>
{
    const string Header = "scorecard,indicator,month,numerator,denominator,value\n";

    [Fact]
    public async Task Samples_GiveThePrintedScorecard_AlsoAsCsv_AndItsMail()
    {
        await using var app = await RunningApp.StartAsync(azurite, "--samples");
        await app.UntilAsync(
            async () => await app.Blobs.GetBlobContainerClient("outbox").GetBlobsAsync().CountAsync() == 2 ? true : (bool?)null,
            "mail for two recipients",
            60);
        var may = await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05");
        Assert.Equal(
            (16, 16, 12, 0, 28, 5, 11),
            (Count("green"), Count("amber"), Count("red"), Count("unrated"), Count("improved"), Count("same"), Count("worse")));
        Assert.Equal(
            "As at 31/05/2012, Kent, inc UASC has 16 indicators rated as Green, 16 indicators rated as Amber and 12 indicators rated as Red. "
            + "When comparing performance from last month to this month, 28 indicators have shown an improvement, 5 indicators have remained the "
                + "same and 11 indicators have shown a reduction.",
            may.GetProperty("summary").GetProperty("text").GetString());
        Assert.Equal(
            """{"indicator":"caf-rate","name":"Number of CAFs completed per 10,000 population under 18","polarity":"H","basis":"Rolling 12 Months","unit":"per10000","numerator":2064,"denominator":312597,"value":66.0275,"display":"66.0","rating":"Amber","previous":66.7,"previousDisplay":"66.7","target":77.2,"targetDisplay":"77.2","travel":"Worse","reason":null,"suppressed":false,"source":{"extract":"measure-2012-05.csv","sha256":"?","row":2},"isSmallBase":false}""",
            System.Text.RegularExpressions.Regex.Replace((await app.ResultsAsync("2012-05"))["caf-rate"].GetRawText(), "[0-9a-f]{64}", "?"));

        var results = await app.ResultsAsync("latest");
        Assert.Equal(44, results.Count);
        using var printed = CsvHelper.CsvReader.FromFile(
            Path.Combine(Repository.Root, "tests", "Scorecards.Tests", "Kent", "scorecard-may-2012.csv"));
        printed.ReadHeader();
        while (printed.Read())
        {
            var result = results[printed.GetString("id")];
            var suffix = printed.GetString("unit") == "percent" ? "%" : "";
            var (n, d) = printed.GetString("id") == "avg-caseload" ? ("denominator", "numerator") : ("numerator", "denominator");
            Assert.Equal(printed.GetString("value") + suffix, result.GetProperty("display").GetString());
            Assert.Equal(printed.GetString("previous") + suffix, result.GetProperty("previousDisplay").GetString());
            Assert.Equal(printed.GetString("target") + suffix, result.GetProperty("targetDisplay").GetString());
            Assert.Equal(printed.GetString("rag"), result.GetProperty("rating").GetString()![..1]);
            Assert.Equal(
                (printed.GetString(n), printed.GetString(d)),
                (result.GetProperty("numerator").ToString(), result.GetProperty("denominator").ToString()));
        }

        await RequireCsvAsync(app, results);

        int Count(string name) => may.GetProperty("summary").GetProperty(name).GetInt32();
    }

    /// <summary>The scorecard as CSV has the same figures, and the list of scorecards the same counts.</summary>
    static async Task RequireCsvAsync(RunningApp app, Dictionary<string, JsonElement> results)
    {
        using var response = await app.Http.GetAsync(new Uri("/api/scorecards/kent-inc-uasc/2012-05?format=csv", UriKind.Relative));
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        using var csv = CsvHelper.CsvReader.FromText(await response.Content.ReadAsStringAsync());
        csv.ReadHeader();
        var rows = 0;
        while (csv.Read())
        {
            rows++;
            var result = results[csv.GetString("indicator")];
            Assert.All(
                ["name", "numerator", "denominator", "value", "display", "rating", "previous", "target", "targetDisplay", "travel"],
                name => Assert.Equal(result.GetProperty(name).ToString(), csv.GetString(name)));
        }

        Assert.Equal(44, rows);
        var listed = (await app.GetAsync("/api/scorecards")).EnumerateArray().Single(s => s.GetProperty("id").GetString() == "kent-inc-uasc");
        Assert.Equal(
            ("2012-05", 16), (listed.GetProperty("latest").GetString(), listed.GetProperty("summary").GetProperty("green").GetInt32()));
    }

    [Fact]
    public async Task Kill_AtAnyMoment_EndsInTheSameState()
    {
        const int Months = 120;
        var content = new StringBuilder(Header);
        var indicators = File.ReadLines(Repository.Sample("measure-2012-05.csv"))
            .Skip(1)
            .Select(line => line.Split(',')[1])
            .Where(i => i != "posts-unfilled")
            .ToList();
        for (var m = 0; m < Months; m++)
        {
            foreach (var (i, indicator) in indicators.Index())
            {
                content.Append(
                    CultureInfo.InvariantCulture,
                    $"kent-inc-uasc,{indicator},{2001 + (m / 12)}-{(m % 12) + 1:00},{100 + ((m * 7 + i * 13) % 90)},"
                    + $"{(indicator.EndsWith("rate", StringComparison.Ordinal) ? 10000 : 200)},\n");
            }
        }

        await using var undisturbed = await RunningApp.StartAsync(azurite);
        await undisturbed.IngestAsync("history.csv", content.ToString(), 120);
        await using var app = await RunningApp.StartAsync(azurite);
        await app.DropAsync("history.csv", content.ToString());
        foreach (var (table, rows) in new[] { ("Measures", 1), ("Journal", 1), ("Results", 20) })
        {
            await app.UntilAsync(async () => (await app.RowsAsync(table)).Count >= rows ? true : (bool?)null, $"{rows} rows of {table}");
            await app.KillAsync();
            await app.StartAsync();
        }

        await app.ReceiptAsync("history.csv", default, 180);
        Assert.Single(await app.RowsAsync("Journal"));
        string[] varying = ["Stamp", "Changed", "Trace"];
        Assert.Equal(await undisturbed.RowsAsync("Results", varying), await app.RowsAsync("Results", varying));
        Assert.Equal(Months, (await app.RowsAsync("Results")).Count);
        foreach (var month in new[] { "2001-01", "2005-06", "2010-12" })
        {
            Assert.Equal(
                (await undisturbed.GetAsync($"/api/scorecards/kent-inc-uasc/{month}")).GetRawText(),
                (await app.GetAsync($"/api/scorecards/kent-inc-uasc/{month}")).GetRawText());
        }
    }

    [Fact]
    public async Task SameBytes_AtOnce_FailNoFunction()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        for (var round = 0; round < 6; round++)
        {
            var content = $"{Header}kent-inc-uasc,lac-pep,2013-0{round + 1},,,90.{round}\n";
            string[] paths = [$"at-once/{round}.csv", $"at-once/again/{round}.csv", $"at-once/{round}.csv"];
            await Task.WhenAll(paths.Select(path => app.DropAsync(path, content)));
            await app.UntilAsync(
                async () => (await app.GetAsync("/api/extracts")).EnumerateArray()
                    .Where(u => paths.Contains(u.GetProperty("extract").GetString()))
                    .Select(u => u.GetProperty("state").GetString())
                    .ToList() is { Count: >= 2 } states && states.TrueForAll(s => s is "Calculated" or "Same" or "Replaced") ? true : (bool?)null,
                $"the uploads of round {round}",
                60);
        }

        Assert.DoesNotContain("Function failed.", app.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("412", app.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restatement_ChangesTheMonthsRating_AndTheNextMonthsTravel_AndItsReceiptSaysSo_AndSameBytesTwiceChangeNothing()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync("june.csv", Header + "kent-inc-uasc,lac-pep,2012-06,960,1062,\n");
        Assert.Equal(("Amber", null), await OfAsync("2012-05"));
        Assert.Equal(("Amber", "Improved"), await OfAsync("2012-06"));

        var receipt = await app.IngestAsync("may-restated.csv", Header + "kent-inc-uasc,lac-pep,2012-05,1010,1062,\n");
        Assert.Equal(("Green", null), await OfAsync("2012-05"));
        Assert.Equal(("Amber", "Worse"), await OfAsync("2012-06"));
        Assert.Equal("may-restated.csv", (await app.ResultsAsync("2012-05"))["lac-pep"].GetProperty("source").GetProperty("extract").GetString());
        Assert.Equal(
            2,
            (await app.RowsAsync("Measures")).Count(
                row => row.Contains("\"indicator\":\"lac-pep\"", StringComparison.Ordinal)
                    && row.Contains("PartitionKey=2012-05", StringComparison.Ordinal)));

        var changes = receipt.GetProperty("changes").EnumerateArray().ToDictionary(c => Text(c, "month"));
        var may = changes["2012-05"];
        Assert.Equal(
            (16, 17), (may.GetProperty("before").GetProperty("green").GetInt32(), may.GetProperty("after").GetProperty("green").GetInt32()));
        var moved = Assert.Single(may.GetProperty("results").EnumerateArray());
        Assert.Equal(
            ("lac-pep", "90.3%", "95.1%", "Amber", "Green"),
            (Text(moved, "indicator"), Text(moved, "before"), Text(moved, "after"), Text(moved, "ratingBefore"), Text(moved, "ratingAfter")));
        Assert.Equal("lac-pep", Text(Assert.Single(changes["2012-06"].GetProperty("results").EnumerateArray()), "indicator"));
        var receipts = app.Blobs.GetBlobContainerClient("receipts");
        var page = (await receipts.GetBlobClient("may-restated.csv.html").DownloadContentAsync()).Value.Content.ToString();
        Assert.Contains("16 green", page, StringComparison.Ordinal);
        Assert.Contains("17 green", page, StringComparison.Ordinal);

        // The former file's bytes are known: they change nothing, and do not take the figure back.
        string[] tables = ["Measures", "Results"];
        var before = await Task.WhenAll(tables.Select(t => app.RowsAsync(t)));
        var same = await app.IngestAsync("again/may (1).csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        Assert.Equal(("SameBytes", "may.csv"), (Text(same, "outcome"), Text(same, "sameBytesAs")));
        Assert.Equal(before, await Task.WhenAll(tables.Select(t => app.RowsAsync(t))));
        Assert.Equal(("Green", null), await OfAsync("2012-05"));
        Assert.Equal(4, (await app.GetAsync("/api/extracts")).GetArrayLength());
        Assert.Equal(1, (await app.GetAsync("/api/extracts?top=1")).GetArrayLength());
        Assert.Equal(
            3,
            await app.Blobs.GetBlobContainerClient("archive")
                .GetBlobsAsync()
                .CountAsync(b => !b.Name.StartsWith("arrivals/", StringComparison.Ordinal)));

        async Task<(string?, string?)> OfAsync(string month)
        {
            var result = (await app.ResultsAsync(month))["lac-pep"];
            return (result.GetProperty("rating").GetString(), result.GetProperty("travel").GetString());
        }

        static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
    }

    [Fact]
    public async Task BrokenFiles_GetAReceipt_AndLeaveNothingBehind_AndRefusedRowsCanBeDroppedAgain_OnceTheCatalogueIsChangedByDroppedFiles()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        var noIndicator = await app.IngestAsync("a/no-indicator.csv", "scorecard,indikator,month,value\nkent-inc-uasc,caf-rate,2012-05,66.0\n");
        Assert.Equal("Refused", noIndicator.GetProperty("outcome").GetString());
        var problem = noIndicator.GetProperty("problems")[0].GetString()!;
        Assert.Contains("column 'indicator' is missing", problem, StringComparison.Ordinal);
        Assert.Contains("Found: 'scorecard', 'indikator', 'month', 'value'", problem, StringComparison.Ordinal);

        var unclosed = await app.IngestAsync(
            "a/unclosed.csv",
            $"{Header}kent-inc-uasc,caf-rate,2012-05,,,66.0\nkent-inc-uasc,ia-rate,2012-05,,,\"440.7\n{new string('x', 1_200_000)}");
        Assert.Contains("row 3 is longer than 1024 KB", unclosed.GetProperty("problems")[0].GetString(), StringComparison.Ordinal);
        Assert.Contains("empty", (await app.IngestAsync("a/empty.csv", "")).GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Empty(await app.RowsAsync("Results"));
        Assert.Empty(await app.RowsAsync("Measures"));

        var mixed = await app.IngestAsync(
            "a/mixed.csv", Header + "kent-inc-uasc,caf-rate,2012-05,2064,312597,66.0\nkent-inc-uasc,ia-rate,2012-13,,,440.7\n");
        var refused = Assert.Single(mixed.GetProperty("refusedRows").EnumerateArray());
        Assert.Equal(
            (3, "month", "2012-13"),
            (refused.GetProperty("row").GetInt32(), refused.GetProperty("column").GetString(), refused.GetProperty("value").GetString()));
        Assert.Contains("is a financial year, not a month", refused.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("66.0", (await app.ResultsAsync("2012-05"))["caf-rate"].GetProperty("display").GetString());
        var receipts = await app.Blobs.GetBlobContainerClient("receipts").GetBlobsAsync().Select(b => b.Name).ToListAsync();
        Assert.Equal(
            [
                "a/empty.csv.html", "a/empty.csv.json", "a/mixed.csv.html", "a/mixed.csv.json", "a/mixed.csv.rejected.csv",
                "a/no-indicator.csv.html", "a/no-indicator.csv.json", "a/unclosed.csv.html", "a/unclosed.csv.json"],
            receipts.Order(StringComparer.Ordinal));
        var page = await app.Blobs.GetBlobContainerClient("receipts").GetBlobClient("a/mixed.csv.html").DownloadContentAsync();
        Assert.Contains("2012-13", page.Value.Content.ToString(), StringComparison.Ordinal);

        var ashford = Header + "ashford-inc-uasc,caf-rate,2012-05,60,10000,\nashford-inc-uasc,foster-carers,2012-05,,,7\n";
        Assert.Equal("Refused", (await app.IngestAsync("ashford.csv", ashford)).GetProperty("outcome").GetString());
        await app.IngestAsync(
            "scorecard.csv",
            "scorecard,name,parent,slice,slice_code,uasc\nashford-inc-uasc,\"Ashford, inc UASC\",kent-inc-uasc,district,E07000105,inc\n");
        await app.IngestAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals\nfoster-carers,Placements,6,1,New foster "
            + "carers,N,YTD,count,0\n");
        Assert.Equal("Accepted", (await app.IngestAsync("ashford (1).csv", ashford)).GetProperty("outcome").GetString());

        var scorecard = await app.GetAsync("/api/scorecards/ashford-inc-uasc/2012-05");
        Assert.Equal("Ashford, inc UASC", scorecard.GetProperty("scorecard").GetProperty("name").GetString());
        Assert.Equal("7", scorecard.GetProperty("sections")[5].GetProperty("results")[0].GetProperty("display").GetString());
        Assert.Equal("Amber", Rating(scorecard));

        await app.IngestAsync("target.csv", "indicator,scorecard,effective_from,target,amber_min\ncaf-rate,ashford-inc-uasc,2012-05-01,70,65\n");
        Assert.Equal("Red", Rating(await app.GetAsync("/api/scorecards/ashford-inc-uasc/2012-05")));

        static string? Rating(JsonElement scorecard) =>
            scorecard.GetProperty("sections")[0].GetProperty("results")[0].GetProperty("rating").GetString();
    }

    [Fact]
    public async Task Calculations_AtOnceForTheSameMonth_EndInTheSameState()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        var files = Enumerable.Range(0, 8)
            .Select(
                i => (
                    Path: $"restated-{i}.csv",
                    Content: Header + $"kent-inc-uasc,{new[] { "caf-rate", "ia-rate", "ca-rate", "s47-rate" }[i % 4]},2012-05,{1000 + i},312597,\n"))
            .ToList();
        foreach (var batch in files.Chunk(4))
        {
            await Task.WhenAll(batch.Select(f => app.IngestAsync(f.Path, f.Content)));
        }

        var results = await app.ResultsAsync("2012-05");
        Assert.Equal(
            [1004, 1005, 1006, 1007],
            new[] { "caf-rate", "ia-rate", "ca-rate", "s47-rate" }.Select(i => results[i].GetProperty("numerator").GetInt32()));
        var before = await app.RowsAsync("Results");
        var queue = app.Queues.GetQueueClient("calculations");
        await Parallel.ForAsync(
            0, 16, async (i, ct) => await queue.SendMessageAsync($$"""{"Number":{{(i % 9) + 1}},"Months":"kent-inc-uasc:2012-05"}""", ct));
        await app.UntilAsync(async () => (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount == 0 ? true : (bool?)null, "empty queue");
        Assert.Equal(before, await app.RowsAsync("Results"));
    }

    [Fact]
    public async Task Sweep_TakesUp_WhatWasLeftStanding()
    {
        // Every second from half past nine on.
        await using var app = await RunningApp.StartAsync(
            azurite, "--clock 2012-06-14T09:00:00Z", new() { ["SweepSchedule"] = "* 30-59 9 * * *" });
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        var before = (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetRawText();
        var uploads = app.Tables.GetTableClient("Uploads");
        var arrival = (await uploads.QueryAsync<TableEntity>("Path eq 'may.csv'").ToListAsync()).Single();

        // As a lost message and a kill leave it: an entry, and nothing of what comes of it.
        await app.Tables.GetTableClient("Results").DeleteEntityAsync("kent-inc-uasc", "2012-05");
        foreach (var ending in new[] { ".json", ".html" })
        {
            await app.Blobs.GetBlobContainerClient("receipts").DeleteBlobAsync("may.csv" + ending);
        }

        // As crashes leave them: one was begun ten times; the other's file was taken away.
        await uploads.AddEntityAsync(LeftStanding("killer", attempts: 10));
        await uploads.AddEntityAsync(LeftStanding("gone", attempts: 1));
        var atWork = LeftStanding("large", attempts: 1);
        atWork["Worked"] = new DateTimeOffset(2012, 6, 14, 9, 29, 0, TimeSpan.Zero);
        await uploads.AddEntityAsync(atWork);
        await app.TurnClockAsync("2012-06-14T09:30:00Z");
        Assert.Equal("Accepted", (await app.ReceiptAsync("may.csv", default)).GetProperty("outcome").GetString());
        Assert.Equal(before, (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetRawText());
        await ComesToAsync("killer", "Failed");
        await ComesToAsync("gone", "Replaced");
        var receipt = (
            await app.Blobs.GetBlobContainerClient("receipts").GetBlobClient("killer.csv.html").DownloadContentAsync()).Value.Content.ToString();
        Assert.Contains("could not be processed in 10 attempts", receipt, StringComparison.Ordinal);

        // Begun long ago and still being worked on: nobody takes it up a second time.
        Assert.Equal(
            "Received",
            (await uploads.GetEntityAsync<TableEntity>(Scorecards.Storage.Keys.Hash("large.csv"), arrival.RowKey)).Value.GetString("State"));

        TableEntity LeftStanding(string name, int attempts)
        {
            var left = new TableEntity(arrival)
            {
                PartitionKey = Scorecards.Storage.Keys.Hash($"{name}.csv"),
                ["Path"] = $"{name}.csv",
                ["State"] = "Received",
                ["Attempts"] = attempts
            };
            left.Remove("Entry");
            return left;
        }

        async Task ComesToAsync(string name, string state) => await app.UntilAsync(
            async () => (
                await uploads.GetEntityAsync<TableEntity>(
                    Scorecards.Storage.Keys.Hash($"{name}.csv"), arrival.RowKey)).Value.GetString("State") == state
                ? true
                : (bool?)null,
            state);
    }
}
