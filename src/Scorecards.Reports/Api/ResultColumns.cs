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
        new("Scorecard", typeof(string), true, f => f.Scorecard.Value),
        new("Month", typeof(string), true, f => f.Month.ToString()),
        new("Indicator", typeof(string), true, f => f.Result.Indicator.Id.Value),
        new("PeriodStart", typeof(DateTimeOffset), true, f => PeriodStart(f.Month)),
        new("AsAt", typeof(DateOnly), true, f => f.Month.LastDay),
        new("Edition", typeof(int), true, f => f.Edition),
        new("Numerator", typeof(decimal), false, f => f.Result.Numerator),
        new("Denominator", typeof(decimal), false, f => f.Result.Denominator),
        new("Value", typeof(decimal), false, f => ScorecardDocuments.Value(f.Result.Indicator, f.Result.Figure)),
        new("Display", typeof(string), false, f => f.Result.Display),
        new("Previous", typeof(decimal), false, f => ScorecardDocuments.Value(f.Result.Indicator, f.Result.Previous)),
        new("PreviousDisplay", typeof(string), false, f => f.Result.PreviousDisplay),
        new("Target", typeof(decimal), false, f => f.Result.Target),
        new("TargetDisplay", typeof(string), false, f => f.Result.TargetDisplay),
        new("Rating", typeof(string), false, f => f.Result.Rating?.ToString()),
        new("RatingOrder", typeof(int), false, f => (int?)f.Result.Rating + 1),
        new("Travel", typeof(string), false, f => f.Result.Travel?.ToString()),
        new("IsSmallBase", typeof(bool), true, f => f.Result.IsSmallBase),
        new("IsSuppressed", typeof(bool), true, f => f.Result.IsSuppressed),
        new("Reason", typeof(string), false, f => f.Result.Reason),
        new("SourceExtract", typeof(string), false, f => f.Result.Source?.Extract),
        new("SourceSha256", typeof(string), false, f => f.Result.Source?.Sha256),
        new("SourceRow", typeof(long), false, f => f.Result.Source?.Row),
        new("LastChangedUtc", typeof(DateTimeOffset), true, f => f.Changed),
    ];

    /// <summary>The first instant of a month, UTC: what incremental refresh filters on.</summary>
    public static DateTimeOffset PeriodStart(Month month) => new(month.FirstDay, default, TimeSpan.Zero);

    public static async Task WriteJsonAsync(IAsyncEnumerable<ResultRow> facts, Stream output, CancellationToken ct)
    {
        var names = Columns.Select(c => JsonEncodedText.Encode(JsonNamingPolicy.CamelCase.ConvertName(c.Name))).ToArray();
        await using var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = ScorecardDocuments.Json.Encoder });
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
    }

    /// <summary>Text that a spreadsheet would run as a formula is escaped.</summary>
    public static async Task WriteCsvAsync(IAsyncEnumerable<ResultRow> facts, Stream output, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(output, leaveOpen: true);
        csv.WriteRecord([.. Columns.Select(c => JsonNamingPolicy.CamelCase.ConvertName(c.Name))]);
        await foreach (var fact in facts.WithCancellation(ct))
        {
            foreach (var column in Columns)
            {
                csv.WriteField(Text(column, fact));
            }

            await csv.EndRecordAsync(ct);
        }

        await csv.FlushAsync(ct);
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
