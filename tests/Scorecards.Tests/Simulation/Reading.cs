using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests.Simulation;

/// <summary>What bytes say when they are read against a catalogue.</summary>
/// <param name="Stated">The months that figures are stated for, also where none of them holds; ids in lower case.</param>
/// <param name="Problem">Null: something of it is accepted.</param>
public sealed record Reading(
    IReadOnlyList<(Measure Measure, long Row)> Measures,
    MonthSet Stated,
    IReadOnlyList<Commentary> Comments,
    IReadOnlyList<object> Items,
    RowCounts Rows,
    IReadOnlyList<string> Wants,
    string? Problem)
{
    public static BuiltInCatalogue BuiltIn => BuiltInCatalogue.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Of memory only, so that it ends at once.</summary>
    public static Reading From(byte[] bytes, string path, DateOnly readOn, Catalogue catalogue) =>
        ReadAsync(bytes, path, readOn, catalogue, CancellationToken.None).GetAwaiter().GetResult();

    static async Task<Reading> ReadAsync(byte[] bytes, string path, DateOnly readOn, Catalogue catalogue, CancellationToken ct)
    {
        await using var refused = new RefusedRows();
        var file = new ExtractFile(path, catalogue, BuiltIn.Sections, new FileLimits(), refused)
        {
            Checks = new PlausibilityChecks(BuiltIn.Plausibility, readOn),
        };
        try
        {
            var rows = await file.ReadAsync(new MemoryStream(bytes), ct).ToListAsync(ct);
            var measures = rows.Where(r => r.Item is Measure).Select(r => (Measure: (Measure)r.Item, Row: r.Number)).ToList();
            var stated = new MonthSet(measures.Select(m => new ScorecardMonth(m.Measure.Scorecard.ToLower(), m.Measure.Month)).Distinct());
            measures.RemoveAll(m => file.Withdrawn.Any(w => w.Row == m.Row && w.Measure.Indicator == m.Measure.Indicator));
            var comments = rows.Select(r => r.Item).OfType<Commentary>().ToList();
            var items = rows.Select(r => r.Item).Where(i => i is not (Measure or Commentary)).ToList();
            return new Reading(measures, stated, comments, items, file.Rows, [.. refused.Wants.Order()], file.Problem);
        }
        catch (ExtractException e)
        {
            return new Reading([], MonthSet.Empty, [], [], default, [.. refused.Wants.Order()], e.Message);
        }
    }
}
