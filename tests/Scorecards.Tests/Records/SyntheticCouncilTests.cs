using System.IO.Compression;
using Scorecards.Extracts;
using Scorecards.Records;
using Scorecards.Tests.House;
using Scorecards.Tests.Records.Synthetic;

namespace Scorecards.Tests.Records;

/// <summary>Makes a council of a twentieth of Kent's size: its records fit one another, and its figures Kent's.</summary>
public sealed class SyntheticCouncilTests : IAsyncLifetime
{
    const int Children = 1_000;
    const decimal OfKent = 0.05m;

    static readonly DateOnly Extract = new(2012, 6, 6);

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("council-");
    BuiltInCatalogue builtIn = null!;
    string council = "";

    public async Task InitializeAsync()
    {
        builtIn = await BuiltInCatalogue.ReadAsync(CancellationToken.None);
        council = await WriteAsync("1", 1);
    }

    public Task DisposeAsync()
    {
        folder.Delete(recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Write_MakesTheSameBytes_ForTheSameSeedOnly()
    {
        var (again, other) = (await WriteAsync("again", 1), await WriteAsync("other", 2));
        foreach (var name in CsvTables.Names.Select(n => $"{n}.csv").Append(CsvTables.ZipName))
        {
            Assert.True(await SameAsync(name, again), name);
        }

        Assert.False(await SameAsync("referral.csv", other));
        Assert.False(await SameAsync("allocation.csv", other));
    }

    [Fact]
    public async Task Write_PutsEveryTableIntoTheZip()
    {
        await using var zip = await ZipFile.OpenReadAsync(Path.Combine(council, CsvTables.ZipName));
        Assert.Equal(CsvTables.Names.Select(n => $"{n}.csv"), zip.Entries.Select(e => e.Name));
    }

    /// <summary>So small that every child can be looked at by hand.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(20)]
    [InlineData(100)]
    [InlineData(500)]
    public async Task Write_MakesASmallCouncil_WhoseRecordsFitOneAnother(int children)
    {
        var small = Path.Combine(folder.FullName, $"small-{children}");
        await SyntheticCouncil.WriteAsync(children, 1, builtIn.BankHolidays.Select(h => h.Date), small);
        using var database = LoadedCouncil.Open(small, builtIn.BankHolidays.Select(h => h.Date), megabytes: 200);
        var faults = database.Check([.. CsvTables.Names], Extract, CancellationToken.None);
        Assert.Empty(faults.Select(f => $"{f.Total}: {f.Faults[0]}"));
    }

    [Fact]
    public void Records_FitOneAnother()
    {
        using var database = Open();
        var faults = database.Check([.. CsvTables.Names], Extract, CancellationToken.None);
        Assert.Empty(faults.Select(f => $"{f.Total}: {f.Faults[0]}"));
    }

    [Fact]
    public async Task Records_SayNothingOfDaysAfterTheExtract_ButWhatIsDue()
    {
        string[] ahead = ["due_date", "expected_dob"];
        foreach (var name in CsvTables.Names)
        {
            var lines = await File.ReadAllLinesAsync(Path.Combine(council, $"{name}.csv"));
            var header = lines[0].Split(',');
            var late = from line in lines.Skip(1)
                       from cell in line.Split(',').Index()
                       where !ahead.Contains(header[cell.Index])
                       where DateOnly.TryParseExact(cell.Item, "yyyy-MM-dd", out var day) && day > Extract
                       select $"{name}.{header[cell.Index]} {line}";
            Assert.Empty(late);
        }
    }

    [Fact]
    public async Task Records_AreTakenInWhole_WithNothingToBeSaidOfThem()
    {
        await using var zip = File.OpenRead(Path.Combine(council, CsvTables.ZipName));
        var read = await ReadFile.FromAsync(zip, Extract);
        Assert.Empty(read.Faults.Select(f => $"{f}"));
        Assert.Equal("", RecordFiles.Notes(read));
        Assert.Equal(CsvTables.Names.Order(), read.File.RecordTables.Where(t => t.Value.Rows > 0).Select(t => t.Key.Table).Order());
        Assert.Equal(read.Counts.Read, read.Counts.Accepted);
    }

    [Fact]
    public void Figures_AreKents_Scaled()
    {
        using var database = Open();
        var printed = Path.Combine(SourceCode.Root, "samples", "measure-2012-05.csv");
        var figures = PrintedFigure.Compare(printed, builtIn.Catalogue.Indicators, database, OfKent).ToList();
        Assert.Equal(44, figures.Count);
        Assert.All(figures, f =>
        {
            var what = $"{f.Indicator.Id}: printed {f.Printed}/{f.PrintedBase}, made {f.Made}/{f.MadeBase}";
            Assert.True(Math.Abs(f.Printed - f.Made) <= 2, what);
            Assert.True(Math.Abs((f.PrintedBase ?? 0) - (f.MadeBase ?? 0)) <= 2, what);
        });
    }

    RecordDatabase Open() => LoadedCouncil.Open(council, builtIn.BankHolidays.Select(h => h.Date), megabytes: 500);

    async Task<string> WriteAsync(string name, ulong seed)
    {
        var path = Path.Combine(folder.FullName, name);
        await SyntheticCouncil.WriteAsync(Children, seed, builtIn.BankHolidays.Select(h => h.Date), path);
        return path;
    }

    async Task<bool> SameAsync(string name, string other)
    {
        var (one, two) = (await File.ReadAllBytesAsync(Path.Combine(council, name)), await File.ReadAllBytesAsync(Path.Combine(other, name)));
        return one.AsSpan().SequenceEqual(two);
    }
}
