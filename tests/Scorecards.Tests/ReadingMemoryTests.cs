using System.Globalization;
using System.Text;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>What reading a measure file asks of the memory, row by row: counted, not timed, so that it is the same on every machine.</summary>
public sealed class ReadingMemoryTests
{
    const int Months = 100;

    /// <summary>The measure, which is given out, has some 150 bytes, its place among those of the file 20; a string for each cell would be 240
    /// more.</summary>
    const int MostBytesARow = 200;

    [Fact]
    public async Task Row_IsReadWithoutAStringForEachCell()
    {
        // The first is for what is made once a process; the difference leaves out what is made once a file.
        await ReadAsync(Months);
        var (some, more) = (await ReadAsync(Months), await ReadAsync(3 * Months));

        Assert.Equal(3 * some.Rows, more.Rows);
        Assert.InRange((more.Bytes - some.Bytes) / (more.Rows - some.Rows), 1, MostBytesARow);
    }

    static async Task<(int Rows, long Bytes)> ReadAsync(int months)
    {
        var text = new StringBuilder("scorecard,indicator,month,numerator,denominator,value\n");
        var indicators = Kent.Catalogue.ActiveIndicators(Kent.May).Where(i => i.Formula is null && i.Unit == Unit.Percent).ToList();
        for (var month = 0; month < months; month++)
        {
            text.AppendJoin(
                "",
                indicators.Select(
                    i => string.Create(
                        CultureInfo.InvariantCulture, $"kent-inc-uasc,{i.Id},{new Month(1990, 1).PlusMonths(month)},{month + 1},400,\n")));
        }

        // From memory no read waits: all of it is done by this thread, and what other tests ask for is not counted.
        using var content = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
        await using var refused = new RefusedRows();
        var (before, rows) = (GC.GetAllocatedBytesForCurrentThread(), 0);
        await foreach (var _ in new ExtractFile("", Kent.Catalogue, [], new FileLimits(), refused).ReadAsync(content, default))
        {
            rows++;
        }

        return (rows, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
