using System.ComponentModel;
using System.Text.Json.Serialization;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>Where a figure came from: <see cref="Source"/>.</summary>
public sealed record SourceDocument(
    [property: Description("The path of the uploaded file.")] string Extract,
    [property: Description("Of its bytes, 64 hexadecimal digits.")] string Sha256,
    [property: Description("From 1, the header counted.")] long Row,
    [property: Description(
        "The sheet of the workbook, or the file in the zip (of a workbook in a zip both); left out for a CSV file by itself, "
        + "for a figure counted from records, and for a file read before this was kept.")]
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sheet)
{
    public static SourceDocument? From(Source? source) =>
        source is null ? null : new(source.Extract, source.Sha256, source.Row, source.Sheet);
}
