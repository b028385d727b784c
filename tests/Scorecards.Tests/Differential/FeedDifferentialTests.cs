using Scorecards.Application;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests.Differential;

/// <summary>
/// The small form of the benchmarks' <c>feed-differential</c>: the feed in this process against DuckDB, on rows as odd as they can be. SEEDS says
/// how many seeds.
/// </summary>
public sealed class FeedDifferentialTests
{
    const int Queries = 150;
    const int Months = 8;
    const int Indicators = 10;

    static readonly string[] Scorecards = ["Zed", "a b", "a/b", "a-b", "ashford", "Ashford-East", "É l'été", StoredFigures.Kent];

    static readonly string?[] Reasons = ["c", "z", "low", "none", null];

    [Fact]
    public async Task Feed_AnswersRandomQueries_AsDuckDBDoes()
    {
        var stored = new StoredFigures();
        await StoreAsync(stored, new Random(18));
        var feed = new FeedCaller(stored, new SuppressionSettings());
        var seeds = int.Parse(Environment.GetEnvironmentVariable("SEEDS") ?? "1", System.Globalization.CultureInfo.InvariantCulture);
        for (var seed = 1; seed <= seeds; seed++)
        {
            using var differential = new FeedDifferential(async (address, prefer) =>
            {
                var reply = await feed.AskAsync(address, ("Prefer", prefer));
                return (reply.Status, reply.Text);
            });
            var faults = await differential.RunAsync(Queries, seed);
            Assert.True(faults.Count == 0, $"{faults.Count} of {Queries}:\n{string.Join('\n', faults)}");
            Assert.True(differential.Rows > Queries);
        }
    }

    static async Task StoreAsync(StoredFigures stored, Random random)
    {
        var indicators = (await BuiltInCatalogue.ReadAsync(default)).Catalogue.Indicators.Take(Indicators).ToList();
        await stored.AcceptAsync("2012/Später & 'so'.csv", (StoredFigures.Kent, "caf-rate", "2012-01", 100));
        await stored.EndAsync("broken.csv", EntryKind.Refused, 0, "No kind of file.");
        await stored.RegisterAsync("new.csv");
        foreach (var scorecard in Scorecards)
        {
            for (var month = new Month(2012, 1); month < new Month(2012, 1).PlusMonths(Months); month = month.Next())
            {
                var results = indicators.Select(i => Random(i, random)).ToList();
                var summary = new Summary(random.Next(9), random.Next(9), random.Next(9), random.Next(9), random.Next(9), random.Next(9), 1);
                var changed = new DateTimeOffset(2012, 10, random.Next(1, 4), random.Next(24), random.Next(60), 0, TimeSpan.Zero);
                await stored.StoreAsync(
                    new MonthlyScorecard(scorecard, $"Name of {scorecard}", month, random.Next(3), summary, results), changed);
            }
        }
    }

    static Result Random(Indicator indicator, Random random)
    {
        Figure? Figure() => random.Next(4) == 0 ? null : new Figure(random.Next(-200, 2_000) / random.GetItems([1m, 10m, 16m], 1)[0], true);

        var figure = Figure();
        return new Result
        {
            Indicator = indicator,
            Figure = figure,
            Previous = Figure(),
            Numerator = random.Next(3) == 0 ? null : random.Next(50),
            Denominator = random.Next(3) == 0 ? null : random.Next(60),
            NoValue = figure is null ? random.GetItems(Reasons, 1)[0] : null,
            Target = random.Next(3) == 0 ? null : random.Next(100) / 4m,
            Rating = random.Next(3) == 0 ? null : (Rating)random.Next(3),
            Travel = random.Next(3) == 0 ? null : (Travel)random.Next(3),
            Source = random.Next(3) == 0
                ? null
                : new Source(
                    $"2012/Später & 'so' {random.Next(3)}.csv", new string('a', 64), random.Next(2) == 0 ? null : "North", random.Next(2, 9)),
        };
    }
}
