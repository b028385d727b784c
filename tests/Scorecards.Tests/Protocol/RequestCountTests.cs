using Scorecards.Domain;
using Scorecards.Tests.Recovery;

namespace Scorecards.Tests.Protocol;

/// <summary>How often the storage is asked where many months change: the small form of the comparison in docs/performance.md.</summary>
public sealed class RequestCountTests
{
    const string Kent = "kent-inc-uasc";

    /// <summary>
    /// Of a month its statement is written, read, the whole month written, and all read again for the receipt; a row a figure would be 43 of each.
    /// </summary>
    const int AtMost = 5;

    [Fact]
    public async Task AMonthOfHistory_AndOneOfAChangedTarget_TakeAHandfulOfRequests_WhateverTheyHold()
    {
        var (few, many) = (await CountAsync(new Month(2012, 3)), await CountAsync(new Month(2013, 3)));
        Assert.InRange((many.History - few.History) / 12, 1, AtMost);
        Assert.InRange((many.Target - few.Target) / 12, 1, AtMost);
    }

    /// <param name="last">Of the history, which begins in April 2011.</param>
    static async Task<(int History, int Target)> CountAsync(Month last)
    {
        var (at, requests) = (new Installation(), 0);
        at.Time.Now = new DateTimeOffset(2013, 5, 2, 9, 0, 0, TimeSpan.Zero);
        var app = at.Start(requests: new Moment(_ => ++requests == 0));
        var indicators = (await app.CatalogueReader.ReadAsync(default)).Catalogue.Indicators.Where(i => i.Formula is null).ToList();
        var rows = from month in new Month(2011, 4).To(last)
                   from indicator in indicators
                   select $"{Kent},{indicator.Id},{month},1,{(indicator.Unit == Unit.Count ? "" : "2")},yes";
        var history = await RequestsAsync("history.csv", $"scorecard,indicator,month,numerator,denominator,confirmed\n{string.Join('\n', rows)}\n");
        Assert.NotNull((await at.ResultAsync(Kent, last, "caf-rate"))?.Figure);
        var target = await RequestsAsync("target.csv", "indicator,scorecard,effective_from,target\ncaf-rate,,2011-04-01,50\n");
        Assert.Equal(50, (await at.ResultAsync(Kent, new Month(2012, 3), "caf-rate"))?.Target);
        return (history, target);

        async Task<int> RequestsAsync(string path, string content)
        {
            at.Upload(path, content);
            var before = requests;
            await at.TakeInAsync(path, app);
            return requests - before;
        }
    }
}
