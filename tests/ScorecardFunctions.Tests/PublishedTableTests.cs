using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>A published table becomes comparator scorecards on the running app by the mapping that a council uploads.</summary>
public sealed class PublishedTableTests(Azurite azurite) : IClassFixture<Azurite>
{
    const string Mapping = "mapping,indicator,year_end,scorecard_column,period_column,numerator_column,denominator_column,value_column,filter\n";

    const string Published =
        "time_period,time_identifier,geographic_level,new_la_code,la_name,CPP_start,CPP_subsequent,CPP_subsequent_percent,two_years_percent\n"
        + "2012,Reporting year,Local authority,E10999901,Northshire,400,100,25.0,6.5\n"
        + "2012,Reporting year,Local authority,E10999902,Southshire,200,20,10.0,7.5\n";

    [Fact]
    public async Task APublishedTable_IsReadByItsMapping_AndAgainOnceThereIsMoreToReadOfIt()
    {
        await using var app = await RunningApp.StartAsync(azurite);
        var refused = await app.IngestAsync("published.csv", Published);
        Assert.Equal("Refused", refused.GetProperty("outcome").GetString());
        Assert.Contains("(docs/extracts.md, Published tables)", refused.GetRawText(), StringComparison.Ordinal);

        await app.IngestAsync("areas.csv", "scorecard,name,slice,slice_code,uasc\nnorth,Northshire,county,E10999901,inc\n");
        await app.IngestAsync(
            "mapping.csv",
            $"{Mapping}repeat,ni65-repeat-cpp,3,new_la_code,time_period,CPP_subsequent,CPP_start,CPP_subsequent_percent,"
            + "geographic_level = Local authority\n");
        var read = await app.IngestAsync("published-again.csv", Published);
        Assert.Equal("Accepted", read.GetProperty("outcome").GetString());
        Assert.Equal("mapped", read.GetProperty("tables")[0].GetProperty("kind").GetString());
        Assert.Equal((25.0m, 400m), await FigureAsync(app, "north", "ni65-repeat-cpp"));

        // The same bytes say more by a second mapping and a second scorecard.
        await app.IngestAsync("more-areas.csv", "scorecard,name,slice,slice_code,uasc\nsouth,Southshire,county,E10999902,inc\n");
        await app.IngestAsync("more.csv", $"{Mapping}long,ni64-cpp-end-2y,3,new_la_code,time_period,,,two_years_percent,\n");
        Assert.Equal("Accepted", (await app.IngestAsync("published-once-more.csv", Published)).GetProperty("outcome").GetString());
        Assert.Equal((10.0m, 200m), await FigureAsync(app, "south", "ni65-repeat-cpp"));
        Assert.Equal((6.5m, null), await FigureAsync(app, "north", "ni64-cpp-end-2y"));
        Assert.Equal("SameBytes", (await app.IngestAsync("published-a-last-time.csv", Published)).GetProperty("outcome").GetString());
    }

    static async Task<(decimal? Value, decimal? Denominator)> FigureAsync(RunningApp app, string scorecard, string indicator)
    {
        var month = await app.GetAsync($"/api/scorecards/{scorecard}/2012-03");
        var result = month.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("results").EnumerateArray())
            .Single(r => r.GetProperty("indicator").GetString() == indicator);
        return (Number("value"), Number("denominator"));

        decimal? Number(string name) =>
            result.TryGetProperty(name, out var number) && number.ValueKind == JsonValueKind.Number ? number.GetDecimal() : null;
    }
}
