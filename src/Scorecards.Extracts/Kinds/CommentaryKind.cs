using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// What services say of their indicators, month by month. No figure depends on it. A table that also has figures is of the kind measure.
/// </summary>
public sealed class CommentaryKind() : KeyedKind<Commentary>("commentary", ["scorecard", "indicator", "month", Comment], ["owner", "action", "due"])
{
    /// <summary>The column without which there is no commentary. Beside figures it is not read, and the receipt warns of what is in it.</summary>
    internal const string Comment = "comment";

    const int MostNamed = 6;

    internal override bool HasFreeText => true;

    protected override string Key(Commentary item) => $"{item.Scorecard}, {item.Indicator}, {item.Month}";

    protected override Touches FindTouches(IReadOnlyList<Commentary> items) =>
        new() { Commented = new MonthSet(items.Select(c => new ScorecardMonth(c.Scorecard, c.Month))) };

    internal override bool HasAllColumns(IReadOnlyList<string> folded) => base.HasAllColumns(folded) && !MeasureKind.Figures.Any(folded.Contains);

    private protected override void AddNotes(
        ReadingNotes notes, IReadOnlyList<(Commentary Item, long Row)> rows, ExtractFile file)
    {
        List<string> hidden =
        [
            .. rows.Select(r => r.Item).Where(c => file.Catalogue.Scorecard(c.Scorecard)?.IsActive(c.Month) == false
                || file.Catalogue.Indicator(c.Indicator)?.IsActive(c.Month) == false).Select(Key),
        ];
        if (hidden.Count > 0)
        {
            notes.Add("Not shown, as the scorecard or the indicator is not in use in that month (active_from, active_to): "
                + $"{NamedFirst.Join(hidden, MostNamed)}.");
        }
    }

    static Month ReadMonth(Row row, ExtractFile file)
    {
        var (column, wasRefused) = (row.Column("month"), row.IsRefused);
        var month = row.Month(column);
        if (row.IsRefused == wasRefused && month != default && file.Checks?.FindFault(month) is { } fault)
        {
            row.Refuse(column, fault);
        }

        return month;
    }

    private protected override Commentary? Parse(Row row, ExtractFile file)
    {
        var (indicatorColumn, commentColumn) = (row.Column("indicator"), row.Column(Comment));
        var scorecard = file.Names.Scorecard(row, row.Column("scorecard"));
        var indicator = file.Names.Indicator(row.Required(indicatorColumn));
        if (indicator is null && !row.Cell(indicatorColumn).IsEmpty)
        {
            row.RefuseForWant("indicator", indicatorColumn, Reasons.NoIndicator + file.Names.Suggestion("indicator", row.Cell(indicatorColumn)));
        }

        var month = ReadMonth(row, file);
        var comment = row.Prose(commentColumn, Commentary.LongestText);
        if (comment is null && !row.IsRefused)
        {
            row.Refuse(commentColumn, "is blank. Explain the result in a sentence");
        }

        var owner = row.Prose(row.Column("owner"), Commentary.LongestOwner);
        var action = row.Prose(row.Column("action"), Commentary.LongestText);
        var due = row.Date(row.Column("due"));
        return row.IsRefused ? null : new Commentary
        {
            Scorecard = scorecard!.Id,
            Indicator = indicator!.Id,
            Month = month,
            Comment = comment,
            Owner = owner,
            Action = action,
            Due = due,
        };
    }
}
