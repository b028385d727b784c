using System.Text.RegularExpressions;

namespace Scorecards.Records;

/// <summary>What can be read from a script without running it.</summary>
static partial class SqlText
{
    /// <summary>The comment that a script begins with, as one paragraph.</summary>
    public static string Prose(string sql) => string.Join(' ', sql
        .Split('\n', StringSplitOptions.TrimEntries)
        .SkipWhile(line => line.Length == 0)
        .TakeWhile(line => line.StartsWith("--", StringComparison.Ordinal))
        .Select(line => line.TrimStart('-').Trim())
        .Where(line => line.Length > 0));

    /// <summary>The script with a space for each comment.</summary>
    public static string WithoutComments(string sql) => CommentsAndTexts().Replace(sql, m => m.Value[0] is '-' or '/' ? " " : m.Value);

    /// <summary>The names that a script without comments uses, with their schema or alias: <c>uploaded.child</c>, <c>c.child_id</c>.</summary>
    public static IEnumerable<string> Names(string sql) => TextsAndNames().Matches(sql).Where(m => m.Groups["name"].Success).Select(m => m.Value);

    /// <summary>The names of columns and tables that a script without comments uses, without a schema or alias, and its texts.</summary>
    public static IEnumerable<string> Words(string sql) =>
        TextsAndNames().Matches(sql).Select(m => m.Value[0] == '\'' ? m.Value.Trim('\'') : m.Value[(m.Value.IndexOf('.') + 1)..]);

    /// <summary>The timescales that a script without comments asks for.</summary>
    public static IEnumerable<string> Timescales(string sql) => TimescaleNames().Matches(sql).Select(m => m.Groups["name"].Value);

    /// <summary>What a script without comments creates, with the text behind each name.</summary>
    public static IEnumerable<(string Name, string Body)> Created(string sql) =>
        Creations().Matches(sql).Select(m => (m.Groups["name"].Value, m.Groups["body"].Value));

    [GeneratedRegex("""--[^\n]*|/\*.*?\*/|'[^']*'""", RegexOptions.Singleline)]
    private static partial Regex CommentsAndTexts();

    [GeneratedRegex("""'[^']*'|(?<name>\b[A-Za-z_]\w*(\.\w+)?)""")]
    private static partial Regex TextsAndNames();

    [GeneratedRegex("""\bdays_or_months\(\s*'(?<name>[^']*)'\s*\)""", RegexOptions.IgnoreCase)]
    private static partial Regex TimescaleNames();

    [GeneratedRegex("""\bCREATE (OR REPLACE )?(VIEW|MACRO|TABLE) (?<name>\w+)(?<body>('[^']*'|[^;'])*);""")]
    private static partial Regex Creations();
}
