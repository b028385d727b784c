using System.Buffers;
using System.Text;

namespace Scorecards.Extracts;

/// <summary>
/// Finds the encoding of a text file: what its byte order mark says, else UTF-16 by its zero bytes, else UTF-8 if the whole file is valid
/// UTF-8, else Windows-1252, in which every other export of a spreadsheet on Windows is written.
/// </summary>
static class TextEncoding
{
    static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <param name="content">Seekable; read from its start, once to its end, and left at its start.</param>
    public static async Task<Encoding> DetectAsync(Stream content, CancellationToken ct)
    {
        content.Position = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            // Up to three bytes of a character that the end of a block has cut are carried into the next.
            var (carried, isFirst) = (0, true);
            int read;
            while ((read = await content.ReadAtLeastAsync(buffer.AsMemory(carried), buffer.Length - carried, throwOnEndOfStream: false, ct)) > 0)
            {
                var block = buffer.AsMemory(0, carried + read);
                if (isFirst && ByFirstBytes(block.Span) is { } certain)
                {
                    return certain;
                }

                isFirst = false;
                var valid = ValidPrefix(block.Span);
                if (block.Length - valid > 3)
                {
                    return Windows1252;
                }

                block[valid..].CopyTo(buffer);
                carried = block.Length - valid;
            }

            return carried > 0 ? Windows1252 : Encoding.UTF8;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            content.Position = 0;
        }
    }

    /// <returns>Null: they do not tell.</returns>
    public static Encoding? ByFirstBytes(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(Encoding.UTF8.Preamble))
        {
            return Encoding.UTF8;
        }

        if (start.StartsWith(Encoding.Unicode.Preamble))
        {
            return Encoding.Unicode;
        }

        if (start.StartsWith(Encoding.BigEndianUnicode.Preamble))
        {
            return Encoding.BigEndianUnicode;
        }

        // Latin text in UTF-16 has a zero in every other byte; no other text has zeros at all.
        return start is [not 0, 0, not 0, 0, ..] ? Encoding.Unicode : start is [0, not 0, 0, not 0, ..] ? Encoding.BigEndianUnicode : null;
    }

    static int ValidPrefix(ReadOnlySpan<byte> block)
    {
        var at = 0;
        while (at < block.Length)
        {
            if (Ascii.IsValid(block[at..]))
            {
                return block.Length;
            }

            at += Math.Max(0, block[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF));
            while (at < block.Length && block[at] >= 0x80)
            {
                if (Rune.DecodeFromUtf8(block[at..], out _, out var consumed) != OperationStatus.Done)
                {
                    return at;
                }

                at += consumed;
            }
        }

        return at;
    }
}
