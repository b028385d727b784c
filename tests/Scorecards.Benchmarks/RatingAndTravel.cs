using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Benchmarks;

/// <summary>A measure before anything is known of it but its ids: what both sides start from.</summary>
readonly record struct FlatMeasure(string Scorecard, string Indicator, Month Month, decimal Numerator, decimal Denominator);

/// <summary>Rating and travel of many measures in memory: ours by the code of the domain, the reference by one statement of DuckDB.</summary>
static class RatingAndTravel
{
    const double AtMost = 1.0;

    public static async Task<IReadOnlyList<Comparison>> CompareAsync(bool small)
    {
        var rows = small ? 10_000 : 1_000_000;
        return
        [
            await Comparisons.AlternateAsync(
                $"rating: rating and travel of {rows.ToString("N0", CultureInfo.InvariantCulture)} measures (DuckDB: one statement)",
                await Sides.Child.StartAsync("rating-ours", $"{rows}"),
                await Sides.Child.StartAsync("rating-reference", $"{rows}"),
                small ? 1 : 3,
                small ? 1 : 9,
                AtMost),
        ];
    }

    public static IEnumerable<FlatMeasure> Flat(SampleMeasures sample) =>
        sample.Rows().Select(r => new FlatMeasure(r.Scorecard, r.Indicator, r.Month, r.Numerator, r.Denominator));

    /// <summary>How many measures have each rating and each travel.</summary>
    public static string Outcome(Func<Rating?, int> ofRating, Func<Travel?, int> ofTravel) =>
        string.Join(", ", Enum.GetValues<Rating>().Cast<Rating?>().Append(null).Select(r => $"{ofRating(r)} {r?.ToString() ?? "unrated"}")
            .Concat(Enum.GetValues<Travel>().Cast<Travel?>().Append(null).Select(t => $"{ofTravel(t)} {t?.ToString() ?? "without travel"}")));
}
