using System.Runtime.InteropServices;
using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// Gathers what an attempt states by scorecard and month, and writes it. When more is gathered than memory should hold it is written in parts; the
/// entry says of which months there is more than one.
/// </summary>
public sealed class StatementWriter(MeasureTable table, string attempt, string extract, string sha256)
{
    const int MostHeld = 40_000;
    const int None = -1;

    /// <summary>
    /// One list for all months, each line with the next one of its month: it is used again after each part, so that a large file leaves the
    /// garbage collector nothing to do.
    /// </summary>
    readonly List<Line> lines = [];
    readonly Dictionary<ScorecardMonth, Gathered> open = [];
    readonly Dictionary<ScorecardMonth, int> written = [];
    int comments;

    /// <summary>The months that were written in more than one part, with the number of parts; ids in lower case.</summary>
    public IReadOnlyDictionary<ScorecardMonth, int> Parts =>
        written.Where(w => w.Value > 1).ToDictionary(w => w.Key.ToLower(), w => w.Value);

    /// <param name="sheet">As of <see cref="Source"/>.</param>
    /// <param name="row">Likewise.</param>
    public async ValueTask AddAsync(Measure measure, string? sheet, long row, CancellationToken ct)
    {
        var month = Gather(measure.Scorecard, measure.Month);
        if (month.Last == None)
        {
            month.First = lines.Count;
        }
        else
        {
            At(month.Last).Next = lines.Count;
        }

        month.Last = lines.Count;
        lines.Add(new Line(PackedMeasure.From(measure, sheet, row)));
        await FlushWhereFullAsync(ct);
    }

    public async ValueTask AddAsync(Commentary comment, CancellationToken ct)
    {
        Gather(comment.Scorecard, comment.Month).Comments.Add(comment);
        comments++;
        await FlushWhereFullAsync(ct);
    }

    /// <summary>Writes what is left, without the measures that turned out not to hold.</summary>
    public async Task CompleteAsync(IEnumerable<(Measure Measure, long Row)> withdrawn, CancellationToken ct)
    {
        foreach (var (measure, row) in withdrawn)
        {
            var month = Gather(measure.Scorecard, measure.Month);
            var isHeld = false;
            for (var at = month.First; at != None; at = At(at).Next)
            {
                if (lines[at].Measure.IsOf(measure, row))
                {
                    isHeld = At(at).IsWithdrawn = true;
                }
            }

            if (!isHeld)
            {
                month.Removed.Add(new PackedRow(measure.Indicator.Value, row, measure.StatedAs));
            }
        }

        await FlushAsync(ct);
    }

    ref Line At(int index) => ref CollectionsMarshal.AsSpan(lines)[index];

    Gathered Gather(ScorecardId scorecard, Month month) =>
        CollectionsMarshal.GetValueRefOrAddDefault(open, new ScorecardMonth(scorecard, month), out _) ??= new Gathered();

    async ValueTask FlushWhereFullAsync(CancellationToken ct)
    {
        if (lines.Count + comments >= MostHeld)
        {
            await FlushAsync(ct);
        }
    }

    async Task FlushAsync(CancellationToken ct)
    {
        // Month by month, as the table has its partitions: each is complete before the next one begins.
        await table.WriteAsync(
            attempt,
            open.OrderBy(of => of.Key.Month).Select(of => (of.Key, written[of.Key] = written.GetValueOrDefault(of.Key) + 1, Pack(of.Value))),
            ct);
        open.Clear();
        lines.Clear();
        comments = 0;
    }

    PackedStatement Pack(Gathered month)
    {
        var measures = new List<PackedMeasure>();
        for (var at = month.First; at != None; at = lines[at].Next)
        {
            if (!lines[at].IsWithdrawn)
            {
                measures.Add(lines[at].Measure);
            }
        }

        return new PackedStatement(
            measures.Count == 0 ? null : extract,
            measures.Count == 0 ? null : sha256,
            measures,
            month.Removed.Count == 0 ? null : month.Removed,
            month.Comments.Count == 0
                ? null : [.. month.Comments.Select(c => new PackedComment(c.Indicator.Value, c.Comment, c.Owner, c.Action, c.Due))]);
    }

    struct Line(PackedMeasure measure)
    {
        public PackedMeasure Measure { get; } = measure;

        public int Next { get; set; } = None;

        public bool IsWithdrawn { get; set; }
    }

    sealed class Gathered
    {
        /// <summary>The first and the last of its lines.</summary>
        public int First { get; set; } = None;

        public int Last { get; set; } = None;

        public List<PackedRow> Removed { get; } = [];

        public List<Commentary> Comments { get; } = [];
    }
}
