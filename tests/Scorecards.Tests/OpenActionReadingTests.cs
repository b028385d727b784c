using System.Text.Json;
using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests;

/// <summary>Open actions from stored figures and commentary, as the page, the mail and the workbook have them.</summary>
public sealed class OpenActionReadingTests
{
    const string Red = "caf-rate";

    readonly StoredFigures stored = new();

    [Fact]
    public async Task APage_ShowsTheActionOfAnEarlierMonth_UntilItsCommentaryIsCorrected()
    {
        await StateAsync("2012-05", 3);
        await stored.CommentAsync("may.csv", (Red, "2012-05", "Recruit"), ("ia-rate", "2012-05", "Train"));
        Assert.Equal(("Recruit", "2012-05"), await PageAsync("2012-07"));

        await stored.CommentAsync("may-2.csv", (Red, "2012-05", "Recruit two"));
        Assert.Equal(("Recruit two", "2012-05"), await PageAsync("2012-07"));

        await stored.CommentAsync("may-3.csv", (Red, "2012-05", null));
        Assert.Equal((null, null), await PageAsync("2012-07"));
    }

    [Fact]
    public async Task CommentaryThatIsWithdrawn_IsNotShown_AndTheOneBeforeItIsThereAgain()
    {
        await StateAsync("2012-05", 1);
        var alone = await stored.CommentAsync("may.csv", (Red, "2012-05", "Wrong child named"));
        await stored.CommitAsync(EntryKind.Withdrawal, alone.Place, alone.Touches);
        Assert.Equal((null, null), await PageAsync("2012-05"));

        await stored.CommentAsync("may-2.csv", (Red, "2012-05", "Recruit"));
        var wrong = await stored.CommentAsync("may-3.csv", (Red, "2012-05", "Wrong child named"));
        await stored.CommitAsync(EntryKind.Withdrawal, wrong.Place, wrong.Touches);
        Assert.Equal(("Recruit", null), await PageAsync("2012-05"));
    }

    [Fact]
    public async Task AnAction_DoesNotComeBack_WhereAFigureIsCorrectedToOneThatIsNotRed()
    {
        await StateAsync("2012-05", 3);
        await stored.CommentAsync("may.csv", (Red, "2012-05", "Recruit"));
        await stored.AcceptAsync("june-2.csv", (StoredFigures.Kent, Red, "2012-06", 900));
        await stored.CalculateAsync();
        Assert.Equal((null, null), await PageAsync("2012-07"));
    }

    [Fact]
    public async Task AnAction_IsLookedForInTwelveMonths()
    {
        await StateAsync("2012-05", 13);
        await stored.CommentAsync("may.csv", (Red, "2012-05", "Recruit"));
        var april = await stored.Queries.FindBesidesAsync(await stored.Queries.FindAsync(StoredFigures.Kent, "2013-04", "", default), "", default);
        Assert.Equal("since May 2012 or before, 12th month or later", RatingLabels.Age(april.Commentary[Red]));
        Assert.Equal((null, null), await PageAsync("2013-05"));
    }

    [Fact]
    public async Task AReport_HasTheActionsOfItsMoment()
    {
        await StateAsync("2012-05", 2);
        var named = await stored.CommentAsync("may.csv", (Red, "2012-05", "Recruit"));
        await stored.CommentAsync("may-2.csv", (Red, "2012-05", "closed"));
        Assert.Equal("Recruit", (await ReportAsync(named.Number, null)).Commentary[Red].Action);
        Assert.Empty((await ReportAsync(named.Number + 1, null)).Commentary);
        Assert.Empty((await ReportAsync(named.Number - 1, null)).Commentary);

        // So do the ratings: by then the figure that ends the action had not come.
        await stored.CommentAsync("may-3.csv", (Red, "2012-05", "Recruit"));
        var before = await stored.AcceptAsync("may-4.csv", (StoredFigures.Kent, Red, "2012-05", 900));
        await stored.CalculateAsync();
        Assert.Equal("Recruit", (await ReportAsync(before.Number - 1, null)).Commentary[Red].Action);
        Assert.Empty((await ReportAsync(before.Number, null)).Commentary);
    }

    [Fact]
    public async Task AReaderWithoutCommentary_HasNoActionEither()
    {
        await StateAsync("2012-05", 2);
        var named = await stored.CommentAsync("may.csv", (Red, "2012-05", "Recruit"), (Red, "2012-06", "Recruit"));
        var report = await ReportAsync(named.Number, new SuppressionProfile(5));
        Assert.Empty(report.Commentary);
        Assert.NotNull(report.Profile);
    }

    [Theory]
    [InlineData("closed", "closed", "Closed from May 2012 on: 2 actions.")]
    [InlineData("Closed.", "Recruit", "Closed from May 2012 on: 1 action.")]
    [InlineData("Closed in May", "", null)]
    public async Task AReceipt_CountsWhatItsFileCloses(string first, string second, string? note)
    {
        var at = new Installation();
        await at.DropAsync(
            "comment.csv",
            $"scorecard,indicator,month,comment,action\nkent-inc-uasc,caf-rate,2012-05,Done,{first}\nkent-inc-uasc,ia-rate,2012-05,Done,{second}\n");
        var receipt = JsonDocument.Parse(at.ReceiptFile("comment.csv.json")).RootElement;
        var notes = receipt.GetProperty("tables")[0].GetProperty("notes").EnumerateArray().Select(n => n.GetString());
        Assert.Equal(note, notes.SingleOrDefault(n => n!.StartsWith("Closed", StringComparison.Ordinal)));
    }

    /// <summary>States a red figure in each of so many months, and has them calculated.</summary>
    async Task StateAsync(string first, int months)
    {
        var all = Enumerable.Range(0, months).Select(Month.Parse(first).PlusMonths);
        await stored.AcceptAsync("figures.csv", [.. all.Select(m => (StoredFigures.Kent, Red, m.ToString(), 100))]);
        await stored.CalculateAsync();
    }

    async Task<(string? Action, string? Since)> PageAsync(string month)
    {
        var found = await stored.Queries.FindAsync(StoredFigures.Kent, month, "", default);
        Assert.Equal(Rating.Red, found.Results.Single(r => r.Indicator.Id == Red).Rating);
        var besides = await stored.Queries.FindBesidesAsync(found, "", default);
        return besides.Commentary.GetValueOrDefault(Red) is { } said ? (said.Action, said.Since?.ToString()) : default;
    }

    /// <summary>June's, as of a number of the journal.</summary>
    async Task<MonthReport> ReportAsync(long upTo, SuppressionProfile? profile)
    {
        var months = new MonthReader(stored.CatalogueReader, stored.Results, stored.Calculator);
        var asOf = await months.AtAsync((await stored.Journal.ReadAsync(default)).UpTo(upTo), default);
        var given = new GivenMonths(profile, asOf.ReadAsync, stored.CatalogueReader.ReadAsync);
        var june = await given.ReadAsync(StoredFigures.Kent, new Month(2012, 6), default);
        return await new MonthReports(stored.CatalogueReader, stored.Results, stored.Commentary, stored.Time)
            .MakeAsync(june!, given, asOf.Journal, default);
    }
}
