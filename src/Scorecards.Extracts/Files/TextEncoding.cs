using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Scorecards.Extracts;

/// <summary>
/// Finds the encoding of a text file: what its byte order mark says, else UTF-16 by its zero bytes, else UTF-8 if the whole file is valid
/// UTF-8, else Windows-1252, in which every other export of a spreadsheet on Windows is written.
/// </summary>
static class TextEncoding
{
    /// <summary>Bytes of a character of which one is behind the block's end.</summary>
    const int MostCutOff = 3;

    static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <param name="content">Seekable; read from its start, once to its end, and left at its start.</param>
    public static async Task<Encoding> DetectAsync(Stream content, CancellationToken ct)
    {
        content.Position = 0;
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            // What of a character the end of a block has cut is carried into the next.
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
                carried = CutOff(block.Span);
                if (carried > MostCutOff)
                {
                    return Windows1252;
                }

                block[^carried..].CopyTo(buffer);
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

    /// <summary>The bytes at a block's end without which it is valid UTF-8; more than can be of one character: it is none.</summary>
    static int CutOff(ReadOnlySpan<byte> block)
    {
        // Without all of its bytes a block is valid.
        var count = 0;
        while (count <= MostCutOff && !Utf8.IsValid(block[..^count]))
        {
            count++;
        }

        return count;
    }
}
