namespace Scorecards.Tests;

/// <summary>An id, a number, a date, a name and a header take the same dashes and the same spaces.</summary>
public sealed class TextFoldingTests
{
    const string Targets = "indicator,scorecard,effective_from,target";

    public static TheoryData<string> Dashes =>
        ["-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015", "\u2212", "\u05BE", "\u2E3A", "\uFE58", "\uFE63", "\uFF0D"];

    public static TheoryData<string> Spaces =>
    [
        " ",
        "\u00A0",
        "\u1680",
        "\u2000",
        "\u2001",
        "\u2002",
        "\u2003",
        "\u2004",
        "\u2005",
        "\u2006",
        "\u2007",
        "\u2008",
        "\u2009",
        "\u200A",
        "\u202F",
        "\u205F",
        "\u3000",
    ];

    [Theory]
    [MemberData(nameof(Dashes))]
    public async Task Dash_IsAHyphen(string dash)
    {
        await GivesAsync(
            "kent-inc-uasc posts-unfilled 2012-05 = -1",
            "scorecard,indicator,month,value",
            $"kent{dash}inc{dash}uasc,posts{dash}unfilled,31{dash}05{dash}2012,{dash}1.0");
        await GivesAsync("kent-inc-uasc caf-rate 2012-05 = 66", "scorecard,indicator,month,value", $"kent-inc-uasc,caf-rate,2012{dash}05,66");
        await GivesAsync(
            "kent-inc-uasc caf-rate 2012-05 = none ({0})", "scorecard,indicator,month,value", $"kent-inc-uasc,caf-rate,2012-05,{dash}", dash);
        await GivesAsync(
            "target caf-rate kent-inc-uasc 2012-04-01 80",
            $"indicator,scorecard,effective{dash}from,target",
            $"caf{dash}rate,kent{dash}inc{dash}uasc,2012{dash}13,80");
        await GivesAsync(
            "recipient a@council.gov.uk kent-inc-uasc  ", "email,scorecard,audience", $"a@council.gov.uk,kent{dash}inc{dash}uasc,data{dash}team");
        await GivesAsync(
            "timetable kent-inc-uasc working day 3 9:00 deadline 5", $"scorecard,working{dash}day,hour,deadline", $"kent{dash}inc{dash}uasc,3,9,5");
        await GivesAsync("scorecard kent-west 'Kent West' area inc", "scorecard,name,slice,uasc", $"kent{dash}west,Kent West,area,inc");
        await GivesAsync(
            "indicator a-new-one 'One' H percent 1",
            "indicator,section,section_order,order,name,polarity,basis,unit,decimals,formula",
            $"a{dash}new{dash}one,how{dash}much,1,1,One,H,YTD,percent,1,100 {dash} caf-rate");
        await GivesAsync(
            "kent-inc-uasc caf-rate 2012-05 = 66",
            $"Kent{dash}inc{dash}UASC May{dash}2012\nindicator,kent-inc-uasc,Ashford{dash}inc{dash}UASC",
            "caf-rate,66,");
        await IsAChildsRecordAsync($"401{dash}023{dash}2137");
    }

    [Theory]
    [MemberData(nameof(Spaces))]
    public async Task Space_IsASpace(string space)
    {
        await GivesAsync(
            "kent-inc-uasc referral-rate 2012-05 14655/312597 = 468.8145",
            "scorecard,indicator,month,numerator,denominator",
            $"kent-inc-uasc,referral-rate,31{space}May{space}2012,14{space}655,312{space}597");
        await GivesAsync("target caf-rate all 2012-04-01 80", $"indicator,scorecard,effective{space}from,target", $"caf-rate,,April{space}2012,80");
        await GivesAsync(
            "kent-inc-uasc caf-rate 2012-05 = 66",
            $"Kent{space}inc{space}UASC{space}May{space}2012\nindicator,Kent{space}inc{space}UASC,Ashford{space}inc{space}UASC",
            $"Number{space}of{space}CAFs{space}completed{space}per{space}10000{space}population{space}under{space}18,66,");
        await GivesAsync(
            "kent-inc-uasc posts-unfilled 2012-05 = -1",
            "scorecard,indicator,month,value",
            $"kent-inc-uasc,posts-unfilled,2012-05,-{space}1.0{space}%");
        await IsAChildsRecordAsync($"401{space}023{space}2137");
        Assert.Contains(
            "column 5 look like postcodes",
            (await ReadAsync($"{Targets},note\ncaf-rate,,2012-04-01,80,ME14{space}1XQ\nia-rate,,2012-04-01,80,CT1{space}2NX\n")).Problem,
            StringComparison.Ordinal);
    }

    static async Task GivesAsync(string expected, string header, string row, string? dash = null) =>
        Assert.Equal(
            [string.Format(System.Globalization.CultureInfo.InvariantCulture, expected, dash)], (await ReadAsync($"{header}\n{row}\n")).Accepted);

    static async Task IsAChildsRecordAsync(string cell)
    {
        Assert.Contains(
            "children's records", (await ReadAsync($"{Targets},note\ncaf-rate,,2012-04-01,80,{cell}\n")).Problem, StringComparison.Ordinal);
        Assert.Contains(
            "children's records",
            (await ReadAsync($"scorecard,indicator,month,comment\nkent-inc-uasc,caf-rate,2012-05,See {cell} for more.\n")).Problem,
            StringComparison.Ordinal);
    }

    static Task<TrapOutcome> ReadAsync(string text) => TrapOutcome.ReadAsync(System.Text.Encoding.UTF8.GetBytes(text), "", CancellationToken.None);
}
