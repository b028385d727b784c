using System.Text.Json;
using Microsoft.Extensions.Options;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Application.MonthEnd;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Reports;
using Scorecards.Storage;
using Scorecards.Tests.Recovery;
using Scorecards.Tests.Simulation;
using Delivery = Scorecards.Domain.Delivery;
using Fault = Scorecards.Tests.Simulation.Fault;

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
        Assert.Empty(at.Mails);

        // Where nothing is counted for so long, nobody waits for it any more.
        at.Time.Now += TimeSpan.FromMinutes(11);
        await at.App.Mailing.SendDueAsync(default);
        Assert.Single((await at.JournalAsync()).OfKind(EntryKind.Issue));
    }

    /// <summary>The process that read a correction is gone: it holds the month back for an hour, and no longer.</summary>
    [Fact]
    public async Task Issue_WaitsForAnUploadThatIsBeingRead_AndNobodyIsMailedMeanwhile()
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        at.Upload("correction.csv", DueMonth.Figures(20));
        await at.CutOffBeforeTheEntryAsync("correction.csv");
        await at.App.Mailing.SendDueAsync(default);
        Assert.Empty((await at.JournalAsync()).OfKind(EntryKind.Issue));
        Assert.Empty(at.Mails);

        at.Time.Now += TimeSpan.FromMinutes(61);
        await at.App.Mailing.SendDueAsync(default);
        Assert.Single((await at.JournalAsync()).OfKind(EntryKind.Issue));
        Assert.Single(at.Mails);
    }

    /// <summary>The process that reads the file is gone between its entry and the withdrawal that it asks for.</summary>
    [Fact]
    public Task Month_IsNotIssuedWithWhatAFileWithdraws_WhereverItsReadingIsCutOff() => Moment.EachAsync(async moment =>
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        await at.DropAsync("wrong.csv", DueMonth.Figures(9000));
        at.Upload("take-back.csv", "withdraw\nwrong.csv\n");
        moment.Fault = Fault.KillAfter;
        await moment.RunAsync(() => at.Start(requests: moment).Ingestion.IngestAsync("take-back.csv", default));
        await at.App.Mailing.SendDueAsync(default);
        var journal = await at.JournalAsync();
        if (journal.OfArrival("take-back.csv", 1) is not null && journal.OfKind(EntryKind.Issue) is [var issue])
        {
            Assert.True(Assert.Single(journal.OfKind(EntryKind.Withdrawal)) < issue);
        }

        await at.App.Ingestion.IngestAsync("take-back.csv", default);
        Assert.Single((await at.JournalAsync()).OfKind(EntryKind.Withdrawal));
        using var receipt = JsonDocument.Parse(at.ReceiptFile("take-back.csv.json"));
        Assert.NotEqual(0, receipt.RootElement.GetProperty("changes").GetArrayLength());
    });

    /// <summary>The process that took the correction in is gone, and a row of the county is damaged: the two cannot be read together.</summary>
    [Fact]
    public async Task Change_IsMailed_ThoughAnotherScorecardOfTheCorrectionCannotBeCalculated()
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        await at.DropAsync("one.csv", "email,scorecard,audience\none@kent.example,ashford,leadership\n");
        await at.App.Mailing.SendDueAsync(default);
        at.Upload("correction.csv", DueMonth.Figures(9000));
        var entry = new Moment(request => request.StartsWith("add Journal", StringComparison.Ordinal)) { Fault = Fault.KillAfter };
        await entry.RunAsync(() => at.Start(requests: entry).Ingestion.IngestAsync("correction.csv", default));
        var row = at.Account.Rows(StorageNames.MeasuresTable).First(r => r.Row.StartsWith("kent-inc-uasc|", StringComparison.Ordinal));
        at.Account.Damage(row, "Statement0", "{");

        at.Time.Now += TimeSpan.FromDays(2);
        await Assert.ThrowsAsync<AggregateException>(() => at.App.Mailing.SendDueAsync(default));
        var change = Assert.Single(at.Mails, m => m.Subject!.StartsWith("Corrected: ", StringComparison.Ordinal));
        Assert.Equal("one@kent.example", change.To.Mailboxes.Single().Address);
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
        var page = await App.Html.UploadsAsync([], await UndeliveredAsync(at), null);
        Assert.Contains("Mail that was refused", page, StringComparison.Ordinal);
        Assert.Contains(claim.Id, page, StringComparison.Ordinal);
        Assert.Contains("554 5.7.1 (address) Relay access denied", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@kent.example", page, StringComparison.Ordinal);
    }

    /// <summary>It was said to be tried again until the month ended.</summary>
    [Theory]
    [InlineData("email,scorecard,audience,until\nboth@kent.example,kent-inc-uasc,leadership,{0}\nboth@kent.example,ashford,leadership,{0}\n")]
    [InlineData(null)]
    public async Task MailThatWasPutOff_IsSaidNotToBeSentAnyMore_OnceNothingIsLeftToSend(string? recipients)
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        await at.App.Mailing.SendDueAsync(default);
        await at.DropAsync("correction.csv", DueMonth.Figures(9000));
        var mail = new Delivery("*", new Month(2012, 5), 2, "both@kent.example");
        var head = (await at.JournalAsync()).Head;
        var claim = (await at.App.Deliveries.TryClaimAsync(mail, head, ["kent-inc-uasc", "ashford"], null, default))!;
        await at.App.Deliveries.TrySettleAsync(claim with { State = DeliveryState.Planned, Detail = "451 later" }, default);
        var waiting = await UndeliveredAsync(at);
        Assert.Equal(("451 later", 1, 0), (Assert.Single(waiting.Waiting).Why, waiting.Waiting[0].Mails, waiting.NotNeeded));

        await at.DropAsync(
            "later.csv", recipients?.Replace("{0}", "2012-06-17", StringComparison.Ordinal) ?? $"{DueMonth.Figures(10)}\n\n");
        var over = await UndeliveredAsync(at);
        Assert.Equal((0, 1), (over.Waiting.Count, over.NotNeeded));
        var page = PageText.Read(await App.Html.UploadsAsync([], over, null));
        Assert.Contains("The mail server put off 1 mail of which nothing is left to send: the address is no longer", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Mail that waits", page, StringComparison.Ordinal);
    }

    static Task<UndeliveredMail> UndeliveredAsync(Installation at)
    {
        var reader = new UploadReader(at.App.Uploads, at.App.Journal, new ResultReader(at.App.Results));
        var queries = new UploadQueries(reader, at.App.Deliveries, at.Suppressed(), at.App.Journal, at.App.Planning, at.Time);
        return queries.UndeliveredMailAsync(default);
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

    /// <summary>An address makes no folders of its own.</summary>
    [Fact]
    public async Task Outbox_HasAMailInTheFolderOfItsMonth_WithASlashInTheAddressToo()
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        await at.DropAsync("people.csv", "email,scorecard,audience\na/b@kent.example,kent-inc-uasc,leadership\n");
        var storage = new SimulatedStorage(at.Account, new Moment(_ => false), null);
        await new App(storage, at.Time, Guid.NewGuid, () => new OutboxTransport(new Outbox(storage))).Mailing.SendDueAsync(default);
        Assert.Equal(
            ["2012-05/a!002fb@kent.example", "2012-05/both@kent.example"],
            at.Account.Blobs(StorageNames.Outbox).Select(b => b.Name[..b.Name.LastIndexOf('/')]));
    }

    [Theory]
    [InlineData("2012-05", 1)]
    [InlineData("2012-06", 0)]
    public async Task StartMonth_HoldsBackEveryMonthBeforeIt(string first, int groups)
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        var planning = new MonthEndPlanning(
            at.App.CatalogueReader, at.App.Months, new ResultReader(at.App.Results), at.App.Deliveries, Options.Create(new MonthEndSettings()),
            Options.Create(new MailSettings { From = "scorecards@kent.example", StartMonth = first }), at.Time);
        Assert.Equal(groups, (await planning.FindGroupsAsync(await at.JournalAsync(), null, default)).Count);
    }
}
