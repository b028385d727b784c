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
            "Points tried: those that came to the right end by themselves, + those that the sweep mended, ? those that leave a mail of which "
            + "nobody knows whether it was accepted; **failed** ones in bold.\n\n");
        Row("scenario", kinds.Select(k => k.Name()), "all");
        Row("---", kinds.Select(_ => "---"), "---");
        foreach (var scenario in tried.GroupBy(r => r.Point.Scenario))
        {
            Row(scenario.Key, kinds.Select(k => Cell(scenario.Where(r => r.Point.Kind == k))), Cell(scenario));
        }

        Row("**all**", kinds.Select(k => Cell(tried.Where(r => r.Point.Kind == k))), Cell(tried));
        return text.ToString();

        void Row(string first, IEnumerable<string> cells, string last) => text.Append("| ").AppendJoin(" | ", [first, .. cells, last]).Append(" |\n");
    }

    static string Cell(IEnumerable<Result> results)
    {
        var counts = results.CountBy(r => r.Outcome).ToDictionary();
        var (held, mended) = (counts.GetValueOrDefault(Outcome.Held), counts.GetValueOrDefault(Outcome.Mended));
        var (unknown, failed) = (counts.GetValueOrDefault(Outcome.Unknown), counts.GetValueOrDefault(Outcome.Failed));
        return held + mended + unknown + failed == 0 ? ""
            : $"{held}{(mended > 0 ? $" + {mended}" : "")}{(unknown > 0 ? $", ?{unknown}" : "")}{(failed > 0 ? $", **{failed}**" : "")}";
    }
}
