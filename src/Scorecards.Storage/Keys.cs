using System.Globalization;
using System.Text;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// Partition and row keys. Table Storage forbids <c>/ \ # ?</c> and control characters in them; here these, and the two characters with a
/// meaning of their own, are written as <c>!</c> and four hexadecimal digits. So are dots that have nothing beside them: in the name of a blob they
/// would mean another folder. Ids ignore case, so keys hold them in lower case.
/// </summary>
public static class Keys
{
    const char Separator = '|';

    public static string From(string id)
    {
        var key = new StringBuilder(id.Length);
        var isDots = id.AsSpan().Trim('.').IsEmpty;
        foreach (var c in id.ToLowerInvariant())
        {
            if (isDots || c is '/' or '\\' or '#' or '?' or '%' or '!' or Separator || char.IsControl(c))
            {
                key.Append('!').Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                key.Append(c);
            }
        }

        return key.ToString();
    }

    public static string From(ScorecardId id) => From(id.Value);

    /// <summary>Parts that are escaped one by one and joined.</summary>
    public static string From(params ReadOnlySpan<string> parts) => string.Join(Separator, parts.ToArray().Select(part => From(part)));

    public static string From(ScorecardId id, Month month) => From([id.Value, month.ToString()]);

    /// <summary>A key of fixed length for what may be too long for one, such as a path: 32 hexadecimal digits, others for another content.</summary>
    public static string Hash(params ReadOnlySpan<string> parts) =>
        Sha256Text.Hash(string.Join('\n', parts.ToArray()))[..32];
}
