namespace Scorecards.Extracts;

/// <summary>How a file is read.</summary>
public enum FileKind
{
    /// <summary>Text; also the file that is empty.</summary>
    Csv,

    /// <summary>A zipped Office file, most probably .xlsx.</summary>
    Workbook,

    /// <summary>XML of the census of children in need.</summary>
    CinCensus,

    /// <summary>Any other zip.</summary>
    Zip,
}
