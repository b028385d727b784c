namespace Scorecards.Domain;

/// <summary>How a warning names the months that an upload changes and that are issued already, or have figures.</summary>
static class IssuedMonths
{
    const int MostNamed = 12;

    public static string Write(IReadOnlyList<ScorecardMonth> months) =>
        string.Join("; ", months.Take(MostNamed).Select(m => $"{m.Scorecard}, {m.Month.ToLongString()}"))
        + (months.Count > MostNamed ? $" and {months.Count - MostNamed} more" : "");
}
