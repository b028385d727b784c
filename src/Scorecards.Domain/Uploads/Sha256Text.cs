using System.Security.Cryptography;
using System.Text;

namespace Scorecards.Domain;

/// <summary>A SHA-256 as people write it.</summary>
public static class Sha256Text
{
    const int Digits = 64;

    /// <summary>Whether a text is one: 64 hexadecimal digits, in either case.</summary>
    public static bool IsOne(string text) => text.Length == Digits && text.All(char.IsAsciiHexDigit);

    /// <summary>That of a text's UTF-8 bytes, in lower case.</summary>
    public static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
