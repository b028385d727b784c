namespace Scorecards.Extracts;

/// <summary>How a file is read.</summary>
public enum FileKind
{
    /// <summary>Text; also the file that is empty.</summary>
    Csv,

    /// <summary>A zipped Office file, most probably .xlsx.</summary>
    Workbook,

    /// <summary>Any other zip.</summary>
    Zip,
}
