using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The three things of a month that a director has to know, each in a sentence.</summary>
public static class ToKnow
{
    const int Most = 3;

    /// <summary>Of each thing; the others are counted. A name takes two lines on a telephone.</summary>
    const int MostNamed = 2;

    /// <summary>The weightiest first. At least one.</summary>
    public static IReadOnlyList<string> Find(MonthReport report)
    {
        List<string> things = [.. Candidates(report).OfType<string>().Take(Most)];
        return things.Count > 0 ? things : ["No indicator is red, and none has changed its colour."];
    }

    static IEnumerable<string?> Candidates(MonthReport report)
    {
        var changes = report.Changes;
        yield return changes is { Restarted.Count: > 0 and var restarted }
            ? $"New financial year: {restarted} year-to-date {(restarted == 1 ? "figure restarts" : "figures restart")} and cannot be compared."
            : null;
        yield return Said("Newly red", changes?.NewlyRed);
        yield return Said("Corrected since the month was issued", [.. report.Corrected.Select(c => c.Indicator.Name).Distinct()]);
        yield return Said("No figure this month", changes?.LostFigure);
        yield return Said("Red and worse", [.. report.Reds.Where(r => r.Travel == Travel.Worse && !IsNew(r)).Select(r => r.Indicator.Name)]);
        yield return Said("Another colour because the target has changed", changes?.ByTarget);
        yield return Said("No longer red", changes?.NoLongerRed);
        yield return Said("Red but improving", [.. report.RedButImproving.Where(r => !IsNew(r)).Select(r => r.Indicator.Name)]);
        yield return changes is null ? Said("Rated red", [.. report.Reds.Select(r => r.Indicator.Name)]) : null;
        yield return changes is { NewlyRed.Count: 0 } && report.Reds.Count > 0 ? "No indicator is newly red." : null;

        bool IsNew(Result red) => changes?.NewlyRed.Any(d => d.Now == red) == true;
    }

    static string? Said(string what, IReadOnlyList<ResultDiff>? changed) => Said(what, [.. (changed ?? []).Select(d => d.Indicator.Name)]);

    static string? Said(string what, IReadOnlyList<string> names) => names.Count == 0
        ? null
        : $"{what} ({names.Count}): {string.Join("; ", names.Take(MostNamed))}"
            + (names.Count > MostNamed ? $"; and {names.Count - MostNamed} more." : ".");
}
