using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>The paths of the pages.</summary>
public static class PagePaths
{
    /// <summary>Of a scorecard's month.</summary>
    public static string Scorecard(ScorecardId scorecard, Month month) => $"/scorecards/{Escape(scorecard.Value)}/{month}";

    /// <summary>Of an edition of a scorecard's month.</summary>
    public static string Edition(ScorecardId scorecard, Month month, int edition) =>
        string.Create(CultureInfo.InvariantCulture, $"{Scorecard(scorecard, month)}?edition={edition}");

    /// <summary>Of one indicator over the months of a scorecard.</summary>
    public static string Months(ScorecardId scorecard, IndicatorId indicator) =>
        $"/scorecards/{Escape(scorecard.Value)}/indicators/{Escape(indicator.Value)}";

    /// <summary>Of one indicator over the scorecards of a month.</summary>
    public static string Scorecards(IndicatorId indicator, Month month) => $"/indicators/{Escape(indicator.Value)}/{month}";

    /// <summary>Of why a figure is what it is.</summary>
    public static string Explanation(ScorecardId scorecard, IndicatorId indicator, Month month) =>
        $"/explain/{Escape(scorecard.Value)}/{Escape(indicator.Value)}/{month}";

    static string Escape(string id) => Uri.EscapeDataString(id);
}
