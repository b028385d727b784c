using System.ComponentModel;

namespace Scorecards.Reports;

/// <summary>An upload that a figure came from.</summary>
public sealed record ExplainedSource(
    [property: Description("The table of records; null where the figure itself was uploaded.")] string? Table,
    [property: Description("The path of the upload.")] string Extract,
    [property: Description("Of its bytes, 64 hexadecimal digits.")] string Sha256,
    [property: Description("UTC.")] DateTimeOffset Received,
    [property: Description("The table's records; null where the figure itself was uploaded.")] long? Records,
    [property: Description(
        "The sheet of the workbook, or the file in the zip (of a workbook in a zip both); null for a CSV file by itself, for a figure counted from "
        + "records, and for a file read before this was kept.")]
    string? Sheet,
    [property: Description("The row of the figure; null where it was counted.")] long? Row);
