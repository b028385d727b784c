using System.Text.RegularExpressions;

namespace Scorecards.Application.Feed;

/// <summary>The options of a query.</summary>
public static partial class FeedOptions
{
    /// <summary>In characters, once the values of its parameter aliases are in it.</summary>
    const int LongestExpression = 16_000;

    /// <summary>Those that are offered, by their canonical names; all of them for rows.</summary>
    internal static readonly string[] Offered = ["$filter", "$apply", "$select", "$orderby", "$top", "$skip", "$count", "$skiptoken", "$format"];

    /// <summary>The others of OData 4.01, and what to do in place of each.</summary>
    static readonly Dictionary<string, string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        ["search"] = "Use $filter with contains(column,'text').",
        ["expand"] = "Read each set by itself. They are joined by their keys.",
        ["compute"] = "Read the columns, and compute in your client.",
        ["levels"] = "Leave it out.",
        ["index"] = "Leave it out.",
        ["deltatoken"] = "Use $filter=LastChangedUtc gt a day before your last reading. Rows that are gone are not in it: compare $count.",
        ["schemaversion"] = "Leave it out: there is one schema.",
        ["id"] = "Use the address of the row.",
        ["entityid"] = "Use the address of the row.",
    };

    /// <summary>
    /// The system query options by their canonical names: they may come with or without <c>$</c>, in any case (OData 4.01 URL Conventions, 5.1). The
    /// aliases begin with <c>@</c>. Any other option is the caller's own, and is ignored (5.2).
    /// </summary>
    /// <exception cref="ProblemException">An option is not offered, appears twice, is blank or unknown.</exception>
    public static Dictionary<string, string> Read(IEnumerable<KeyValuePair<string, string?[]>> query)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, values) in query)
        {
            if (Canonical(name) is not { } option)
            {
                continue;
            }

            var value = values.Length > 1
                ? throw FeedProblem.Wrong($"The option '{name}' appears {values.Length} times. Send it once.", option)
                : values is [{ Length: > 0 } only] ? only
                : throw FeedProblem.Wrong($"The option '{name}' is blank. Write a value, or leave it out.", option);
            if (!options.TryAdd(option, value))
            {
                throw FeedProblem.Wrong($"The option '{option}' appears twice, as '{name}' too. Send it once.", option);
            }
        }

        return options;
    }

    /// <summary>An expression with the values of its parameter aliases (5.3); one without a value is null.</summary>
    /// <param name="options">With the aliases.</param>
    /// <param name="option">The one that it is of, for errors.</param>
    /// <exception cref="ProblemException">The expression has become too long.</exception>
    public static string WithAliases(string expression, IReadOnlyDictionary<string, string> options, string? option)
    {
        var whole = Alias().Replace(expression, found => found.Groups["name"] is not { Success: true } name ? found.Value
            : options.GetValueOrDefault(name.Value) is not { } value ? "null"
            : found.Groups["before"].Length > 0 || Literal().IsMatch(value) ? found.Groups["before"].Value + value
            : $"({value})");
        return whole.Length <= LongestExpression ? whole : throw FeedProblem.Wrong(
            $"With its aliases it has more than {LongestExpression:N0} characters. Make it shorter.", option);
    }

    /// <summary>An encoded path with the values of the aliases in its key.</summary>
    public static string WithAliases(string path, IReadOnlyDictionary<string, string> options) => KeyAlias().Replace(
        path, found => options.GetValueOrDefault($"@{found.Groups["name"].Value}") is { } value ? Uri.EscapeDataString(value) : found.Value);

    /// <returns>Null: an option of the caller's own.</returns>
    static string? Canonical(string name)
    {
        if (name.StartsWith('@'))
        {
            return name;
        }

        var bare = name.StartsWith('$') ? name[1..] : name;
        var offered = Array.Find(Offered, option => option.Equals($"${bare}", StringComparison.OrdinalIgnoreCase));
        return Others.TryGetValue(bare, out var instead)
            ? throw FeedProblem.NotOffered($"The option '{name}'", $"${bare.ToLowerInvariant()}", instead)
            : offered is not null || name == bare ? offered
            : throw FeedProblem.Wrong($"There is no option '{name}'. Check how it is written, or leave it out.", name);
    }

    /// <summary>Text in quotes is passed over; a list after <c>in</c> takes no further brackets.</summary>
    [GeneratedRegex("""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|(?<before>\bin\s+)?(?<name>@\w+)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Alias();

    [GeneratedRegex(@"(?<=[(=])(?:@|%40)(?<name>\w+)(?=[,)])", RegexOptions.CultureInvariant)]
    private static partial Regex KeyAlias();

    [GeneratedRegex(@"^('(?:[^']|'')*'|[\w.:+-]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Literal();
}
