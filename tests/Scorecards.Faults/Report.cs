using System.Globalization;
using System.Text;

namespace Scorecards.Faults;

/// <summary>The campaign's table: scenario by kind of fault.</summary>
static class Report
{
    public static string Of(IReadOnlyList<Result> results)
    {
        var tried = results.Where(r => r.Outcome != Outcome.NotMet && r.Point.At > 0).ToList();
        var kinds = FaultKinds.All.Where(k => tried.Any(r => r.Point.Kind == k)).ToList();
        var text = new StringBuilder(
            "Points tried: those that came to the right end by themselves, + those that the sweep mended; **failed** ones in bold.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"| scenario | {string.Join(" | ", kinds.Select(k => k.Name()))} | all |\n|---|{string.Concat(Enumerable.Repeat("---|", kinds.Count + 1))}\n");
        foreach (var scenario in tried.GroupBy(r => r.Point.Scenario))
        {
            text.Append(CultureInfo.InvariantCulture, $"| {scenario.Key} | {string.Join(" | ", kinds.Select(k => Cell(scenario.Where(r => r.Point.Kind == k))))} | {Cell(scenario)} |\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"| **all** | {string.Join(" | ", kinds.Select(k => Cell(tried.Where(r => r.Point.Kind == k))))} | {Cell(tried)} |\n");
        return text.ToString();
    }

    static string Cell(IEnumerable<Result> results)
    {
        var counts = results.CountBy(r => r.Outcome).ToDictionary();
        var (held, mended, failed) = (counts.GetValueOrDefault(Outcome.Held), counts.GetValueOrDefault(Outcome.Mended), counts.GetValueOrDefault(Outcome.Failed));
        return held + mended + failed == 0 ? "" : $"{held}{(mended > 0 ? $" + {mended}" : "")}{(failed > 0 ? $", **{failed}**" : "")}";
    }
}
