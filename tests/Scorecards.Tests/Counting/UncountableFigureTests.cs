using System.Text.Json;
using Scorecards.Application.Operations;
using Scorecards.Domain;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Counting;

/// <summary>What was counted and cannot be counted any more goes; what is left of it is said.</summary>
public sealed class UncountableFigureTests : IAsyncLifetime
{
    const string Kent = "kent-inc-uasc";
    const string Columns = "SELECT referral_id AS record_key, child_id, team_code";
    const string Population = "area_code,age_band,estimate_year,effective_from,population\nD1,0-17,2011,2011-04-01,";

    static readonly Month April = new(2012, 4);
    static readonly Month March = new(2012, 3);

    readonly Installation at = new();

    public UncountableFigureTests() => at.Time.Now = new DateTimeOffset(2012, 5, 2, 9, 0, 0, TimeSpan.Zero);

    public async Task InitializeAsync()
    {
        await at.BeginInMarchAsync();
        await at.CountOnlyAsync("referral-rate", "rereferral-12m");
        await at.DropAsync("team.csv", "team_code,team_name,district_code,area_code,fieldwork,valid_from\nT1,Duty,D1,A1,Y,2008-04-01\n");
        await at.DropAsync("population.csv", $"{Population}20000\n");
        await at.DropAsync("child.csv", "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\n9001,2004-01-01,F,,,\nA77,2004-01-01,F,,,\n");

        // A77's referral is in the twelve months to March, and not in those to April.
        await at.DropAsync("referral.csv", "referral_id,child_id,referral_date,nfa,closure_date,team_code\n"
            + "R1,9001,2012-03-10,N,,T1\nR2,A77,2011-04-10,N,,T1\n");
        Assert.Equal((1m, 20000m), await FiguresAsync("referral-rate", April));
        Assert.Equal((2m, 20000m), await FiguresAsync("referral-rate", March));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Figure_HasNoValue_WhereThereIsNothingToDivideItBy()
    {
        await at.DropAsync("population.csv", $"{Population}0\n");

        var result = (await at.ResultAsync(Kent, April, "referral-rate"))!;
        Assert.Equal((1m, 0m, null, "no value"), (result.Numerator, result.Denominator, result.Figure, result.Shown));
        Assert.DoesNotContain("upload the whole file again", at.Receipt("counted/2012-04.csv"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figure_Goes_WhereADefinitionCountsAQuarterOfAChild()
    {
        await at.DropAsync("referral-rate.sql", $"{Columns}, 0.25 AS in_numerator, FALSE AS in_denominator FROM referral");

        Assert.Equal((null, null), await FiguresAsync("referral-rate", April));
        var receipt = at.Receipt("counted/2012-04.csv");
        Assert.Contains("referral-rate is not stated where its numerator is not a whole number", receipt, StringComparison.Ordinal);
        Assert.DoesNotContain("upload the whole file again", receipt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithdrawnTable_LeavesAnIssuedMonthAsItIs_AndItsReceiptAndLineSaySo()
    {
        await at.IssueAsync(April);
        await at.DropAsync("take-back.csv", "withdraw\nreferral.csv\n");

        Assert.Equal((1m, 20000m), await FiguresAsync("referral-rate", April));
        Assert.Equal((null, null), await FiguresAsync("referral-rate", March));
        Assert.Contains(
            "What it corrected comes back. What was counted from its records is counted again. Months that are issued, and those "
            + "before the last scorecard year, keep their figures until an "
            + "administrator counts them again by POST /api/operations/calculate.", at.Receipt("take-back.csv"), StringComparison.Ordinal);
        Assert.EndsWith(
            "none of its figures count any more. Months that are issued, and those before the last scorecard year, keep what was counted from "
            + "it until an administrator counts them again.",
            (await at.UploadsAsync()).Single(u => u.Extract == "referral.csv").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DefinitionThatFailsInOneMonth_CountsNothingThere_AndLeavesTheOthers()
    {
        await at.DropAsync(
            "referral-rate.sql",
            $"{Columns}, CAST(child_id AS INTEGER) > 0 AS in_numerator, FALSE AS in_denominator FROM referral WHERE in_twelve_months(referral_date)");

        Assert.Equal((1m, 20000m), await FiguresAsync("referral-rate", April));
        Assert.Equal((null, null), await FiguresAsync("referral-rate", March));
        Assert.Equal((0m, 2m), await FiguresAsync("rereferral-12m", March));
        var head = (await at.JournalAsync()).Head;
        await at.SweepAsync();
        Assert.Equal(head, (await at.JournalAsync()).Head);
    }

    [Fact]
    public async Task DefinitionThatFailsOnTheRecords_IsWarnedOfInItsReceipt()
    {
        await at.DropAsync("referral-rate.sql", $"{Columns}, CAST(child_id AS INTEGER) > 0 AS in_numerator, FALSE AS in_denominator FROM referral");
        await at.DropAsync(
            "rereferral-12m.sql", $"{Columns}, TRUE AS in_numerator, TRUE AS in_denominator FROM (FROM referral UNION ALL FROM referral)");

        Assert.Contains("counts nothing in April 2012, nor in other months of which this is so. The definition cannot be run on the records",
            at.Receipt("referral-rate.sql"), StringComparison.Ordinal);
        Assert.Contains("returns 2 rows with a record_key that another row has", at.Receipt("rereferral-12m.sql"), StringComparison.Ordinal);
        var upload = await at.App.Uploads.AllAsync(default).SingleAsync(a => a.Path == "rereferral-12m.sql");
        Assert.EndsWith(
            "There is 1 warning: look at the row that the receipt lists.",
            (await at.JournalAsync())[upload.Entry!.Value].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task DefinitionThatFailsInEveryMonth_IsMissing()
    {
        await at.DropAsync("referral-rate.sql", $"{Columns}, CAST(child_id AS INTEGER) > 0 AS in_numerator, FALSE AS in_denominator FROM referral");

        var asOf = await at.App.Months.AtAsync(await at.JournalAsync(), default);
        var missing = await asOf.IncompleteAsync(Kent, April, await asOf.ReadAsync(Kent, April, default), default);
        Assert.Equal("referral-rate", Assert.Single(missing!.Missing).Indicator.Id.Value);
    }

    [Theory]
    [InlineData("population.csv", "area_code,age_band,estimate_year,effective_from,population\nD9,0-17,2011,2011-04-01,20000\n")]
    [InlineData("referral-rate.sql", $"{Columns}, 0.25 AS in_numerator, FALSE AS in_denominator FROM referral")]
    public async Task Preview_ListsAFigureThatGoes(string path, string content)
    {
        await at.IssueAsync(April);
        await at.DropAsync(path, content);

        var operations = new CountOperations(at.App.Counting, at.App.Results);
        var preview = JsonSerializer.SerializeToElement(await operations.CalculateAsync("2012-04", "", isPreview: true, default));
        var changed = Assert.Single(preview.GetProperty("Changed").EnumerateArray());
        Assert.Equal("referral-rate", changed.GetProperty("Indicator").GetString());
        Assert.Equal("0.5", changed.GetProperty("Was").GetProperty("Display").GetString());
        Assert.Equal(JsonValueKind.Null, changed.GetProperty("Now").GetProperty("Display").ValueKind);
    }

    [Theory]
    [InlineData("2012-03-31", 1)]
    [InlineData("2012-04-01", null)]
    public async Task MonthBeforeTheFirstRecord_IsNotCountedAsNone(string first, int? numerator)
    {
        await at.DropAsync("referral.csv", "referral_id,child_id,referral_date,nfa,closure_date,team_code\n"
            + $"R1,9001,{first},N,,T1\nR2,A77,2012-04-10,N,,T1\n");

        Assert.Equal(numerator, (await FiguresAsync("referral-rate", March)).Numerator);
        Assert.Equal(2, (await FiguresAsync("referral-rate", April)).Numerator);
    }

    async Task<(decimal? Numerator, decimal? Denominator)> FiguresAsync(string indicator, Month month) =>
        await at.ResultAsync(Kent, month, indicator) is { } result ? (result.Numerator, result.Denominator) : default;
}
