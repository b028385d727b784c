using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>
/// Every figure, rating and travel of a year is that of a second calculation in whole numbers, after docs/domain.md: Arithmetic, Rating, Travel,
/// Targets.
/// </summary>
public sealed class YearTests
{
    [Fact]
    public async Task Year_IsThatOfACalculationInWholeNumbers()
    {
        var year = new CountyYear();
        List<StatedMeasure> before = [];
        Dictionary<string, int> met = [];
        foreach (var month in CountyYear.Months)
        {
            var now = await year.ReadAsync(month);
            foreach (var name in CountyYear.Scorecards)
            {
                var scorecard = ScorecardCalculation.Calculate(
                    year.Catalogue, year.Catalogue.Scorecard(name)!, month, For(name, now), For(name, before));
                var expected = scorecard.Results.Select(r => ExpectedYear.Find(year, name, r.Indicator, month)).ToList();
                Assert.Equal(expected, scorecard.Results.Select(r => (r.Display ?? "", $"{r.Rating}", $"{r.Travel}")));
                Assert.Equal(
                    (Count("Green", 1), Count("Amber", 1), Count("Red", 1), Count("Improved", 2), Count("Same", 2), Count("Worse", 2)),
                    (scorecard.Summary.Green, scorecard.Summary.Amber, scorecard.Summary.Red, scorecard.Summary.Improved, scorecard.Summary.Same,
                        scorecard.Summary.Worse));

                int Count(string word, int at)
                {
                    var count = expected.Count(e => (at == 1 ? e.Rating : e.Travel) == word);
                    met[word] = met.GetValueOrDefault(word) + count;
                    return count;
                }
            }

            before = now;
        }

        // The year has enough of everything: none of the six words is proved by next to nothing.
        Assert.All(met.Values, count => Assert.InRange(count, 100, 6 * 14 * 44));
    }

    static IEnumerable<StatedMeasure> For(string scorecard, IEnumerable<StatedMeasure> all) => all.Where(m => m.Measure.Scorecard == scorecard);
}
