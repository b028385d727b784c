using System.Globalization;

namespace Scorecards.Extracts;

/// <summary>How much of a file is read before it is refused, so that no upload takes the memory or the time of the others.</summary>
public sealed record FileLimits
{
    /// <summary>A zip may hold files, but no zip.</summary>
    public const int MostZipNesting = 1;

    /// <summary>In characters: of a sheet, whose name is cut there, and of a file in a zip with its folders. Each figure has it beside it.</summary>
    public const int LongestName = 255;

    /// <summary>Below this many unzipped bytes an entry's ratio does not matter.</summary>
    public const long UnzippedBytesOfNoConcern = 10L << 20;

    /// <summary>Of the file as it was uploaded.</summary>
    public long MostBytes { get; init; } = 512L << 20;

    /// <summary>Of all entries of a zip or workbook together.</summary>
    public long MostUnzippedBytes { get; init; } = 1L << 30;

    /// <summary>Unzipped to zipped bytes of one entry that has more than <see cref="UnzippedBytesOfNoConcern"/>.</summary>
    public int MostZipRatio { get; init; } = 200;

    public int MostEntries { get; init; } = 1_000;

    /// <summary>Of one table; in a sheet blank rows count too.</summary>
    public long MostRows { get; init; } = 5_000_000;

    /// <summary>Of one table, up to the last cell that is not blank.</summary>
    public int MostColumns { get; init; } = 500;

    /// <summary>In characters; the default is Excel's own limit.</summary>
    public int LongestCell { get; init; } = 32_767;

    /// <summary>As held in memory: two bytes for each character and eight for each text.</summary>
    public long MostSharedStringBytes { get; init; } = 64L << 20;

    /// <summary>Hidden ones included.</summary>
    public int MostSheets { get; init; } = 100;

    /// <exception cref="ExtractException">The file has more than <see cref="MostBytes"/>.</exception>
    public void RequireLength(long bytes)
    {
        if (bytes > MostBytes)
        {
            throw new ExtractException($"the file has {Size(bytes)}, and at most {Size(MostBytes)} are read. Split it and upload the parts");
        }
    }

    /// <summary>Such as 512 MB: the largest unit that leaves at least 1, with up to two decimals.</summary>
    internal static string Size(long bytes)
    {
        string[] units = ["bytes", "KB", "MB", "GB"];
        var (size, unit) = ((double)bytes, 0);
        while (size >= 1024 && unit < units.Length - 1)
        {
            (size, unit) = (size / 1024, unit + 1);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{size:0.##} {units[unit]}");
    }

    internal static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
