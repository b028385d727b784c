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
    /// <param name="entry">As whose content they are read.</param>
    /// <param name="journal">Which uploads there are.</param>
    public static Reading From(byte[] bytes, JournalEntry entry, Catalogue catalogue, JournalPrefix journal) =>
        ReadAsync(bytes, entry, catalogue, journal, CancellationToken.None).GetAwaiter().GetResult();

    static async Task<Reading> ReadAsync(byte[] bytes, JournalEntry entry, Catalogue catalogue, JournalPrefix journal, CancellationToken ct)
    {
        await using var refused = new RefusedRows();
        var file = new ExtractFile(entry.Path!, catalogue, BuiltIn.Sections, new FileLimits(), refused)
        {
            Checks = new PlausibilityChecks(BuiltIn.Plausibility, entry.ReadOn!.Value),
            Journal = journal,
            Received = entry.Received,
        };
        try
        {
            var rows = await file.ReadAsync(new MemoryStream(bytes), ct).ToListAsync(ct);
            var measures = rows.Where(r => r.Item is Measure).Select(r => (Measure: (Measure)r.Item, Row: r.Number)).ToList();
            var stated = new MonthSet(measures.Select(m => new ScorecardMonth(m.Measure.Scorecard.ToLower(), m.Measure.Month)).Distinct());
            measures.RemoveAll(m => file.Withdrawn.Any(w => w.Row == m.Row && w.Measure.Indicator == m.Measure.Indicator));
            var comments = rows.Select(r => r.Item).OfType<Commentary>().ToList();
            var items = rows.Select(r => r.Item).Where(i => i is not (Measure or Commentary or UploadWithdrawal)).ToList();
            return new Reading(measures, stated, comments, items, file.Rows, [.. refused.Wants.Order()], file.Problem);
        }
        catch (ExtractException e)
        {
            return new Reading([], MonthSet.Empty, [], [], default, [.. refused.Wants.Order()], e.Message);
        }
    }
}
