using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>How documents are written: JSON for all of them, CSV for a scorecard's month.</summary>
public static class ScorecardDocuments
{
    /// <summary>For every JSON that leaves the product. It is never part of a page, so that names may keep their quotes and dashes.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new TextConverter<Month>(Month.Parse) },
    };

    /// <summary>For every CSV of results: by its byte order mark Excel, opened by a double click, knows that it is UTF-8.</summary>
    internal static CsvWriterOptions Csv { get; } = CsvWriterOptions.Default with { WriteByteOrderMark = true };

    const int ValueDecimals = 4;

    static readonly string[] Columns =
    [
        "scorecard", "scorecardName", "month", "edition", "section", "sectionName", "indicator", "name", "polarity", "basis", "unit", "numerator",
        "denominator", "value", "display", "rating", "previous", "previousDisplay", "target", "targetDisplay", "travel", "reason",
        "suppressed", "sourceExtract", "sourceSha256", "sourceRow", "isSmallBase", "sourceSheet",
    ];

    /// <summary>One line a result, under the names of the JSON. Text that a spreadsheet would run as a formula is escaped.</summary>
    public static async Task WriteCsvAsync(MonthlyScorecard s, Stream output, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(output, Csv, leaveOpen: true);
        csv.WriteRecord(Columns);
        foreach (var r in s.Results)
        {
            WriteResult(s, r, csv);
            await csv.EndRecordAsync(ct);
        }

        await csv.FlushAsync(ct);
    }

    static void WriteResult(MonthlyScorecard s, Result r, CsvWriter csv)
    {
        csv.WriteField(Safe(s.Scorecard.Value));
        csv.WriteField(Safe(s.Name));
        csv.WriteField(s.Month.ToString());
        csv.WriteField(s.Edition);
        csv.WriteField(Safe(r.Indicator.Section.Id));
        csv.WriteField(Safe(r.Indicator.Section.Name));
        csv.WriteField(Safe(r.Indicator.Id.Value));
        csv.WriteField(Safe(r.Indicator.Name));
        csv.WriteField(r.Indicator.Polarity.ToString());
        csv.WriteField(Safe(r.Indicator.Basis));
        csv.WriteField(r.Indicator.Unit.Name);
        csv.WriteField(r.Numerator);
        csv.WriteField(r.Denominator);
        csv.WriteField(Value(r.Indicator, r.Figure));
        csv.WriteField(r.Display);
        csv.WriteField(r.Rating?.ToString());
        csv.WriteField(Value(r.Indicator, r.Previous));
        csv.WriteField(r.PreviousDisplay);
        csv.WriteField(r.Target);
        csv.WriteField(r.TargetDisplay);
        csv.WriteField(r.Travel?.ToString());
        csv.WriteField(Safe(r.Reason));
        csv.WriteField(r.IsSuppressed ? "true" : "false");
        csv.WriteField(Safe(r.Source?.Extract));
        csv.WriteField(r.Source?.Sha256);
        csv.WriteField(r.Source?.Row);
        csv.WriteField(r.IsSmallBase ? "true" : "false");
        csv.WriteField(Safe(r.Source?.Sheet));
    }

    /// <summary>Text from a file, which a spreadsheet does not run; the library's own guard would also escape a display such as "-1.0%".</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Safe(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;

    /// <summary>
    /// The value of a figure to four decimals, or as many as are displayed if these are more. Whoever rounds it once more gets what is displayed:
    /// 53.44995 is displayed as 53.4, so it is 53.4499 here.
    /// </summary>
    public static decimal Value(Indicator indicator, Figure figure)
    {
        var decimals = Math.Max(ValueDecimals, indicator.Decimals);
        var rounded = Math.Round(figure.Value, decimals, MidpointRounding.AwayFromZero);
        return indicator.Displayed(figure with { Value = rounded }) == indicator.Displayed(figure)
            ? rounded
            : Math.Round(figure.Value, decimals, MidpointRounding.ToZero);
    }

    internal static decimal? Value(Indicator indicator, Figure? figure) => figure is { } f ? Value(indicator, f) : null;
}
