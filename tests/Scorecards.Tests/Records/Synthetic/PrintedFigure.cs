using System.Globalization;
using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Tests.Records.Synthetic;

/// <summary>What Kent printed for an indicator, scaled, and what a council's records say.</summary>
/// <param name="Printed">Numerator and denominator; of the percentage of unfilled posts, full-time equivalents, worked out.</param>
sealed record PrintedFigure(Indicator Indicator, decimal Printed, decimal? PrintedBase, decimal Made, decimal? MadeBase)
{
    /// <summary>What is unfilled of 430.6 posts when 366.9 and 67.9 are filled.</summary>
    const decimal Unfilled = -4.2m;
    const decimal Posts = 430.6m;

    public decimal? PrintedValue => Value(Printed, PrintedBase);

    public decimal? MadeValue => Value(Made, MadeBase);

    /// <summary>Compares every indicator of May 2012 for the whole county.</summary>
    /// <param name="file">The measures that were printed: samples/measure-2012-05.csv.</param>
    /// <param name="database">Of the council.</param>
    /// <param name="of">How many of 20,000 children the council has.</param>
    public static IEnumerable<PrintedFigure> Compare(string file, IEnumerable<Indicator> indicators, RecordDatabase database, decimal of)
    {
        var printed = File.ReadLines(file).Skip(1).Select(l => l.Split(',')).ToDictionary(c => c[1]);
        foreach (var indicator in indicators)
        {
            var made = database.Calculate([RecordScripts.BuiltIn.Find(indicator)!], new Month(2012, 5), null, CancellationToken.None)
                .Single(f => f.Slice == Slice.County && f.Uasc == UascBasis.Included);
            var cells = printed[indicator.Id.Value];
            var (numerator, denominator) = cells[3] != "" ? (Number(cells[3]), Number(cells[4]))
                : cells[1] == "posts-unfilled" ? (Unfilled, Posts) : (Number(cells[5]), (decimal?)null);
            yield return new(indicator, numerator * of, denominator * of, made.Numerator, made.Denominator);
        }
    }

    decimal? Value(decimal numerator, decimal? denominator) =>
        denominator is not { } d ? numerator : d == 0 ? null : numerator / d * (Indicator.Unit.Factor ?? 1);

    static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
