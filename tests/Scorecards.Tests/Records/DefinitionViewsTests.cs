using System.Text.RegularExpressions;
using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>docs/extracts.md names every view and macro that a council's own definition may use, and the columns of each view.</summary>
public sealed partial class DefinitionViewsTests(SealedRecords records) : IClassFixture<SealedRecords>
{
    /// <summary>Asks for the day of the extract, which checks have and definitions have not.</summary>
    const string OfChecks = "extract_day";

    static readonly string[] OfDefinitions = ["record_key", "child_id", "team_code", "in_numerator", "in_denominator"];

    static readonly string Document = DocumentTests.Read("docs/extracts.md");

    static readonly string Scripts = string.Concat(
        RecordScripts.BuiltIn.Files.Where(f => f.Key.Split('/')[0] is "Shared" or "Cases" or "Month").Select(f => f.Value));

    readonly RecordDatabase database = records.Database;

    public static TheoryData<string> Views => [.. Rows().Select(row => row.View)];

    [Fact]
    public void Views_AreThoseOfTheDocument() => Assert.Equal(
        View().Matches(Scripts).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal),
        Rows().Select(row => row.View).Order(StringComparer.Ordinal));

    [Fact]
    public void Macros_AreThoseOfTheDocument() => Assert.Equal(
        Macro().Matches(Scripts).Select(m => $"{m.Groups[1].Value}({m.Groups[2].Value})").Where(m => m != $"{OfChecks}()")
            .Order(StringComparer.Ordinal),
        MacroRow().Matches(Document).Select(m => m.Groups[1].Value).Order(StringComparer.Ordinal));

    /// <summary>A definition that returns all columns of a view is told which of them it may not return.</summary>
    [Theory]
    [MemberData(nameof(Views))]
    public void View_HasTheColumnsOfTheDocument(string view)
    {
        var columns = Rows().Single(row => row.View == view).Columns;
        var added = OfDefinitions.Except(columns).Select(c => $", '1' AS {c}");

        var sql = $"SELECT *, TRUE AS not_ours{string.Concat(added)} FROM {view}";
        var fault = database.FaultOf(sql, new Month(2012, 5), TimeSpan.FromSeconds(30), 9, default);

        var told = Told().Match(fault!).Groups[1].Value.Split(", ").Except(["not_ours", "source_row", "source_upload"]);
        Assert.Equal(columns.Except([.. OfDefinitions, "event_date", "due_by", "reason"]).Order(), told.Order());
    }

    static IEnumerable<(string View, string[] Columns)> Rows() => ViewRow()
        .Matches(Document[..Document.IndexOf("### commentary", StringComparison.Ordinal)])
        .Select(m => (m.Groups[1].Value, m.Groups[2].Value.Replace("`", "", StringComparison.Ordinal).Split(", ")));

    [GeneratedRegex(@"^CREATE (?:OR REPLACE )?(?:VIEW|TABLE) (\w+) ?(?:AS|\()", RegexOptions.Multiline)]
    private static partial Regex View();

    [GeneratedRegex(@"^CREATE MACRO (\w+)\((.*?)\) AS", RegexOptions.Multiline)]
    private static partial Regex Macro();

    [GeneratedRegex(@"^\| `(\w+)` \| [^|]+ \| ([^|]+) \|$", RegexOptions.Multiline)]
    private static partial Regex ViewRow();

    [GeneratedRegex(@"^\| `(\w+\([^`]*\))` \|", RegexOptions.Multiline)]
    private static partial Regex MacroRow();

    [GeneratedRegex(@"The definition returns (.*?)\. Beside")]
    private static partial Regex Told();
}
