using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Protocol;

/// <summary>The month end's ticks beside files, another timetable, and a lost record of who was mailed.</summary>
public sealed class MailingTests
{
    [Fact]
    public Task Mail_OfTwoScorecards_IsOfOneMoment_ThoughAFileComesBetweenTheTicksLookAndTheIssue() => Moment.EachAsync(async moment =>
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        moment.Meanwhile = () => at.DropAsync("again.csv", DueMonth.Figures(20));
        await moment.RunAsync(() => at.Start(requests: moment).Mailing.SendDueAsync(default));
        await at.App.Mailing.SendDueAsync(default);
        var text = Assert.Single(at.Mails).TextBody!;
        var results = text.Split('\n').Where(line => line.Contains("Result ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, results.Count);
        Assert.Equal(results[0], results[1]);
    });

    /// <summary>At three requests of many: a table of records takes long.</summary>
    [Theory]
    [InlineData("query Uploads")]
    [InlineData("put Deliveries")]
    [InlineData("add Journal")]
    public async Task Issue_WaitsForTheCount_ThoughRecordsComeBetweenTheTicksLookAndTheIssue(string request)
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        var moment = new Moment(text => text.StartsWith(request, StringComparison.Ordinal))
        {
            Meanwhile = () =>
            {
                at.Upload("child.csv", "child_id,date_of_birth,sex,ethnicity,uasc_start,uasc_end\nC1,2004-01-01,F,,,\n");
                return at.App.Ingestion.IngestAsync("child.csv", default);
            },
        };
        await moment.RunAsync(() => at.Start(requests: moment).Mailing.SendDueAsync(default));
        var journal = await at.JournalAsync();
        Assert.True(RecordCoverage.IsBehind(journal));
        Assert.Empty(journal.OfKind(EntryKind.Issue));

        // Where nothing is counted for so long, nobody waits for it any more.
        at.Time.Now += TimeSpan.FromMinutes(11);
        await at.App.Mailing.SendDueAsync(default);
        Assert.Single((await at.JournalAsync()).OfKind(EntryKind.Issue));
    }

    [Fact]
    public async Task LostDeliveries_MailNobodyAgain()
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        await at.App.Mailing.SendDueAsync(default);
        Assert.Single(at.Mails);
        at.Lose(StorageNames.DeliveriesTable);
        at.Restart();
        await at.App.Mailing.SendDueAsync(default);
        var progress = await at.RestoreAsync();
        await at.CalculateAsync();
        await at.App.Mailing.SendDueAsync(default);

        // Nor of what changes from here on.
        await at.DropAsync("again.csv", DueMonth.Figures(9000));
        at.Time.Now += TimeSpan.FromDays(1);
        await at.App.Mailing.SendDueAsync(default);
        Assert.Single(at.Mails);
        Assert.Contains(progress.Problems, p => p.Contains("it is no longer known who was mailed", StringComparison.Ordinal));
        Assert.False(progress.IsComplete);
    }

    [Fact]
    public Task TwoTicks_AndAMovedTimetable_MailAScorecardsEditionOnce() => Moment.EachAsync(async moment =>
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        moment.Meanwhile = async () =>
        {
            await at.DropAsync("timetable.csv", "scorecard,working_day,hour,deadline\nashford,2,9,4\n");
            await at.App.Mailing.SendDueAsync(default);
        };
        await moment.RunAsync(() => at.Start(requests: moment).Mailing.SendDueAsync(default));
        await at.App.Mailing.SendDueAsync(default);
        var given = at.Mails.SelectMany(m => m.Attachments).Select(a => a.ContentDisposition!.FileName);
        Assert.Equal(["ashford-2012-05.xlsx", "kent-inc-uasc-2012-05.xlsx"], given.Order(StringComparer.Ordinal));
    });
}
