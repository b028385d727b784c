using System.Globalization;
using System.Text.Json;
using Scorecards.Domain;
using Scorecards.Tests;

namespace ScorecardFunctions.Tests;

/// <summary>
/// A year with the product: a council sets itself up and loads its history; three months are uploaded, issued and mailed, one is corrected, and April
/// comes with new targets.
/// </summary>
public sealed class YearTests(Azurite azurite) : IClassFixture<Azurite>
{
    const string Director = "director@example.org";

    static readonly IndicatorId Corrected = "ni59-ia-7wd";

    readonly CountyYear year = new();

    [Fact]
    public async Task Year_IsShownAndMailed_AsItsFiguresSay()
    {
        await using var smtp = await SmtpServer.StartAsync();
        List<Month> history = [.. CountyYear.Months.Take(11)];
        await using var app = await RunningApp.StartAsync(
            azurite, "--clock 2013-02-25T09:00:00Z", new(RunningApp.WithoutTimers) { ["Mail__Smtp"] = smtp.Settings["Mail__Smtp"] });
        await app.IngestAsync(
            "retired.csv", "scorecard,name,slice,uasc,active_to\nkent-inc-uasc,\"Kent, inc UASC\",county,inc,2012-02-29\n");
        await app.IngestAsync("scorecards.csv", year.ScorecardFile);
        await app.IngestAsync("targets.csv", year.TargetFile);
        await app.IngestAsync("history.csv", year.MeasureFile([.. history]));

        // From the day of February's issue: January is the reporting month until then, and nobody is there to get it.
        await app.IngestAsync("recipients.csv", $"email,scorecard,audience,from\n{Director},,leadership,2013-03-12\n");
        await app.TickAsync();
        await AgreesAsync(app, history);
        Assert.Empty(smtp.Accepted);

        // The eighth working day: 12 March, 11 April after Easter, 13 May after the bank holiday.
        var (february, march, april) = (new Month(2013, 2), new Month(2013, 3), new Month(2013, 4));
        Assert.Equal(Subject(february), (await IssueAsync(app, smtp, february, "2013-03-12T07:00:00Z")).Subject);

        year.Correct("county-inc", Corrected, february, new StatedFigure("700", "700", ""));
        await app.IngestAsync(
            "correction.csv", $"scorecard,indicator,month,numerator,denominator,reason\ncounty-inc,{Corrected},2013-02,700,700,late recording\n");
        var corrected = await TurnAsync(app, smtp, "2013-03-13T08:00:00Z");
        Assert.Contains("county-inc", corrected.Subject, StringComparison.Ordinal);
        Assert.Contains("late recording", corrected.Text, StringComparison.Ordinal);

        var march1 = await IssueAsync(app, smtp, march, "2013-04-11T06:00:00Z");
        Assert.Equal(Subject(march), march1.Subject);
        Assert.Contains("late recording", march1.Text, StringComparison.Ordinal);

        var newYear = await IssueAsync(app, smtp, april, "2013-05-13T06:00:00Z");
        Assert.StartsWith($"county-inc, April 2013: {Count(april, "Red")} red", newYear.Subject, StringComparison.Ordinal);
        Assert.Contains($"{Count(april, "Improved")} better, {Count(april, "Worse")} worse", newYear.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("late recording", newYear.Text, StringComparison.Ordinal);
        Assert.Contains("new financial year", newYear.Text, StringComparison.OrdinalIgnoreCase);
        await AgreesAsync(app, [february, march, april]);
        Assert.Equal(4, smtp.Accepted.Count);
    }

    /// <summary>The month's file is uploaded the day before its issue, when nobody is mailed, and the mail that follows is given.</summary>
    async Task<(string Subject, string Text)> IssueAsync(RunningApp app, SmtpServer smtp, Month month, string hour)
    {
        var before = DateTimeOffset.Parse(hour, CultureInfo.InvariantCulture).AddDays(-1);
        await app.TurnClockAsync($"{before.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}");
        await app.IngestAsync($"{month}.csv", year.MeasureFile(month));
        await app.TickAsync();
        return await TurnAsync(app, smtp, hour);
    }

    static async Task<(string Subject, string Text)> TurnAsync(RunningApp app, SmtpServer smtp, string at)
    {
        var before = smtp.Accepted.Count;
        await app.TurnClockAsync(at);
        await app.TickAsync();
        await app.UntilAsync(() => Task.FromResult(smtp.Accepted.Count > before ? true : (bool?)null), "mail");
        await app.TickAsync();
        var mail = Assert.Single(smtp.Accepted.Skip(before));
        Assert.Equal([Director], mail.GetProperty("to").EnumerateArray().Select(to => to.GetString()));
        return (mail.GetProperty("subject").GetString()!, mail.GetProperty("text").GetString()!);
    }

    /// <summary>Every figure, rating and travel that the app answers is that of the second calculation.</summary>
    async Task AgreesAsync(RunningApp app, IReadOnlyList<Month> months)
    {
        foreach (var month in months)
        {
            foreach (var scorecard in CountyYear.Scorecards)
            {
                var answer = await app.GetAsync($"/api/scorecards/{scorecard}/{month}");
                var results = answer.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("results").EnumerateArray()).ToList();
                Assert.Equal(
                    results.Select(r => ExpectedYear.Find(year, scorecard, Indicator(r), month)),
                    results.Select(r => (Text(r, "display"), Text(r, "rating"), Text(r, "travel"))));
            }
        }

        static string Text(JsonElement result, string name) => result.GetProperty(name).GetString() ?? "";
    }

    Indicator Indicator(JsonElement result) => year.Catalogue.Indicator(result.GetProperty("indicator").GetString()!)!;

    string Subject(Month month)
    {
        var fresh = Words(month).Zip(Words(month.Previous())).Count(w => w.First.Rating == "Red" && w.Second.Rating != "Red");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"county-inc, {month.ToLongString()}: {Count(month, "Red")} red ({fresh} new), {Count(month, "Improved")} better, "
            + $"{Count(month, "Worse")} worse; and 5 more scorecards");
    }

    int Count(Month month, string word) => Words(month).Count(w => w.Rating == word || w.Travel == word);

    List<(string Shown, string Rating, string Travel)> Words(Month month) =>
        [.. year.Catalogue.ActiveIndicators(month).Select(i => ExpectedYear.Find(year, "county-inc", i, month))];
}
