using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>What is on record when figures change: editions after issue, and what must not be kept at all.</summary>
public sealed class RestatementTests(Azurite azurite) : IClassFixture<Azurite>
{
    const string Header = "scorecard,indicator,month,numerator,denominator,value\n";

    /// <summary>What April and May of the samples answer, asked once.</summary>
    static Task<List<string>>? ofSamples;

    [Fact]
    public async Task Restatement_AfterIssue_IsANewEdition_AndTheIssuedOneStays()
    {
        await using var smtp = await SmtpServer.StartAsync();
        var settings = new Dictionary<string, string>(RunningApp.WithoutTimers)
        {
            ["Mail__Smtp"] = smtp.Settings["Mail__Smtp"],
            [$"Suppression__Keys__{SuppressionTests.HashOf("outside")}"] = "5",
        };
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-14T06:00:00Z", settings);
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        Assert.Equal(0, (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetProperty("edition").GetInt32());
        await app.IngestAsync("recipient.csv", "email,scorecard,audience\ndirector@example.org,kent-inc-uasc,leadership\n");
        await app.TickAsync();
        await app.UntilAsync(() => Task.FromResult(smtp.Accepted.Count > 0 ? true : (bool?)null), "mail");
        var issued = await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05");
        Assert.Equal(1, issued.GetProperty("edition").GetInt32());

        foreach (var numerator in new[] { 1010, 1011, 1012 })
        {
            await app.IngestAsync($"restated-{numerator}.csv", Header + $"kent-inc-uasc,lac-pep,2012-05,{numerator},1062,\n");
        }

        Assert.Equal(issued.GetRawText(), (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05?edition=1")).GetRawText());
        var second = await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05?edition=2");
        Assert.Equal((2, 17), (second.GetProperty("edition").GetInt32(), second.GetProperty("summary").GetProperty("green").GetInt32()));
        Assert.Equal(4, (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetProperty("edition").GetInt32());
        using var missing = await app.Http.GetAsync(new Uri("/api/scorecards/kent-inc-uasc/2012-05?edition=9", UriKind.Relative));
        Assert.Equal(404, (int)missing.StatusCode);
        Assert.Contains("has no edition 9", await missing.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Who is not given small numbers is given each edition by the same rule: the whole scorecard's counts, and rounded figures.
        foreach (var edition in new[] { 1, 4 })
        {
            var outside = await app.GetAsync($"/api/scorecards/kent-inc-uasc/2012-05?edition={edition}&code=outside");
            var whole = await app.GetAsync($"/api/scorecards/kent-inc-uasc/2012-05?edition={edition}");
            Assert.Equal(
                whole.GetProperty("summary").GetProperty("green").GetInt32(), outside.GetProperty("summary").GetProperty("green").GetInt32());
            var pep = outside.GetProperty("sections").EnumerateArray().SelectMany(section => section.GetProperty("results").EnumerateArray())
                .Single(result => result.GetProperty("indicator").GetString() == "lac-pep");
            Assert.Equal((0m, 1060m), (pep.GetProperty("numerator").GetDecimal() % 5, pep.GetProperty("denominator").GetDecimal()));
        }

        await app.TickAsync();
        Assert.Single(smtp.Accepted);
    }

    [Theory]
    [InlineData("history/scorecard.csv")]
    [InlineData("history/scorecard.xlsx")]
    [InlineData("history/scorecards.zip")]
    public async Task PrintedScorecard_AloneInAnEmptySystem_GivesTheSameAnswerAsTheSamples(string path)
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await app.Blobs.GetBlobContainerClient("extracts").GetBlobClient(path).UploadAsync(new BinaryData(As(path, Printed())));
        var receipt = await app.ReceiptAsync(path, default);
        Assert.Equal(
            (44, 44), (receipt.GetProperty("rows").GetProperty("accepted").GetInt32(), receipt.GetProperty("concerns").GetArrayLength() * 22));
        Assert.Contains(
            receipt.GetProperty("tables")[0].GetProperty("notes").EnumerateArray(),
            n => n.GetString()!.Contains("calculated from this table: 16, 16, 12, 28, 5, 11", StringComparison.Ordinal));
        Assert.Equal(await (ofSamples ??= OfSamplesAsync()), await BothMonthsAsync(app));
    }

    async Task<List<string>> OfSamplesAsync()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        await app.IngestAsync("april.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        return await BothMonthsAsync(app);
    }

    static async Task<List<string>> BothMonthsAsync(RunningApp app) =>
        [await WithoutSourceAsync(app, "2012-04"), await WithoutSourceAsync(app, "2012-05")];

    [Fact]
    public async Task PersonalData_IsRefused_AndKeptNowhere()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        var named = await app.IngestAsync(
            "children.csv", "scorecard,indicator,month,value,Surname,Postcode\nkent-inc-uasc,caf-rate,2012-05,66.0,Featherstonehaugh,ME14 1XQ\n");
        var found = await app.IngestAsync(
            "notes.csv",
            "scorecard,indicator,month,value,note\nkent-inc-uasc,caf-rate,2012-05,66.0,ME14 1XX\nkent-inc-uasc,ia-rate,2012-05,440.7,ME14 1XQ\n");
        var commented = await app.IngestAsync(
            "comment.csv",
            "scorecard,indicator,month,comment\nkent-inc-uasc,caf-rate,2012-05,-\nkent-inc-uasc,ia-rate,2012-05,Featherstonehaugh: 999 000 0018\n");
        var census = await app.IngestAsync("cin.csv", "<Message><Child><LAchildID>Featherstonehaugh</LAchildID><CINclosureDate/></Child></Message>");
        foreach (var receipt in new[] { named, found, commented, census })
        {
            Assert.Equal("Refused", Text(receipt, "outcome"));
            Assert.Contains("children's records", Text(receipt, "message"), StringComparison.Ordinal);
        }

        Assert.Empty(await app.Blobs.GetBlobContainerClient("archive").GetBlobsAsync().ToListAsync());
        var kept = new StringBuilder(app.Printed);
        await foreach (var blob in app.Blobs.GetBlobContainerClient("receipts").GetBlobsAsync())
        {
            kept.Append((await app.Blobs.GetBlobContainerClient("receipts").GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content);
        }

        foreach (var table in new[] { "Journal", "Uploads", "Measures", "Catalogue", "Results" })
        {
            kept.AppendJoin('\n', await app.RowsAsync(table));
        }

        Assert.DoesNotContain("Featherstonehaugh", kept.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("ME14", kept.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("999 000", kept.ToString(), StringComparison.Ordinal);
    }

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    static async Task<string> WithoutSourceAsync(RunningApp app, string month) =>
        System.Text.RegularExpressions.Regex.Replace(
            (await app.GetAsync($"/api/scorecards/kent-inc-uasc/{month}")).GetRawText(), "\"source\":\\{[^}]*\\}", "");

    static byte[] As(string path, string csv)
    {
        using var content = new MemoryStream();
        switch (Path.GetExtension(path))
        {
            case ".xlsx":
                using (var rows = CsvHelper.CsvReader.FromText(csv, new CsvHelper.CsvReaderOptions { HasHeader = false, Separator = ',' }))
                {
                    var cells = new List<Dictionary<string, object>>();
                    while (rows.Read())
                    {
                        cells.Add(Enumerable.Range(0, 9).ToDictionary(i => $"{i}", i => (object)(i < rows.FieldCount ? rows.GetString(i) : "")));
                    }

                    MiniExcelLibs.MiniExcel.SaveAs(content, cells, printHeader: false);
                }

                break;
            case ".zip":
                using (var zip = new System.IO.Compression.ZipArchive(content, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
                {
                    using var entry = zip.CreateEntry("may/scorecard.csv").Open();
                    entry.Write(Encoding.UTF8.GetBytes(csv));
                }

                break;
            default:
                return Encoding.UTF8.GetBytes(csv);
        }

        return content.ToArray();
    }

    /// <summary>The scorecard as printed: titles, section headings, U+2010 for hyphen and minus, no-break spaces, the sentence.</summary>
    static string Printed()
    {
        using var printed = CsvHelper.CsvReader.FromFile(
            Path.Combine(Repository.Root, "tests", "Scorecards.Tests", "Kent", "scorecard-may-2012.csv"));
        printed.ReadHeader();
        var text = new StringBuilder(
            "Kent Specialist Children's Services Performance Management Scorecards\n\n\"Scorecard ‐ Kent, inc UASC May "
            + "2012\"\n\nIndicators,Polarity,Data Period,Latest Result,RAG,Num,Denom,previous,Target\n");
        var section = "";
        while (printed.Read())
        {
            if (printed.GetString("section") != section)
            {
                section = printed.GetString("section");
                text.Append(CultureInfo.InvariantCulture, $"{section.ToUpperInvariant()} ?,,,,,,,,\n");
            }

            var suffix = printed.GetString("unit") == "percent" ? "%" : "";
            var cells = new[] {
                "indicator", "polarity", "period", "value", "rag", "numerator", "denominator", "previous",
                "target" }.Select(c => printed.GetString(c) + (c is "value" or "previous" or "target" ? suffix : ""));
            text.AppendJoin(',', cells.Select(c => $"\"{c.Replace(' ', '\u00A0').Replace('-', '\u2010')}\"")).Append('\n');
        }

        return text.Append(
            "\nPERFORMANCE SUMMARY\n\"As at 31/05/2012, Kent, inc UASC has 16 indicators rated as Green, 16 indicators rated as Amber and 12 "
            + "indicators rated as Red. When comparing performance from last month to this \nmonth, 28 indicators have shown an improvement, 3 "
                + "indicators have remained the same and 13 indicators have shown a reduction.\"\n")
                .ToString();
    }
}
