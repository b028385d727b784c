using Scorecards.Application;
using Scorecards.Reports;

namespace Scorecards.Tests.Recovery;

/// <summary>Why a figure is what it is: by its formula only where it follows it, and nothing of a figure that there is not.</summary>
public sealed class FigureExplanationsTests
{
    const string Kent = "kent-inc-uasc";

    readonly Installation at = new();

    [Fact]
    public async Task StatedFigure_WhoseInputsAreKnownAsDisplayed_IsNotExplainedByItsFormula()
    {
        await at.DropAsync(
            "may.csv",
            "scorecard,indicator,month,value\n"
            + $"{Kent},posts-qsw,2012-05,85.0\n{Kent},posts-agency,2012-05,15.5\n{Kent},posts-unfilled,2012-05,-0.6\n");
        var why = await ExplainAsync("posts-unfilled");
        Assert.Equal("-0.6, shown as -0.6%", why.Arithmetic);
        Assert.Equal("100 - posts-qsw - posts-agency", why.Formula);
        Assert.False(why.IsFormulaUsed);
    }

    [Fact]
    public async Task FigureThatFollowsItsFormula_IsExplainedByIt()
    {
        await at.DropAsync(
            "may.csv",
            $"scorecard,indicator,month,numerator,denominator\n{Kent},posts-qsw,2012-05,852,1000\n{Kent},posts-agency,2012-05,157,1000\n");
        var why = await ExplainAsync("posts-unfilled");
        Assert.Equal("100 - posts-qsw - posts-agency", why.Formula);
        Assert.True(why.IsFormulaUsed);
        Assert.Equal("100 - posts-qsw - posts-agency", why.Arithmetic);
        Assert.Equal("-0.9%", why.Display);
    }

    [Fact]
    public async Task FigureThatThereIsNot_HasNoArithmetic_AndNoLimits()
    {
        await at.DropAsync("may.csv", $"scorecard,indicator,month,value\n{Kent},posts-qsw,2012-05,85.0\n");
        var why = await ExplainAsync("posts-unfilled");
        Assert.Null(why.Arithmetic);
        Assert.Null(why.Limits);
        Assert.Equal("100 - posts-qsw - posts-agency", why.Formula);
        Assert.Null(why.IsFormulaUsed);
        Assert.Equal("Not rated: there is no figure.", why.Reason);
    }

    /// <summary>Figures: numerator,denominator,value.</summary>
    [Theory]
    [InlineData(
        "852,1000,", "157,1000,", "9.0",
        "It is used. All figures in it are known unrounded, so an uploaded figure of this indicator does not count.")]
    [InlineData(
        ",,85.2", ",,15.7", "",
        "It is used. A figure in it is known as displayed only, so an uploaded figure of this indicator counts in its place.")]
    [InlineData(
        ",,85.2", "157,1000,", "9.0",
        "100 - posts-qsw - posts-agency = -0.9%. It is not used: a figure in it is known as displayed only, so the uploaded figure counts.")]
    [InlineData(
        "852,1000,", ",,NA", "9.0",
        "100 - posts-qsw - posts-agency. It is not used: a figure in it is missing, so the uploaded figure counts.")]
    public async Task Page_SaysTheFormula_AndWhetherItIsUsed(string qsw, string agency, string stated, string said)
    {
        await at.DropAsync(
            "may.csv",
            "scorecard,indicator,month,numerator,denominator,value\n"
            + $"{Kent},posts-qsw,2012-05,{qsw}\n{Kent},posts-agency,2012-05,{agency}\n"
            + (stated == "" ? "" : $"{Kent},posts-unfilled,2012-05,,,{stated}\n"));
        var explained = await at.Explanations().FindAsync(Kent, "2012-05", "posts-unfilled", default);
        var rows = PageText.Rows(await PageText.Html.ExplanationAsync(explained));
        Assert.Contains($"Formula {said}", rows);
        Assert.Equal(2, rows.Count(row => row.Contains(" in the formula ", StringComparison.Ordinal)));
    }

    /// <summary>No figure of it is missing: both lines below say 0.</summary>
    [Theory]
    [InlineData("", "How it is worked out There is no figure: the formula held / episodes * 100 divides by 0.")]
    [InlineData("50", "Formula held / episodes * 100. It is not used: it divides by 0, so the uploaded figure counts.")]
    public async Task Page_SaysOfAFormulaThatDividesByZero_ThatItDoes(string stated, string said)
    {
        await at.DropAsync(
            "indicator.csv",
            """
            indicator,section,section_order,order,name,polarity,basis,unit,decimals,formula
            held,staff,5,5,Interviews held,N,Snapshot,count,0,
            episodes,staff,5,6,Missing episodes,N,Snapshot,count,0,
            share,staff,5,7,Interviews held after missing episodes,H,Snapshot,percent,1,held / episodes * 100
            """);
        await at.DropAsync(
            "may.csv",
            $"scorecard,indicator,month,value\n{Kent},held,2012-05,0\n{Kent},episodes,2012-05,0\n"
            + (stated == "" ? "" : $"{Kent},share,2012-05,{stated}\n"));
        var explained = await at.Explanations().FindAsync(Kent, "2012-05", "share", default);
        Assert.Contains(said, PageText.Rows(await PageText.Html.ExplanationAsync(explained)));
    }

    /// <summary>It is 53.44995...%: who rounds 53.45 once more gets 53.5.</summary>
    [Fact]
    public async Task Arithmetic_RoundsToWhatIsShown()
    {
        await at.DropAsync("may.csv", $"scorecard,indicator,month,numerator,denominator\n{Kent},lac-dental,2012-05,550,1029\n");
        Assert.Equal("550 / 1,029 × 100 = 53.4499, shown as 53.4%", (await ExplainAsync("lac-dental")).Arithmetic);
    }

    /// <summary>Amber ends at 14.19675: who reads 14.1968 takes this for amber.</summary>
    [Fact]
    public async Task FiguresAndLimits_OfMoreThanFourDecimals_AreNotCut()
    {
        await at.DropAsync(
            "indicator.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals\n"
            + "visits,Visits,6,1,Visits for each child,H,Snapshot,average,5\nload,Visits,6,2,Children for each worker,T,Snapshot,average,4\n");
        await at.DropAsync("target.csv", "indicator,scorecard,effective_from,target\nload,,2012-04-01,12.345\n");
        await at.DropAsync("visits.csv", $"scorecard,indicator,month,numerator,denominator\n{Kent},visits,2012-05,1,81\n");
        await at.DropAsync("load.csv", $"scorecard,indicator,month,value\n{Kent},load,2012-05,14.1968\n");
        Assert.Equal("1 / 81 = 0.01235, shown as 0.01235", (await ExplainAsync("visits")).Arithmetic);
        Assert.Equal(
            "Red: 14.1968 as displayed; green is from 11.1105 to 13.5795, amber from 10.49325 to 14.19675, red otherwise.",
            (await ExplainAsync("load")).Reason);
    }

    /// <summary>A figure that is on no page is in no formula: nobody could correct it.</summary>
    [Fact]
    public async Task Formula_OverAnIndicatorThatHasEnded_GivesNoValue_AndTheUploadedOneCounts()
    {
        await at.DropAsync(
            "may.csv",
            $"scorecard,indicator,month,numerator,denominator\n{Kent},posts-qsw,2012-05,852,1000\n{Kent},posts-agency,2012-05,157,1000\n");
        Assert.Equal("-0.9%", (await ExplainAsync("posts-unfilled")).Display);
        await at.DropAsync(
            "ended.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,active_to,numerator_is_part\n"
            + "posts-agency,staff,5,2,Agency,L,Snapshot,percent,1,2012-04-30,no\n");
        Assert.Null((await ExplainAsync("posts-unfilled")).Display);
        await at.DropAsync("value.csv", $"scorecard,indicator,month,value\n{Kent},posts-unfilled,2012-05,14.8\n");
        var why = await ExplainAsync("posts-unfilled");
        Assert.Equal(("14.8%", "14.8, shown as 14.8%", false), (why.Display, why.Arithmetic, why.IsFormulaUsed));
        var explained = await at.Explanations().FindAsync(Kent, "2012-05", "posts-unfilled", default);
        Assert.Contains(
            "Formula 100 - posts-qsw - posts-agency. It is not used: a figure in it is missing, so the uploaded figure counts.",
            PageText.Rows(await PageText.Html.ExplanationAsync(explained)));
    }

    /// <summary>90.3 and 90.1 are both displayed as 90, whichever was uploaded first.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Decimals_ThatChange_GiveTheSameTravel_WhateverTheOrder(bool isRowFirst)
    {
        (string Path, string Content)[] files =
        [
            ("row.csv", "indicator,section,section_order,order,name,polarity,basis,unit,decimals,numerator_is_part\n"
                + "lac-pep,how-well,3,6,PEP,H,Snapshot,percent,0,yes\n"),
            ("figures.csv", $"scorecard,indicator,month,value\n{Kent},lac-pep,2012-04,90.3\n{Kent},lac-pep,2012-05,90.1\n"),
        ];
        foreach (var (path, content) in isRowFirst ? files : files.Reverse())
        {
            await at.DropAsync(path, content);
        }

        var result = (await at.ResultAsync(Kent, new Domain.Month(2012, 5), "lac-pep"))!;
        Assert.Equal(("90%", Domain.Travel.Worse), (result.Display, result.Travel));
        Assert.True(result.Figure!.Value.IsUnrounded);
    }

    /// <summary>The exact value has come first; the trend's is rounded to the decimals of then.</summary>
    [Fact]
    public async Task Decimals_ThatChange_DoNotPutARoundedValueInThePlaceOfTheExactOne()
    {
        await at.DropAsync("exact.csv", $"scorecard,indicator,month,value\n{Kent},lac-pep,2012-05,90.27\n");
        await at.DropAsync("trend.csv", $"scorecard,indicator,month,value\n{Kent},lac-pep,2012-05,90.3\n");
        await at.DropAsync(
            "row.csv",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,numerator_is_part\n"
            + "lac-pep,how-well,3,6,PEP,H,Snapshot,percent,2,yes\n");
        Assert.Equal("90.27%", (await at.ResultAsync(Kent, new Domain.Month(2012, 5), "lac-pep"))!.Display);
    }

    [Fact]
    public async Task Reason_HasTheFigureAsItIsPrinted()
    {
        await at.DropAsync("may.csv", $"scorecard,indicator,month,value\n{Kent},posts-qsw,2012-05,85.0\n");
        Assert.StartsWith("Amber: 85.0% as displayed; green is ", (await ExplainAsync("posts-qsw")).Reason, StringComparison.Ordinal);
    }

    /// <summary>It says numerator and denominator, and from which upload they came.</summary>
    [Fact]
    public async Task Explanation_IsNotGiven_WhereSmallNumbersAreWithheld()
    {
        await at.DropAsync("may.csv", $"scorecard,indicator,month,numerator,denominator\n{Kent},lac-dental,2012-05,3,80\n");
        var problem = await Assert.ThrowsAsync<ProblemException>(
            () => at.Explanations(threshold: 5).FindAsync(Kent, "2012-05", "lac-dental", [], default));
        Assert.Equal((403, "Explanation not given"), (problem.Status, problem.Title));
    }

    Task<FigureExplanation> ExplainAsync(string indicator) => at.Explanations().FindAsync(Kent, "2012-05", indicator, [], default);
}
