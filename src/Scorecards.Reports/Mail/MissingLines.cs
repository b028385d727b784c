using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>Missing figures in few lines: indicators that the same scorecards lack are named together.</summary>
public static class MissingLines
{
    /// <summary>Of the scorecards of a line; the others are counted.</summary>
    const int MostNamed = 6;

    /// <summary>What is said of the deadline where a scorecard has no figures.</summary>
    public static string WithoutAny(GroupMonth group) =>
        $"A scorecard that has no figures by then is mailed when its first figures have been received, if that is {BeforeNext(group)}.";

    /// <summary>When a month's first figures come too late for a mail of their own: the next month is the reporting month then.</summary>
    internal static string BeforeNext(GroupMonth group) => $"before {MailTimes.Text(group.Rule.IssueTime(group.Month.Next()))} London time";

    /// <summary>How much is missing, in one sentence.</summary>
    /// <param name="missing">Of at least one scorecard.</param>
    public static string Total(IReadOnlyList<MissingFigures> missing)
    {
        var (figures, empty) = (missing.Where(m => m.HasFigures).Sum(m => m.Missing.Count), missing.Count(m => !m.HasFigures));
        string[] said =
        [
            .. figures == 0 ? Array.Empty<string>() : [figures == 1 ? "1 figure is missing" : $"{figures} figures are missing"],
            .. empty == 0 ? Array.Empty<string>() : [empty == 1 ? "1 scorecard has no figures" : $"{empty} scorecards have no figures"],
        ];
        return string.Join(", and ", said);
    }

    /// <summary>Such as <c>4 indicators, all 24 scorecards: ...</c>; scorecards without any figure come first.</summary>
    /// <param name="missing">Of at least one scorecard.</param>
    /// <param name="scorecards">How many scorecards the reader has.</param>
    public static IReadOnlyList<string> Write(IReadOnlyList<MissingFigures> missing, int scorecards)
    {
        List<MissingFigures> empty = [.. missing.Where(m => !m.HasFigures)];
        var lines = missing.Where(m => m.HasFigures)
            .SelectMany(m => m.Missing, (m, lacks) => (Scorecard: m.Name, lacks.Indicator))
            .GroupBy(l => l.Indicator.Id)
            .GroupBy(ofIndicator => string.Join('\n', ofIndicator.Select(l => l.Scorecard)))
            .Select(same => Line([.. same.Select(i => i.First().Indicator.Name)], [.. same.First().Select(l => l.Scorecard)], scorecards));
        return
        [
            .. empty.Count == 0
                ? Array.Empty<string>()
                : [$"No figures received for {empty[0].Month.ToLongString()}: {Named([.. empty.Select(m => m.Name)])}."],
            .. lines,
        ];
    }

    static string Line(IReadOnlyList<string> indicators, IReadOnlyList<string> without, int scorecards)
    {
        var of = without.Count == scorecards && scorecards > 1 ? $"all {scorecards} scorecards" : Named(without);
        return $"{(indicators.Count == 1 ? "1 indicator" : $"{indicators.Count} indicators")}, {of}: {string.Join("; ", indicators)}.";
    }

    /// <summary>The first names, and how many more there are.</summary>
    public static string Named(IReadOnlyList<string> names) => string.Join("; ", names.Take(MostNamed))
        + (names.Count > MostNamed ? $"; and {names.Count - MostNamed} more" : "");
}
