namespace Scorecards.Domain;

/// <summary>
/// One indicator over a family's month: complementary cell suppression (docs/domain.md, Small numbers). Small numbers are hidden first. Then further
/// cells are hidden, smallest first, until the hidden values can no longer be deduced: another table that differs by a solution of the relations
/// between the hidden cells would look the same.
/// </summary>
sealed class SuppressionTable
{
    readonly List<SuppressionCell> cells;
    readonly SuppressionRow[][] rows;

    public SuppressionTable(SuppressionProfile profile, IEnumerable<SuppressionRelation> relations, List<SuppressionCell> cells)
    {
        this.cells = [.. cells.Where(c => c.IsPresent)];
        var byScorecard = this.cells.ToDictionary(c => c.Scorecard.Scorecard);
        var known = relations.Select(
            r => (Total: byScorecard.GetValueOrDefault(r.Total), Parts: this.cells.Where(c => r.Parts.Contains(c.Scorecard.Scorecard)).ToList()))
            .Where(r => r.Total is not null && r.Parts.Count > 0).ToList();
        rows =
        [
            .. Enumerable.Range(0, SuppressionCell.Kinds)
                .Select(kind => known.Select(r => SuppressionRow.Find(profile, kind, r.Total!, r.Parts)).OfType<SuppressionRow>().ToArray()),
        ];
    }

    /// <summary>Hides cells until nothing hidden can be deduced, or nothing is left to hide.</summary>
    public void Protect()
    {
        var hopeless = new HashSet<object>();
        while (true)
        {
            // One relation that gives something away is found quickly; the rest takes solving all relations together.
            if (rows.SelectMany(r => r).FirstOrDefault(r => r.GivesAway()) is { } row)
            {
                Partner([row])!.Hide();
            }
            else if (Weak(hopeless) is not { } weak)
            {
                return;
            }
            else if (Partner(RowsWith(weak)) is { } partner)
            {
                partner.Hide();
            }
            else
            {
                hopeless.Add(weak);
            }
        }
    }

    IEnumerable<SuppressionRow> RowsWith(object weak) =>
        rows.SelectMany(r => r).Where(r => ReferenceEquals(r, weak) || (weak is SuppressionCell cell && r.Contains(cell)));

    /// <summary>A hidden result (cell) or a small rest (row) that can be deduced; null = there is none.</summary>
    object? Weak(HashSet<object> hopeless)
    {
        List<SuppressionSolutions> solutions = [new(cells, rows, 1, 0), new(cells, rows, 0, 1), new(cells, rows, 1, 1)];
        var weak = cells.Where(c => c.IsHidden && !c.WasSuppressed && !hopeless.Contains(c))
            .FirstOrDefault(c => Enumerable.Range(0, SuppressionCell.Kinds).Any(kind => !IsSafe(c, kind)));
        return weak as object
            ?? rows.SelectMany((r, kind) => r.Where(row => row.IsRestSmall && !hopeless.Contains(row) && !IsRestSafe(row, kind))).FirstOrDefault();

        bool IsSafe(SuppressionCell cell, int kind) => (cell.Counts[kind] is null && !cell.IsUnknown)
            || !rows[kind].Any(r => r.Contains(cell))
            || solutions.Any(s => s.Moves(kind) && (cell.IsSensitive(kind) ? s.ChangeUnseen(cell) : s.Change(cell)));

        bool IsRestSafe(SuppressionRow row, int kind) => solutions.Any(s => s.Moves(kind) && s.Change(row));
    }

    /// <summary>
    /// The cell to hide next in some relations: a part, else a total, else a zero, which hides little; of these the one whose relations most often
    /// have a hidden cell already, then the smallest. If all are hidden, the relations that share a hidden cell with them are searched too.
    /// </summary>
    SuppressionCell? Partner(IEnumerable<SuppressionRow> relations)
    {
        var near = relations.ToHashSet();
        for (var reached = 0; reached < near.Count;)
        {
            var open = near.SelectMany(r => r.Parts.Select(c => (Cell: c, Rank: c.Counts.Contains(0m) ? 2 : 0)).Append((Cell: r.Total, Rank: 1)))
                .Where(c => !c.Cell.IsHidden).ToList();
            if (open.Count > 0)
            {
                return open.OrderBy(c => c.Rank)
                    .ThenBy(c => rows.SelectMany(r => r).Count(r => !r.IsRestSmall && r.Contains(c.Cell) && !r.HasHidden()))
                    .ThenBy(c => c.Cell.Counts[0])
                    .ThenBy(c => c.Cell.Scorecard.Scorecard).First().Cell;
            }

            reached = near.Count;
            var hidden = near.SelectMany(r => r.Parts.Append(r.Total)).ToHashSet();
            near.UnionWith(rows.SelectMany(r => r).Where(r => hidden.Any(r.Contains)));
        }

        return null;
    }
}
