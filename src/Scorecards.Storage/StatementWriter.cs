using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// Gathers what an attempt states by scorecard and month, and writes it. When more is gathered than memory should hold it is written in parts; the
/// entry says of which months there is more than one.
/// </summary>
public sealed class StatementWriter(MeasureTable table, string attempt, string extract, string sha256)
{
    const int MostHeld = 100_000;

    readonly Dictionary<ScorecardMonth, Gathered> open = [];
    readonly Dictionary<ScorecardMonth, int> written = [];
    int held;

    /// <summary>The months that were written in more than one part, with the number of parts; ids in lower case.</summary>
    public IReadOnlyDictionary<ScorecardMonth, int> Parts =>
        written.Where(w => w.Value > 1).ToDictionary(w => w.Key with { Scorecard = w.Key.Scorecard.ToLowerInvariant() }, w => w.Value);

    public async ValueTask AddAsync(Measure measure, long row, CancellationToken ct)
    {
        Of(measure.Scorecard, measure.Month).Measures.Add((measure, new Source(extract, sha256, row)));
        if (++held >= MostHeld)
        {
            await FlushAsync(ct);
        }
    }

    public async ValueTask AddAsync(Commentary comment, CancellationToken ct)
    {
        Of(comment.Scorecard, comment.Month).Comments.Add(comment);
        if (++held >= MostHeld)
        {
            await FlushAsync(ct);
        }
    }

    /// <summary>Writes what is left, without the measures that turned out not to hold.</summary>
    public async Task CompleteAsync(IEnumerable<(Measure Measure, long Row)> withdrawn, CancellationToken ct)
    {
        foreach (var (measure, row) in withdrawn)
        {
            var month = Of(measure.Scorecard, measure.Month);
            if (month.Measures.RemoveAll(m => m.Source.Row == row && m.Measure.Indicator == measure.Indicator) == 0)
            {
                month.Removed.Add((measure.Indicator, row));
            }
        }

        await FlushAsync(ct);
    }

    Gathered Of(string scorecard, Month month)
    {
        var key = new ScorecardMonth(scorecard, month);
        if (!open.TryGetValue(key, out var gathered))
        {
            open.Add(key, gathered = new Gathered());
        }

        return gathered;
    }

    async Task FlushAsync(CancellationToken ct)
    {
        await table.WriteAsync(open.Select(of => new MonthStatement(
            of.Key.Scorecard, of.Key.Month, attempt, written[of.Key] = written.GetValueOrDefault(of.Key) + 1, of.Value.Measures, of.Value.Removed, of.Value.Comments)), ct);
        open.Clear();
        held = 0;
    }

    sealed class Gathered
    {
        public List<(Measure Measure, Source Source)> Measures { get; } = [];

        public List<(string Indicator, long Row)> Removed { get; } = [];

        public List<Commentary> Comments { get; } = [];
    }
}
