using System.Text.Json;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Tests.Recovery;

/// <summary>The workbook that a council sets itself up with.</summary>
public sealed class CouncilTemplateTests
{
    readonly Installation at = new();

    [Fact]
    public async Task Template_UploadsAsItIs_AndEveryExampleCounts()
    {
        at.Time.Now = new DateTimeOffset(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
        var bytes = TemplateWorkbook.Make(CouncilTemplate.Make()).ToArray();
        at.Account.TryWrite(StorageNames.Extracts, "council.xlsx", bytes, new Dictionary<string, string>(), BlobCondition.Always);
        await at.TakeInAsync("council.xlsx");
        var entry = (await at.JournalAsync())[1];
        Assert.Equal((EntryKind.Accepted, 16L, 16L, 0L), (entry.Kind, entry.Rows.Read, entry.Rows.Accepted, entry.Rows.Refused));
        var september = new Month(2026, 9);
        Assert.Equal(Rating.Green, (await at.ResultAsync("example-county", september, "example-rate"))!.Rating);
        Assert.Equal(90.526m, decimal.Round((await at.ResultAsync("example-north", september, "example-share"))!.Figure!.Value.Value, 3));

        Assert.Equal(
            "Examples of the template are still in this file, and they count as your own rows do: scorecard (2 rows), indicator (2 rows), "
            + "target (2 rows), measure (2 rows), commentary (2 rows), timetable (1 row), recipient (2 rows). "
            + "They name data.team@example.org, example-county, example-north, example-rate, example-share. "
            + "data.team@example.org is a recipient for every scorecard. To take them away, first withdraw this upload: upload a file with the "
            + "header withdraw and, below it, council.xlsx. Then take these rows out of this file and upload it again.",
            Notes("council.xlsx")[0]);

        // The history of a council is uploaded after it, however old.
        await at.DropAsync("history.csv", "scorecard,indicator,month,numerator,denominator\nexample-north,example-share,2024-04,8,10\n");
        Assert.Equal("80.0%", (await at.ResultAsync("example-north", new Month(2024, 4), "example-share"))!.Display);
    }

    /// <summary>One sheet is filled in, the others are forgotten.</summary>
    [Theory]
    [InlineData("scorecard,name,slice,uasc\nbarset,Barset,county,inc\nexample-north,Example north,district,inc\n", "scorecard (1 row)")]
    [InlineData("email,scorecard,audience\ndirector@council.gov.uk,,leadership\nData.Team@example.org,,data-team\n", "recipient (1 row)")]
    [InlineData("scorecard,name,slice,uasc,active_to\nexample-north,Example north,district,inc,2000-01-01\n", null)]
    [InlineData("email,scorecard,audience\ndirector@example.org,kent-inc-uasc,leadership\n", null)]
    [InlineData("email,scorecard,audience,until\ndata.team@example.org,,data-team,2012-05-31\n", null)]
    [InlineData("scorecard,working_day,hour,deadline\n,8,7,10\n", null)]
    public async Task ExamplesThatAreLeft_AreTheFirstNoteOfTheReceipt(string text, string? kinds)
    {
        await at.DropAsync("filled.csv", text);
        Assert.Equal(kinds is not null, Notes("filled.csv").FirstOrDefault()?.StartsWith(
            $"Examples of the template are still in this file, and they count as your own rows do: {kinds}. ", StringComparison.Ordinal) == true);
        Assert.Equal(kinds is not null, at.Receipt("filled.csv").Contains("Examples of the template", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Samples_HaveNoExamplesOfTheTemplate()
    {
        var files = Directory.GetFiles(Path.Combine(DocumentTests.Root, "samples"), "*.csv");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            await at.DropAsync(Path.GetFileName(file), await File.ReadAllTextAsync(file));
            Assert.DoesNotContain("Examples of the template", at.Receipt(Path.GetFileName(file)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task FileThatIsRefusedAsAWhole_SaysNotThatItsExamplesCount()
    {
        var zip = XlsxBuilder.Zip(
        [
            ("scorecards.csv", "scorecard,name,slice,uasc\nexample-north,Example north,district,inc\n"u8.ToArray()),
            ("figures.csv", "scorecard,indicator,month\nexample-north,caf-rate,2012-05\n"u8.ToArray()),
        ]);
        await at.DropAsync("council.zip", zip);
        Assert.Contains("The file was refused", at.Receipt("council.zip"), StringComparison.Ordinal);
        Assert.DoesNotContain("Examples of the template", at.Receipt("council.zip"), StringComparison.Ordinal);
    }

    /// <summary>What the note says to do.</summary>
    [Fact]
    public async Task Examples_AreGone_OnceTheUploadIsWithdrawn_AndTheFileUploadedWithoutThem()
    {
        const string own = "scorecard,name,slice,uasc\nbarset,Barset,county,inc\n";
        await at.DropAsync("scorecards.csv", $"{own}example-north,Example north,district,inc\n");
        await at.DropAsync("withdraw.csv", "withdraw\nscorecards.csv\n");
        await at.DropAsync("scorecards.csv", own);
        var catalogue = (await at.App.CatalogueReader.ReadAsync(default)).Catalogue;
        Assert.Null(catalogue.Scorecard("example-north"));
        Assert.NotNull(catalogue.Scorecard("barset"));
        Assert.Empty(Notes("scorecards.csv"));
    }

    /// <summary>Who changes a kind makes the file anew, by UPDATE_GOLDEN=1.</summary>
    [Fact]
    public async Task TheFileInSamples_IsTheOneThatTheKindsMake()
    {
        var made = TemplateWorkbook.Make(CouncilTemplate.Make());
        var path = Path.Combine(DocumentTests.Root, "samples", "templates", "council.xlsx");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllBytesAsync(path, made.ToArray());
        }

        await using var file = File.OpenRead(path);
        Assert.Equal(await CellsAsync(made), await CellsAsync(file));
    }

    [Fact]
    public void Lists_AreThoseThatTheKindsTake()
    {
        var lists = CouncilTemplate.Make().SelectMany(s => s.Columns).Where(c => c.Allowed.Count > 0).ToLookup(c => c.Name, c => c.Allowed);
        Assert.Equal(["county", "area", "district", "team"], lists["slice"].Single());
        Assert.Equal(["inc", "exc"], lists["uasc"].Single());
        Assert.Equal(["H", "L", "T", "N"], lists["polarity"].Single());
        Assert.Equal(["per10000", "percent", "count", "average"], lists["unit"].Single());
        Assert.Equal(["leadership", "data-team"], lists["audience"].Single());
        Assert.All(lists["confirmed"], list => Assert.Equal(["yes", "no"], list));
    }

    List<string> Notes(string path) =>
        [.. JsonDocument.Parse(at.ReceiptFile($"{path}.json")).RootElement.GetProperty("notes").EnumerateArray().Select(note => note.GetString()!)];

    static async Task<List<string>> CellsAsync(Stream content)
    {
        using var workbook = Workbook.Open(content, new FileLimits());
        List<string> cells = [];
        foreach (var sheet in workbook.Sheets)
        {
            await using var rows = workbook.OpenSheet(sheet);
            while (await rows.ReadAsync(default))
            {
                var row = Enumerable.Range(0, rows.CellCount).Select(i => rows.Cell(i).ToString());
                cells.Add($"{sheet.Name} {rows.Number}: {string.Join('|', row)}");
            }
        }

        return cells;
    }
}
