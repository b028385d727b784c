using System.Text.Json;
using Scorecards.Application.Feed;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>
/// The Power BI project in samples/powerbi. Power BI Desktop is not to be had here, so the files are held against the published schemas as we read
/// them, against each other and against the feed.
/// Every check is seen to fail on a copy with one thing changed.
/// </summary>
public sealed class PowerBiProjectTests
{
    const string Model = "Scorecards.SemanticModel/definition/";
    const string Results = Model + "tables/Results.tmdl";
    const string Indicators = Model + "tables/Indicators.tmdl";
    const string Months = Model + "tables/Months.tmdl";
    const string Relationships = Model + "relationships.tmdl";
    const string Pages = "Scorecards.Report/definition/pages/";
    const string Table = Pages + "scorecard/visuals/scorecard-table/visual.json";
    const string Extracts = Model + "tables/Extracts.tmdl";
    const string NotComplete = Pages + "uploads/visuals/uploads-results/visual.json";

    static readonly PowerBiProject Project = PowerBiProject.Load(Path.Combine(AppContext.BaseDirectory, "samples", "powerbi"));

    /// <summary>What the feed serves as <c>$metadata</c>.</summary>
    static readonly string Csdl = FeedModel.Metadata;

    static readonly FeedMetadata Feed = FeedMetadata.Parse(Csdl);

    [Fact]
    public void Project_HasNoFinding() => Assert.Empty(Project.Findings(Feed));

    /// <summary>The columns that docs/power-bi.md lists, and what it says of each, are those of the feed; so are the pages.</summary>
    [Fact]
    public void Document_HasTheColumns_AndThePages()
    {
        var document = DocumentTests.Read("docs/power-bi.md");
        var table = document.Split("## Columns of `Results`")[1].Split("\n## ")[0].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal));
        Assert.Equal(FeedModel.Results.Columns.Select(c => $"| `{c.Name}` | {c.Description} |"), table);
        var pages = Project.Files.Where(f => f.Key.EndsWith("/page.json", StringComparison.Ordinal))
            .Select(f => JsonElement.Parse(f.Value).GetProperty("displayName").GetString()).ToList();
        Assert.Equal(6, pages.Count);
        Assert.All(pages, page => Assert.Contains($"\n| {page} | ", document, StringComparison.Ordinal));
    }

    /// <summary>What a measure must not leave out, to count each thing once and by its name: nothing here can run DAX.</summary>
    [Theory]
    [InlineData(Model + "tables/Summaries.tmdl", "Summary sentence", "IF(HASONEVALUE(Scorecards[Scorecard]), \"No figures in this month.\"")]
    [InlineData(Extracts, "Files received", "KEEPFILTERS(Extracts[State] <> \"Unreadable\")")]
    [InlineData(Extracts, "Files with a fault", "KEEPFILTERS(Extracts[State] <> \"Unreadable\")")]
    [InlineData(Extracts, "Rows accepted", "KEEPFILTERS(Extracts[State] <> \"Same\")")]
    [InlineData(Extracts, "Rows refused", "KEEPFILTERS(Extracts[State] <> \"Same\")")]
    [InlineData(Results, "Without a value", "KEEPFILTERS(NOT Results[Is suppressed])")]
    public void Measure_Has(string path, string measure, string part)
    {
        var name = measure.Contains(' ', StringComparison.Ordinal) ? $"'{measure}'" : measure;
        var said = Project.Files[path].Split($"\tmeasure {name} =")[1].Split("\t\tdisplayFolder:")[0];
        Assert.Contains(part, said, StringComparison.Ordinal);
    }

    /// <summary>The built-in catalogue that a council has retired is in no slicer, and takes no name from its own.</summary>
    [Theory]
    [InlineData(Model + "tables/Scorecards.tmdl")]
    [InlineData(Indicators)]
    public void Catalogue_LeavesOutWhatWasNeverUsed(string path) => Assert.Contains(
        "catalogue = Table.Buffer(Table.SelectRows(whole, each [ActiveTo] = null or [ActiveTo] >= #date(2008, 4, 1)))", Project.Files[path],
        StringComparison.Ordinal);

    /// <summary>Each count from records is a file of its own, which nobody sent: one that was replaced is no fault of anybody's.</summary>
    [Fact]
    public void Files_LeaveOutWhatTheAppWrites() => Assert.Contains(
        $"Table.SelectRows(rows, each not Text.StartsWith([Extract], \"{Source.CountedFolder}\"))", Project.Files[Extracts],
        StringComparison.Ordinal);

    [Theory]
    // JSON against the schemas.
    [InlineData("Scorecards.pbip", "\"version\"", "\"versions\"", "lacks version")]
    [InlineData("Scorecards.Report/.platform", "\"Report\"", "\"Rapport\"", "not one of Report")]
    [InlineData("Scorecards.Report/definition.pbir", "definitionProperties/2.0.0", "definitionProperties/9.0.0", "no schema that we have read")]
    [InlineData("Scorecards.Report/definition/version.json", "\"2.0.0\"", "\"2.0.1\"", "not of the form")]
    [InlineData(
        "Scorecards.Report/definition/report.json", "\"useEnhancedTooltips\": true", "\"useEnhancedTooltips\": \"true\"", "is String, not True")]
    [InlineData(Pages + "trends/page.json", "\"NoFilter\"", "\"Nothing\"", "not one of Default")]
    [InlineData(Table, "\"projections\"", "\"projection\"", "lacks projections")]
    [InlineData(Table, "\"drillFilterOtherVisuals\"", "\"drillFilters\"", "its schema does not know")]
    [InlineData(Table, "\"altText\"", "\"alternativeText\"", "its schema does not know")]
    [InlineData(Table, "\"Literal\"", "\"Literals\"", "must have one of")]
    [InlineData(NotComplete, "\"Expressions\"", "\"Expression\"", "lacks Expressions")]
    [InlineData("Scorecards.Report/StaticResources/RegisteredResources/Scorecards.json", "#00703C", "green", "not of the form")]
    // TMDL as a text.
    [InlineData(Results, "\t\tdataType: decimal", "        dataType: decimal", "cannot be read here")]
    [InlineData(Results, "dataType: decimal", "dataType: decimals", "dataType cannot be decimals")]
    [InlineData(Results, "\tmeasure Amber =", "\tmesure Amber =", "mesure is nothing that a table has")]
    [InlineData(Results, "summarizeBy: none", "summariseBy: none", "summariseBy is nothing that a column has")]
    [InlineData(Results, "incrementalGranularity: month", "incrementalGranularity: week", "incrementalGranularity cannot be week")]
    [InlineData(Indicators, "\t\t\t\tlet", "\t\t\tlet", "no expression two levels below it")]
    [InlineData(Model + "model.tmdl", "ref table Months", "ref table Month", "lists no table Months")]
    [InlineData(Model + "model.tmdl", "\"Feed\", ", "", "PBI_QueryOrder lacks Feed")]
    // Names of the model.
    [InlineData(
        Relationships, "toColumn: Indicators.Indicator", "toColumn: Indicators.Id", "Results.Indicator to Indicators.Id is not a column to a column")]
    [InlineData(Relationships, "toColumn: Months.'Month ends'", "toColumn: Months.Order", "joins columns of two types")]
    [InlineData(Months, "\tdataCategory: Time\n", "", "not one table is marked as the date table")]
    [InlineData(Months, "\t\tisKey\n", "", "Months has no date as its key")]
    [InlineData(Indicators, "\t\tisKey\n", "", "Indicators.Indicator is related to and is no key")]
    [InlineData(Indicators, "\t\tsortByColumn: SectionPlace\n", "", "SectionPlace is hidden and used by nothing")]
    [InlineData(Months, "sortByColumn: Order", "sortByColumn: Place", "sorted by Place")]
    [InlineData(Months, "column: 'Financial quarter'", "column: 'Quarter name'", "level Financial quarter is of no column")]
    [InlineData(Results, "COUNTROWS(Results)", "COUNTROWS(Result)", "Result is nothing that the DAX")]
    [InlineData(Results, "Months[Order]", "Months[Place]", "Months[Place] is nothing of the model")]
    [InlineData(Results, "DIVIDE([Green], [Rated])", "DIVIDE([Green], [Rate])", "[Rate] is nothing of the model")]
    [InlineData(Results, "DIVIDE([Green], [Rated])", "DEVIDE([Green], [Rated])", "is nothing that the DAX")]
    [InlineData(Results, "DIVIDE([Green], [Rated])", "DIVIDE([Green], [Rated]", "brackets do not match")]
    [InlineData(
        Results, "Results[Is suppressed], \"Suppressed\"", "Results[IsSuppressed], \"Suppressed\"", "Results[IsSuppressed] is nothing of the model")]
    [InlineData(Results, "measure Amber", "measure Rating", "Rating stands twice")]
    [InlineData(Extracts, "measure 'Rows refused'", "measure Amber", "is a measure of two tables")]
    [InlineData(Months, "lineageTag: ", "lineageTag: x", "is no GUID")]
    [InlineData(Months, "\t\tlineageTag: ", "\t\tannotation Tag = ", "has no lineageTag")]
    [InlineData(Relationships, "4366694a-b61b-58bb-9ec1-4f7f92e243a1", "f1c0060f-8cf0-5a0c-9142-6fdf7edd06ec", "stands more than once")]
    // M and the model against the feed.
    [InlineData(Results, "sourceColumn: Display", "sourceColumn: Shown", "Results reads no column Shown")]
    [InlineData(Results, "\"Display\", ", "", "Results reads no column Display")]
    [InlineData(Results, "\"Display\", ", "\"Shown\", ", "Results has no Shown")]
    [InlineData(Results, "Name=\"Results\"", "Name=\"Facts\"", "takes no set of the feed")]
    [InlineData(Results, "{\"PeriodStart\", each DateTimeZone.RemoveZone(DateTimeZone.ToUtc(_)), type datetime},", "", "PeriodStart keeps its zone")]
    [InlineData(
        Results,
        "[PeriodStart] >= from and",
        "DateTimeZone.RemoveZone([PeriodStart]) >= from and",
        "lacks Table.SelectRows(rows, each [PeriodStart] >= from")]
    [InlineData(Results, "DateTime.AddZone(RangeEnd, 0)", "DateTimeZone.From(RangeEnd)", "lacks to = DateTime.AddZone(RangeEnd, 0)")]
    [InlineData(Results, "{\"LastChangedUtc\"})[LastChangedUtc]", "{\"LastChanged\"})[LastChanged]", "Results has no LastChanged")]
    [InlineData(Results, "List.Count(changes)", "1", "the bookmark lacks List.Count(changes)")]
    [InlineData(Results, "List.Sum(times)", "List.Max(times)", "the bookmark lacks List.Sum(times)")]
    [InlineData(Results, "withoutZone\n\n\tannotation", "columns\n\n\tannotation", "sourceExpression is not what the partition reads")]
    [InlineData(Indicators, "[SectionPlace] * 100000 + [Order]", "[SectionPlace] * 100000 + [Rank]", "Indicators has no Rank")]
    [InlineData(Indicators, "sourceColumn: Place", "sourceColumn: Rank", "Indicators reads no column Rank")]
    [InlineData(Indicators, "Table.Buffer(columns)", "Table.Buffer(column)", "column is nothing that the M")]
    [InlineData(Indicators, "Table.Buffer(columns)", "Table.Cache(columns)", "Table.Cache is nothing that the M")]
    [InlineData(Model + "expressions.tmdl", "Address & \"/api", "Site & \"/api", "Site is nothing that the M")]
    [InlineData(Model + "expressions.tmdl", "Type=\"DateTime\"", "Type=\"Date\"", "RangeStart is no parameter of the type DateTime")]
    // The report against the model and itself.
    [InlineData(Table, "\"Property\": \"Value shown\"", "\"Property\": \"Value printed\"", "Results has no Measure Value printed")]
    [InlineData(NotComplete, "\"Source\": \"r\"", "\"Source\": \"x\"", "has no Column Standing")]
    [InlineData(Table, "\"queryRef\": \"Results.Value shown\"", "\"queryRef\": \"Results.Value\"", "is not the field that it stands for")]
    [InlineData(Table, "\"metadata\": \"Indicators.Section\"", "\"metadata\": \"Indicators.Part\"", "Indicators.Part is not shown")]
    [InlineData(Table, "\"metadata\": \"Results.Rating shown\"", "\"metadata\": \"Results.Value shown\"", "by colour alone")]
    [InlineData(Table, "\"name\": \"scorecard-table\"", "\"name\": \"table\"", "is not named as its folder")]
    [InlineData(Pages + "trends/visuals/trends-shares/visual.json", "'Scalar'", "'Categorical'", "closes up where a month has no figure")]
    [InlineData(
        Pages + "three-years/visuals/three-years-values/visual.json", "Month ends", "Month name", "closes up where a month has no figure")]
    [InlineData(Table, "\"tabOrder\": 5000", "\"tabOrder\": 4000", "two visuals are at 4000")]
    [InlineData(Table, "\"height\": 1280", "\"height\": 1380", "is not on the page")]
    [InlineData(Table, "\"y\": 260", "\"y\": 240", "covers")]
    [InlineData(Pages + "pages.json", "\"trends\"", "\"trend\"", "names trend, which is no page")]
    [InlineData(Pages + "trends/page.json", "\"target\": \"trends-shares\"", "\"target\": \"shares\"", "shares is no visual of the page")]
    [InlineData(
        Pages + "quality/page.json", "\"source\": \"quality-scorecard\"", "\"source\": \"quality-month\"", "of which quality-scorecard leaves one")]
    [InlineData("Scorecards.Report/definition/report.json", "\"path\": \"Scorecards.json\"", "\"path\": \"Theme.json\"", "is not there")]
    [InlineData(
        "Scorecards.Report/StaticResources/RegisteredResources/Scorecards.json",
        "\"name\": \"Scorecards.json\"",
        "\"name\": \"Scorecards\"",
        "is not named as its file")]
    [InlineData("Scorecards.Report/definition.pbir", "../Scorecards.SemanticModel", "../Model", "../Model is not there")]
    public void Findings_NameTheFault_WhenOneThingIsChanged(string path, string said, string instead, string finding)
    {
        var findings = Project.With(path, said, instead).Findings(Feed);
        Assert.True(findings.Any(f => f.Contains(finding, StringComparison.Ordinal)), string.Join('\n', findings));
    }

    [Theory]
    [InlineData(
        "Name=\"LastChangedUtc\" Type=\"Edm.DateTimeOffset\"", "Name=\"ChangedUtc\" Type=\"Edm.DateTimeOffset\"", "Results has no LastChangedUtc")]
    [InlineData("Name=\"Value\" Type=\"Edm.Decimal\"", "Name=\"Value\" Type=\"Edm.String\"", "Value is Edm.String and cannot be decimal")]
    [InlineData("<EntitySet Name=\"Months\"", "<EntitySet Name=\"Periods\"", "takes no set of the feed, or several: Months")]
    public void Findings_NameTheColumn_WhenTheFeedChanges(string said, string instead, string finding)
    {
        Assert.Contains(said, Csdl, StringComparison.Ordinal);
        Assert.Contains(
            Project.Findings(FeedMetadata.Parse(Csdl.Replace(said, instead, StringComparison.Ordinal))),
            f => f.Contains(finding, StringComparison.Ordinal));
    }
}
