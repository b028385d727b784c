using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Checks the measures of one table, whatever its shape, against the catalogue and against the other rows of the file.</summary>
abstract class MeasureParser(ExtractTable table, ExtractFile file)
{
    /// <summary>By yes, the warnings of all that its row states are confirmed.</summary>
    internal const string Confirmed = "confirmed";

    /// <summary>The table's place in the file.</summary>
    readonly int index = file.Tables.Count - 1;

    readonly Column confirmed = table.Header.Column(Confirmed);

    /// <summary>Of the texts in single cells, those that were looked at; at first those above the header.</summary>
    int textsLookedAt = table.Notes.Texts.Count;

    string? otherTitle;

    /// <summary>The row that was refused for a conflict last.</summary>
    long conflicting;

    protected ExtractTable Table => table;

    protected Catalogue Catalogue => file.Catalogue;

    protected MeasureConflicts Conflicts => file.Conflicts;

    protected PlausibilityChecks? Checks => file.Checks;

    /// <inheritdoc cref="ExtractFile.LastMonth"/>
    protected Month LastMonth => file.LastMonth;

    /// <summary>What is to be done about rows that contradict each other.</summary>
    protected virtual string Remedy => "Keep only the correct row";

    /// <summary>Whether what the row states is right, however implausible.</summary>
    protected bool IsConfirmed(Row row) => confirmed.Position >= 0 && row.YesOrNo(confirmed) == true;

    /// <exception cref="ExtractException">It is not clear; a scorecard that comes later may make it clear.</exception>
    protected Scorecard FindTitleScorecard()
    {
        try
        {
            return OfTitles(titles => titles.FindScorecard());
        }
        catch (ExtractException)
        {
            table.Refused.Want("scorecard");
            throw;
        }
    }

    protected Month FindTitleMonth() => OfTitles(titles =>
    {
        var month = titles.FindMonth();
        return Checks?.FindFault(month) is { } fault
            ? throw new ExtractException($"the month that a title above the table or the file's name gives cannot be right: {fault}")
            : month;
    });

    /// <summary>What a title above the table, else the file's name, says of all rows. A file of a zip has a name of its own.</summary>
    /// <exception cref="ExtractException">It is not clear.</exception>
    T OfTitles<T>(Func<TableTitles, T> find)
    {
        table.Notes.NameAsTitle = table.Notes.Titles.Count == 0 ? table.File : null;
        return find(new TableTitles(Catalogue, table.Notes.Titles, table.File is { } zipped ? $"{file.Path}/{zipped}" : file.Path));
    }

    /// <summary>Refuses a row below a title that is of another scorecard or month than the one above the table.</summary>
    /// <param name="scorecard">Of the table; null: its rows or columns say it.</param>
    /// <param name="month">The same.</param>
    protected void RefuseBelowAnotherTitle(Row row, Scorecard? scorecard, Month? month)
    {
        for (; otherTitle is null && textsLookedAt < table.Notes.Texts.Count; textsLookedAt++)
        {
            var text = table.Notes.Texts[textsLookedAt];
            otherTitle = TableTitles.IsOfAnother(Catalogue, text, scorecard, month) ? text : null;
        }

        if (otherTitle is not null)
        {
            row.RefuseWhole($"is below the title '{otherTitle}', which is not of the table's scorecard and month. {ExtractTable.Apart}");
        }
    }

    /// <summary>Whether a measure is stated for the first time; a conflict is noted on all its rows.</summary>
    /// <param name="place">The indicator's, in <see cref="Conflicts"/>.</param>
    /// <param name="at">The column that the row's fault is noted on.</param>
    protected bool IsNew(Row row, int place, Measure measure, Column at)
    {
        var isNew = Conflicts.Add(index, row.Number, place, measure, out var conflicts);
        if (conflicts.Count > 0)
        {
            conflicting = row.Number;
            RefuseAll(row, measure, at, conflicts);
        }

        return isNew;
    }

    /// <summary>Whether the row was refused for a conflict. What else it states contradicts other rows too, whichever comes first.</summary>
    protected bool IsConflicting(Row row) => conflicting == row.Number;

    /// <summary>What a row with several measures had stated when it was refused counts nowhere.</summary>
    protected void Drop(Row row, IReadOnlyList<Measure> measures)
    {
        if (IsConflicting(row))
        {
            Conflicts.Withhold(measures);
        }
        else
        {
            Conflicts.Forget(measures);
        }
    }

    protected void AddTogether(Row row, IReadOnlyList<Measure> measures) => Conflicts.AddTogether(index, row.Number, measures);

    void RefuseAll(Row row, Measure measure, Column at, IReadOnlyList<MeasureConflict> conflicts)
    {
        row.Refuse(at, Reason(conflicts[0].Row, conflicts[0].Table, index));
        foreach (var conflict in conflicts.Where(c => c.Withdrawn.Count > 0))
        {
            file.Refuse(conflict, ColumnIn(conflict.Table), measure.Indicator.Value, Reason(row.Number, index, conflict.Table));
        }

        // Another table has columns of its own.
        string ColumnIn(int other) => other == index ? at.Name
            : file.Tables[other].Header is { Kind: { } kind } header ? kind.ColumnOf(header, "indicator", measure, Catalogue) ?? "" : "";

        string Reason(long number, int of, int seenFrom)
        {
            var other = $"{number}{(of == seenFrom ? "" : $" of '{file.Tables[of].Sheet}'")}";
            return $"conflicts with row {other}, which gives different figures for the same scorecard and month. {Remedy}";
        }
    }

    protected NameLookup Lookup => file.Names;

    protected static void RefuseInactive(Row row, Indicator indicator, Month month, Column at)
    {
        if (!indicator.IsActive(month))
        {
            row.RefuseForWant(
                "indicator", at, $"the indicator {indicator.Id} is not active in {month}. Correct the month; or upload the indicator's row with "
                    + "another active_from or active_to, and then this file again");
        }
    }

    /// <param name="what">That says the month.</param>
    protected static string NotActive(Scorecard scorecard, Month month, string what = "month") =>
        $"the scorecard {scorecard.Id} is not active in {month}. Correct the {what}; or upload the scorecard's row with another active_from or "
        + "active_to, and then this file again";

    /// <summary>What is written in place of a denominator beside a numerator; null = nothing, or there is no numerator.</summary>
    /// <param name="at">The denominator's.</param>
    protected static string? SymbolOf(Row row, Column at, decimal? numerator, decimal? denominator) =>
        numerator is not null && denominator is null && row.Cell(at) is { IsEmpty: false } written ? written.ToString() : null;

    /// <summary>Refuses a row for its figures.</summary>
    /// <param name="isByIndicator">Whether another row of its indicator may let them in, such as by whole_counts.</param>
    protected static void Refuse(Row row, Column at, string reason, bool isByIndicator)
    {
        if (isByIndicator)
        {
            row.RefuseForWant("indicator", at, reason);
        }
        else
        {
            row.Refuse(at, reason);
        }
    }

    protected void RefuseUnknown(Row row, Column column, string kind)
    {
        var isBlank = row.Cell(column).IsEmpty;
        if (!row.IsRefused || !isBlank)
        {
            row.RefuseForWant(kind, column, isBlank
                ? Reasons.Blank
                : (kind == "indicator" ? Reasons.NoIndicator : Reasons.NoScorecard) + Lookup.Suggestion(kind, row.Cell(column)));
        }
    }
}
