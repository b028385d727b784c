using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Scorecards.Extracts;

/// <summary>
/// Ids of records that a return has none for: the same child and the same days always have the same one. Who knows a child's id and the days can
/// make it too, and who has it can try ids and days until it comes out: it is in no receipt.
/// </summary>
public static partial class MadeId
{
    const int Digits = 16;

    /// <summary>Behind each of the values, none of which has it.</summary>
    const char End = '\u001F';

    /// <summary>Whether an id was made, by its form.</summary>
    public static bool IsOne(string id) => Form().IsMatch(id);

    /// <returns>The prefix and 16 hexadecimal digits; null where one of the values is blank.</returns>
    internal static string? Make(string prefix, IEnumerable<string?> values)
    {
        string?[] all = [.. values];
        return Array.Exists(all, value => value is null) ? null
            : prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(End, all) + End)))[..Digits];
    }

    [GeneratedRegex(@"\A(?:CIN|903|AA)-[0-9a-f]{16}\z")]
    private static partial Regex Form();
}
