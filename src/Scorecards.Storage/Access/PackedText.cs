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
        List<object> parts = [];
        while (entity.TryGetValue($"{name}{parts.Count}", out var part) && part is not null)
        {
            parts.Add(part);
        }

        if (parts is [] or [string, ..])
        {
            return string.Concat(parts.Cast<string>());
        }

        using var bytes = new MemoryStream();
        foreach (var part in parts)
        {
            bytes.Write(part as byte[] ?? ((BinaryData)part).ToArray());
        }

        bytes.Position = 0;
        using var reader = new StreamReader(new DeflateStream(bytes, CompressionMode.Decompress), Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
