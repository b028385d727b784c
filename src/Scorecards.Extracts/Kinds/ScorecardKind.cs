using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Whose figures are shown together. A scorecard affects its own months.</summary>
public sealed class ScorecardKind() : KeyedKind<Scorecard>(
    "scorecard", ["scorecard", "name", "slice", "uasc"], ["parent", "slice_code", "active_from", "active_to"])
{
    protected override string Key(Scorecard item) => item.Id.Value;

    protected override Touches FindTouches(IReadOnlyList<Scorecard> items) =>
        new() { CatalogueKinds = [Name], CatalogueFrom = Month.First, CatalogueScorecards = [.. items.Select(s => s.Id)] };

    private protected override void AddNotes(ReadingNotes notes, IReadOnlyList<(Scorecard Item, long Row)> rows, ExtractFile file)
    {
        var after = new Catalogue([], [], file.Catalogue.Scorecards.Concat(rows.Select(r => r.Item)));
        var tree = new ScorecardTree(after.Scorecards);
        foreach (var (scorecard, row) in rows)
        {
            if (file.Known.Scorecard(scorecard.Id) is { } before)
            {
                AddTakenAway(notes, row, before.Id.Value,
                [
                    ("parent", scorecard.Parent is null ? before.Parent?.Value : null),
                    ("slice_code", scorecard.SliceCode is null ? before.SliceCode : null),
                    .. DaysTakenAway((before.ActiveFrom, before.ActiveTo), (scorecard.ActiveFrom, scorecard.ActiveTo)),
                ]);
                NoteOtherCode(notes, scorecard, row, before.SliceCode);
            }

            if (scorecard.Parent is { } parent && after.Scorecard(parent) is null)
            {
                var meant = new NameLookup(after, file.LastMonth, []).Suggestion("scorecard", parent.Value);
                notes.Add($"Row {row}: '{parent}' is no scorecard's id{(meant == "" ? "." : meant)} "
                    + $"{scorecard.Id} has no scorecard above it until it is one.");
            }

            if (tree.Ancestors(scorecard.Id).Prepend(scorecard.Id).Any(id => after.Scorecard(id)?.Parent == scorecard.Id))
            {
                notes.Add($"Row {row}: {scorecard.Id} is above itself by the parents of the scorecards. Correct one of them.");
            }
        }
    }

    /// <summary>A code has no day from which it holds: the population of the months before has to have the new one too.</summary>
    static void NoteOtherCode(ReadingNotes notes, Scorecard scorecard, long row, string? before)
    {
        if (before is not null && scorecard.SliceCode is { } code && !code.Equals(before, StringComparison.OrdinalIgnoreCase))
        {
            notes.Add($"Row {row}: {scorecard.Id} had the slice_code {before}. Figures counted from records are counted by {code} from now on, for "
                + $"every month that is not issued. Its rates need {code} in population too, with the effective_from that {before} has there.");
        }
    }

    private protected override Scorecard? Parse(Row row, ExtractFile file)
    {
        var scorecard = new Scorecard
        {
            Id = TextFolding.Fold(row.Required(row.Column("scorecard"), LongestId)),
            Name = row.Required(row.Column("name")),
            Parent = row.Text(row.Column("parent"), LongestId) is { } parent ? TextFolding.Fold(parent) : default(ScorecardId?),
            Slice = Slice.Find(row.OneOf(row.Column("slice"), [.. Slice.All.Select(s => s.Name)])) ?? Slice.County,
            SliceCode = row.Text(row.Column("slice_code"), LongestId),
            Uasc = UascBasis.Find(row.OneOf(row.Column("uasc"), [.. UascBasis.All.Select(b => b.Name)])) ?? UascBasis.Included,
            ActiveFrom = row.Date(row.Column("active_from")),
            ActiveTo = row.Date(row.Column("active_to")),
        };
        RefuseBackwards(row, "active_from", scorecard.ActiveFrom, "active_to", scorecard.ActiveTo);
        return row.IsRefused ? null : scorecard;
    }
}
