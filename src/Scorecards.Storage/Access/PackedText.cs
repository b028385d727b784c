using System.IO.Compression;
using System.Text;
using Azure.Data.Tables;

namespace Scorecards.Storage;

/// <summary>
/// Long text in an entity: in properties of at most 32,000 characters (Name0, Name1 and so on), readable in Storage Explorer; above 450,000
/// characters the same text deflated into binary properties, since an entity holds 1 MiB and a character takes two bytes.
/// </summary>
static class PackedText
{
    const int MostInProperty = 32_000;
    const int MostReadable = 450_000;
    const int MostBytesInProperty = 65_536;
    const int MostBytes = 900_000;

    /// <exception cref="InvalidOperationException">The text does not fit into an entity even when it is deflated.</exception>
    public static TableEntity WithText(this TableEntity entity, string name, string text)
    {
        if (text.Length <= MostReadable)
        {
            for (var (i, from) = (0, 0); from < text.Length; i++)
            {
                // A pair of surrogates is not split: each half would be lost.
                var length = Math.Min(MostInProperty, text.Length - from);
                length -= from + length < text.Length && char.IsHighSurrogate(text[from + length - 1]) ? 1 : 0;
                entity[$"{name}{i}"] = text.Substring(from, length);
                from += length;
            }

            return entity;
        }

        using var deflated = new MemoryStream();
        using (var deflate = new DeflateStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(Encoding.UTF8.GetBytes(text));
        }

        if (deflated.Length > MostBytes)
        {
            throw new InvalidOperationException(
                $"{name} has {text.Length} characters, which do not fit into an entity: {deflated.Length} bytes deflated, of {MostBytes}.");
        }

        var bytes = deflated.ToArray();
        for (var (i, from) = (0, 0); from < bytes.Length; i++, from += MostBytesInProperty)
        {
            entity[$"{name}{i}"] = bytes[from..Math.Min(from + MostBytesInProperty, bytes.Length)];
        }

        return entity;
    }

    /// <returns>Blank where there is none.</returns>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static string GetText(this TableEntity entity, string name)
    {
        if (!entity.TryGetValue($"{name}0", out var first) || first is null)
        {
            return "";
        }

        if (first is string text && !entity.ContainsKey($"{name}1"))
        {
            return text;
        }

        if (first is string)
        {
            var all = new StringBuilder();
            for (var i = 0; entity.TryGetValue($"{name}{i}", out var part); i++)
            {
                all.Append((string)part);
            }

            return all.ToString();
        }

        using var bytes = new MemoryStream();
        for (var i = 0; entity.TryGetValue($"{name}{i}", out var part); i++)
        {
            bytes.Write(part as byte[] ?? ((BinaryData)part).ToArray());
        }

        bytes.Position = 0;
        using var reader = new StreamReader(new DeflateStream(bytes, CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
