using System.Globalization;
using System.Text.Json;
using CsvHelper;
using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>Facts as one JSON array or one CSV, written as they come. Every name is there in every row; what is unknown is null or blank.</summary>
public static class ResultColumns
{
    const int FlushBytes = 32 * 1024;

    /// <summary>What is said of a fact, everywhere: in the OData feed, as JSON and as CSV.</summary>
    public static IReadOnlyList<Column<ResultRow>> Columns { get; } =
    [
        new("Scorecard", typeof(string), true, f => f.Scorecard.Value, "The scorecard's id: a row of Scorecards."),
        new("Month", typeof(string), true, f => f.Month.ToString(), "The month, yyyy-MM: a row of Months."),
        new("Indicator", typeof(string), true, f => f.Result.Indicator.Id.Value, "The indicator's id: a row of Indicators."),
        new("PeriodStart", typeof(DateTimeOffset), true, f => PeriodStart(f.Month),
            "The first instant of the month, UTC: what incremental refresh filters on."),
        new("AsAt", typeof(DateOnly), true, f => f.Month.LastDay, "The last day of the month."),
        new("Edition", typeof(int), true, f => f.Edition, "0 until the month is issued, 1 as issued, one more for each change since."),
        new("Numerator", typeof(decimal), false, f => f.Result.Numerator,
            "What was counted, 0 or more; blank where the source gives none. Rounded where small numbers are withheld."),
        new("Denominator", typeof(decimal), false, f => f.Result.Denominator,
            "What it is counted out of, 0 or more; blank where the source gives none. Rounded where small numbers are withheld."),
        new("Value", typeof(decimal), false, f => ScorecardDocuments.Value(f.Result.Indicator, f.Result.Figure),
            "The value in the indicator's unit (69.5 percent is 69.5), to 4 decimals, or as many as are printed if these are more."),
        new("Display", typeof(string), false, f => f.Result.Display, "The value as printed, with its unit."),
        new("Previous", typeof(decimal), false, f => ScorecardDocuments.Value(f.Result.Indicator, f.Result.Previous),
            "The value of the month before, in the indicator's unit; blank where it is unknown or a year-to-date figure begins again."),
        new("PreviousDisplay", typeof(string), false, f => f.Result.PreviousDisplay, "The value of the month before as printed, with its unit."),
        new("Target", typeof(decimal), false, f => f.Result.Target, "The target in force in the month, in the indicator's unit."),
        new("TargetDisplay", typeof(string), false, f => f.Result.TargetDisplay, "The target as printed, with its unit."),
        new("Rating", typeof(string), false, f => f.Result.Rating?.ToString(),
            "Green, Amber or Red; blank without a value, a target or a judgement."),
        new("RatingOrder", typeof(int), false, f => (int?)f.Result.Rating + 1, "1 for Green, 2 for Amber, 3 for Red: what ratings are sorted by."),
        new("Travel", typeof(string), false, f => f.Result.Travel?.ToString(),
            "Improved, Same or Worse since the month before; blank where one of the two values is unknown, or without a judgement."),
        new("IsSmallBase", typeof(bool), true, f => f.Result.IsSmallBase, "Whether the value is a percentage of fewer than 20."),
        new("IsSuppressed", typeof(bool), true, f => f.Result.IsSuppressed, "Whether there are figures that this reader is not given."),
        new("Reason", typeof(string), false, f => f.Result.Reason,
            "Why there is no value: the source's symbol; none (0 of 0: there was nothing to count); no value (something over 0); c where it is "
            + "withheld."),
        new("SourceExtract", typeof(string), false, f => f.Result.Source?.Extract,
            "The path of the uploaded file that the figure came from; blank for a reader outside."),
        new("SourceSha256", typeof(string), false, f => f.Result.Source?.Sha256,
            "The SHA-256 of that file's bytes, 64 hexadecimal digits; blank for a reader outside."),
        new("SourceRow", typeof(long), false, f => f.Result.Source?.Row,
            "The row of that file or sheet, from 1, its header counted; blank for a reader outside."),
        new("LastChangedUtc", typeof(DateTimeOffset), true, f => f.Changed, "When a figure of the scorecard's month last changed, UTC."),
        new("Section", typeof(string), true, f => f.Result.Indicator.Section.Id, "The id of the indicator's section; Indicators has its name."),
        new("SourceSheet", typeof(string), false, f => f.Result.Source?.Sheet,
            "The sheet of the workbook, or the file in the zip (of a workbook in a zip both); blank for a CSV file by itself, for a figure counted "
            + "from records, for a file read before this was kept, and for a reader outside."),
    ];

    /// <summary>The first instant of a month, UTC: what incremental refresh filters on.</summary>
    public static DateTimeOffset PeriodStart(Month month) => new(month.FirstDay, default, TimeSpan.Zero);

    public static async Task WriteJsonAsync(IAsyncEnumerable<ResultRow> facts, Stream output, CancellationToken ct)
    {
        var names = Columns.Select(c => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(c.Name))).ToArray();

        // Not closed at a fault: that would send what there is, and the fault could not be answered.
        var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = ScorecardDocuments.Json.Encoder });
        json.WriteStartArray();
        await foreach (var fact in facts.WithCancellation(ct))
        {
            json.WriteStartObject();
            for (var i = 0; i < names.Length; i++)
            {
                json.WritePropertyName(names[i]);
                Write(json, Columns[i].Value(fact));
            }

            json.WriteEndObject();
            if (json.BytesPending > FlushBytes)
            {
                await json.FlushAsync(ct);
            }
        }

        json.WriteEndArray();
        await json.FlushAsync(ct);
        await json.DisposeAsync();
    }

    /// <summary>Text that a spreadsheet would run as a formula is escaped.</summary>
    public static Task WriteCsvAsync(IAsyncEnumerable<ResultRow> facts, Stream output, CancellationToken ct) =>
        WriteCsvAsync(Columns, facts, output, ct);

    internal static async Task WriteCsvAsync(
        IReadOnlyList<Column<ResultRow>> columns, IAsyncEnumerable<ResultRow> facts, Stream output, CancellationToken ct)
    {
        // By the byte order mark Excel, opened by a double click, knows that it is UTF-8. Not closed at a fault, as above.
        var csv = CsvWriter.Create(output, CsvWriterOptions.Default with { WriteByteOrderMark = true }, leaveOpen: true);
        csv.WriteRecord([.. columns.Select(c => JsonNamingPolicy.CamelCase.ConvertName(c.Name))]);
        await foreach (var fact in facts.WithCancellation(ct))
        {
            foreach (var column in columns)
            {
                csv.WriteField(Text(column, fact));
            }

            await csv.EndRecordAsync(ct);
        }

        await csv.FlushAsync(ct);
        await csv.DisposeAsync();
    }

    static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool flag: json.WriteBooleanValue(flag); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case decimal number: json.WriteNumberValue(number); break;
            default: json.WriteStringValue(Text(value)); break;
        }
    }

    static string? Text(Column<ResultRow> column, ResultRow fact) =>
        column.Name.EndsWith("Display", StringComparison.Ordinal) ? (string?)column.Value(fact)
        : column.Type == typeof(string) ? ScorecardDocuments.Safe((string?)column.Value(fact))
        : Text(column.Value(fact));

    static string? Text(object? value) => value switch
    {
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
