using System.Globalization;
using CsvHelper;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;

namespace Scorecards.Application.Counting;

/// <summary>The extract in which a count states its figures: CSV of the kind <see cref="CountedKind"/>.</summary>
/// <param name="asOf">The journal's number as of which the records are counted.</param>
/// <param name="first">The first of its months.</param>
/// <param name="last">The last of them.</param>
public sealed class CountedFile(long asOf, Month first, Month last) : IDisposable
{
    static readonly string[] Header = ["scorecard", "indicator", "month", "numerator", "denominator", "value", CountedKind.AsOf];

    readonly MemoryStream content = new();
    readonly List<(Scorecard Scorecard, Month Month, RecordFigure Figure)> figures = [];
    readonly List<(Scorecard Scorecard, Month Month, IndicatorId Indicator)> withdrawn = [];
    CsvWriter? csv;

    /// <summary>Its path, as of an upload.</summary>
    public string Path => $"{Source.CountedFolder}{(first == last ? $"{last}" : $"{first} to {last}")}.csv";

    /// <summary>The figures, with the scorecards that they are of.</summary>
    public IReadOnlyList<(Scorecard Scorecard, Month Month, RecordFigure Figure)> Figures => figures;

    /// <summary>What cannot be counted, of months of which something was counted before.</summary>
    public IReadOnlyList<(Scorecard Scorecard, Month Month, IndicatorId Indicator)> Withdrawn => withdrawn;

    /// <returns>False: nothing was added, since the population is not known.</returns>
    public bool Add(Scorecard scorecard, Indicator indicator, Month month, RecordFigure figure)
    {
        var isCount = indicator.Unit == Unit.Count;
        if (!isCount && figure.Denominator is null)
        {
            return false;
        }

        Write(scorecard, indicator.Id, month, Text(figure.Numerator), isCount ? "" : Text(figure.Denominator), "");
        figures.Add((scorecard, month, figure));
        return true;
    }

    /// <summary>A figure that was counted before cannot be counted any more.</summary>
    public void Withdraw(Scorecard scorecard, IndicatorId indicator, Month month)
    {
        withdrawn.Add((scorecard, month, indicator));
        Write(scorecard, indicator, month, "", "", Measure.Withdrawn);
    }

    /// <summary>The whole file.</summary>
    public async Task<byte[]> CompleteAsync(CancellationToken ct)
    {
        await Begun().FlushAsync(ct);
        return content.ToArray();
    }

    public void Dispose()
    {
        csv?.Dispose();
        content.Dispose();
    }

    void Write(Scorecard scorecard, IndicatorId indicator, Month month, string numerator, string denominator, string value) => Begun().WriteRecord(
        [scorecard.Id.Value, indicator.Value, month.ToString(), numerator, denominator, value, asOf.ToString(CultureInfo.InvariantCulture)]);

    CsvWriter Begun()
    {
        if (csv is null)
        {
            csv = CsvWriter.Create(content, leaveOpen: true);
            csv.WriteRecord(Header);
        }

        return csv;
    }

    static string Text(decimal? number) => number?.ToString("0.######", CultureInfo.InvariantCulture) ?? "";
}
