using Scorecards.Domain;
using Scorecards.Tests.Recovery;
using Fault = Scorecards.Tests.Simulation.Fault;

namespace Scorecards.Tests.Protocol;

/// <summary>A process that is killed, or an answer that is lost, at each request in turn: what it was about is done all the same, once.</summary>
public sealed class LostAnswerTests
{
    const string Kent = "kent-inc-uasc";
    const string Figures = "scorecard,indicator,month,numerator,denominator\n";
    const string Indicators = "indicator,section,section_order,order,name,polarity,basis,unit,decimals\n";

    static readonly Month May = new(2012, 5);

    [Theory]
    [InlineData(Fault.NoAnswer)]
    [InlineData(Fault.Repeated)]
    [InlineData(Fault.KillBefore)]
    [InlineData(Fault.KillAfter)]
    public Task IssuedMonth_IsReadable_AndBroughtUp_WhicheverAnswerOfItsCalculationIsLost(Fault fault) => Moment.EachAsync(async moment =>
    {
        var at = new Installation();
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2012-05,10,100000\n");
        await at.IssueAsync(May);
        at.Upload("again.csv", $"{Figures}{Kent},caf-rate,2012-05,12,100000\n");
        moment.Fault = fault;
        await moment.RunAsync(() => at.TakeInAsync("again.csv", at.Start(requests: moment)));
        Assert.Contains((await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator, new decimal?[] { 10, 12 });

        // The file is delivered again.
        at.Restart();
        await at.TakeInAsync("again.csv");
        Assert.Equal(12, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        var editions = at.App.Results.EditionsAsync(Kent, May, default);
        Assert.Equal([10, 12], await editions.Select(e => e.Scorecard!.Results.Single(r => r.Indicator.Id == "caf-rate").Numerator).ToListAsync());
    });

    [Theory]
    [InlineData(Fault.NoAnswer)]
    [InlineData(Fault.Repeated)]
    [InlineData(Fault.KillBefore)]
    [InlineData(Fault.KillAfter)]
    public Task Withdrawal_AskedForAgain_IsDoneOnce_WhicheverAnswerIsLost(Fault fault) => Moment.EachAsync(async moment =>
    {
        var at = new Installation();
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2012-05,10,100000\n");
        await at.DropAsync("correction.csv", $"{Figures}{Kent},caf-rate,2012-05,12,100000\n");
        moment.Fault = fault;
        await moment.RunAsync(() => at.Start(requests: moment).Operations.WithdrawAsync("", "correction.csv", "", default));
        at.Restart();

        await at.App.Operations.WithdrawAsync("", "correction.csv", "", default);

        await at.CalculateAsync();
        Assert.Equal(10, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        var journal = await at.JournalAsync();
        Assert.Single(Enumerable.Range(1, (int)journal.Head), n => journal[n].Kind == EntryKind.Withdrawal);
    });

    [Theory]
    [InlineData(Fault.NoAnswer, false)]
    [InlineData(Fault.Repeated, false)]
    [InlineData(Fault.KillBefore, false)]
    [InlineData(Fault.KillAfter, false)]
    [InlineData(Fault.NoAnswer, true)]
    [InlineData(Fault.KillAfter, true)]
    public Task RefusedFile_UploadedAgainAtItsPath_IsRead_WhereverItIsCutOff(Fault fault, bool isLeftToTheSweep) => Moment.EachAsync(async moment =>
    {
        const string Wanting = $"{Figures}{Kent},new-rate,2012-05,10,100000\n";
        var at = new Installation();
        await at.DropAsync("may.csv", Wanting);
        await at.DropAsync("indicator.csv", $"{Indicators}new-rate,how-much,1,99,New,H,Snapshot,per10000,1\n");
        Assert.Null(await at.ResultAsync(Kent, May, "new-rate"));

        at.Upload("may.csv", Wanting);
        moment.Fault = fault;
        await moment.RunAsync(() => at.Start(requests: moment).Ingestion.IngestAsync("may.csv", default));
        at.Restart();
        await (isLeftToTheSweep ? at.SweepAsync() : at.TakeInAsync("may.csv"));
        Assert.Equal(10, (await at.ResultAsync(Kent, May, "new-rate"))?.Numerator);
        var arrivals = at.App.Uploads.OfPathAsync("may.csv", default);
        Assert.Equal([UploadState.Accepted, UploadState.Refused], await arrivals.Select(a => a.State).ToListAsync());
    });

    [Theory]
    [InlineData("State=Claimed", Fault.NoAnswer)]
    [InlineData("State=Claimed", Fault.Repeated)]
    [InlineData("State=Sending", Fault.NoAnswer)]
    [InlineData("State=Sending", Fault.Repeated)]
    [InlineData("State=Sent", Fault.NoAnswer)]
    [InlineData("State=Sent", Fault.Repeated)]
    public async Task Claim_WhoseAnswerIsLost_IsKnownAsOnesOwn_AndTheMailLeavesOnce(string state, Fault fault)
    {
        var at = await DueMonth.AtItsDeadlineAsync();
        var moment = new Moment(request => request.Contains(state, StringComparison.Ordinal)) { Fault = fault };
        await at.Start(requests: moment).Mailing.SendDueAsync(default);
        Assert.Equal(["both@kent.example"], at.Mails.Select(m => m.To.ToString()));
        Assert.Equal([DeliveryState.Sent], (await at.App.Deliveries.ListAsync(DeliveryState.Sent, default)).Select(d => d.State));
    }
}
