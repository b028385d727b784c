using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
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

    const int ValueDecimals = 4;

    static readonly string[] Columns =
    [
        "Scorecard", "ScorecardName", "Month", "Edition", "Section", "SectionName", "Indicator", "Name", "Polarity", "Basis", "Unit", "Numerator",
        "Denominator", "Value", "Display", "Rating", "Previous", "PreviousDisplay", "Target", "TargetDisplay", "Travel", "Reason",
        "Suppressed", "SourceExtract", "SourceSha256", "SourceRow", "IsSmallBase", "SourceSheet",
    ];

    /// <summary>One line a result, under the names of the JSON. Text that a spreadsheet would run as a formula is escaped.</summary>
    public static Task WriteCsvAsync(MonthlyScorecard s, Stream output, CancellationToken ct)
    {
        // The others say what they say among the results of many scorecards.
        Column<ResultRow>[] own =
        [
            new("ScorecardName", typeof(string), true, _ => s.Name),
            new("SectionName", typeof(string), true, f => f.Result.Indicator.Section.Name),
            new("Name", typeof(string), true, f => f.Result.Indicator.Name),
            new("Polarity", typeof(string), true, f => f.Result.Indicator.Polarity.ToString()),
            new("Basis", typeof(string), true, f => f.Result.Indicator.Basis),
            new("Unit", typeof(string), true, f => f.Result.Indicator.Unit.Name),
            new("Suppressed", typeof(bool), true, f => f.Result.IsSuppressed),
        ];
        var columns = Columns.Select(name => own.Concat(ResultColumns.Columns).First(c => c.Name == name)).ToList();
        var rows = s.Results.Select(r => new ResultRow(s.Scorecard, s.Month, s.Edition, default, r));
        return ResultColumns.WriteCsvAsync(columns, rows.ToAsyncEnumerable(), output, ct);
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
