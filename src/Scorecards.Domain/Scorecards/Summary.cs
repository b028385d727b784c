using System.Globalization;

namespace Scorecards.Domain;

/// <summary>How many indicators of a scorecard have each rating and each direction of travel in a month (docs/domain.md, Summary).</summary>
/// <param name="Green">Indicators rated green.</param>
/// <param name="Amber">Indicators rated amber.</param>
/// <param name="Red">Indicators rated red.</param>
/// <param name="Unrated">Indicators not rated: no value, no target, or no judgement.</param>
/// <param name="Improved">Indicators better than the month before.</param>
/// <param name="Same">Indicators equal to the month before.</param>
/// <param name="Worse">Indicators worse than the month before.</param>
public sealed record Summary(int Green, int Amber, int Red, int Unrated, int Improved, int Same, int Worse)
{
    /// <summary>The summary of a month without figures.</summary>
    public static readonly Summary None = new(0, 0, 0, 0, 0, 0, 0);

    /// <summary>Counts the ratings and directions of travel.</summary>
    public static Summary From(IReadOnlyCollection<Result> results) => new(
        results.Count(r => r.Rating == Rating.Green),
        results.Count(r => r.Rating == Rating.Amber),
        results.Count(r => r.Rating == Rating.Red),
        results.Count(r => r.Rating is null),
        results.Count(r => r.Travel == Travel.Improved),
        results.Count(r => r.Travel == Travel.Same),
        results.Count(r => r.Travel == Travel.Worse));

    /// <summary>The sentence for leadership, in the words of the printed scorecard ("PERFORMANCE SUMMARY").</summary>
    /// <param name="scorecardName">The scorecard's name, as printed.</param>
    /// <param name="withheld">Of all that are counted, those that are withheld from the reader.</param>
    public string Text(string scorecardName, Month month, int withheld = 0)
    {
        var asAt = month.LastDay.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
        var rated = $"As at {asAt}, {scorecardName} has {Indicators(Green)} rated as Green, {Indicators(Amber)} rated as Amber "
            + $"and {Indicators(Red)} rated as Red."
            + (Unrated == 0 ? "" : $" {Indicators(Unrated)} {Are(Unrated)} not rated.")
            + (withheld == 0 ? "" : $" {Indicators(withheld)} {Are(withheld)} withheld as small numbers: "
                + $"these counts are of the whole scorecard and include {(withheld == 1 ? "it" : "them")}.");
        return Improved + Same + Worse == 0
            ? $"{rated} No indicator can be compared with last month."
            : $"{rated} When comparing performance from last month to this month, {Indicators(Improved)} {Have(Improved)} shown an improvement, "
              + $"{Indicators(Same)} {Have(Same)} remained the same and {Indicators(Worse)} {Have(Worse)} shown a reduction.";
    }

    static string Indicators(int count) => count == 1 ? "1 indicator" : string.Create(CultureInfo.InvariantCulture, $"{count} indicators");

    static string Are(int count) => count == 1 ? "is" : "are";

    static string Have(int count) => count == 1 ? "has" : "have";
}
