using FsCheck;
using FsCheck.Xunit;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>Every line of a file is accounted for, wherever double quotes stand in it.</summary>
public sealed class LineProperties
{
    const string Header = "scorecard,indicator,month,numerator,denominator,value";

    static readonly string[] Indicators = [.. Kent.Catalogue.ActiveIndicators(Kent.May).Where(i => i.Formula is null).Select(i => i.Id.Value)];

    /// <summary>Each line is a row of its own, so one that no quote was put into and that is not accepted is named by its number.</summary>
    [Property(MaxTest = 300)]
    public void Lines_AreAllAccountedFor_WhereverQuotesStand(PositiveInt count, (byte Line, byte At)[] quotes) =>
        CheckAsync((count.Get % 30) + 1, quotes).GetAwaiter().GetResult();

    static async Task CheckAsync(int count, (byte Line, byte At)[] quotes)
    {
        string[] lines = [.. Enumerable.Range(0, count).Select(i => $"kent-inc-uasc,{Indicators[i]},2012-05,,,{i}.5")];
        foreach (var (line, at) in quotes.Take(8))
        {
            var text = lines[line % count];
            lines[line % count] = text.Insert(at % (text.Length + 1), "\"");
        }

        var read = await ReadFile.FromAsync($"{Header}\n{string.Join('\n', lines)}\n");

        Assert.Equal(count, read.Counts.Read);
        Assert.Equal(count, read.Counts.Accepted + read.Counts.Refused + read.Counts.Skipped);
        var named = read.Faults.Select(f => f.Row).Concat(read.Rows.Select(r => r.Number)).ToHashSet();
        Assert.All(Enumerable.Range(0, count).Where(i => !lines[i].Contains('"')), i => Assert.Contains(i + 2L, named));
        Assert.All(read.Rows, r => Assert.Contains(((Measure)r.Item).Indicator.Value, lines[r.Number - 2], StringComparison.Ordinal));
    }
}
