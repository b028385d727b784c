using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests.Simulation;

/// <summary>What bytes say when they are read against a catalogue.</summary>
/// <param name="Stated">The months that figures are stated for, also where none of them holds; ids in lower case.</param>
/// <param name="Problem">Null: something of it is accepted.</param>
public sealed record Reading(
    IReadOnlyList<Checked<Measure>> Measures,
    MonthSet Stated,
    IReadOnlyList<Commentary> Comments,
    IReadOnlyList<object> Items,
    RowCounts Rows,
    IReadOnlyList<string> Wants,
    string? Problem)
{
    static readonly Lazy<Task<BuiltInCatalogue>> BuiltInOnce = new(() => BuiltInCatalogue.ReadAsync(CancellationToken.None));

    public static BuiltInCatalogue BuiltIn => BuiltInOnce.Value.GetAwaiter().GetResult();

    /// <summary>Of memory only, so that it ends at once.</summary>
    public static Reading Of(byte[] bytes, string path, Catalogue catalogue) => ReadAsync(bytes, path, catalogue, CancellationToken.None).GetAwaiter().GetResult();

    static async Task<Reading> ReadAsync(byte[] bytes, string path, Catalogue catalogue, CancellationToken ct)
    {
        await using var refused = new RefusedRows();
        var (ledger, tables, measures, comments, items) = (new MeasureConflicts(catalogue), new List<ExtractReader>(), new List<Checked<Measure>>(), new List<Commentary>(), new List<object>());
        try
        {
            await foreach (var table in ExtractFile.TablesAsync(new MemoryStream(bytes), catalogue, new FileLimits(), refused, [], ct))
            {
                tables.Add(table);
                var (kind, rows) = (table.Header.Kind!, new CatalogueRows(catalogue, BuiltIn.Sections));
                if (kind.IsMeasures)
                {
                    measures.AddRange(await new MeasureRows(table, catalogue, path, ledger).AllAsync(ct).ToListAsync(ct));
                }
                else if (kind == ExtractKind.Commentary)
                {
                    comments.AddRange((await CatalogueRows.AllAsync(table, rows.Commentary, c => $"{c.Scorecard}, {c.Indicator}, {c.Month}", ct)).Select(c => c.Item));
                }
                else
                {
                    items.AddRange(kind == ExtractKind.Indicator ? (await CatalogueRows.AllAsync(table, rows.Indicator, i => i.Id, ct)).Select(i => (object)i.Item)
                        : kind == ExtractKind.Target ? (await CatalogueRows.AllAsync(table, rows.Target, t => $"{t.Indicator}, {t.Scorecard}, {t.EffectiveFrom:O}", ct)).Select(t => (object)t.Item)
                        : kind == ExtractKind.Recipient ? (await CatalogueRows.AllAsync(table, rows.Recipient, r => $"{r.Email}, {r.Scorecard}", ct)).Select(r => (object)r.Item)
                        : (await CatalogueRows.AllAsync(table, CatalogueRows.Scorecard, s => s.Id, ct)).Select(s => (object)s.Item));
                }
            }

            var stated = new MonthSet(measures.Select(m => new ScorecardMonth(m.Item.Scorecard.ToLowerInvariant(), m.Item.Month)).Distinct());
            measures.RemoveAll(m => ledger.Withdrawn.Any(w => w.Row == m.Row && w.Measure.Indicator == m.Item.Indicator));
            var counts = tables.Aggregate(default(RowCounts), (sum, t) => sum + t.Counts);
            return new Reading(measures, stated, comments, items, counts, [.. refused.Wants.Order()], counts.Accepted > 0 ? null : "no row could be accepted");
        }
        catch (ExtractException e)
        {
            return new Reading([], MonthSet.Empty, [], [], default, [.. refused.Wants.Order()], e.Message);
        }
    }
}
