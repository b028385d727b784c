using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Scorecards.Domain;
using Scorecards.Extracts;

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

    /// <summary>A space beside a quote is nothing to the reader, whether the file has one from its first row on, later or never.</summary>
    [Property(MaxTest = 300)]
    public void Rows_AreTheSame_WhereverTheFirstSpaceBesideAQuoteIs(PositiveInt count, (byte Line, byte At, bool HasSpace)[] quotes) =>
        CompareAsync((count.Get % 30) + 1, quotes).GetAwaiter().GetResult();

    static async Task CompareAsync(int count, (byte Line, byte At, bool HasSpace)[] quotes)
    {
        string[] pieces = ["a", "\"b\"", "c d", "\"e, f\"", "", "\"g\nh\"", " ", "\"i \"\" j\""];
        string[] lines = [.. Enumerable.Range(0, count).Select(i => $"{pieces[i % 8]},{pieces[i * 3 % 8]},{pieces[i / 8]}")];
        foreach (var (line, at, hasSpace) in quotes.Take(8))
        {
            var text = lines[line % count];
            lines[line % count] = text.Insert(at % (text.Length + 1), hasSpace ? " \"" : "\"");
        }

        var rest = string.Join('\n', lines);

        Assert.Equal(await CellsAsync($"x, \"y\",z\n{rest}"), await CellsAsync($"x,y,z\n{rest}"));
    }

    static async Task<List<string>> CellsAsync(string text)
    {
        await using var rows = await CsvRows.OpenAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), null, CancellationToken.None);
        List<string> cells = [];
        while (await rows.ReadAsync(CancellationToken.None))
        {
            cells.Add($"{rows.Number}: {rows.Fault}|{string.Join('|', Enumerable.Range(0, rows.CellCount).Select(i => rows.Cell(i).ToString()))}");
        }

        return cells;
    }
}
