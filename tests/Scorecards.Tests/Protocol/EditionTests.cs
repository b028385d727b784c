using Scorecards.Domain;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Protocol;

public sealed class EditionTests
{
    static readonly Month May = new(2012, 5);

    readonly Installation at = new();

    [Fact]
    public async Task CatalogueChange_ThatChangesNothing_MakesNoEdition()
    {
        const string Targets = "indicator,scorecard,effective_from,target\n";
        const string Figures = "scorecard,indicator,month,numerator,denominator\n";
        await at.DropAsync("figures.csv", $"{Figures}kent-inc-uasc,caf-rate,2012-04,10,100000\nkent-inc-uasc,caf-rate,2012-05,12,100000\n");
        await at.IssueAsync(May.Previous());
        await at.IssueAsync(May);

        // The built-in target once more.
        await at.DropAsync("target.csv", $"{Targets}caf-rate,,2012-04-01,77.2\n");
        var head = (await at.JournalAsync()).Head;
        Assert.Equal([(1, head), (1, head)], [await EditionAsync(May.Previous()), await EditionAsync(May)]);

        await at.DropAsync("target.csv", $"{Targets}caf-rate,,2012-05-01,50\n");
        Assert.Equal([(1, head), (2, head + 1)], [await EditionAsync(May.Previous()), await EditionAsync(May)]);

        async Task<(int, long)> EditionAsync(Month month) =>
            (await at.App.Results.FindAsync("kent-inc-uasc", month, null, default))!.Summary is var s ? (s.Edition, s.AsOf) : default;
    }
}
