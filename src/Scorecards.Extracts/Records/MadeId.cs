using System.Security.Cryptography;
using System.Text;

namespace Scorecards.Extracts;

/// <summary>
/// Ids of records that a return has none for: the same child and the same days always have the same one, and no child's id is in it to be read.
/// </summary>
static class MadeId
{
    const int Digits = 16;

    /// <summary>Parts the values, none of which has it.</summary>
    const char End = '\u001F';

    /// <returns>The prefix and 16 hexadecimal digits; null where one of the values is blank.</returns>
    public static string? Make(string prefix, IEnumerable<string?> values)
    {
        var text = new StringBuilder();
        foreach (var value in values)
        {
            if (value is null)
            {
                return null;
            }

            text.Append(value).Append(End);
        }

        return prefix + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..Digits];
    }
}
