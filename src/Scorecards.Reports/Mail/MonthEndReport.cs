using Scorecards.Domain;

namespace Scorecards.Reports;

/// <summary>What one month-end mail says: of one scorecard, or of several to a recipient of more than one.</summary>
/// <param name="Scorecards">The widest first; at least one.</param>
/// <param name="Missing">The figures that are missing, counted at the top and listed at the end.</param>
public sealed record MonthEndReport(IReadOnlyList<MonthReport> Scorecards, IReadOnlyList<MissingFigures> Missing)
{
    /// <summary>What the data team should look at, a line each; empty for everybody else.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Counts that do not add up, a line each, for readers inside the council; the data team has them among its warnings.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    /// <summary>
    /// The first reds with trend and commentary; further ones have their figures only, so that mail programs show the whole mail.
    /// </summary>
    public const int MostRedsInFull = 16;

    /// <summary>
    /// The first 3 scorecards, with up to 50 reds together, have a part of their own. Further ones have a line, the link to their page and their
    /// workbook.
    /// </summary>
    const int MostShown = 3;

    /// <inheritdoc cref="MostShown"/>
    const int MostReds = 50;

    /// <summary>The scorecards that have a part of their own, each with how many of its reds have trend and commentary.</summary>
    public IEnumerable<(MonthReport Report, int RedsInFull)> Shown
    {
        get
        {
            var reds = 0;
            foreach (var (i, report) in Scorecards.Take(MostShown).Index())
            {
                if (i > 0 && reds + report.Reds.Count > MostReds)
                {
                    break;
                }

                yield return (report, Math.Clamp(MostRedsInFull - reds, 0, report.Reds.Count));
                reds += report.Reds.Count;
            }
        }
    }

    /// <summary>The reds that have a picture of their trend.</summary>
    public IEnumerable<(MonthReport Report, Result Red)> Pictured =>
        Shown.SelectMany(s => s.Report.Reds.Take(s.RedsInFull).Where(red => s.Report.HasTrend(red.Indicator)).Select(red => (s.Report, red)));

    /// <summary>How many scorecards the reader has, those without figures included.</summary>
    public int Count =>
        Scorecards.Select(r => r.Scorecard.Scorecard).Union(Missing.Select(m => m.Scorecard)).Count();
}
