using System.Globalization;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>What came of a file, read as ExtractIngestion reads it.</summary>
public sealed record TrapOutcome(IReadOnlyList<string> Accepted, IReadOnlyList<Fault> Faults, IReadOnlyList<string> Notes, string? Problem, RowCounts Rows)
{
    /// <summary>The built-in catalogue and a second scorecard.</summary>
    public static Catalogue Catalogue { get; } = new(Kent.Catalogue.Indicators, Kent.Catalogue.Targets, [
        .. Kent.Catalogue.Scorecards, new Scorecard { Id = "ashford-inc-uasc", Name = "Ashford, inc UASC", Slice = Slice.District, Uasc = UascBasis.Included }]);

    /// <summary>Fails when the rows of a table are not all accounted for; lets out whatever is no <see cref="ExtractException"/>.</summary>
    public static async Task<TrapOutcome> OfAsync(byte[] content, string path, CancellationToken ct)
    {
        await using var refused = new RefusedRows();
        var (ledger, notes, tables, accepted) = (new MeasureConflicts(Catalogue), new List<string>(), new List<ExtractReader>(), new List<(ExtractReader Table, long Row, object Item)>());
        string? problem = null;
        try
        {
            await foreach (var table in ExtractFile.TablesAsync(new MemoryStream(content), Catalogue, new FileLimits(), refused, notes, ct))
            {
                tables.Add(table);
                await foreach (var (item, row) in RowsAsync(table, path, ledger, ct))
                {
                    accepted.Add((table, row, item));
                }
            }

            accepted.RemoveAll(a => a.Item is Measure m && ledger.Withdrawn.Any(w => (w.Measure.Scorecard, w.Measure.Indicator, w.Measure.Month) == (m.Scorecard, m.Indicator, m.Month)));
            var read = tables.Sum(t => t.Counts.Read);
            problem = tables.Sum(t => t.Counts.Accepted) > 0 ? null : read == 0 ? "the file has a header and no rows" : "no row could be accepted";
        }
        catch (ExtractException e)
        {
            problem = e.Message;
            accepted.Clear();
        }

        var faults = await refused.AllAsync().ToListAsync(ct);
        foreach (var table in tables)
        {
            var counts = table.Counts;
            Assert.Equal(counts.Read, counts.Accepted + counts.Refused + counts.Skipped);
            Assert.True(counts is { Read: >= 0, Accepted: >= 0, Refused: >= 0, Skipped: >= 0 }, $"{counts}");
            var faulty = faults.Where(f => f.Sheet == table.Sheet).Select(f => f.Row).ToHashSet();
            Assert.Equal(faulty.Count, counts.Refused);
            if (problem is null || problem.StartsWith("no row", StringComparison.Ordinal))
            {
                var given = accepted.Where(a => a.Table == table).Select(a => a.Row).ToHashSet();
                Assert.Equal(given.Count, counts.Accepted);
                Assert.False(given.Overlaps(faulty), "a row is accepted and refused");
            }
        }

        return new TrapOutcome(
            [.. accepted.Select(a => Text(a.Item))], faults, [.. notes, .. tables.SelectMany(t => t.Notes.All)], problem, tables.Aggregate(default(RowCounts), (sum, t) => sum + t.Counts));
    }

    /// <summary>One line for what a row says. The value of a measure has at most 4 decimals here.</summary>
    public static string Text(object item) => item switch
    {
        Measure m => $"{m.Scorecard} {m.Indicator} {m.Month}{(m.Numerator is null && m.Denominator is null ? "" : $" {Plain(m.Numerator)}/{Plain(m.Denominator)}")} = {Plain(m.Figure?.Value)}"
            + $"{(m.NoValue is null ? "" : $" ({m.NoValue})")}{(m.IsSecondHand ? " at second hand" : "")}",
        Target t => $"target {t.Indicator} {t.Scorecard ?? "all"} {t.EffectiveFrom:yyyy-MM-dd} {Plain(t.Value)}",
        Scorecard s => $"scorecard {s.Id} '{s.Name}' {s.Slice} {s.Uasc}",
        Indicator i => $"indicator {i.Id} '{i.Name}' {i.Polarity} {i.Unit.Name} {i.Decimals}",
        Recipient r => $"recipient {r.Email} {r.Scorecard} {r.From:yyyy-MM-dd} {r.Until:yyyy-MM-dd}",
        Commentary c => $"commentary {c.Scorecard} {c.Indicator} {c.Month} '{c.Comment}' {c.Owner ?? "-"} {c.Action ?? "-"} {c.Due:yyyy-MM-dd}".TrimEnd(),
        _ => throw new ArgumentException(item.GetType().Name, nameof(item)),
    };

    static string Plain(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "none";

    static async IAsyncEnumerable<(object Item, long Row)> RowsAsync(
        ExtractReader table, string path, MeasureConflicts ledger, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var rows = new CatalogueRows(Catalogue, Kent.BuiltIn.Sections);
        var kind = table.Header.Kind!;
        var all = kind.IsMeasures ? new MeasureRows(table, Catalogue, path, ledger).AllAsync(ct).Select(m => ((object)m.Item, m.Row))
            : kind == ExtractKind.Indicator ? (await CatalogueRows.AllAsync(table, rows.Indicator, i => i.Id, ct)).Select(i => ((object)i.Item, i.Row)).ToAsyncEnumerable()
            : kind == ExtractKind.Target ? (await CatalogueRows.AllAsync(table, rows.Target, t => $"{t.Indicator}, {t.Scorecard}, {t.EffectiveFrom:yyyy-MM-dd}", ct)).Select(t => ((object)t.Item, t.Row)).ToAsyncEnumerable()
            : kind == ExtractKind.Scorecard ? (await CatalogueRows.AllAsync(table, CatalogueRows.Scorecard, s => s.Id, ct)).Select(s => ((object)s.Item, s.Row)).ToAsyncEnumerable()
            : kind == ExtractKind.Commentary ? (await CatalogueRows.AllAsync(table, rows.Commentary, c => $"{c.Scorecard}, {c.Indicator}, {c.Month}", ct)).Select(c => ((object)c.Item, c.Row)).ToAsyncEnumerable()
            : (await CatalogueRows.AllAsync(table, rows.Recipient, r => $"{r.Email}, {r.Scorecard}", ct)).Select(r => ((object)r.Item, r.Row)).ToAsyncEnumerable();
        await foreach (var row in all.WithCancellation(ct))
        {
            yield return row;
        }
    }
}
