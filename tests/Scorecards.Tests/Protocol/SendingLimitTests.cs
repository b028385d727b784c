using System.Globalization;
using MimeKit;
using Scorecards.Application.MonthEnd;
using Scorecards.Domain;
using Scorecards.Tests.Recovery;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests.Protocol;

/// <summary>Ticks of the month end beside a server that takes no more for now, and beside a limit of mails in an hour.</summary>
public sealed class SendingLimitTests
{
    const int Recipients = 205;

    readonly List<(string Email, DateTimeOffset Time)> asked = [];
    readonly List<(string Email, DateTimeOffset Time, string Text)> accepted = [];

    /// <summary>What the server takes for a mail.</summary>
    TimeSpan takes = TimeSpan.FromSeconds(0.1);

    /// <summary>What the server answers to a mail; by default it takes all.</summary>
    Func<string, MailOutcome> answer = _ => new(MailResult.Sent, "250");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Hold_AtAnyRecipient_EndsTheTick_CostsNobodyATry_AndEndsAtTheNextTick(int at)
    {
        var (installation, app) = await DueAsync(5);
        answer = _ => asked.Count == at ? new(MailResult.Throttled, "421 too many") : new(MailResult.Sent, "250");
        await app.Mailing.SendDueAsync(default);
        Assert.Equal((at, at - 1), (asked.Count, accepted.Count));
        var held = Assert.Single(await app.Deliveries.ListAsync(null, default));
        Assert.Equal(
            (DeliveryState.Planned, 0, null, null, "421 too many"), (held.State, held.Attempts, held.Since, held.NextAttempt, held.Detail));

        installation.Time.Now += TimeSpan.FromHours(1);
        await app.Mailing.SendDueAsync(default);
        await EachHasOneMailAsync(app, 5);

        // The one that was held comes after those that nobody had tried yet.
        Assert.Equal((6, held.Delivery.Email), (asked.Count, asked[^1].Email));
    }

    [Fact]
    public async Task Hold_IsOfAllGroups_AndAMailThatIsHeldEachTimeKeepsNobodyBack()
    {
        var (installation, app) = await DueAsync(4, "timetable.csv", "scorecard,working_day,hour,deadline\nashford,2,9,4\n");
        answer = email => email == "person000@kent.example" ? new(MailResult.Throttled, "450 busy") : new(MailResult.Sent, "250");
        await app.Mailing.SendDueAsync(default);
        Assert.Empty(accepted);

        // A tick comes no further than to that mail, which is one of each group, and the next one begins with others.
        foreach (var (sent, tried) in new[] { (3, 5), (6, 9), (6, 10), (6, 11) })
        {
            installation.Time.Now += TimeSpan.FromHours(20);
            await app.Mailing.SendDueAsync(default);
            Assert.Equal((sent, tried), (accepted.Count, asked.Count));
        }

        var waiting = await app.Deliveries.ListAsync(null, default);
        Assert.Equal(2, waiting.Count);
        Assert.All(waiting, w => Assert.Equal((DeliveryState.Planned, 0), (w.State, w.Attempts)));
        Assert.Equal(2, asked[^2..].Count(a => a.Email == "person000@kent.example"));
        answer = _ => new(MailResult.Sent, "250");
        installation.Time.Now += TimeSpan.FromHours(1);
        await app.Mailing.SendDueAsync(default);
        Assert.Equal(8, accepted.Count);
    }

    [Fact]
    public async Task PutOff_OfOneRecipient_HoldsNobodyBack_AndCounts()
    {
        var (_, app) = await DueAsync(4);
        answer = email => email == "person001@kent.example" ? new(MailResult.PutOff, "450 4.2.1 busy") : new(MailResult.Sent, "250");
        await app.Mailing.SendDueAsync(default);
        Assert.Equal(3, accepted.Count);
        Assert.Equal(1, Assert.Single(await app.Deliveries.ListAsync(null, default)).Attempts);
    }

    /// <summary>Leadership is told of it once: what it is told must be so.</summary>
    [Fact]
    public async Task MonthOnHold_IsNotSaidToBeKnownToTheDataTeam_WhereTheServerRefusesItsNotice()
    {
        const string header = "scorecard,indicator,month,numerator,denominator,value\n";
        var at = new Installation();
        await at.DropAsync(
            "recipient.csv",
            "email,scorecard,audience\nhead@kent.example,kent-inc-uasc,leadership\nteam@kent.example,kent-inc-uasc,data-team\n");
        await at.DropAsync("april.csv", $"{header}kent-inc-uasc,lac-pep,2012-04,,,90.3\nkent-inc-uasc,caf-rate,2012-04,,,66.7\n");
        await at.DropAsync("may.csv", $"{header}kent-inc-uasc,lac-pep,2012-05,,,90.1\n");
        at.Time.Now = new DateTimeOffset(2012, 6, 14, 9, 0, 0, TimeSpan.Zero);
        answer = email => email == "team@kent.example" ? new(MailResult.Refused, "550 5.1.1 unknown") : new(MailResult.Sent, "250");
        await new App(new SimulatedStorage(at.Account, new Moment(_ => false), null), at.Time, Guid.NewGuid, () => new Server(this, at.Time))
            .Mailing.SendDueAsync(default);
        Assert.Equal(["team@kent.example", "head@kent.example"], asked.Select(a => a.Email));
        Assert.Contains(
            "Nobody in the data team has been told about Kent, inc UASC.", Assert.Single(accepted).Text, StringComparison.Ordinal);
    }

    /// <summary>Servers say whose mail it was.</summary>
    [Fact]
    public async Task Hold_IsShown_WithoutTheAddressThatTheServerSays()
    {
        var (installation, app) = await DueAsync(1);
        answer = email => new(MailResult.Throttled, $"450 4.7.1 <{email}> too many mails");
        Assert.Equal((0, "450 4.7.1 (address) too many mails"), await app.Mailing.SendDueAsync(default));
        var uploads = new Application.Ingestion.UploadReader(app.Uploads, app.Journal, new Storage.ResultReader(app.Results));
        var queries = new Application.Queries.UploadQueries(
            uploads, app.Deliveries, installation.Suppressed(), app.Journal, app.Planning, installation.Time);
        Assert.Equal("450 4.7.1 (address) too many mails", Assert.Single((await queries.UndeliveredMailAsync(default)).Waiting).Why);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(100)]
    [InlineData(101)]
    public async Task MostPerHour_IsNeverExceeded_AndIsUsed_WhateverTheTicks(int most)
    {
        var (installation, app) = await DueAsync(Recipients, mostPerHour: most);
        Assert.Equal((most, $"The hour has had all its mails: {most}."), await app.Mailing.SendDueAsync(default));
        Assert.Equal(most, accepted.Count);

        // Nobody else was asked, or is on record as tried.
        Assert.Equal(most, asked.Count);
        Assert.Empty(await app.Deliveries.ListAsync(null, default));

        // The first was accepted at nine to the second: the hour later is one of another mail.
        var began = accepted[0].Time;
        installation.Time.Now = began + TimeSpan.FromMinutes(54);
        await app.Mailing.SendDueAsync(default);
        Assert.Equal(most, accepted.Count);

        // Ticks an hour apart, as they are by default: the second begins while mails of the first are in the hour, and waits for them.
        foreach (var hour in new[] { 1, 2 })
        {
            installation.Time.Now = began + TimeSpan.FromHours(hour) - TimeSpan.FromSeconds(20);
            await app.Mailing.SendDueAsync(default);
        }

        await EachHasOneMailAsync(app, Recipients);
        Assert.All(accepted.Zip(accepted.Skip(most)), pair => Assert.True(pair.Second.Time - pair.First.Time >= SendingPace.Hour));
    }

    [Fact]
    public async Task MostPerHour_CountsWhatWasCutOff_ByAnotherProcess()
    {
        var (installation, app) = await DueAsync(4, mostPerHour: 2);
        answer = _ => asked.Count == 1 ? throw new OperationCanceledException() : new(MailResult.Sent, "250");
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => app.Mailing.SendDueAsync(default));

        // It is handed over as far as anybody knows, then unknown from when its time was over, ten minutes later.
        await app.Mailing.SendDueAsync(default);
        Assert.Single(accepted);
        installation.Time.Now += TimeSpan.FromMinutes(62);
        await app.Mailing.SendDueAsync(default);
        Assert.Equal(2, accepted.Count);
        installation.Time.Now += TimeSpan.FromMinutes(10);
        await app.Mailing.SendDueAsync(default);
        Assert.Equal(3, accepted.Count);
        Assert.Equal(DeliveryState.Unknown, Assert.Single(await app.Deliveries.ListAsync(null, default)).State);
    }

    /// <summary>The host would end the tick after half an hour, and leave the mail in hand Unknown.</summary>
    [Fact]
    public async Task Tick_BesideASlowServer_EndsBetweenTwoMails_AndTheNextGoesOn()
    {
        var (installation, app) = await DueAsync(5);
        takes = TimeSpan.FromMinutes(6);
        await app.Mailing.SendDueAsync(default);

        // After 0, 6, 12 and 18 minutes.
        Assert.Equal(4, accepted.Count);
        Assert.Empty(await app.Deliveries.ListAsync(null, default));
        installation.Time.Now += TimeSpan.FromHours(1);
        await app.Mailing.SendDueAsync(default);
        await EachHasOneMailAsync(app, 5);
    }

    async Task EachHasOneMailAsync(App app, int recipients)
    {
        Assert.Equal(recipients, accepted.Count);
        Assert.Equal(recipients, accepted.Select(a => a.Email).Distinct().Count());
        Assert.Empty(await app.Deliveries.ListAsync(null, default));
    }

    async Task<(Installation Installation, App App)> DueAsync(int recipients, string? path = null, string content = "", int mostPerHour = 0)
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        string[] scorecards = ["kent-inc-uasc", "ashford"];
        var people = Enumerable.Range(0, recipients).Select(i => string.Create(CultureInfo.InvariantCulture, $"person{i:000}@kent.example"));
        await at.DropAsync(
            "people.csv",
            "email,scorecard,audience,until\n"
                + string.Concat(scorecards.Select(s => $"both@kent.example,{s},leadership,2012-06-01\n"))
                + string.Concat(people.SelectMany(p => scorecards.Take(path is null ? 1 : 2).Select(s => $"{p},{s},leadership,\n"))));
        if (path is not null)
        {
            await at.DropAsync(path, content);
        }

        var storage = new SimulatedStorage(at.Account, new Moment(_ => false), null);
        return (at, new App(storage, at.Time, Guid.NewGuid, () => new Server(this, at.Time), mostPerHour: mostPerHour));
    }

    sealed class Server(SendingLimitTests test, Installation.Clock time) : IMailTransport
    {
        public async Task<MailOutcome> SendAsync(
            MimeMessage message, string name, Func<CancellationToken, Task<bool>> begin, CancellationToken ct)
        {
            if (!await begin(ct))
            {
                return default;
            }

            time.Now += test.takes;
            var email = message.To.Mailboxes.Single().Address;
            test.asked.Add((email, time.Now));
            var outcome = test.answer(email);
            if (outcome.Result == MailResult.Sent)
            {
                test.accepted.Add((email, time.Now, message.TextBody!));
            }

            return outcome;
        }

        public ValueTask DisposeAsync() => default;
    }
}
