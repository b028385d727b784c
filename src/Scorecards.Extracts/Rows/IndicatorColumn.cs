namespace Scorecards.Extracts;

/// <summary>Which column of a scorecard's table names the indicators: councils call it by many names.</summary>
static class IndicatorColumn
{
    static readonly string[] Names =
        ["indicator", "indicators", "indicator_id", "indicator_name", "measure", "name", "indicator_description", "indicator_title", "description"];

    /// <summary>"Monthly Indicators", "Performance measure", "Key performance indicator".</summary>
    static readonly string[] LastWords = ["indicator", "indicators", "measure", "measures", "kpi", "kpis", "pi", "metric", "metrics"];

    /// <param name="folded">The header's names, folded.</param>
    /// <returns>Its position from 0; -1 = there is none.</returns>
    public static int Find(IReadOnlyList<string> folded)
    {
        var names = folded.ToList();
        var exact = Names.Select(n => names.IndexOf(n)).FirstOrDefault(i => i >= 0, -1);
        return exact >= 0 ? exact : names.FindIndex(n => LastWords.Contains(n[(n.LastIndexOf('_') + 1)..]));
    }
}
