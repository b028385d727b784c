using System.Globalization;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>What came of a file.</summary>
public sealed record TrapOutcome(
    IReadOnlyList<string> Accepted, IReadOnlyList<Fault> Faults, IReadOnlyList<string> Notes, string? Problem, RowCounts Rows)
{
    /// <summary>The built-in catalogue and a second scorecard.</summary>
    public static Catalogue Catalogue { get; } = new(Kent.Catalogue.Indicators, Kent.Catalogue.Targets, [
        .. Kent.Catalogue.Scorecards,
        new Scorecard { Id = "ashford-inc-uasc", Name = "Ashford, inc UASC", Slice = Slice.District, Uasc = UascBasis.Included }]);

    /// <summary>Fails when the rows of a table are not all accounted for; lets out whatever is no <see cref="ExtractException"/>.</summary>
    public static Task<TrapOutcome> ReadAsync(byte[] content, string path, CancellationToken ct) => ReadAsync(content, path, Catalogue, ct);

    /// <param name="catalogue">What it is read against.</param>
    public static async Task<TrapOutcome> ReadAsync(byte[] content, string path, Catalogue catalogue, CancellationToken ct)
    {
        await using var refused = new RefusedRows();
        var file = new ExtractFile(path, catalogue, Kent.BuiltIn.Sections, new FileLimits(), refused);
        var accepted = new List<ExtractRow>();
        string? problem;
        try
        {
            accepted.AddRange(await file.ReadAsync(new MemoryStream(content), ct).ToListAsync(ct));
            accepted.RemoveAll(
                a => a.Item is Measure m
                    && file.Withdrawn.Any(w => (w.Measure.Scorecard, w.Measure.Indicator, w.Measure.Month) == (m.Scorecard, m.Indicator, m.Month)));
            problem = file.Problem;
        }
        catch (ExtractException e)
        {
            problem = e.Message;
            accepted.Clear();
        }

        var faults = await refused.AllAsync().ToListAsync(ct);
        foreach (var table in file.Tables)
        {
            var counts = table.Counts;
            Assert.Equal(counts.Read, counts.Accepted + counts.Refused + counts.Skipped);
            Assert.True(counts is { Read: >= 0, Accepted: >= 0, Refused: >= 0, Skipped: >= 0 }, $"{counts}");
            var faulty = faults.Where(f => f.Sheet == table.Sheet).Select(f => f.Row).ToHashSet();
            Assert.Equal(faulty.Count, counts.Refused);
            if (problem is null || problem.StartsWith("no row", StringComparison.Ordinal))
            {
                var given = accepted.Where(a => a.Table == table).Select(a => a.Number).ToHashSet();
                Assert.Equal(given.Count, counts.Accepted);
                Assert.False(given.Overlaps(faulty), "a row is accepted and refused");
            }
        }

        return new TrapOutcome(
            [.. accepted.Select(a => Text(a.Item))], faults, [.. file.Notes, .. file.Tables.SelectMany(t => t.Notes.All)], problem, file.Rows);
    }

    /// <summary>One line for what a row says. The value of a measure has at most 4 decimals here.</summary>
    public static string Text(object item) => item switch
    {
        Measure m =>
            $"{m.Scorecard} {m.Indicator} "
            + $"{m.Month}{(m.Numerator is null && m.Denominator is null ? "" : $" {Plain(m.Numerator)}/{Plain(m.Denominator)}")} = "
                + $"{Plain(m.Figure?.Value)}"
            + $"{(m.NoValue is null ? "" : $" ({m.NoValue})")}{(m.IsSecondHand ? " at second hand" : "")}",
        Target t => $"target {t.Indicator} {t.Scorecard ?? "all"} {t.EffectiveFrom:yyyy-MM-dd} {Plain(t.Value)}",
        Scorecard s => $"scorecard {s.Id} '{s.Name}' {s.Slice} {s.Uasc}",
        Indicator i => $"indicator {i.Id} '{i.Name}' {i.Polarity} {i.Unit.Name} {i.Decimals}",
        Recipient r => $"recipient {r.Email} {r.Scorecard} {r.From:yyyy-MM-dd} {r.Until:yyyy-MM-dd}",
        Timetable t => $"timetable {t.Scorecard ?? "all"} working day {t.WorkingDay} {t.Hour}:00 deadline {t.Deadline}{(t.IsEarly ? " early" : "")}",
        BankHoliday h => $"bank holiday {h.Date:yyyy-MM-dd} '{h.Name}'{(h.IsWithdrawn ? " withdrawn" : "")}",
        Mapping m => $"mapping {m.Id} {m.Indicator} {m.YearEnd}",
        Commentary c =>
            $"commentary {c.Scorecard} {c.Indicator} {c.Month} '{c.Comment}' {c.Owner ?? "-"} {c.Action ?? "-"} {c.Due:yyyy-MM-dd}".TrimEnd(),
        _ => throw new ArgumentException(item.GetType().Name, nameof(item)),
    };

    static string Plain(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "none";
}
