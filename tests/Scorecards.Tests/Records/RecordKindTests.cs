using System.Text.RegularExpressions;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests.Records;

/// <summary>
/// The fourteen tables of records: as the database has them, as they are documented, and told from each other and from all other files.
/// </summary>
public sealed partial class RecordKindTests
{
    public static TheoryData<string> Kinds => [.. RecordKind.All.Select(kind => kind.Name)];

    public static TheoryData<string> KnownByNames => [.. ExtractKind.All.Where(kind => kind.IsKnownByNames).Select(kind => kind.Name)];

    [Fact]
    public void Kinds_AreTheTablesOfTheDatabase()
    {
        var tables = Table().Matches(DocumentTests.Read("src/Scorecards.Records/Sql/Shared/1-tables.sql"))
            .Where(table => table.Groups[1].Value != "bank_holiday")
            .Select(table => $"{table.Groups[1].Value}: {Break().Replace(table.Groups[2].Value, " ")}");
        Assert.Equal(
            tables,
            RecordKind.All.Select(
                kind => $"{kind.Table}: {string.Join(", ", kind.RecordColumns.Select(Sql))}, source_row BIGINT, source_upload BIGINT"));
        Assert.All(RecordKind.All, kind => Assert.Equal(kind.RecordColumns.Select(c => c.Name), kind.TableColumns));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Examples_AreRead(string name)
    {
        var read = await RecordFiles.ReadAsync(string.Join('\n', RecordFiles.Example(name)));
        Assert.Empty(read.Faults);
        Assert.Equal(new RowCounts(2, 2, 0, 0), read.Counts);
        Assert.All(read.Rows, row => Assert.Equal(name, ((RecordRow)row.Item).Kind.Name));
        Assert.Equal(RecordFiles.Kind(name).TableColumns, RecordFiles.Example(name)[0].Split(','));
        Assert.DoesNotContain("not in its list", RecordFiles.Notes(read), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Columns_AreDocumented_WithTheCodesThatARowMustHave(string name)
    {
        foreach (var column in RecordFiles.Kind(name).RecordColumns)
        {
            var need = column.IsRequired ? "required" : column.IsNeeded ? "needed" : "optional";
            var line = RecordFiles.Documentation(name).Split('\n')
                .Single(l => l.StartsWith($"| `{column.Name}` | {need} |", StringComparison.Ordinal));
            Assert.Equal(column.MayLieAhead, line.Contains("may lie ahead", StringComparison.Ordinal));
            Assert.Equal(column is { Type: RecordType.Code, Codes.IsClosed: false }, line.Contains("others are noted", StringComparison.Ordinal));
            if (column is { Type: RecordType.Code, Codes.IsClosed: true } && column.Name != "participation")
            {
                Assert.All(column.Codes.Codes, code => Assert.Matches($@"\b{code.Value}\b", line));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Headers_AreKnown_InAnyOrderAndSpelling_WithNoMoreThanIsNeeded(string name)
    {
        var kind = RecordFiles.Kind(name);
        Assert.Equal(name, Recognise(kind.Columns));
        Assert.Equal(name, Recognise(kind.Columns.Reverse()));
        Assert.Equal(name, Recognise(kind.Required));
        Assert.Equal(name, Recognise(kind.Columns.Select(c => c.Replace('_', ' ').ToUpperInvariant())));
    }

    /// <summary>What one kind may have beside it does not make a file one of another kind; nor does a column that is missing.</summary>
    [Theory]
    [MemberData(nameof(KnownByNames))]
    public void Headers_AreNotTakenForThoseOfAnotherKind(string name)
    {
        var kind = ExtractKind.All.Single(k => k.Name == name);
        var others = ExtractKind.All.Where(k => k != kind && k.IsKnownByNames && (kind is RecordKind || k is RecordKind)).ToList();
        Assert.True(others.Count >= RecordKind.All.Count - 1);

        // A list of Annex A may have the columns of any other beside its own.
        var columns = name.StartsWith("annexa-", StringComparison.Ordinal) ? kind.Required : kind.Columns;
        foreach (var other in others)
        {
            var lacking = other.Required.First(c => !columns.Contains(c));
            Assert.Equal((name, other), (Recognise(columns.Union(other.Optional.Except(["confirmed"]))), other));
            Assert.Equal((name, other), (Recognise(columns.Union(other.Required.Where(c => c != lacking))), other));
            Assert.All(kind.Required, missing => Assert.NotEqual(other.Name, Recognise(columns.Where(c => c != missing))));
        }
    }

    [Fact]
    public async Task Fixture_IsReadWhole()
    {
        var files = Directory.GetFiles(Path.Combine(DocumentTests.Root, "tests", "Scorecards.Tests", "Records", "Fixture"), "*.csv");
        Assert.Equal(RecordKind.All.Count + 1, files.Length);
        foreach (var file in files)
        {
            var read = await ReadFile.FromAsync(await File.ReadAllTextAsync(file), new DateOnly(2026, 11, 28));
            var table = Path.GetFileNameWithoutExtension(file);
            var lines = (await File.ReadAllLinesAsync(file)).Skip(1).Count(line => line != "");
            Assert.Empty(read.Faults);
            Assert.Equal((table, lines), (table, read.Rows.Count));
            Assert.Equal(table.Replace('_', '-'), Assert.Single(read.File.Tables).Header.Kind!.Name);
            Assert.Equal("", RecordFiles.Notes(read));
        }
    }

    [Fact]
    public async Task BankHolidays_OfDateAndName_AreRead_AndNoOtherTableWithADate()
    {
        var read = await ReadFile.FromAsync("Date,Name\n2029-01-01,New Year's Day\n30/03/2029,Good Friday\n,Lost day\n");
        Assert.Equal([new(2029, 1, 1), new(2029, 3, 30)], read.Rows.Select(row => ((BankHoliday)row.Item).Date));
        Assert.Equal(("date", 4), (Assert.Single(read.Faults).Column, read.Faults[0].Row));
        await Assert.ThrowsAsync<ExtractException>(() => ReadFile.FromAsync("date,name,team\n2029-01-01,New Year's Day,T1\n"));
    }

    [Fact]
    public async Task PeopleAndTheirBirths_AreNoBankHolidays()
    {
        foreach (var first in new[] { "", "New Year's Day,2029-01-01\n" })
        {
            var text = $"Name,Date\n{first}Invented Person,14/03/2008\n";
            var refusal = await Assert.ThrowsAsync<PersonalDataException>(() => ReadFile.FromAsync(text));
            Assert.Contains("has a date, and a name that is no bank holiday's", refusal.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Invented", refusal.Message, StringComparison.Ordinal);
        }

        foreach (var name in new[] { "Early May bank holiday", "Royal wedding", "Christmas", "VE Day (moved)" })
        {
            Assert.Single((await ReadFile.FromAsync($"Name,Date\n{name},2029-05-07\n")).Rows);
        }

        Assert.Single((await ReadFile.FromAsync("bank_holiday,name\n2029-05-07,Closure\n")).Rows);
    }

    static string? Recognise(IEnumerable<string> header)
    {
        var found = Header.Recognise([.. header.Distinct()], Kent.Catalogue);
        return found.Problem is null ? found.Kind?.Name : null;
    }

    static string Sql(RecordColumn column) => $"{column.Name} {column.Type switch
    {
        RecordType.Text or RecordType.Code => "VARCHAR",
        RecordType.Day => "DATE",
        RecordType.Flag => "BOOLEAN",
        RecordType.Whole => column.Name == "population" ? "BIGINT" : "INTEGER",
        _ => "DECIMAL(9, 3)",
    }}{(column.IsRequired ? " NOT NULL" : "")}";

    [GeneratedRegex(@"^CREATE TABLE uploaded\.(\w+) \(\s*(.*?)\);", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Table();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Break();
}
