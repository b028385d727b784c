using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>A scorecard's month as JSON and CSV (design.md 5). Every name is there in every answer; what is unknown is null or blank.</summary>
public static class ScorecardDocuments
{
    /// <summary>For every JSON that leaves the product. It is never part of a page, so that names may keep their quotes and dashes.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new MonthConverter() },
    };

    /// <summary>Values are given to four decimals, or as many as are displayed if these are more.</summary>
    const int ValueDecimals = 4;

    public static object ToDocument(MonthlyScorecard s) => new
    {
        Scorecard = new { Id = s.Scorecard, s.Name },
        Month = s.Month.ToString(),
        AsAt = s.Month.LastDay,
        s.Edition,
        Summary = new
        {
            s.Summary.Green,
            s.Summary.Amber,
            s.Summary.Red,
            s.Summary.Unrated,
            s.Summary.Improved,
            s.Summary.Same,
            s.Summary.Worse,
            Text = s.SummaryText,
        },
        Sections = s.Sections.Select(section => new
        {
            section.Key.Id,
            section.Key.Name,
            Results = section.Select(r => new
            {
                Indicator = r.Indicator.Id,
                r.Indicator.Name,
                Polarity = r.Indicator.Polarity.ToString(),
                r.Indicator.Basis,
                Unit = r.Indicator.Unit.Name,
                r.Numerator,
                r.Denominator,
                Value = Value(r.Indicator, r.Figure),
                r.Display,
                Rating = r.Rating?.ToString(),
                Previous = Value(r.Indicator, r.Previous),
                r.PreviousDisplay,
                r.Target,
                r.TargetDisplay,
                Travel = r.Travel?.ToString(),
                r.Source,
            }),
        }),
    };

    /// <summary>One line a result, under the names of the JSON. Text that a spreadsheet would run as a formula is escaped.</summary>
    public static async Task WriteCsvAsync(MonthlyScorecard s, Stream output, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(output, leaveOpen: true);
        csv.WriteRecord([
            "scorecard", "scorecardName", "month", "edition", "section", "sectionName", "indicator", "name", "polarity", "basis", "unit", "numerator",
            "denominator", "value", "display", "rating", "previous", "previousDisplay", "target", "targetDisplay", "travel", "sourceExtract", "sourceSha256", "sourceRow",
        ]);
        foreach (var r in s.Results)
        {
            csv.WriteField(Safe(s.Scorecard));
            csv.WriteField(Safe(s.Name));
            csv.WriteField(s.Month.ToString());
            csv.WriteField(s.Edition);
            csv.WriteField(Safe(r.Indicator.Section.Id));
            csv.WriteField(Safe(r.Indicator.Section.Name));
            csv.WriteField(Safe(r.Indicator.Id));
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
            csv.WriteField(Safe(r.Source?.Extract));
            csv.WriteField(r.Source?.Sha256);
            csv.WriteField(r.Source?.Row);
            await csv.EndRecordAsync(ct);
        }

        await csv.FlushAsync(ct);
    }

    /// <summary>Text from a file; the library's own guard would also escape a display such as "-1.0%".</summary>
    internal static string? Safe(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;

    internal static decimal? Value(Indicator indicator, Figure? figure) =>
        figure is { } f ? Math.Round(f.Value, Math.Max(ValueDecimals, indicator.Decimals), MidpointRounding.AwayFromZero) : null;

    sealed class MonthConverter : JsonConverter<Month>
    {
        public override Month Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Month.Parse(reader.GetString() ?? "");

        public override void Write(Utf8JsonWriter writer, Month value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
