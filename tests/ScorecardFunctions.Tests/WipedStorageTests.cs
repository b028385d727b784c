using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>All storage but the containers <c>archive</c> and <c>backups</c> is lost; what the timers wrote there brings every answer back.</summary>
public sealed class WipedStorageTests(Azurite azurite) : IClassFixture<Azurite>
{
    const string Never = "0 0 0 1 1 *";
    const string EverySecond = "* * * * * *";
    const string Hourly = "0 30 * * * *";

    static readonly string[] Kept = ["archive", "backups"];

    static readonly string[] Asked =
    [
        "/api/scorecards", "/api/scorecards/kent-inc-uasc/2012-04", "/api/scorecards/kent-inc-uasc/2012-05",
        "/api/scorecards/kent-inc-uasc/2012-05?edition=1", "/api/scorecards/ashford/2012-05", "/api/extracts",
        "/api/odata/Results", "/api/odata/Summaries", "/api/odata/Scorecards", "/api/odata/Indicators", "/api/odata/Extracts",
    ];

    /// <summary>The machine has met the account before: that it had its containers then says nothing of now.</summary>
    [Fact]
    public async Task Upload_IsTakenIn_AsSoonAsTheAppRuns_ThoughItsContainerIsLost()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await app.KillAsync();
        await app.Blobs.GetBlobContainerClient("extracts").DeleteAsync();
        await app.StartAsync();
        const string Row = "scorecard,indicator,month,numerator,denominator\nkent-inc-uasc,caf-rate,2012-05,2064,312597\n";
        Assert.Equal(1, (await app.IngestAsync("caf.csv", Row)).GetProperty("rows").GetProperty("accepted").GetInt32());
    }

    [Fact]
    public async Task EveryAnswer_IsAsItWas_AfterAnExportByTheTimer_ALossOfAllElse_AndARestore()
    {
        await using var app = await RunningApp.StartAsync(azurite, At("14T09:00:00"), Timers(EverySecond, Hourly));
        await FillAsync(app);
        Assert.Empty(await ExportsAsync(app));

        // Nobody asks for the export: the sweep's timer does.
        await app.TurnClockAsync("2012-06-14T09:30:00Z");
        await app.UntilAsync(async () => (await ExportsAsync(app)).Count > 0 ? true : (bool?)null, "an export");
        var copies = await NamesAsync(app, "backups", "entries/");
        Assert.Equal((await app.RowsAsync("Journal")).Count, copies.Count);
        Assert.NotEmpty(await NamesAsync(app, "backups", "editions/"));
        var before = await AnswersAsync(app);
        Assert.Contains(before, answer => answer.StartsWith("receipt ", StringComparison.Ordinal));
        await app.KillAsync();

        await WipeAsync(app);
        await app.StartAsync(At("14T11:00:00"), Timers(Never, EverySecond));
        JsonElement progress;
        do
        {
            progress = await app.PostAsync("/api/operations/restore");
        }
        while (!progress.GetProperty("isEnded").GetBoolean());

        // Of the mails nothing is kept but in an export by hand (docs/operations.md).
        var problem = Assert.Single(progress.GetProperty("problems").EnumerateArray()).GetString()!;
        Assert.Contains("it is no longer known who was mailed", problem, StringComparison.Ordinal);
        // The sweeps that follow write the receipts again.
        var swept = Swept(app);
        await app.UntilAsync(() => Task.FromResult(Swept(app) >= swept + 3 ? true : (bool?)null), "sweeps with nothing left to follow up");
        var after = await AnswersAsync(app);
        Assert.Equal(before.Where(b => !IsOfRefused(b)), after.Where(a => !IsOfRefused(a)));

        // The bytes of a file that was refused lay in the inbox only: its receipt has the outcome and the counts, and no list of rows.
        var (was, isNow) = (RefusedReceipt(before), RefusedReceipt(after));
        Assert.Equal(["ashford"], was.GetProperty("refusedRows").EnumerateArray().Select(r => r.GetProperty("value").GetString()));
        Assert.Empty(isNow.GetProperty("refusedRows").EnumerateArray());
        Assert.All(
            (string[])["sha256", "bytes", "received", "outcome", "message", "rows"],
            name => Assert.Equal(was.GetProperty(name).GetRawText(), isNow.GetProperty(name).GetRawText()));

        static bool IsOfRefused(string answer) => answer.StartsWith("receipt ashford.csv.", StringComparison.Ordinal);
        static JsonElement RefusedReceipt(List<string> answers)
        {
            const string Start = "receipt ashford.csv.json ";
            return JsonDocument.Parse(Assert.Single(answers, a => a.StartsWith(Start, StringComparison.Ordinal))[Start.Length..]).RootElement;
        }
    }

    /// <summary>Files that restate one another and change the catalogue, rows that are refused, an issue and a correction after it.</summary>
    static async Task FillAsync(RunningApp app)
    {
        const string Header = "scorecard,indicator,month,numerator,denominator,value\n";
        await app.IngestAsync("ashford.csv", Header + "ashford,caf-rate,2012-05,60,10000,\n");
        await app.IngestAsync("2012/april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("2012/may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.IngestAsync("scorecard.csv", "scorecard,name,parent,slice,slice_code,uasc\nashford,Ashford,kent-inc-uasc,district,E07000105,inc\n");
        await app.IngestAsync("again.csv", Header + "ashford,caf-rate,2012-05,61,10000,\nashford,no-such,2012-05,1,1,\n");
        await app.IngestAsync("target.csv", "indicator,scorecard,effective_from,target\ncaf-rate,ashford,2012-05-01,70\n");
        await app.IngestAsync("recipient.csv", "email,scorecard,audience\ndirector@example.org,kent-inc-uasc,leadership\n");
        await app.UntilAsync(
            async () => (await app.DeliveriesAsync()).Any(row => row.Contains("State=Sent", StringComparison.Ordinal)) ? true : (bool?)null, "mail");
        await app.IngestAsync("restated, with a comma and ü.csv", Header + "kent-inc-uasc,lac-pep,2012-05,1010,1062,\n");
        Assert.Equal(2, (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetProperty("edition").GetInt32());
    }

    /// <summary>What everybody is answered: data, feed, uploads with their states, receipts.</summary>
    static async Task<List<string>> AnswersAsync(RunningApp app)
    {
        List<string> answers = [];
        foreach (var path in Asked)
        {
            var answer = (await app.GetAsync(path)).GetRawText();
            answers.Add($"{path} {answer.Replace(app.Http.BaseAddress!.Authority, "host", StringComparison.Ordinal)}");
        }

        var receipts = app.Blobs.GetBlobContainerClient("receipts");
        foreach (var name in await NamesAsync(app, "receipts", ""))
        {
            answers.Add($"receipt {name} {(await receipts.GetBlobClient(name).DownloadContentAsync()).Value.Content}");
        }

        return answers;
    }

    static async Task WipeAsync(RunningApp app)
    {
        foreach (var table in await app.Tables.QueryAsync().ToListAsync())
        {
            await app.Tables.DeleteTableAsync(table.Name);
        }

        foreach (var container in await app.Blobs.GetBlobContainersAsync().Where(c => !Kept.Contains(c.Name)).ToListAsync())
        {
            await app.Blobs.DeleteBlobContainerAsync(container.Name);
        }

        foreach (var queue in await app.Queues.GetQueuesAsync().ToListAsync())
        {
            await app.Queues.DeleteQueueAsync(queue.Name);
        }
    }

    /// <summary>The sweeps that found nothing left to do.</summary>
    static int Swept(RunningApp app) => app.Printed.Split('\n').Count(l => l.Contains("Entries not followed up: 0.", StringComparison.Ordinal));

    static Task<List<string>> ExportsAsync(RunningApp app) => NamesAsync(app, "backups", "exports/");

    static async Task<List<string>> NamesAsync(RunningApp app, string container, string under) =>
        await app.Blobs.GetBlobContainerClient(container).GetBlobsAsync().Select(b => b.Name)
            .Where(name => name.StartsWith(under, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToListAsync();

    static Dictionary<string, string> Timers(string mail, string sweep) => new() { ["MonthEndSchedule"] = mail, ["SweepSchedule"] = sweep };

    static string At(string time) => $"--clock 2012-06-{time}Z";
}
