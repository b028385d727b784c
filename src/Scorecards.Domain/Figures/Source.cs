using System.Globalization;

namespace Scorecards.Domain;

/// <summary>Where a figure came from.</summary>
/// <param name="Extract">The path of the file in the container <c>extracts</c>.</param>
/// <param name="Sha256">The SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Sheet">
/// The sheet of the workbook, or the file in the zip (of a workbook in a zip both); null for a CSV file by itself, for a figure counted from records,
/// and for a file read before this was kept.
/// </param>
/// <param name="Row">The row as a spreadsheet counts it: the header is row 1.</param>
public sealed record Source(string Extract, string Sha256, string? Sheet, long Row)
{
    /// <summary>The folder of the extracts that the product writes itself.</summary>
    public const string CountedFolder = "counted/";

    /// <summary>Where the row is, in words, as in "may.xlsx, 'North', row 12".</summary>
    public string Words() => string.Create(CultureInfo.InvariantCulture, $"{Extract}{(Sheet is null ? "" : $", '{Sheet}'")}, row {Row}");

    /// <summary>Likewise for the middle of a sentence, as in "row 12 of 'North' in may.xlsx".</summary>
    public string RowWords() =>
        string.Create(CultureInfo.InvariantCulture, $"row {Row} of {(Sheet is null ? "" : $"'{Sheet}' in ")}{Extract}");

    /// <summary>A fault of the row, in the words of <see cref="Fault"/>.</summary>
    internal Fault ToFault(string column, string value, string reason) => new(Row, column, value, reason, Sheet);

    /// <summary>Whether two may be one row: what was read before a sheet was kept is of any of them.</summary>
    public bool MayBe(Source? other) =>
        other is not null && this == other with { Sheet = Sheet } && (Sheet == other.Sheet || Sheet is null || other.Sheet is null);

    /// <summary>Whether it was counted from records: nobody uploaded it, and nobody can confirm it.</summary>
    public bool IsCounted() => IsMade(Extract);

    /// <summary>Whether the product wrote the extract of a path itself.</summary>
    public static bool IsMade(string path) => path.StartsWith(CountedFolder, StringComparison.Ordinal);
}
