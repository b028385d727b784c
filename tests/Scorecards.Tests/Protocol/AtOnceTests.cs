using Scorecards.Domain;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Protocol;

/// <summary>Two things at once: at each request of the one in turn, the other is done whole, and the end is the same.</summary>
public sealed class AtOnceTests
{
    const string Kent = "kent-inc-uasc";
    const string Figures = "scorecard,indicator,month,numerator,denominator\n";
    const string Targets = "indicator,scorecard,effective_from,target\n";

    static readonly Month May = new(2012, 5);

    [Fact]
    public Task CorrectedTarget_Stays_ThoughTheWrongOnesCalculationIsSlow() => Moment.EachAsync(async moment =>
    {
        var at = new Installation();
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2012-05,10,100000\n");
        at.Upload("target.csv", $"{Targets}caf-rate,,2012-05-01,9\n");
        moment.Meanwhile = () => at.DropAsync("target.csv", $"{Targets}caf-rate,,2012-05-01,90\n");
        await moment.RunAsync(() => at.TakeInAsync("target.csv", at.Start(requests: moment)));
        await at.CalculateAsync();
        Assert.Equal(90, (await at.ResultAsync(Kent, May, "caf-rate"))!.Target);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task NewTargets_CountForAMonthsFirstFigures_ThoughBothComeAtOnce(bool areTargetsMeanwhile) => Moment.EachAsync(async moment =>
    {
        var targets = (Path: "target.csv", Content: $"{Targets}caf-rate,,2012-05-01,50\nreferral-rate,,2012-05-01,60\nlac-pep,,2012-05-01,70\n");
        var figures = (
            Path: "may.csv",
            Content: $"{Figures}{Kent},caf-rate,2012-05,10,100000\n{Kent},referral-rate,2012-05,10,100000\n{Kent},lac-pep,2012-05,10,100\n");
        var (slow, quick) = areTargetsMeanwhile ? (figures, targets) : (targets, figures);
        var at = new Installation();
        at.Upload(slow.Path, slow.Content);
        moment.Meanwhile = () => at.DropAsync(quick.Path, quick.Content);
        await moment.RunAsync(() => at.TakeInAsync(slow.Path, at.Start(requests: moment)));
        await at.CalculateAsync();
        var shown = (await at.App.Results.FindAsync(Kent, May, null, default))!.Scorecard!.Results;
        Assert.Equal([50, 60, 70], shown.Where(r => r.Figure is not null).Select(r => r.Target));
    });

    [Fact]
    public Task Receipt_OfTheNewerContent_IsNotOverwrittenByTheFormerOnesCompletion() => Moment.EachAsync(async moment =>
    {
        var at = new Installation();
        at.Upload("may.csv", $"{Figures}{Kent},caf-rate,2012-05,10,100000\n");
        var newer = "";
        moment.Meanwhile = async () =>
            newer = await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2012-05,12,100000\n{Kent},no-such,2012-05,1,1\n");
        await moment.RunAsync(() => at.TakeInAsync("may.csv", at.Start(requests: moment)));
        await at.CalculateAsync();
        Assert.Contains(newer, at.ReceiptFile("may.csv.json"), StringComparison.Ordinal);
        Assert.Contains("no-such", at.Receipt("may.csv"), StringComparison.Ordinal);
        Assert.Contains("no-such", at.ReceiptFile("may.csv.rejected.csv"), StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task MeasureFile_ReadWhileItsCatalogueFileIsWritten_IsAcceptedWhole(bool isMeasureFileMeanwhile) => Moment.EachAsync(async moment =>
    {
        var at = new Installation();
        var (slow, quick) = isMeasureFileMeanwhile ? ("scorecard.csv", "may.csv") : ("may.csv", "scorecard.csv");
        at.Upload("scorecard.csv", "scorecard,name,slice,uasc\nashford,Ashford,district,inc\ndover,Dover,district,inc\nswale,Swale,district,inc\n");
        at.Upload("may.csv", $"{Figures}ashford,caf-rate,2012-05,10,100000\ndover,caf-rate,2012-05,11,100000\nswale,caf-rate,2012-05,12,100000\n");
        moment.Meanwhile = () => at.App.Ingestion.IngestAsync(quick, default);
        await moment.RunAsync(() => at.Start(requests: moment).Ingestion.IngestAsync(slow, default));
        await at.CalculateAsync();
        var journal = await at.JournalAsync();
        Assert.Equal((3, 0), (journal[journal.Head].Rows.Accepted, journal[journal.Head].Rows.Refused));
        Assert.Equal(10, (await at.ResultAsync("ashford", May, "caf-rate"))?.Numerator);
        Assert.Equal(11, (await at.ResultAsync("dover", May, "caf-rate"))?.Numerator);
        Assert.Equal(12, (await at.ResultAsync("swale", May, "caf-rate"))?.Numerator);
    });

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Figures_AreShown_ThoughTheirFileIsReplayedOrDeliveredTwice_WhileItIsCalculated(bool isReplayed) => Moment.EachAsync(async moment =>
    {
        var at = new Installation();
        at.Upload("may.csv", $"{Figures}{Kent},caf-rate,2012-05,10,100000\n{Kent},caf-rate,2012-04,11,100000\n");
        moment.Meanwhile = () =>
            isReplayed
                ? Asked.ForAsync(() => at.App.Operations.ReplayAsync("", "may.csv", default))
                : at.App.Ingestion.IngestAsync("may.csv", default);
        await moment.RunAsync(() => at.TakeInAsync("may.csv", at.Start(requests: moment)));
        await at.CalculateAsync();
        var journal = await at.JournalAsync();
        Assert.Empty(await at.App.FollowUp.BehindAsync(journal[journal.Head], journal, default));
        Assert.Equal(10, (await at.ResultAsync(Kent, May, "caf-rate"))?.Numerator);
        Assert.Equal(11, (await at.ResultAsync(Kent, May.Previous(), "caf-rate"))?.Numerator);
    });

    [Fact]
    public Task Withdrawal_MeansTheUploadBeforeIt_ThoughTheCorrectedOneIsReadMeanwhile() => Moment.EachAsync(async moment =>
    {
        var at = new Installation();
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2012-05,10,100000\n");
        at.Upload("withdraw.csv", "withdraw\nmay.csv\n");
        moment.Meanwhile = () => at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2012-05,12,100000\n");
        await moment.RunAsync(() => at.TakeInAsync("withdraw.csv", at.Start(requests: moment)));
        await at.CalculateAsync();
        Assert.Equal(12, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        var journal = await at.JournalAsync();
        Assert.Equal(1, journal[Assert.Single(journal.OfKind(EntryKind.Withdrawal))].Place);
    });

    [Fact]
    public Task Withdrawal_MeansTheUploadBeforeIt_ThoughThatIsBeingRead() => Moment.EachAsync(async moment =>
    {
        var at = new Installation();
        await at.DropAsync("may.csv", $"{Figures}{Kent},caf-rate,2012-05,10,100000\n");
        at.Upload("may.csv", $"{Figures}{Kent},caf-rate,2012-05,12,100000\n");
        moment.Meanwhile = () => at.DropAsync("withdraw.csv", "withdraw\nmay.csv\n");
        await moment.RunAsync(() => at.TakeInAsync("may.csv", at.Start(requests: moment)));
        await at.CalculateAsync();
        Assert.Equal(10, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
        var journal = await at.JournalAsync();
        Assert.Equal(journal.OfArrival("may.csv", 2)!.Value, journal[Assert.Single(journal.OfKind(EntryKind.Withdrawal))].Place);
    });

    [Theory]
    [InlineData("correction.csv")]
    [InlineData("large.csv")]
    public Task Correction_Counts_ThoughItsLargeFileIsAcceptedAfterIt(string path) => Moment.EachAsync(async moment =>
    {
        var at = new Installation();
        at.Upload("large.csv", $"{Figures}{Kent},caf-rate,2012-05,10,100000\n{Kent},caf-rate,2012-04,11,100000\n{Kent},caf-rate,2012-03,12,100000\n");
        moment.Meanwhile = () => at.DropAsync(path, $"{Figures}{Kent},caf-rate,2012-05,13,100000\n");
        await moment.RunAsync(() => at.Start(requests: moment).Ingestion.IngestAsync("large.csv", default));
        await at.CalculateAsync();
        Assert.Equal(13, (await at.ResultAsync(Kent, May, "caf-rate"))!.Numerator);
    });
}
