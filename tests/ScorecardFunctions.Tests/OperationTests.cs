using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;

namespace ScorecardFunctions.Tests;

/// <summary>What the person who runs an installation does by hand (docs/operations.md), on the running app.</summary>
public sealed class OperationTests(Azurite azurite) : IClassFixture<Azurite>
{
    const string Header = "scorecard,indicator,month,numerator,denominator,value\n";
    const string ScorecardHeader = "scorecard,name,parent,slice,slice_code,uasc\n";
    const string TargetHeader = "indicator,scorecard,effective_from,target\n";
    const string Never = "0 0 0 1 1 *";

    /// <summary>The sweep does not tick until the clock is turned on to <see cref="HalfPast"/>.</summary>
    const string AtTheHalfHour = "*/10 30-59 * * * *";

    /// <summary>The month's issue day, in the hour before noon: May 2012 is the reporting month.</summary>
    const string IssueDay = "--clock 2012-06-14T09:00:00Z";

    const string HalfPast = "2012-06-14T09:30:00Z";

    static readonly string[] Varying = ["Stamp", "AsOf", "Changed", "Trace"];

    [Fact]
    public async Task Replay_TakesKnownBytesInAgain_FromTheArchiveOrTheInbox()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await app.IngestAsync("2012/may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync("restated.csv", Header + "kent-inc-uasc,lac-pep,2012-05,1010,1062,\n");
        await app.IngestAsync("ashford.csv", Header + "ashford,caf-rate,2012-05,60,10000,\n");
        var before = (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetRawText();

        // A replay is in the place of the upload: what has corrected it still does.
        await app.Blobs.GetBlobContainerClient("extracts").DeleteBlobAsync("2012/may.csv");
        var replayed = await app.PostAsync("/api/operations/replay?path=2012/may.csv");
        Assert.Equal(
            (44, "2012/may.csv"), (replayed.GetProperty("rows").GetProperty("accepted").GetInt32(), replayed.GetProperty("extract").GetString()));
        var restated = (await app.GetAsync("/api/extracts"))
            .EnumerateArray()
            .Single(e => e.GetProperty("extract").GetString() == "restated.csv")
            .GetProperty("sha256")
            .GetString();
        await app.PostAsync($"/api/operations/replay?sha256={restated}");
        await app.UntilAsync(
            async () => (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetRawText() == before ? true : (bool?)null,
            "the scorecard as it was");
        Assert.Equal(3, (await app.GetAsync("/api/extracts")).GetArrayLength());

        // A lost table is the restore's: nothing is written from half of the rows.
        await app.Tables.GetTableClient("Measures").DeleteAsync();
        await app.Tables.GetTableClient("Measures").CreateAsync();
        await RestoreAsync(app);
        Assert.Equal(before, (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetRawText());

        // Refused for a scorecard that the catalogue did not know: only the inbox has it, until that is emptied.
        await SettledAsync(app);
        await app.IngestAsync("scorecard.csv", ScorecardHeader + "ashford,Ashford,kent-inc-uasc,district,E07000105,inc\n");
        Assert.Equal(1, (await app.PostAsync("/api/operations/replay?path=ashford.csv")).GetProperty("rows").GetProperty("accepted").GetInt32());
        await app.IngestAsync("refused.csv", Header + "surrey,caf-rate,2012-05,60,10000,\n");
        await app.Blobs.GetBlobContainerClient("extracts").DeleteBlobAsync("refused.csv");
        Assert.Contains("Upload it again", await DetailAsync(app, "/api/operations/replay?path=refused.csv", 410), StringComparison.Ordinal);
        Assert.Contains("either sha256 or path", await DetailAsync(app, "/api/operations/replay", 400), StringComparison.Ordinal);
        await app.PostAsync("/api/operations/replay?path=nowhere.csv", 404);
        await app.PostAsync("/api/operations/replay?sha256=00", 404);
    }

    [Fact]
    public async Task Recalculate_MakesAMonthAgain_AndSaysWhatHasChanged()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        var unchanged = await app.PostAsync("/api/operations/recalculate?month=2012-05");
        Assert.Equal((1, 0), (unchanged.GetProperty("recalculated").GetInt32(), unchanged.GetProperty("changed").GetArrayLength()));

        var before = (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetRawText();
        await app.Tables.GetTableClient("Results").DeleteEntityAsync("kent-inc-uasc", "2012-05");
        var made = await app.PostAsync("/api/operations/recalculate?month=2012-05&scorecard=KENT-inc-uasc");
        Assert.Equal("kent-inc-uasc", Assert.Single(made.GetProperty("changed").EnumerateArray()).GetProperty("scorecard").GetString());
        Assert.Equal(before, (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetRawText());
        Assert.Equal(
            0, (await app.PostAsync("/api/operations/recalculate?month=2012-05&scorecard=kent-inc-uasc")).GetProperty("changed").GetArrayLength());
        Assert.Contains("write it as yyyy-MM", await DetailAsync(app, "/api/operations/recalculate?month=May", 400), StringComparison.Ordinal);
        await app.PostAsync("/api/operations/recalculate?month=2012-05&scorecard=surrey", 404);
    }

    [Fact]
    public async Task Deliveries_AreListed_Resent_AndSettled()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var settings = new Dictionary<string, string>(smtp.Settings) { ["MonthEndSchedule"] = Never, ["SweepSchedule"] = AtTheHalfHour };
        await using var app = await RunningApp.StartAsync(azurite, IssueDay, settings);
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync(
            "recipient.csv", "email,scorecard,audience\none@example.org,kent-inc-uasc,leadership\ntwo@example.org,kent-inc-uasc,leadership\n");

        // As cut off sendings leave them: one is marked, the other's claim ran out, the third is of a month that is over.
        var deliveries = app.Tables.GetTableClient("Deliveries");
        await deliveries.AddEntityAsync(Delivery("one@example.org", "2012-05", "Unknown"));
        await deliveries.AddEntityAsync(Delivery("two@example.org", "2012-05", "Sending"));
        await deliveries.AddEntityAsync(Delivery("one@example.org", "2012-04", "Refused"));
        var listed = (await app.GetAsync("/api/operations/deliveries"))
            .EnumerateArray()
            .Select(d => $"{Text(d, "email")} {Text(d, "month")} {Text(d, "state")}");
        Assert.Equal(["one@example.org 2012-05 Unknown", "two@example.org 2012-05 Unknown", "one@example.org 2012-04 Refused"], listed);
        await app.TurnClockAsync(HalfPast);
        await app.UntilAsync(() => Seen(app, "Deliveries are refused. Refused: 1."), "line about the refused delivery");
        var (one, two) = (await IdAsync("one@example.org", "2012-05"), await IdAsync("two@example.org", "2012-05"));
        await app.UntilAsync(() => Seen(app, $"Deliveries are unknown. Unknown: 2. One of them: {one}."), "line about an unknown delivery");
        await app.UntilAsync(() => Seen(app, $"Deliveries are unknown. Unknown: 2. One of them: {two}."), "line about the other");
        var page = await app.Http.GetStringAsync(new Uri("/uploads", UriKind.Relative));
        Assert.Contains(one, page, StringComparison.Ordinal);
        Assert.Contains(await IdAsync("one@example.org", "2012-04"), page, StringComparison.Ordinal);
        Assert.DoesNotContain("@example.org", page, StringComparison.Ordinal);

        // Twice is once.
        Assert.Equal("Planned", Text(await app.PostAsync($"/api/operations/deliveries/{one}/resend"), "state"));
        Assert.Equal("Planned", Text(await app.PostAsync($"/api/operations/deliveries/{one}/resend"), "state"));
        var said = new { by = "R. Jones", why = "two has the mail; seen on her screen" };
        Assert.Equal(
            "marked as delivered by R. Jones: two has the mail; seen on her screen",
            Text(await app.PostAsync($"/api/operations/deliveries/{two}/settle", 200, said), "detail"));
        Assert.Equal("Sent", Text(await app.PostAsync($"/api/operations/deliveries/{two}/settle", 200, said), "state"));
        var april = await IdAsync("one@example.org", "2012-04");
        Assert.Contains(
            "Mail is only sent for the reporting month",
            await DetailAsync(app, $"/api/operations/deliveries/{april}/resend", 409),
            StringComparison.Ordinal);
        Assert.Contains(
            "is Planned", Text(await app.PostAsync($"/api/operations/deliveries/{one}/settle", 409, said), "detail"), StringComparison.Ordinal);
        await app.PostAsync($"/api/operations/deliveries/{april}/settle", 400, new { by = "R. Jones" });
        await app.PostAsync($"/api/operations/deliveries/{april}/settle", 400, new { by = "R. Jones", why = new string('x', 501) });
        await app.PostAsync($"/api/operations/deliveries/{april}/settle", 400, "R. Jones");
        await app.PostAsync("/api/operations/deliveries/0123/resend", 404);
        using var wrong = await app.Http.GetAsync(new Uri("/api/operations/deliveries?state=Lost", UriKind.Relative));
        Assert.Equal(400, (int)wrong.StatusCode);

        // The next ticks send the one, once.
        await app.TickAsync();
        Assert.Equal(2, (await app.GetAsync("/api/operations/deliveries?state=sent")).GetArrayLength());
        await app.TickAsync();
        await app.UntilAsync(() => Task.FromResult(smtp.Accepted.Count > 0 ? true : (bool?)null), "mail");
        Assert.Equal("one@example.org", Assert.Single(smtp.Accepted).GetProperty("to")[0].GetString());
        Assert.DoesNotContain("@example.org", app.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("Jones", app.Printed, StringComparison.Ordinal);

        TableEntity Delivery(string email, string month, string state) => new($"*|{month}", $"0001|{email}")
        {
            ["Group"] = "*",
            ["Scorecards"] = """["kent-inc-uasc"]""",
            ["Number"] = 1L,
            ["Month"] = month,
            ["Ordinal"] = 1,
            ["Email"] = email,
            ["State"] = state,
            ["Until"] = new DateTimeOffset(2012, 6, state == "Refused" ? 12 : 14, 8, 0, 0, TimeSpan.Zero),
        };

        async Task<string> IdAsync(string email, string month) =>
            Text(
                (await app.GetAsync("/api/operations/deliveries"))
                    .EnumerateArray()
                    .Single(d => Text(d, "email") == email && Text(d, "month") == month),
                "delivery");
    }

    [Fact]
    public async Task Tick_DoesWhatTheTimersDo_WhenTheyDoNot()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var app = await RunningApp.StartAsync(azurite, IssueDay, new()
        {
            ["Mail__Smtp"] = $"smtp://127.0.0.1:{smtp.Port}",
            ["MonthEndSchedule"] = Never,
            ["SweepSchedule"] = Never,
        });
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync("recipient.csv", "email,scorecard,audience\none@example.org,kent-inc-uasc,leadership\n");
        await SettledAsync(app);
        Assert.Empty(smtp.Accepted);

        Assert.Equal(1, (await app.PostAsync("/api/operations/tick")).GetProperty("sent").GetInt32());
        await app.UntilAsync(() => Seen(app, "Sweep ended."), "end of the sweep");
        await app.UntilAsync(() => Seen(app, "Mail tick ended."), "end of the mail's tick");

        var again = await app.PostAsync("/api/operations/tick");
        Assert.Equal(["takenUp", "unfollowed", "sent", "mailWaits"], again.EnumerateObject().Select(p => p.Name));
        Assert.Equal((0, null), (again.GetProperty("sent").GetInt32(), again.GetProperty("mailWaits").GetString()));
        await app.UntilAsync(() => Task.FromResult(smtp.Accepted.Count > 0 ? true : (bool?)null), "mail");
        Assert.Equal("one@example.org", Assert.Single(smtp.Accepted).GetProperty("to")[0].GetString());
    }

    [Fact]
    public async Task Heartbeat_SaysWhatIsMissing_AndIsQuietWhenNothingIs()
    {
        await using var app = await RunningApp.StartAsync(azurite, IssueDay, RunningApp.WithoutTimers);
        await app.PostAsync("/api/operations/tick");
        await app.UntilAsync(
            () => Seen(
                app, "Sweep ended. Taken up: 0. Entries not followed up: 0. Poison messages: 0. Unknown deliveries: 0. Incomplete scorecards: 0."),
            "heartbeat");
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.TickAsync();
        await app.UntilAsync(
            () => Seen(app, "Month is not complete. Scorecard: kent-inc-uasc. Month: 2012-05. Missing: 43. Of: 43."), "line about the month");
        var may = (await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv"))).Split('\n');
        await app.IngestAsync("may.csv", string.Join('\n', may.Where(line => !line.Contains(",caf-rate,", StringComparison.Ordinal))));
        await app.TickAsync();
        await app.UntilAsync(
            () => Seen(app, "Month is not complete. Scorecard: kent-inc-uasc. Month: 2012-05. Missing: 1. Of: 43. Indicators: caf-rate."),
            "line about one indicator");
        await app.IngestAsync(
            "rest.csv", string.Join('\n', may.Where((line, row) => row == 0 || line.Contains(",caf-rate,", StringComparison.Ordinal))));
        await SettledAsync(app);
        var quiet = app.Printed.Length;
        await app.TickAsync();
        await app.UntilAsync(() => Seen(app, "Incomplete scorecards: 0.", quiet), "heartbeat of a complete month");
    }

    /// <summary>An alert that heals while the month is still damaged would say that all is well.</summary>
    [Fact]
    public async Task Heartbeat_NamesAMonthThatCannotBeRead_AtEachTick()
    {
        const string Line = "Month cannot be read. Scorecard: kent-inc-uasc. Month: 2012-05. Error: InvalidDataException.";
        await using var app = await RunningApp.StartAsync(azurite, IssueDay, RunningApp.WithoutTimers);
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await SettledAsync(app);
        var results = app.Tables.GetTableClient("Results");
        var may = (await results.GetEntityAsync<TableEntity>("kent-inc-uasc", "2012-05")).Value;
        await results.UpdateEntityAsync(new TableEntity(may) { ["Results0"] = "{" }, Azure.ETag.All, TableUpdateMode.Replace);

        for (var tick = 1; tick <= 2; tick++)
        {
            var before = app.Printed.Length;
            await app.PostAsync("/api/operations/tick");
            await app.UntilAsync(() => Seen(app, "Sweep ended.", before), "end of the sweep");
            Assert.True(await Seen(app, Line, before), $"tick {tick}");
        }
    }

    [Fact]
    public async Task Targets_ChangeTheMonthsFromTheirDayOn_AndNoOthers_AndANewScorecardHasItsOwnMonths()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await app.IngestAsync(
            "year.csv",
            Header
                + string.Concat(
                    Enumerable.Range(0, 15)
                        .Select(i => new DateOnly(2012, 2, 1).AddMonths(i))
                        .Select(d => $"kent-inc-uasc,lac-pep,{d:yyyy-MM},959,1062,\n")));
        var before = await MonthsAsync();
        Assert.Equal(15, before.Count);
        Assert.All(before.Where(m => string.CompareOrdinal(m.Key, "2012-04") >= 0), m => Assert.Equal("Amber", m.Value));

        // In the middle of the year: from October on, and nothing before.
        await app.IngestAsync("target-october.csv", TargetHeader + "lac-pep,,2012-10-01,90\n");
        var mid = await MonthsAsync();
        Assert.Equal(["2012-10", "2012-11", "2012-12", "2013-01", "2013-02", "2013-03", "2013-04"], mid.Keys.Where(m => before[m] != mid[m]));
        Assert.All(mid.Where(m => before[m.Key] != m.Value), m => Assert.Equal("Green", m.Value));

        // The new year's: from April on; the old year stays as it was judged.
        await app.IngestAsync("target-2013.csv", TargetHeader + "lac-pep,,2013-04-01,99\n");
        var rolled = await MonthsAsync();
        Assert.Equal(["2013-04"], rolled.Keys.Where(m => mid[m] != rolled[m]));

        // A scorecard more touches no other.
        var kent = await app.RowsAsync("Results", Varying);
        await app.IngestAsync("scorecard.csv", ScorecardHeader + "ashford,\"Ashford, inc UASC\",kent-inc-uasc,district,E07000105,inc\n");
        Assert.Equal(["ashford 0", "kent-inc-uasc 15"], await ListAsync());
        await app.IngestAsync("ashford.csv", Header + "ashford,caf-rate,2012-05,60,10000,\n");
        await SettledAsync(app);
        Assert.Equal(["ashford 1", "kent-inc-uasc 15"], await ListAsync());
        Assert.Equal(kent, (await app.RowsAsync("Results", Varying)).Where(row => row.Contains("Scorecard=kent-inc-uasc", StringComparison.Ordinal)));

        async Task<SortedDictionary<string, string>> MonthsAsync()
        {
            await SettledAsync(app);
            SortedDictionary<string, string> ratings = new(StringComparer.Ordinal);
            foreach (var month in (await app.GetAsync("/api/scorecards"))[0].GetProperty("months").EnumerateArray().Select(m => m.GetString()!))
            {
                ratings[month] = $"{(await app.ResultsAsync(month))["lac-pep"].GetProperty("rating")}";
            }

            return ratings;
        }

        async Task<List<string>> ListAsync() =>
            [
                .. (await app.GetAsync("/api/scorecards"))
                    .EnumerateArray()
                    .Select(s => $"{Text(s, "id")} {s.GetProperty("months").GetArrayLength()}")
                    .Order(StringComparer.Ordinal)];
    }

    [Fact]
    public async Task Export_HasEverything_Exactly_AndAnotherInstallationIsMadeFromIt()
    {
        var settings = new Dictionary<string, string> { ["MonthEndSchedule"] = Never, ["SweepSchedule"] = AtTheHalfHour };
        await using var app = await RunningApp.StartAsync(azurite, IssueDay, settings);
        await FillAsync(app);
        await app.TurnClockAsync(HalfPast);
        await app.UntilAsync(() => Seen(app, "Sweep ended."), "end of a sweep");
        Assert.True(await Seen(app, "Backup exported."), "the day's copy");
        using var zip = await ExportAsync(app);
        var manifest = JsonDocument.Parse(Read(zip, "manifest.json")).RootElement;
        foreach (var table in new[] { "Journal", "Uploads", "Measures", "Catalogue", "Results" })
        {
            var kept = await app.RowsAsync(table);
            var lines = Read(zip, $"tables/{table}.jsonl")
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonDocument.Parse(line).RootElement)
                .ToList();
            Assert.NotEmpty(kept);
            Assert.Equal((kept.Count, kept.Count), (lines.Count, manifest.GetProperty(table).GetInt32()));
            using var csv = CsvHelper.CsvReader.FromText(Read(zip, $"tables/{table}.csv"));
            csv.ReadHeader();
            Assert.All(lines, line =>
            {
                Assert.True(csv.Read());
                Assert.All(
                    line.EnumerateObject().Where(
                        p => p.Value.ValueKind == JsonValueKind.String
                            && p.Name is not ("Timestamp" or "Committed" or "Received" or "Worked" or "Changed")),
                    p => Assert.Equal(p.Value.GetString(), csv.GetString(p.Name)));
            });
        }

        // A decimal as it was calculated, to the last digit.
        Assert.Contains("\\\"value\\\":66.027505062428622155682876035,", Read(zip, "tables/Results.jsonl"), StringComparison.Ordinal);
        Assert.Contains(zip.Entries, e => e.FullName == "receipts/2012/may.csv.html");

        // Its archive and its copies of the journal, taken over by any tool, are all that another installation needs.
        await using var other = await RunningApp.StartAsync(azurite, IssueDay, settings);
        foreach (var container in new[] { "archive", "backups" })
        {
            await other.UntilAsync(async () => await other.Blobs.GetBlobContainerClient(container).ExistsAsync() ? true : (bool?)null, "container");
            var kept = zip.Entries.Where(e => e.FullName.StartsWith(container + "/", StringComparison.Ordinal)).ToList();
            Assert.Equal(manifest.GetProperty(container).GetInt32(), kept.Count);
            foreach (var entry in kept)
            {
                await using var content = await entry.OpenAsync();
                await other.Blobs.GetBlobContainerClient(container).UploadBlobAsync(entry.FullName[(container.Length + 1)..], content);
            }
        }

        Assert.True((await RestoreAsync(other)).GetProperty("compared").GetInt32() > 0);
        var before = await StandsAsync(app);
        Assert.Equal(before, await StandsAsync(other));

        // Once more, in a whole installation, changes nothing.
        await RestoreAsync(other);
        Assert.Equal(before, await StandsAsync(other));

        // The copies came without what blobs say beside their content, which keeps no sweep from ending.
        var swept = other.Printed.Length;
        await other.TurnClockAsync(HalfPast);
        await other.UntilAsync(() => Seen(other, "Sweep ended.", swept), "end of a sweep");
    }

    [Fact]
    public async Task Export_OfALargeArchive_TakesNoMoreMemory()
    {
        const int Megabytes = 96;
        await using var app = await RunningApp.StartAsync(azurite);
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        using (await ExportAsync(app))
        {
            var before = Peak();
            var content = new byte[Megabytes << 20];
            Random.Shared.NextBytes(content);
            await app.Blobs.GetBlobContainerClient("archive").UploadBlobAsync(new string('0', 64), new BinaryData(content));
            using var zip = await ExportAsync(app);
            Assert.Equal(content.Length, zip.GetEntry($"archive/{new string('0', 64)}")!.Length);
            Assert.InRange(Peak() - before, 0, Megabytes / 2);
        }

        // In megabytes, where the system tells.
        int Peak() => OperatingSystem.IsLinux()
            ? int.Parse(
                File.ReadLines($"/proc/{app.ProcessId}/status")
                    .Single(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
                    .Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
                CultureInfo.InvariantCulture) / 1024
            : 0;
    }

    /// <summary>Files that restate one another, that change the catalogue, and one that was refused before the catalogue knew its
    /// scorecard.</summary>
    static async Task FillAsync(RunningApp app)
    {
        await app.IngestAsync("ashford.csv", Header + "ashford,caf-rate,2012-05,60,10000,\n");
        await app.IngestAsync("2012/april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("2012/may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync("scorecard.csv", ScorecardHeader + "ashford,\"Ashford, inc UASC\",kent-inc-uasc,district,E07000105,inc\n");
        await app.IngestAsync("ashford.csv", Header + "ashford,caf-rate,2012-05,60,10000,\n");
        await app.IngestAsync("target.csv", TargetHeader + "caf-rate,ashford,2012-05-01,70\n");
        await app.IngestAsync("restated, with a comma and ü.csv", Header + "kent-inc-uasc,lac-pep,2012-05,1010,1062,\n");
        await app.IngestAsync("recipient.csv", "email,scorecard,audience\ndirector@example.org,kent-inc-uasc,leadership\n");
        await SettledAsync(app);
    }

    static async Task<JsonElement> RestoreAsync(RunningApp app)
    {
        JsonElement progress;
        do
        {
            progress = await app.PostAsync("/api/operations/restore");
        }
        while (!progress.GetProperty("isEnded").GetBoolean());

        // On the day of the first figures no export has their months yet, and nothing else may be wrong.
        Assert.All(
            progress.GetProperty("problems").EnumerateArray(),
            problem => Assert.StartsWith("No month was compared", problem.GetString(), StringComparison.Ordinal));
        Assert.Equal(progress.GetProperty("compared").GetInt32() > 0, progress.GetProperty("isComplete").GetBoolean());
        await SettledAsync(app);
        return progress;
    }

    /// <summary>Every scorecard as it is answered, and every summary as it is kept, its fingerprint included.</summary>
    static async Task<List<string>> StandsAsync(RunningApp app)
    {
        var answers = new List<string>();
        foreach (var path in
            new[] {
                "/api/scorecards",
                "/api/scorecards/kent-inc-uasc/2012-04",
                "/api/scorecards/kent-inc-uasc/2012-05",
                "/api/scorecards/ashford/2012-05" })
        {
            answers.Add((await app.GetAsync(path)).GetRawText());
        }

        return [.. answers, .. await app.RowsAsync("Results", Varying)];
    }

    static async Task<ZipArchive> ExportAsync(RunningApp app)
    {
        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/operations/export");
        using var response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.IsSuccessStatusCode, app.Printed);
        await response.Content.CopyToAsync(file);
        file.Position = 0;
        return new ZipArchive(file, ZipArchiveMode.Read);
    }

    static string Read(ZipArchive zip, string entry)
    {
        using var reader = new StreamReader(zip.GetEntry(entry)!.Open(), Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>Waits until nothing is being worked on.</summary>
    static Task SettledAsync(RunningApp app) => app.UntilAsync(
        async () => (await app.Queues.GetQueueClient("calculations").GetPropertiesAsync()).Value.ApproximateMessagesCount == 0
            && (await app.GetAsync("/api/extracts")).EnumerateArray().All(e => Text(e, "state") is "Calculated" or "Refused") ? true : (bool?)null,
        "end of the work",
        60);

    static Task<bool?> Seen(RunningApp app, string line, int from = 0) =>
        Task.FromResult<bool?>(app.Printed[Math.Min(from, app.Printed.Length)..].Contains(line, StringComparison.Ordinal) ? true : null);

    static async Task<string> DetailAsync(RunningApp app, string path, int status) => Text(await app.PostAsync(path, status), "detail");

    static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
