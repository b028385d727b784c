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

        // The history of a council is uploaded after it, however old.
        await at.DropAsync("history.csv", "scorecard,indicator,month,numerator,denominator\nexample-north,example-share,2024-04,8,10\n");
        Assert.Equal("80.0%", (await at.ResultAsync("example-north", new Month(2024, 4), "example-share"))!.Display);
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
