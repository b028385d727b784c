using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Whose figures are shown together. A scorecard affects its own months.</summary>
public sealed class ScorecardKind() : KeyedKind<Scorecard>(
    "scorecard", ["scorecard", "name", "slice", "uasc"], ["parent", "slice_code", "active_from", "active_to"])
{
    protected override string Key(Scorecard item) => item.Id.Value;

    protected override Touches FindTouches(IReadOnlyList<Scorecard> items) =>
        new() { CatalogueKinds = [Name], CatalogueFrom = Month.First, CatalogueScorecards = [.. items.Select(s => s.Id)] };

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
