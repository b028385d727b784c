using System.Globalization;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;

namespace Scorecards.Application.Counting;

/// <summary>The extract in which a count states its figures: CSV of the kind <see cref="CountedKind"/>.</summary>
/// <param name="asOf">The journal's number as of which the records are counted.</param>
public sealed class CountedFile(long asOf, Month first, Month last)
{
    static readonly string[] Header = ["scorecard", "indicator", "month", "numerator", "denominator", "value", CountedKind.AsOf];

    readonly List<(Scorecard Scorecard, Month Month, Indicator Indicator, RecordFigure? Figure)> rows = [];

    /// <summary>Its path, as of an upload.</summary>
    public string Path => $"{Source.CountedFolder}{(first == last ? $"{last}" : $"{first} to {last}")}.csv";

    /// <summary>What it states; without a figure, that one was counted before and cannot be counted any more.</summary>
    public IReadOnlyList<(Scorecard Scorecard, Month Month, Indicator Indicator, RecordFigure? Figure)> Rows => rows;

    /// <summary>Adds a figure, unless the population that it is a rate of is not known.</summary>
    public void Add(Scorecard scorecard, Indicator indicator, Month month, RecordFigure figure)
    {
        if (indicator.Unit == Unit.Count || figure.Denominator is not null)
        {
            rows.Add((scorecard, month, indicator, figure));
        }
    }

    /// <summary>A figure that was counted before cannot be counted any more.</summary>
    public void Withdraw(Scorecard scorecard, Indicator indicator, Month month) => rows.Add((scorecard, month, indicator, null));

    public byte[] Write() => MadeExtracts.Write(Header, rows.Select(row => (string[])
    [
        row.Scorecard.Id.Value, row.Indicator.Id.Value, row.Month.ToString(), Text(row.Figure?.Numerator),
        row.Indicator.Unit == Unit.Count ? "" : Text(row.Figure?.Denominator), row.Figure is null ? Measure.Withdrawn : "",
        asOf.ToString(CultureInfo.InvariantCulture),
    ]));

    static string Text(decimal? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
