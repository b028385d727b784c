using System.Text;
using Scorecards.Domain;

namespace Scorecards.Tests.Recovery;

/// <summary>A row of the catalogue that is corrected changes every month that it is about, figures that are on record already too.</summary>
public sealed class CatalogueChangeTests
{
    const string Kent = "kent-inc-uasc";
    const string Counts = "scorecard,indicator,month,numerator,denominator\n";
    const string Indicators = "indicator,section,section_order,order,name,polarity,basis,unit,decimals\n";

    static readonly Month April = new(2012, 4);
    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    [Fact]
    public async Task CorrectedUnit_IsTheOneOfEveryFigureThatIsOnRecord()
    {
        await at.DropAsync("percent.csv", $"{Indicators}plans,how-much,1,50,Plans,H,Snapshot,percent,1\n");
        await at.DropAsync("target.csv", "indicator,scorecard,effective_from,target\nplans,,2012-04-01,77.2\n");
        await at.DropAsync("figures.csv", $"{Counts}{Kent},plans,2012-04,2085,312597\n{Kent},plans,2012-05,2064,312597\n");
        var wrong = (await at.ResultAsync(Kent, May, "plans"))!;
        Assert.Equal(("0.7%", "0.7%", Rating.Red), (wrong.Display, wrong.PreviousDisplay, wrong.Rating));

        await at.DropAsync("rate.csv", $"{Indicators}plans,how-much,1,50,Plans,H,Snapshot,per10000,1\n");
        var right = (await at.ResultAsync(Kent, May, "plans"))!;
        Assert.Equal(Unit.Per10000.Divide(2064, 312597), right.Figure);
        Assert.Equal(
            ("66.0", "66.7", Rating.Amber, Travel.Worse), (right.Display, right.PreviousDisplay, right.Rating, right.Travel));
        Assert.Equal("66.7", (await at.ResultAsync(Kent, April, "plans"))!.Display);

        var outside = (await OutsideAsync(May)).After(await OutsideAsync(April)).Results.Single(r => r.Indicator.Id == "plans");
        Assert.Equal(("66.1", "66.7", Rating.Amber), (outside.Display, outside.PreviousDisplay, outside.Rating));
    }

    /// <summary>A target of 30 children becomes one of 30 %.</summary>
    [Theory]
    [InlineData("row.csv")]
    [InlineData("row.zip")]
    public async Task Unit_ThatIsAnother_IsInTheReceipt_AloneOrInAZip(string path)
    {
        await at.DropAsync("figures.csv", $"{Counts}{Kent},lac-with-cpp,2012-05,32,1500\n");
        var row = Encoding.UTF8.GetBytes($"{Indicators}lac-with-cpp,how-much,1,12,Looked after with a plan,L,Snapshot,percent,1\n");
        await at.DropAsync(path, path == "row.zip" ? XlsxBuilder.Zip([("indicators.csv", row)]) : row);
        var result = (await at.ResultAsync(Kent, May, "lac-with-cpp"))!;
        Assert.Equal(("2.1%", 30m, Rating.Green), (result.Display, result.Target, result.Rating));
        Assert.Contains(
            "Row 2: lac-with-cpp had the unit count. Figures with numerator and denominator are worked out in the unit percent now, in every month. "
            + "Other figures keep their numbers, and so do its targets, with their limits: 2012-04-01. "
            + "Upload again those that were meant in the unit count.",
            at.Receipt(path),
            StringComparison.Ordinal);
    }

    /// <summary>The right value is not held against the figure in the unit that was wrong.</summary>
    [Fact]
    public async Task ValueAlone_AgreesWithCounts_InTheUnitThatWasCorrected()
    {
        await at.DropAsync("percent.csv", $"{Indicators}plans,how-much,1,50,Plans,H,Snapshot,percent,1\n");
        await at.DropAsync("figures.csv", $"{Counts}{Kent},plans,2012-05,2064,312597\n");
        await at.DropAsync("rate.csv", $"{Indicators}plans,how-much,1,50,Plans,H,Snapshot,per10000,1\n");
        await at.DropAsync("value.csv", $"scorecard,indicator,month,value\n{Kent},plans,2012-05,66.0\n");
        Assert.Contains("Nothing changed", at.Receipt("value.csv"), StringComparison.Ordinal);
        var result = (await at.ResultAsync(Kent, May, "plans"))!;
        Assert.Equal((2064, "66.0"), (result.Numerator, result.Display));
    }

    /// <summary>What was stored before would give the rest, 4.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("1", "")]
    [InlineData("", "2012-06-08")]
    public async Task CorrectedPart_IsWithheldFromReadersOutside_InEditionsAndAsOfADayToo(string edition, string asOf)
    {
        await at.DropAsync("part.csv", Part("no"));
        await at.DropAsync("figures.csv", $"{Counts}{Kent},plans,2012-05,628,632\n");
        await at.IssueAsync(May);
        Assert.Equal("630", await ShownAsync());

        at.Time.Now = at.Time.Now.AddDays(1);
        await at.DropAsync("part.csv", Part("yes"));
        Assert.Equal("c", await ShownAsync());

        async Task<string> ShownAsync()
        {
            var month = await at.Queries().FindAsync(Kent, "2012-05", edition, asOf, false, at.Suppressed(5).Start([]), default);
            var result = month.Results.Single(r => r.Indicator.Id == "plans");
            return result.Reason ?? $"{result.Numerator}";
        }

        static string Part(string isPart) =>
            $"{Indicators.TrimEnd()},numerator_is_part\nplans,how-much,1,50,Plans,H,Snapshot,percent,1,{isPart}\n";
    }

    /// <summary>The full name is the new indicator's from the day after the last one of the old.</summary>
    [Theory]
    [InlineData("scorecard,indicator,month,value\n\"Kent, inc UASC\",LAC Dental Checks held within required timescale,2012-05,80\n")]
    [InlineData("\"Kent, inc UASC May 2012\"\nIndicators,Latest Result\nLAC Dental Checks held within required timescale,80\n")]
    public async Task Name_OfAnIndicatorThatHasEnded_IsTheOneOfTheIndicatorThatTookIt(string figures)
    {
        await EndAsync("2012-04-30");
        await at.DropAsync("may.csv", figures);
        Assert.Equal("80.0%", (await at.ResultAsync(Kent, May, "dental"))!.Display);
        Assert.Null(await at.ResultAsync(Kent, May, "lac-dental"));
    }

    /// <summary>Its figures of earlier months are asked for by its id: they are not lost under the new one.</summary>
    [Theory]
    [InlineData("scorecard,indicator,month,value\n\"Kent, inc UASC\",LAC Dental Checks held within required timescale,2012-04,80\n")]
    [InlineData("\"Kent, inc UASC April 2012\"\nIndicators,Latest Result\nLAC Dental Checks held within required timescale,80\n")]
    public async Task Name_OfAnIndicatorThatHasEnded_IsRefusedForItsOwnMonths(string figures)
    {
        await EndAsync("2012-04-30");
        await at.DropAsync("april.csv", figures);
        Assert.Contains("the indicator dental is not active in 2012-04", at.Receipt("april.csv"), StringComparison.Ordinal);
        Assert.Null(await at.ResultAsync(Kent, April, "lac-dental"));
    }

    [Fact]
    public async Task Name_OfTwoScorecards_IsTheOneOfTheScorecardThatHasNotEnded()
    {
        await at.DropAsync(
            "scorecards.csv",
            "scorecard,name,slice,uasc,active_from,active_to\n"
            + "old,North,district,inc,,2012-04-30\nnew,North,district,inc,2012-05-01,\n");
        await at.DropAsync("may.csv", "scorecard,indicator,month,value\nNorth,caf-rate,2012-05,66\n");
        Assert.Equal("66.0", (await at.ResultAsync("new", May, "caf-rate"))!.Display);
    }

    /// <summary>lac-dental has a last day, and another indicator has its name from the day after.</summary>
    Task EndAsync(string lastDay) => at.DropAsync(
        "indicators.csv",
        "indicator,section,section_order,order,name,polarity,basis,unit,decimals,active_from,active_to\n"
        + $"lac-dental,outcomes,4,8,LAC Dental Checks held within required timescale,H,Snapshot,percent,1,,{lastDay}\n"
        + "dental,outcomes,4,50,LAC Dental Checks held within required timescale,H,Snapshot,percent,1,2012-05-01,\n");

    async Task<ShownMonth> OutsideAsync(Month month) =>
        Suppression.Show(new SuppressionProfile(5), (await at.App.Results.FindAsync(Kent, month, null, default))!.Scorecard!);
}
