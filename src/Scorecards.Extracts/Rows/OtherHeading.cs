using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Which headings beside the scorecards of a wide table say something else of an indicator, though figures may be below them: a target, a total, a
/// comparison. What is none of these may be a scorecard that is not known.
/// </summary>
static class OtherHeading
{
    /// <summary>A heading with one of these words is no scorecard's, also where it says which basis it has.</summary>
    static readonly HashSet<string> Plain =
    [
        "average", "benchmark", "change", "comment", "comments", "commentary", "comparator", "direction", "england", "national", "neighbour",
        "neighbours", "previous", "rag", "rank", "rating", "target", "targets", "travel", "trend",
    ];

    /// <summary>A heading with one of these words is no scorecard's, but for one that says which basis it has.</summary>
    static readonly HashSet<string> Known =
    [
        .. Plain, "actual", "aim", "amber", "ambition", "annual", "av", "ave", "avg", "base", "baseline", "benchmarking", "best", "block", "budget",
        "changes", "code", "cohort", "combined", "comparison", "count", "cumulative", "current", "date", "decile", "decimal", "decimals", "denom",
        "denominator", "diff", "difference", "domain", "dot", "dp", "eng", "expected", "factor", "figure", "floor", "forecast", "frequency", "fy",
        "gap", "gb", "goal", "green", "hierarchy", "id", "index", "iqr", "item", "kpi", "last", "latest", "lcl", "level", "limit", "max", "maximum",
        "mean", "median", "milestone", "min", "minimum", "months", "movement", "multiplier", "nat", "nationally", "ni", "no", "note", "notes",
        "num", "number", "numerator", "objective", "order", "outcome", "outturn", "overall", "owner", "page", "peer", "peers", "percent",
        "percentage", "percentile", "performance", "period", "pi", "plan", "points", "polarity", "pop", "population", "position", "pp", "prev",
        "prior", "priority", "profile", "projection", "q", "qtr", "quarter", "quartile", "quartiles", "quintile", "range", "ranking", "rate",
        "red", "ref", "reference", "regional", "remark", "remarks", "result", "rolling", "row", "score", "sd", "section", "seq", "sequence",
        "serial", "slide", "sn", "sns", "sort", "standard", "statistical", "status", "stretch", "sum", "tab", "theme", "threshold", "tier", "tol",
        "tolerance", "total", "totals", "trajectory", "ucl", "uk", "unit", "value", "var", "variance", "version", "weight", "weighting", "worst",
        "year", "ytd",
    ];

    /// <summary>Those that behind a month name the month's own figure.</summary>
    static readonly HashSet<string> OfFigure =
    [
        "actual", "count", "current", "date", "figure", "latest", "level", "number", "outturn", "overall", "percent", "percentage", "performance",
        "position", "rate", "result", "score", "total", "value", "version",
    ];

    /// <summary>Whether a heading that begins with a month says that below it is something else than the month's figure: a target, a plan.</summary>
    /// <param name="heading">As written.</param>
    public static bool IsBehindMonth(string heading) =>
        Words(heading).Any(word => Known.Contains(word) && !OfFigure.Contains(word)) || Dates.ReadMonth(heading, out _, out _) != MonthText.None;

    /// <summary>
    /// Whether a heading that names a scorecard says a comparison all the same: England's figure of a year beside the council's own of a month. By
    /// its id, where that is not its name too, the scorecard is meant. Areas, districts and teams are the council's own, whatever their name.
    /// </summary>
    /// <param name="heading">As written.</param>
    public static bool IsComparison(string heading, Scorecard scorecard)
    {
        var folded = Header.Fold(heading);
        return scorecard.Slice == Slice.County && Words(heading).Any(Plain.Contains)
            && (folded != Header.Fold(scorecard.Id.Value) || folded == Header.Fold(scorecard.Name));
    }

    /// <param name="heading">As written.</param>
    public static bool IsOne(string heading)
    {
        var words = Words(heading);
        return words.Contains("uasc") ? words.Any(Plain.Contains)
            : words.Length == 0 || words.Any(Known.Contains) || Dates.ReadMonth(heading, out _, out _) != MonthText.None
                || Header.Fold(heading) == Header.Fold(RefusedCopy.Column);
    }

    /// <summary>Runs of letters: "Target/Plan", "Q1", "FY12" and "Prev.month" have two words, or a number, without a space between.</summary>
    static string[] Words(string heading) =>
        string.Concat(heading.Select(c => char.IsLetter(c) ? char.ToLowerInvariant(c) : ' ')).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
