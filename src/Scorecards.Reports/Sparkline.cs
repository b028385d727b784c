using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Scorecards.Reports;

/// <summary>
/// A small line of a trend as PNG: no axis, no text, its target as a broken line; the figures stand beside it. Drawn for twice its shown
/// size, on no ground, in colours that stand out from white and from black by three to one (WCAG 2.2, 1.4.11).
/// </summary>
public static class Sparkline
{
    /// <summary>As shown, in pixels; the picture has twice as many.</summary>
    public const int Width = 320;

    /// <inheritdoc cref="Width"/>
    public const int Height = 64;

    const int Scale = 2;
    const double Margin = 9;

    /// <summary>Half the width of the line, and the radius of its dots.</summary>
    const double Line = 2;
    const double Dot = 4;
    const double EndDot = 7;
    const double Target = 1.5;
    const int DashEvery = 18;
    const int DashLength = 11;

    static readonly byte[] LineColour = [0x2B, 0x7F, 0xC3];
    static readonly byte[] TargetColour = [0x80, 0x80, 0x80];

    /// <param name="values">One a month, the earliest first; where one is unknown the line is broken.</param>
    /// <param name="target">Null: none is drawn.</param>
    /// <param name="since">The place of the value from which the target is in force; none is drawn over those before.</param>
    /// <param name="restarts">The places of the values that the figures begin again with: no line leads to them.</param>
    public static byte[] Png(IReadOnlyList<decimal?> values, decimal? target, int since, params IReadOnlyCollection<int> restarts)
    {
        var (width, height) = (Width * Scale, Height * Scale);
        var known = values.OfType<decimal>().Concat(target is decimal t ? [t] : Array.Empty<decimal>()).Select(v => (double)v).ToList();
        var (least, most) = known.Count == 0 ? (0, 0) : (known.Min(), known.Max());
        var points = values.Select((v, i) => (X: X(i), Value: v))
            .Select(p => p.Value is decimal value ? (p.X, Y: Y((double)value)) : ((double X, double Y)?)null).ToArray();
        var joined = points.Zip(points.Skip(1)).Where((pair, i) => pair is ({ }, { }) && !restarts.Contains(i + 1));
        (double X, double Y)[] dots = [.. points.OfType<(double X, double Y)>()];
        ((double X, double Y) From, (double X, double Y) To)[] lines = [.. joined.Select(pair => (pair.First!.Value, pair.Second!.Value))];
        var end = points.LastOrDefault();
        var begin = since > 0 ? X(since - 0.5) : 0;
        var pixels = new byte[width * height * 4];
        for (var at = 0; at < width * height; at++)
        {
            var (x, y) = ((at % width) + 0.5, (at / width) + 0.5);
            var drawn = end is { } last ? Cover(EndDot, Away(x, y, last)) : 0;
            foreach (var dot in dots)
            {
                drawn = Math.Max(drawn, Cover(Dot, Away(x, y, dot)));
            }

            foreach (var (from, to) in lines)
            {
                drawn = Math.Max(drawn, Cover(Line, Away(x, y, from, to)));
            }

            var dash = target is decimal goal && x >= begin && at % width % DashEvery < DashLength ? Cover(Target, Math.Abs(y - Y((double)goal))) : 0;
            (drawn >= dash ? LineColour : TargetColour).CopyTo(pixels, at * 4);
            pixels[(at * 4) + 3] = (byte)Math.Round(255 * Math.Max(drawn, dash));
        }

        return Encode(pixels, width, height);

        double X(double place) => Margin + ((width - (2 * Margin)) * place / Math.Max(1, values.Count - 1));

        double Y(double value) => most == least ? height / 2.0 : Margin + ((height - (2 * Margin)) * (most - value) / (most - least));
    }

    /// <summary>How much of a pixel lies within a distance of a shape's middle.</summary>
    static double Cover(double within, double distance) => Math.Clamp(within + 0.5 - distance, 0, 1);

    static double Away(double x, double y, (double X, double Y) from, (double X, double Y) to)
    {
        var along = Math.Clamp(
            (((x - from.X) * (to.X - from.X)) + ((y - from.Y) * (to.Y - from.Y))) / (Square(to.X - from.X) + Square(to.Y - from.Y)), 0, 1);
        return Away(x, y, (from.X + (along * (to.X - from.X)), from.Y + (along * (to.Y - from.Y))));
    }

    static double Away(double x, double y, (double X, double Y) point) => Math.Sqrt(Square(x - point.X) + Square(y - point.Y));

    static double Square(double number) => number * number;

    /// <summary>8 bits a channel, red, green, blue and opacity (PNG specification, 11.2).</summary>
    static byte[] Encode(byte[] pixels, int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        using var data = new MemoryStream();
        using (var packed = new ZLibStream(data, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (var y = 0; y < height; y++)
            {
                packed.WriteByte(0);
                packed.Write(pixels, y * width * 4, width * 4);
            }
        }

        return [0x89, .. "PNG\r\n\u001A\n"u8, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, data.ToArray()), .. Chunk("IEND"u8, [])];
    }

    static byte[] Chunk(ReadOnlySpan<byte> type, ReadOnlySpan<byte> data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        type.CopyTo(chunk.AsSpan(4));
        data.CopyTo(chunk.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(8 + data.Length), Crc32.HashToUInt32(chunk.AsSpan(4, 4 + data.Length)));
        return chunk;
    }
}
