using Scorecards.Application;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>odata-cases.txt: requests by the rules of OData 4.01, and what each is answered.</summary>
public sealed class FeedCaseTests
{
    /// <summary>Every case of the table, on one set of rows. All that fail are named.</summary>
    [Fact]
    public async Task Requests_AreAnswered_AsTheTableSays()
    {
        var stored = new StoredFigures();
        await stored.AcceptAsync("kent.csv", [.. Enumerable.Range(1, 3).Select(m => (StoredFigures.Kent, "caf-rate", $"2012-0{m}", 100 + m))]);
        await stored.CalculateAsync();
        await stored.CopyAsync(StoredFigures.Kent, new Month(2012, 1), "Ashford", 20.5m);
        var (feed, cases, faults) = (new FeedCaller(stored, new SuppressionSettings()), Cases(), new List<string>());
        foreach (var (chapter, address, status, said) in cases)
        {
            var reply = await feed.AskAsync(address);
            var isRight = reply.Status == status && (status != 200
                ? reply.Body.GetProperty("error").GetProperty("message").GetString()!.Contains(said, StringComparison.Ordinal)
                : said == "" || reply.Rows.Count == int.Parse(said, System.Globalization.CultureInfo.InvariantCulture));
            if (!isRight)
            {
                faults.Add($"{chapter} {address}: {reply.Status} {(status == 200 && reply.Status == 200 ? $"{reply.Rows.Count} rows" : reply.Text)}");
            }
        }

        Assert.True(cases.Count > 150);
        Assert.True(faults.Count == 0, $"{faults.Count} of {cases.Count}:\n{string.Join('\n', faults)}");
    }

    static List<(string Chapter, string Address, int Status, string Said)> Cases() =>
    [
        .. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "odata-cases.txt")).Where(line => line is not "" and not ['#', ..])
            .Select(line => line.Split('|'))
            .Select(parts => (parts[0], parts[1], int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture), parts[3])),
    ];
}
