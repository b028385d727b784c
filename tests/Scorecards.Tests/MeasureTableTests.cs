using Azure.Data.Tables;
using Scorecards.Domain;
using Scorecards.Storage;
using Scorecards.Tests.Protocol;
using Scorecards.Tests.Recovery;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests;

public sealed class MeasureTableTests
{
    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    [Fact]
    public async Task WhatFollowsFromNumeratorAndDenominator_IsNotStored_AndIsReadAsItWasStated()
    {
        await at.DropAsync(
            "may.csv",
            "scorecard,indicator,month,numerator,denominator,value\n"
            + "kent-inc-uasc,caf-rate,2012-05,2064,312597,66.0\nkent-inc-uasc,ia-rate,2012-05,,,440.7\nkent-inc-uasc,lac-with-cpp,2012-05,22,,\n"
            + "kent-inc-uasc,lac-health,2012-05,0,0,\nkent-inc-uasc,lac-dental,2012-05,3,10,c\n");
        Assert.Contains(
            """{"indicator":"caf-rate","row":2,"numerator":2064,"denominator":312597,"unit":"per10000"}""",
            $"{Assert.Single(at.Account.Rows(StorageNames.MeasuresTable)).Values["Statement0"]}",
            StringComparison.Ordinal);

        var read = await ReadAsync();
        Assert.Equal(new Figure(2064 * 10_000m / 312597, IsUnrounded: true), read["caf-rate"].Figure);
        Assert.Equal(new Figure(440.7m, IsUnrounded: false), read["ia-rate"].Figure);
        Assert.Equal(new Figure(22, IsUnrounded: true), read["lac-with-cpp"].Figure);
        Assert.Equal((0, 0, null), (read["lac-health"].Numerator, read["lac-health"].Denominator, read["lac-health"].Figure));
        var dental = read["lac-dental"];
        Assert.Equal((3, 10, "c", null), (dental.Numerator, dental.Denominator, dental.NoValue, dental.Figure));
    }

    [Fact]
    public async Task Rows_OfEarlierBuilds_WhichHaveTheQuotient_AreRead()
    {
        var row = new TableEntity("2012-05", "kent-inc-uasc|0000000000-x|0001")
        {
            ["Scorecard"] = "kent-inc-uasc",
            ["Attempt"] = "0000000000-x",
            ["Part"] = 1,
            ["Statement0"] = """
                {"extract":"may.csv","sha256":"00","measures":[{"indicator":"caf-rate","row":2,"numerator":1,"denominator":3,
                "value":3333.3333333333333333333333333,"isUnrounded":true}],"removed":[{"indicator":"ia-rate","row":3}]}
                """,
        };
        await new SimulatedStorage(at.Account, new Moment(_ => false), null).Table(StorageNames.MeasuresTable).UpsertAsync([row], default);

        Assert.Equal(new Figure(10_000m / 3, IsUnrounded: true), (await ReadAsync())["caf-rate"].Figure);
        var statement = Assert.Single(await at.App.Measures.ReadAsync(May, ["kent-inc-uasc"], default).ToListAsync());
        Assert.Equal((new IndicatorId("ia-rate"), 3L, (StatedAs?)null), Assert.Single(statement.Removed));
    }

    [Fact]
    public async Task WithdrawnMeasure_ThatWasWrittenAlready_IsRemovedInTheWayItWasStated()
    {
        var writer = new StatementWriter(at.App.Measures, "0000000000-x", "may.csv", "00");
        await writer.CompleteAsync(
            [(new Measure { Scorecard = "kent-inc-uasc", Indicator = "caf-rate", Month = May, Unit = Unit.Per10000 }, 2)], default);
        var statement = Assert.Single(await at.App.Measures.ReadAsync(May, ["kent-inc-uasc"], default).ToListAsync());
        Assert.Equal((new IndicatorId("caf-rate"), 2L, (StatedAs?)StatedAs.Counts), Assert.Single(statement.Removed));
    }

    async Task<Dictionary<string, Measure>> ReadAsync()
    {
        var statement = Assert.Single(await at.App.Measures.ReadAsync(May, ["kent-inc-uasc"], default).ToListAsync());
        return statement.Measures.ToDictionary(m => m.Measure.Indicator.Value, m => m.Measure);
    }
}
