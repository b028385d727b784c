using System.Text;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>Published tables, read as they are by mappings. The layouts are those of the publishers, the figures are made up.</summary>
public sealed class MappingTests
{
    const string Columns = "mapping,indicator,year_end,scorecard,scorecard_column,period_column,"
        + "numerator_column,denominator_column,value_column,filter";

    const string Repeat = "repeat,ni65-repeat-cpp,3,,new_la_code,time_period,CPP_subsequent,CPP_start,CPP_subsequent_percent,"
        + "geographic_level = Local authority";

    const string Lait = "lait,ni65-repeat-cpp,3,,LA and Regions,,,,,file = repeat plans";

    const string Published = "time_period,time_identifier,geographic_level,country_code,region_name,new_la_code,la_name,category,"
        + "CPP_start,CPP_subsequent,CPP_subsequent_percent\n";

    static readonly Scorecard[] Areas = [Area("north", "Northshire", "E10999901"), Area("south", "Southshire", "E10999902")];

    [Theory]
    [InlineData("2025,Reporting year,Local authority,E92000001,East,E10999901,Northshire,All,400,100,25", "north 2025-03 100/400 = 25")]
    [InlineData("202425,Financial year,Local authority,E92000001,East,E10999901,Northshire,All,400,100,25.0", "north 2025-03 100/400 = 25")]
    [InlineData("2024/25,Academic year,local authority,E92000001,East,e10999901,Northshire,All,400,100,", "north 2025-03 100/400 = 25")]
    [InlineData("2025,Reporting year,Local authority,E92000001,East,Southshire,,All,,,24.3", "south 2025-03 = 24.3")]
    [InlineData("2025,Reporting year,Local authority,E92000001,East,south,,All,c,c,c", "south 2025-03 = none (c)")]
    [InlineData("2025,Reporting year,Local authority,E92000001,East,south,,All,c,0,0", "south 2025-03 = 0")]
    [InlineData("2025,Reporting year,Local authority,E92000001,East,south,,All,400,c,24.3", "south 2025-03 = 24.3")]
    [InlineData("2024-12,Month,Local authority,E92000001,East,south,,All,400,100,25", "south 2024-12 100/400 = 25")]
    [InlineData("2025 (prov),x,Local authority,E92000001,East,south,,All,400,100,25", "south 2025-03 100/400 = 25")]
    [InlineData("2018 (Rev),x,Local authority,E92000001,East,south,,All,400,100,25", "south 2018-03 100/400 = 25")]
    [InlineData("2020 (Final),x,Local authority,E92000001,East,south,,All,400,100,25", "south 2020-03 100/400 = 25")]
    [InlineData("2016-17 (OT),x,Local authority,E92000001,East,south,,All,400,100,25", "south 2017-03 100/400 = 25")]
    [InlineData("2024/25 [p],x,Local authority,E92000001,East,south,,All,400,100,25", "south 2025-03 100/400 = 25")]
    public async Task RowsOfScorecards_AreMeasures(string row, string measure)
    {
        var read = await ReadAsync(Published + row, Mappings(Repeat));
        Assert.Equal([measure.Insert(measure.IndexOf(' '), " ni65-repeat-cpp")], read.Accepted);
    }

    [Fact]
    public async Task RowsOfOtherAreasAndOtherRows_AreLeftOut_AndCounted()
    {
        var read = await ReadAsync(
            Published
            + "2025,Reporting year,National,E92000001,,,,All,61840,15130,24.5\n"
            + "2025,Reporting year,Local authority,E92000001,East,E10999901,Northshire,All,400,100,25\n"
            + "2025,Reporting year,Local authority,E92000001,East,E10999909,Westshire,All,40,10,25\n",
            Mappings(Repeat));
        Assert.Equal(new RowCounts(3, 1, 0, 2), read.Rows);
        Assert.Contains(read.Notes, n => n.Contains("1 are of areas that are no scorecard: 'E10999909'", StringComparison.Ordinal));
        Assert.Contains(read.Notes, n => n.Contains("202425 as 2025-03", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("2025 Q1", "400,100,25", "time_period", "is not a year")]
    [InlineData("202412", "400,100,25", "time_period", "is not a year")]
    [InlineData("2009-11", "400,100,25", "time_period", "is not a year")]
    [InlineData("2009 - 11", "400,100,25", "time_period", "is not a year")]
    [InlineData("2009-11 (prov)", "400,100,25", "time_period", "is not a year")]
    [InlineData("1999-01", "400,100,25", "time_period", "is not a year")]
    [InlineData("2025", "400,100,35", "CPP_subsequent_percent", "")]
    [InlineData("2025", "many,100,25", "CPP_start", "is not a number")]
    public async Task Faults_AreOfTheirColumns(string period, string figures, string column, string reason)
    {
        var read = await ReadAsync($"{Published}{period},x,Local authority,E92000001,East,north,,All,{figures}\n", Mappings(Repeat));
        Assert.Equal((2, column), Assert.Single(read.Faults.Select(f => ((int)f.Row, f.Column))));
        Assert.Contains(reason, read.Faults[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("c,100,", "CPP_start", "c", "is not a number although the row has a numerator: ", ", or c as the value")]
    [InlineData("[c],100,", "CPP_start", "[c]", "is not a number although the row has a numerator: ", ", or [c] as the value")]
    [InlineData("*,100,*", "CPP_start", "*", "is not a number although the row has a numerator: ", ", or * as the value")]
    [InlineData(",100,25", "CPP_start", "", "is blank although the row has a numerator: ", "Fill it in, or leave both blank and give the value")]
    [InlineData("400,99.5,", "CPP_subsequent", "99.5", "is not a whole number", "")]
    public async Task FaultsOfCounts_AreOfTheirColumns_AndNameTheSymbol(string figures, string column, string value, string begins, string ends)
    {
        var repeat = new Mapping
        {
            Id = "repeat",
            Indicator = "ni65-repeat-cpp",
            YearEnd = 3,
            ScorecardColumn = "new_la_code",
            PeriodColumn = "time_period",
            NumeratorColumn = "CPP_subsequent",
            DenominatorColumn = "CPP_start",
            ValueColumn = "CPP_subsequent_percent",
        };
        var catalogue = new Catalogue(Kent.Catalogue.Indicators, [], Areas) { Mappings = [repeat] };
        var read = await ReadFile.FromAsync(
            $"{Published}2025,x,Local authority,E92000001,East,north,,All,{figures}\n", new DateOnly(2026, 1, 1), catalogue);
        var fault = Assert.Single(read.Faults);
        Assert.Equal((2, column, value), ((int)fault.Row, fault.Column, fault.Value));
        Assert.StartsWith(begins, fault.Reason, StringComparison.Ordinal);
        Assert.EndsWith(ends, fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeriodThatCanBeAYear_IsAMonth_WhereAMonthBeforeItIsWrittenSo()
    {
        var read = await ReadAsync($"{Published}{RowOf("2011-11")}{RowOf("2011-12")}{RowOf("2012-01")}", Mappings(Repeat));
        Assert.Equal(["2011-11", "2011-12", "2012-01"], read.Accepted.Select(m => m.Split(' ')[2]));
        Assert.Contains(read.Notes, n => n.Contains("2011-12 as December 2011", StringComparison.Ordinal));
    }

    [Fact]
    public async Task PeriodThatCanBeAYear_IsAYear_WhereOthersAreYears_AndRefused_WhereAMonthFollows()
    {
        var years = await ReadAsync($"{Published}{RowOf("2010-11")}{RowOf("2011-12")}{RowOf("2012-13")}", Mappings(Repeat));
        Assert.Equal(["2011-03", "2012-03", "2013-03"], years.Accepted.Select(m => m.Split(' ')[2]));

        var mixed = await ReadAsync($"{Published}{RowOf("2011-12")}{RowOf("2012-01")}", Mappings(Repeat));
        Assert.Contains("'2011-12' can be a month or a financial year, and row 3", mixed.Problem, StringComparison.Ordinal);
    }

    static string RowOf(string period) => $"{period},x,Local authority,E92000001,East,north,,All,400,100,25\n";

    [Theory]
    [InlineData("202425", "Autumn term", false)]
    [InlineData("2024/25", "Financial year Q1", false)]
    [InlineData("202425", "Academic year Q1", false)]
    [InlineData("202425", "Financial year Q1-Q3", false)]
    [InlineData("202425", "Financial year Q1-Q4", true)]
    [InlineData("202425", "Tax year Q1-2", false)]
    [InlineData("202425", "Academic year Q2", true)]
    [InlineData("202425", "Financial year Q3", false)]
    [InlineData("202425", "Part 1 (April to September)", false)]
    [InlineData("202425", "Autumn and spring term", true)]
    [InlineData("202425", "Summer term", true)]
    [InlineData("202425", "Financial year Q4", true)]
    [InlineData("202425", "Part 2 (October to March)", true)]
    [InlineData("2025", "March", true)]
    [InlineData("2024-12", "Autumn term", true)]
    public async Task PartOfAYear_IsRefused_WhereItEndsInTheFirstOfTwoYears(string period, string part, bool isRead)
    {
        var row = RowOf(period).Replace(",x,", $",{part},", StringComparison.Ordinal);
        var read = await ReadAsync($"{Published}{row}", Mappings(Repeat));
        Assert.Equal(isRead ? 1 : 0, read.Accepted.Count);
        (string, string)[] faults = isRead ? [] : [("time_period", period)];
        Assert.Equal(faults, read.Faults.Select(f => (f.Column, f.Value)));
    }

    [Fact]
    public async Task RowsThatTheFilterDoesNotTellApart_AreRefused()
    {
        const string Row = "2025,x,Local authority,E92000001,East,north,,";
        var read = await ReadAsync($"{Published}{Row}Girls,400,100,25\n{Row}Boys,400,200,50\n", Mappings(Repeat));
        Assert.Empty(read.Accepted);
        Assert.NotEmpty(read.Faults);
        Assert.All(read.Faults, f => Assert.Contains("Narrow the mapping's filter", f.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AFilter_TakesTheRowsWhoseCellIsBlank()
    {
        const string Row = "2025,x,Local authority,E92000001,East,north,,";
        var read = await ReadAsync($"{Published}{Row},400,100,25\n{Row}Boys,400,200,50\n", Mappings($"{Repeat}; category ="));
        Assert.Equal(["north ni65-repeat-cpp 2025-03 100/400 = 25"], read.Accepted);
    }

    [Fact]
    public async Task ACodeOfSeveralScorecards_IsLeftOut_AndReadByAMappingOfOneOfThem()
    {
        const string Row = "2025,x,Local authority,E92000001,East,E10999901,,All,400,100,25\n";
        const string Said = "that several scorecards have: 'E10999901' (north, north-exc). To have it read for one of them, upload a mapping";
        Scorecard[] both = [Area("north-exc", "Northshire, exc UASC", "E10999901")];
        Assert.Contains(Said, (await ReadAsync($"{Published}{Row}", Mappings(Repeat), both)).Problem, StringComparison.Ordinal);

        var read = await ReadAsync($"{Published}{Row}{Row.Replace("901", "902", StringComparison.Ordinal)}", Mappings(Repeat), both);
        Assert.Equal(["south ni65-repeat-cpp 2025-03 100/400 = 25"], read.Accepted);
        Assert.Equal(new RowCounts(2, 1, 0, 1), read.Rows);
        Assert.Contains(read.Notes, n => n.Contains(Said, StringComparison.Ordinal));

        const string Own = "own,ni65-repeat-cpp,3,north-exc,,time_period,,,CPP_subsequent_percent,new_la_code = E10999901";
        Assert.Equal(["north-exc ni65-repeat-cpp 2025-03 = 25"], (await ReadAsync($"{Published}{Row}", Mappings(Repeat, Own), both)).Accepted);
    }

    [Theory]
    [InlineData("E10999901", "north")]
    [InlineData("Northshire", "north")]
    [InlineData("East", null)]
    [InlineData("E10999903", "own-east")]
    [InlineData("301", null)]
    public async Task AreasOfATable_AreCountiesByName_AndNoAreasOfTheCouncil(string area, string? scorecard)
    {
        var row = $"2025,x,Local authority,E92000001,East,{area},,All,400,100,25\n";
        Scorecard[] own =
        [
            Area("own-north", "Northshire", "E10999901") with { Slice = Slice.Area },
            Area("own-east", "East", "E10999903") with { Slice = Slice.District },
            Area("team-301", "Duty", "301") with { Slice = Slice.Team },
        ];
        var read = await ReadAsync($"{Published}{row}", Mappings(Repeat), own);
        string[] expected = scorecard is null ? [] : [$"{scorecard} ni65-repeat-cpp 2025-03 100/400 = 25"];
        Assert.Equal(expected, read.Accepted);
    }

    [Fact]
    public async Task YearsAsColumns_AreRead_OfTheFileThatTheMappingNames()
    {
        const string Table = "LA Number,LA and Regions,2023,2023/24,2024-25,Change\n999,Northshire,20.1,21.2,c,1.1\n,England,24.0,24.5,24.6,0.1\n";
        var read = await ReadAsync(Table, Mappings(Lait), at: "LAIT Repeat plans.csv");
        Assert.Equal(
            ["north ni65-repeat-cpp 2023-03 = 20.1", "north ni65-repeat-cpp 2024-03 = 21.2", "north ni65-repeat-cpp 2025-03 = none (c)"],
            read.Accepted);
        Assert.Contains(read.Notes, n => n.Contains("column '202324' as 2024-03", StringComparison.Ordinal));
        Assert.Contains("filter names another file", (await ReadAsync(Table, Mappings(Lait), at: "other.csv")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task YearsAsColumns_AreRead_WithTheMarksBehindThem()
    {
        var read = await ReadAsync(
            "LA Number,LA and Regions,2016-17 (OT),2024 (Rev),2025 (prov),2025 (plan)\n999,Northshire,20.1,21.2,22.3,23.4\n",
            Mappings(Lait), at: "LAIT Repeat plans.csv");
        Assert.Equal(
            ["north ni65-repeat-cpp 2017-03 = 20.1", "north ni65-repeat-cpp 2024-03 = 21.2", "north ni65-repeat-cpp 2025-03 = 22.3"],
            read.Accepted);
    }

    [Fact]
    public async Task YearAsAColumn_IsTheOneWithoutAMark_WhereBothAreThere()
    {
        var read = await ReadAsync(
            "LA Number,LA and Regions,2024 (prov),2024\n999,Northshire,0.5,21.2\n", Mappings(Lait), at: "LAIT Repeat plans.csv");
        Assert.Equal(["north ni65-repeat-cpp 2024-03 = 21.2"], read.Accepted);

        // Which of two is the newer one nobody knows.
        read = await ReadAsync(
            "LA Number,LA and Regions,2024 (Rev),2024\n999,Northshire,0.5,21.2\n", Mappings(Lait), at: "LAIT Repeat plans.csv");
        Assert.Contains("columns '2024 (Rev)' and '2024' are of the same year. Keep only one of them", read.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("LAIT Repeat plans.csv", "The mapping 'lait' reads a table of these areas, and no column of this one is a year")]
    [InlineData("LAIT.csv", "upload a file of kind mapping")]
    public async Task TableOfAMapping_WithoutAYear_IsToldSo(string at, string said)
    {
        var read = await ReadAsync("LA Number,LA and Regions,2024/25 Q1,2024/25 Q2\n999,Northshire,20.1,21.2\n", Mappings(Lait), at: at);
        Assert.Contains(said, read.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ScorecardsThatATableIsReadFor_AreNoted_WithTheirMonths()
    {
        var south = RowOf("2025").Replace(",north,", ",south,", StringComparison.Ordinal);
        var read = await ReadAsync($"{Published}{south}{RowOf("2022")}{RowOf("2023")}{RowOf("2021")}", Mappings(Repeat));
        Assert.Contains("Read for north (2021-03 to 2023-03), south (2025-03).", read.Notes);
    }

    [Fact]
    public async Task FiguresOfMonthsInWhichTheScorecardIsNotActive_AreLeftOut_AndNoted()
    {
        Scorecard[] late = [Area("late", "Lateshire", "E10999903") with { ActiveFrom = new DateOnly(2024, 1, 1) }];
        const string Said = "2 of its figures are of months in which these are not active, and are left out: late. To have them read, ";
        var columns = await ReadAsync(
            "LA Number,LA and Regions,2022,2023,2024\n999,Lateshire,20.1,21.2,22.3\n", Mappings(Lait), late, "LAIT Repeat plans.csv");
        Assert.Equal(["late ni65-repeat-cpp 2024-03 = 22.3"], columns.Accepted);
        Assert.Empty(columns.Faults);
        Assert.Contains(columns.Notes, n => n.StartsWith(Said, StringComparison.Ordinal));

        var rows = $"{RowOf("2022")}{RowOf("2023")}".Replace(",north,", ",late,", StringComparison.Ordinal);
        Assert.Contains(Said, (await ReadAsync($"{Published}{rows}", Mappings(Repeat), late)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FiguresOfAnIndicatorThatIsNotActive_AreLeftOut_AndThoseOfOthersInTheirRowCount()
    {
        var other = Repeat.Replace("repeat,ni65-repeat-cpp", "other,new-rate", StringComparison.Ordinal);
        var added = Kent.Catalogue.Indicator("ni65-repeat-cpp")! with { Id = "new-rate", ActiveFrom = new DateOnly(2025, 4, 1) };
        var read = await ReadAsync($"{Published}{RowOf("2025")}{RowOf("202526")}", Mappings(Repeat, other), indicators: [added]);
        Assert.Equal(
            ["north new-rate 2026-03 100/400 = 25", "north ni65-repeat-cpp 2025-03 100/400 = 25", "north ni65-repeat-cpp 2026-03 100/400 = 25"],
            read.Accepted.Order(StringComparer.Ordinal));
        Assert.Contains(read.Notes, n => n.StartsWith("1 of its figures are of months in which these are not active", StringComparison.Ordinal));
    }

    [Fact]
    public async Task MappingThatDoesNotReadTheTable_IsNoted_WhereItHasItsAreasAndYears()
    {
        var renamed = Repeat.Replace("repeat,", "renamed,", StringComparison.Ordinal).Replace("_percent", "_pct", StringComparison.Ordinal);
        var elsewhere = Repeat.Replace("repeat,", "elsewhere,", StringComparison.Ordinal).Replace("new_la_code", "area", StringComparison.Ordinal);
        var none = Repeat.Replace("repeat,", "none,", StringComparison.Ordinal).Replace("= Local", "= Former local", StringComparison.Ordinal);
        var file = $"{renamed.Replace("renamed,", "of-a-file,", StringComparison.Ordinal)}; file = other words";
        var read = await ReadAsync($"{Published}{RowOf("2025")}", Mappings(Repeat, renamed, elsewhere, none, file));
        Assert.Equal(["north ni65-repeat-cpp 2025-03 100/400 = 25"], read.Accepted);
        Assert.Contains(
            read.Notes, n => n.StartsWith(
                "Mappings that are not used, since this table does not have a column of theirs: 'renamed' (column 'cpp_subsequent_pct'). ",
                StringComparison.Ordinal));
        Assert.Contains(read.Notes, n => n.StartsWith("No row is what the mapping 'none' means.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task MappingsOfOtherTables_AreNotNoted_UnlessTheirFilterNamesTheFile()
    {
        string[] filtered = [.. Enumerable.Range(1, 4).Select(i => Renamed($"indicator-{i}", "= Local", $"= {i} local"))];
        string[] lacking = [.. Enumerable.Range(1, 4).Select(i => Renamed($"table-{i}", "_percent", $"_{i}"))];
        var read = await ReadAsync($"{Published}{RowOf("2025")}", [Repeat, .. filtered, .. lacking]);
        Assert.Equal(["north ni65-repeat-cpp 2025-03 100/400 = 25"], read.Accepted);
        Assert.Contains(read.Notes, n => n.StartsWith("Read by the mapping 'repeat'", StringComparison.Ordinal));
        Assert.DoesNotContain(
            read.Notes, n => n.Contains("'indicator-", StringComparison.Ordinal) || n.Contains("'table-", StringComparison.Ordinal));

        var named = await ReadAsync(
            $"{Published}{RowOf("2025")}",
            [Repeat, .. filtered[1..], .. lacking[1..], $"{filtered[0]}; file = published", $"{lacking[0]}; file = published"]);
        Assert.Contains(named.Notes, n => n.StartsWith("No row is what the mapping 'indicator-1' means.", StringComparison.Ordinal));
        Assert.Contains(named.Notes, n => n.Contains("a column of theirs: 'table-1' (column 'cpp_subsequent_1'). ", StringComparison.Ordinal));

        var few = await ReadAsync($"{Published}{RowOf("2025")}", [Repeat, .. filtered[..3]]);
        Assert.Contains(
            few.Notes, n => n.StartsWith("No row is what the mapping 'indicator-1', 'indicator-2', 'indicator-3' means.", StringComparison.Ordinal));

        static string Renamed(string id, string text, string by) =>
            Repeat.Replace("repeat,", $"{id},", StringComparison.Ordinal).Replace(text, by, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PeriodsOfSeveralYears_AreNoMonths()
    {
        var columns = await ReadAsync(
            "LA Number,LA and Regions,2009 - 11,2010 - 12\n999,Northshire,20.1,21.2\n", Mappings(Lait), at: "LAIT Repeat plans.csv");
        Assert.Empty(columns.Accepted);
        Assert.Contains("'2009 - 11', '2010 - 12'", columns.Problem, StringComparison.Ordinal);

        var beside = await ReadAsync("LA Number,LA and Regions,2009-11,2012\n999,Northshire,20.1,21.2\n", Mappings(Lait), at: "Repeat plans.csv");
        Assert.Equal(["north ni65-repeat-cpp 2012-03 = 21.2"], beside.Accepted);

        // It does not make a month of a year.
        var rows = await ReadAsync($"{Published}{RowOf("2009-11")}{RowOf("2011-12")}", Mappings(Repeat));
        Assert.Equal(["2012-03"], rows.Accepted.Select(m => m.Split(' ')[2]));
    }

    [Theory]
    [InlineData("2 years", "CP plans 2 years.csv", true)]
    [InlineData("2 years", "cp_plans_2-YEARS.csv", true)]
    [InlineData("2 years", "12 years/CP plans (2 years), final.csv", true)]
    [InlineData("2 years", "2 years.csv", true)]
    [InlineData("2 years.csv", "CP plans.2 years.csv", true)]
    [InlineData("2 years", "CP plans 12 years.csv", false)]
    [InlineData("2 year", "CP plans 2 years.csv", false)]
    [InlineData("2 years", "CP plans 2.csv", false)]
    [InlineData("2 years", "2 years/CP plans.csv", false)]
    [InlineData("2 years", "2 years\\CP plans.csv", false)]
    public async Task AFilter_MeansFiles_ByWholeWordsOfTheirOwnNames(string words, string path, bool isMeant)
    {
        var mapping = Lait.Replace("repeat plans", words, StringComparison.Ordinal);
        var read = await ReadAsync("LA Number,LA and Regions,2023,2024\n999,Northshire,20.1,21.2\n", Mappings(mapping), at: path);
        Assert.Equal(isMeant ? 2 : 0, read.Accepted.Count);
    }

    [Theory]
    [InlineData("repeat plans.csv", "LAIT.zip", true)]
    [InlineData("2024/LAIT Repeat plans.csv", "LAIT.zip", true)]
    [InlineData("LAIT.csv", "repeat plans.zip", false)]
    [InlineData("repeat plans/LAIT.csv", "LAIT.zip", false)]
    public async Task AFilter_MeansTheFilesOfAZip_ByTheirOwnNames(string name, string zip, bool isMeant)
    {
        object?[][] rows = [["LA Number", "LA and Regions", "2023", "2024"], ["999", "Northshire", 20.1, 21.2]];
        var workbook = (Path.ChangeExtension(name, ".xlsx"), XlsxBuilder.FromRows(rows));
        foreach (var file in new[] { (name, LaitTable("20.1,21.2")), workbook })
        {
            var read = await ReadAsync(XlsxBuilder.Zip([file]), Mappings(Lait), at: zip);
            Assert.Equal(isMeant ? 2 : 0, read.Accepted.Count);
            Assert.Equal(!isMeant, read.Problem?.Contains("filter names another file", StringComparison.Ordinal) ?? false);
        }
    }

    [Fact]
    public async Task FilesOfAZipWithTheSameColumns_AreEachReadByTheirOwnMapping()
    {
        var zip = XlsxBuilder.Zip([("repeat plans.csv", LaitTable("20.1,21.2")), ("placement stability.csv", LaitTable("10.1,c"))]);
        var placements = Lait.Replace("lait,ni65-repeat-cpp", "other,ni62-lac-3-placements", StringComparison.Ordinal)
            .Replace("repeat plans", "placement stability", StringComparison.Ordinal);
        var read = await ReadAsync(zip, Mappings(Lait, placements), at: "repeat plans.zip");
        Assert.Equal(
            [
                "north ni62-lac-3-placements 2023-03 = 10.1", "north ni62-lac-3-placements 2024-03 = none (c)",
                "north ni65-repeat-cpp 2023-03 = 20.1", "north ni65-repeat-cpp 2024-03 = 21.2",
            ],
            read.Accepted);
    }

    static byte[] LaitTable(string values) => Encoding.UTF8.GetBytes($"LA Number,LA and Regions,2023,2024\n999,Northshire,{values}\n");

    [Fact]
    public async Task AFileOfWhichNothingIsMeant_SaysWhy()
    {
        var read = await ReadAsync($"{Published}2025,x,National,E92000001,,,,All,61840,15130,24.5\n", Mappings(Repeat));
        Assert.Contains("Of 1 rows 1 are not those of its filter. Correct the filter", read.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time_period,geographic_level,new_la_code,rate\n2025,National,,1\n")]
    [InlineData("LA Number,LA and Regions,2023,2024\n886,Northshire,1,2\n")]
    [InlineData("Indicator ID,Area Code,Area Name,Time period,Value\n1,E10999901,Northshire,2010/11,1\n")]
    public async Task WithoutAMapping_TheRefusalPointsToTheRecipe(string table) =>
        Assert.Contains("(docs/extracts.md, Published tables)", (await ReadAsync(table, [])).Problem, StringComparison.Ordinal);

    [Theory]
    [InlineData("x,no-such,3,,area,year,,,v,", "indicator", "is not an indicator")]
    [InlineData("x,ni65-repeat-cpp,13,,area,year,,,v,", "year_end", "whole number from 1 to 12")]
    [InlineData("x,ni65-repeat-cpp,3,north,area,year,,,v,", "scorecard_column", "not both")]
    [InlineData("x,ni65-repeat-cpp,3,,,year,,,v,", "scorecard_column", "must be filled in")]
    [InlineData("x,ni65-repeat-cpp,3,nowhere,,year,,,v,", "scorecard", "is not a scorecard")]
    [InlineData("x,ni65-repeat-cpp,3,,area,year,n,,v,", "value_column", "must be filled in")]
    [InlineData("x,ni65-repeat-cpp,3,,area,year,,,,", "value_column", "must be filled in")]
    [InlineData("x,ni65-repeat-cpp,3,,area,,,,v,file = x", "period_column", "is blank")]
    [InlineData("x,ni65-repeat-cpp,3,,area,,,,,", "filter", "is blank")]
    [InlineData("x,ni65-repeat-cpp,3,,area,year,,,v,Total", "filter", "is not read")]
    [InlineData("x,ni65-repeat-cpp,3,,area,year,,,v,file =", "filter", "is not read")]
    [InlineData("x,ni65-repeat-cpp,3,,area,year,,,v,file = *", "filter", "is not read")]
    public async Task Mappings_AreChecked(string row, string column, string reason)
    {
        var fault = Assert.Single((await ReadAsync($"{Columns}\n{row}\n", [])).Faults);
        Assert.Equal(column, fault.Column);
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
    }

    static Scorecard Area(string id, string name, string code) =>
        new() { Id = id, Name = name, Slice = Slice.County, SliceCode = code, Uasc = UascBasis.Included };

    static string[] Mappings(params string[] rows) => rows;

    static Task<TrapOutcome> ReadAsync(
        string text, string[] mappings, Scorecard[]? also = null, string at = "published.csv", Indicator[]? indicators = null) =>
        ReadAsync(Encoding.UTF8.GetBytes(text), mappings, also, at, indicators);

    static async Task<TrapOutcome> ReadAsync(
        byte[] content, string[] mappings, Scorecard[]? also = null, string at = "published.csv", Indicator[]? indicators = null)
    {
        var catalogue = new Catalogue([.. Kent.Catalogue.Indicators, .. indicators ?? []], [], [.. Areas, .. also ?? []]);
        if (mappings.Length == 0)
        {
            return await TrapOutcome.ReadAsync(content, at, catalogue, default);
        }

        await using var refused = new RefusedRows();
        var rows = new ExtractFile("", catalogue, Kent.BuiltIn.Sections, new FileLimits(), refused)
            .ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes($"{Columns}\n{string.Join('\n', mappings)}\n")), default);
        var known = await rows.Select(row => (Mapping)row.Item).ToListAsync();
        Assert.Equal(mappings.Length, known.Count);
        catalogue = new Catalogue(catalogue.Indicators, [], catalogue.Scorecards) { Mappings = known };
        return await TrapOutcome.ReadAsync(content, at, catalogue, default);
    }
}
