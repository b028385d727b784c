using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Storage;
using Scorecards.Tests.Simulation;
using Delivery = Scorecards.Domain.Delivery;

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
    public async Task RefusedMail_IsOnThePage_WithWhatTheServerSaid_AndWithoutAddresses()
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        var mail = new Delivery("*", new Month(2012, 5), 1, "both@kent.example");
        var claim = (await at.App.Deliveries.TryClaimAsync(mail, 3, ["kent-inc-uasc"], null, default))!;
        await at.App.Deliveries.TrySettleAsync(
            claim with { State = DeliveryState.Refused, Detail = "554 5.7.1 <both@kent.example>: Relay access denied" }, default);
        var reader = new UploadReader(at.App.Uploads, at.App.Journal, new ResultReader(at.App.Results));
        var queries = new UploadQueries(reader, at.App.Deliveries, at.Suppressed(), at.Time);

        var page = await App.Html.UploadsAsync([], await queries.UndeliveredMailAsync(default), null);
        Assert.Contains("Mail that was refused", page, StringComparison.Ordinal);
        Assert.Contains(claim.Id, page, StringComparison.Ordinal);
        Assert.Contains("554 5.7.1 (address) Relay access denied", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@kent.example", page, StringComparison.Ordinal);
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
