using System.Globalization;
using System.Text.RegularExpressions;
using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Tests.Records;

/// <summary>A text with one comparison or one whole number changed by one.</summary>
sealed partial record Mutant(int Line, string Change, string Text)
{
    /// <summary>Every one that can be made. Comments, texts in quotes and the types of numbers are left alone.</summary>
    public static IEnumerable<Mutant> Make(string sql) =>
        from match in Places().Matches(sql)
        where match.Groups["change"].Success
        from other in Others(match.Value)
        let line = sql.AsSpan(0, match.Index).Count('\n') + 1
        select new Mutant(line, $"{match.Value} to {other}", sql[..match.Index] + other + sql[(match.Index + match.Length)..]);

    /// <summary>Whether the known answers disagree with a definition in one of their months.</summary>
    public static bool Disagrees(KnownAnswers answers, RecordDatabase database, Definition definition) => answers.All
        .Where(a => a.Indicator == definition.Indicator)
        .Any(a => Disagrees(answers, database, definition, a.Month));

    /// <summary>Whether the known answers of a month disagree with a definition, or it does not run any more.</summary>
    static bool Disagrees(KnownAnswers answers, RecordDatabase database, Definition definition, Month month)
    {
        try
        {
            return answers.Differences(database, definition, month).Any();
        }
        catch (RecordQueryException)
        {
            return true;
        }
    }

    static string[] Others(string value) => value switch
    {
        "<=" => ["<"],
        "<" => ["<="],
        ">=" => [">"],
        ">" => [">="],
        _ => [Plus(value, 1), Plus(value, -1)],
    };

    static string Plus(string value, int change) =>
        (decimal.Parse(value, CultureInfo.InvariantCulture) + change).ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("""--[^\n]*|'[^']*'|DECIMAL\([^)]*\)|<>|(?<change><=|>=|<|>|(?<![\w.])\d+(\.\d+)?(?![\w.]))""")]
    private static partial Regex Places();
}
