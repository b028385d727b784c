namespace Scorecards.Extracts;

/// <summary>
/// Which headings beside the scorecards of a wide table say something else of an indicator, though figures may be below them: a target, a total, a
/// comparison. What is none of these may be a scorecard that is not known.
/// </summary>
static class OtherHeading
{
    /// <summary>A heading with one of these words is no scorecard's, but for one that says which basis it has.</summary>
    static readonly HashSet<string> Words =
    [
        "actual", "aim", "amber", "average", "avg", "baseline", "benchmark", "benchmarking", "budget", "change", "changes", "code",
        "comment", "commentary", "comments", "comparator", "comparison", "count", "date", "decimals", "denom", "denominator", "difference",
        "direction", "dot", "eng", "england", "figure", "forecast", "frequency", "fy", "gap", "goal", "green", "group", "hierarchy", "id",
        "index", "item", "last", "latest", "lead", "line", "max", "maximum", "mean", "median", "min", "minimum", "movement", "national",
        "nationally", "neighbour", "neighbours", "no", "note", "notes", "num", "number", "numerator", "order", "outturn", "overall",
        "owner", "page", "peer", "peers", "percent", "percentage", "period", "plan", "polarity", "population", "position", "pp", "prev",
        "previous", "prior", "priority", "profile", "projection", "q1", "q2", "q3", "q4", "qtr", "quarter", "quartile", "quartiles", "rag",
        "rank", "ranking", "rate", "rating", "red", "ref", "reference", "region", "regional", "regions", "remark", "remarks", "result",
        "row", "section", "sequence", "sn", "sns", "sort", "standard", "statistical", "status", "sum", "target", "targets", "threshold",
        "tolerance", "total", "totals", "travel", "trend", "uk", "unit", "value", "var", "variance", "version", "weight", "weighting",
        "year", "ytd",
    ];

    /// <param name="heading">As written.</param>
    public static bool IsOne(string heading)
    {
        var words = Header.Fold(heading).Split('_');
        return !words.Contains("uasc")
            && (!heading.Any(char.IsLetter) || Dates.ReadMonth(heading, out _, out _) != MonthText.None || words.Any(Words.Contains)
                || Header.Fold(heading) == Header.Fold(RefusedCopy.Column));
    }
}
