using ExcelDataReader;
using Scorecards.Domain;
using Scorecards.Reports;

namespace Scorecards.Tests;

/// <summary>An open action with its age, wherever people read it.</summary>
public sealed class OpenActionShownTests
{
    const string Words = "Owner: Head of Duty. Action: Recruit (since March 2012, 3rd month). Due: 30/09/2012.";

    [Fact]
    public async Task Action_IsShownWithItsAge_BelowTheMonthsOwnComment()
    {
        foreach (var shown in await ShownAsync(Recruit with { Comment = "Two have begun." }))
        {
            Assert.Contains($"Two have begun. {Words}", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Action_IsShown_ThoughTheMonthHasNoComment()
    {
        foreach (var shown in await ShownAsync(Recruit))
        {
            Assert.Contains($"{RatingLabels.NoCommentary} {Words}", shown, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Closing_IsShown_WithoutADay()
    {
        foreach (var shown in await ShownAsync(Recruit with { Comment = "All posts are filled.", Action = "closed", Since = null }))
        {
            Assert.Contains("All posts are filled. Owner: Head of Duty. Action closed. ", $"{shown} ", StringComparison.Ordinal);
            Assert.DoesNotContain("30/09/2012", shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("2012-05", null)]
    [InlineData("2012-04", "since April 2012, 2nd month")]
    [InlineData("2012-02", "since February 2012, 4th month")]
    [InlineData("2011-06", "since June 2011 or before, 12th month or later")]
    public void Age_CountsTheFirstMonthAndThisOne(string since, string? words) =>
        Assert.Equal(words, RatingLabels.Age(Recruit with { Since = since == "2012-05" ? null : Month.Parse(since) }));

    [Fact]
    public async Task Workbook_HasTheAge_InAColumnOfItsOwn()
    {
        var said = await NotesAsync(Recruit);
        Assert.Contains("Commentary|Led by|What is done|By when|Since when", said);
        Assert.Contains("No commentary|Head of Duty|Recruit|30/09/2012|since March 2012, 3rd month", said);
    }

    [Fact]
    public async Task Workbook_SaysThatAnActionIsClosed_WithoutADay() => Assert.Contains(
        "All posts are filled.|Head of Duty|Action closed||",
        await NotesAsync(Recruit with { Comment = "All posts are filled.", Action = "closed", Since = null }));

    /// <summary>What the workbook's notes say in the columns of commentary, row by row.</summary>
    static async Task<IReadOnlyList<string>> NotesAsync(Commentary commentary)
    {
        var report = await ReportAsync(commentary);
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(ReportWorkbook.Make(report));
        while (reader.Name != "Notes")
        {
            Assert.True(reader.NextResult());
        }

        var said = new List<string>();
        while (reader.Read())
        {
            said.Add(string.Join('|', Enumerable.Range(8, 5).Select(i => $"{(i < reader.FieldCount ? reader.GetValue(i) : null)}")));
        }

        return said;
    }

    static Commentary Recruit { get; } =
        Reported.Comment("ca-rate", "", "Head of Duty", "Recruit", new DateOnly(2012, 9, 30)) with { Comment = null, Since = new Month(2012, 3) };

    /// <summary>The page, and the mail as HTML and as text, without mark-up.</summary>
    static async Task<IReadOnlyList<string>> ShownAsync(Commentary said)
    {
        var report = await ReportAsync(said);
        var mail = new MonthEndReport([report], []);
        string[] shown =
        [
            await PageText.Html.ScorecardAsync(report.Scorecard, new ScorecardBesides([], report.Commentary, null, null)),
            await PageText.Html.MailAsync(mail, _ => null, (_, _) => "cid:x"),
            MailText.Write(mail, _ => null),
        ];
        return [.. shown.Select(PageText.Read)];
    }

    static async Task<MonthReport> ReportAsync(Commentary said) =>
        await Reported.KentAsync() with { Commentary = new Dictionary<IndicatorId, Commentary> { [said.Indicator] = said } };
}
