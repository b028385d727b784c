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

    async Task<ShownMonth> OutsideAsync(Month month) =>
        Suppression.Show(new SuppressionProfile(5), (await at.App.Results.FindAsync(Kent, month, null, default))!.Scorecard!);
}
