namespace Scorecards.Application.Feed;

/// <summary>How a request is put right that Microsoft's parser does not take: its own words only say what is wrong.</summary>
static class FeedAdvice
{
    static readonly (string Said, string Advice)[] ByMessage =
    [
        ("Could not find a property", "$metadata lists the columns, and capitals count. Put text in single quotes, as in Rating eq 'Red'."),
        ("incompatible types", "Put text in single quotes; write numbers, days, times, true and false without, as in AsAt eq 2012-05-31."),
        ("Resource not found for the segment", "GET /api/odata lists the sets, and capitals count."),
        ("number of keys", "$metadata names the keys of each set. Write a key as in Summaries(Scorecard='kent-inc-uasc',Month='2012-05')."),
    ];

    static readonly Dictionary<string, string> ByOption = new(StringComparer.OrdinalIgnoreCase)
    {
        ["$filter"] = "Compare a column with a value, as in Month eq '2012-05' or PeriodStart ge 2012-05-01T00:00:00Z.",
        ["$select"] = "Name columns that $metadata lists, with commas between them.",
        ["$orderby"] = "Name columns, each with asc or desc if you like, as in Month desc,Scorecard.",
        ["$count"] = "Write true or false.",
        ["$apply"] = "Write it as in groupby((Month),aggregate($count as Rows)).",
    };

    /// <summary>The parser's words and what to do.</summary>
    /// <param name="message">The parser's.</param>
    /// <param name="target">The option at fault; null where it is the address.</param>
    public static string AddTo(string message, string? target) =>
        Array.Find(ByMessage, by => message.Contains(by.Said, StringComparison.Ordinal)).Advice is { } advice
            || (target is not null && ByOption.TryGetValue(target, out advice!))
            ? $"{message.TrimEnd('.')}. {advice}" : message;
}
