using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Checks the measures of one table, whatever its shape, against the catalogue and against the other rows of the file.</summary>
abstract class MeasureParser(ExtractTable table, ExtractFile file)
{
    /// <summary>By yes, the warnings of all that its row states are confirmed.</summary>
    internal const string Confirmed = "confirmed";

    const string WhereToWriteIt = "Write it above the table, such as 'Scorecard - Kent, inc UASC May 2012', or add a column";

    /// <summary>The table's place in the file.</summary>
    readonly int index = file.Tables.Count - 1;

    readonly Column confirmed = new(Confirmed, table.Header.Position(Confirmed));

    protected ExtractTable Table => table;

    protected Catalogue Catalogue => file.Catalogue;

    protected MeasureConflicts Conflicts => file.Conflicts;

    protected PlausibilityChecks? Checks => file.Checks;

    /// <summary>What is to be done about rows that contradict each other.</summary>
    protected virtual string Remedy => "Keep only the correct row";

    protected Column Column(string name) => new(name, table.Header.Position(name));

    /// <summary>Whether what the row states is right, however implausible.</summary>
    protected bool IsConfirmed(Row row) => !row.Cell(confirmed).IsEmpty && row.OneOf(confirmed, ["yes", "no"]) == "yes";

    /// <summary>The scorecard that a title above the table names, else the file's name.</summary>
    protected Scorecard FindTitleScorecard() =>
        table.Notes.Texts.Append(file.Path).Select(text => NameMatcher.FindScorecardIn(Catalogue, text)).FirstOrDefault(found => found is not null)
        ?? throw new ExtractException(
            $"neither a title above the table nor the file's name says which scorecard it is for. {WhereToWriteIt} 'scorecard'");

    /// <summary>The month that a title above the table names, else the file's name.</summary>
    protected Month FindTitleMonth()
    {
        var month = table.Notes.Texts.Append(file.Path).Select(NameMatcher.FindMonthIn).FirstOrDefault(found => found is not null)
            ?? throw new ExtractException(
                $"neither a title above the table nor the file's name says which month it is for. {WhereToWriteIt} 'month'. "
                + "What can be a financial year, such as 2011-12, is not taken for a month: write Dec 2011");
        return Checks?.FindFault(month) is { } fault
            ? throw new ExtractException($"the month that a title above the table or the file's name gives cannot be right: {fault}")
            : month;
    }

    /// <summary>Whether a measure is stated for the first time; a conflict is noted on both rows.</summary>
    /// <param name="place">The indicator's, in <see cref="Conflicts"/>.</param>
    /// <param name="at">The column that the row's fault is noted on.</param>
    protected bool IsNew(Row row, int place, Measure measure, Column at)
    {
        var novelty = Conflicts.Add(index, row.Number, place, measure, out var conflict);
        if (novelty == MeasureNovelty.Conflicting)
        {
            RefuseBoth(row, measure, at, conflict);
        }

        return novelty == MeasureNovelty.New;
    }

    protected void AddTogether(Row row, IReadOnlyList<Measure> measures) => Conflicts.AddTogether(index, row.Number, measures);

    void RefuseBoth(Row row, Measure measure, Column at, MeasureConflict conflict)
    {
        var isHere = conflict.Table == index;
        var earlier = $"{conflict.Row}{(isHere ? "" : $" of '{file.Tables[conflict.Table].Sheet}'")}";
        row.Refuse(at, Reason(earlier));
        if (conflict.Withdrawn.Count > 0)
        {
            var later = $"{row.Number}{(isHere ? "" : $" of '{table.Sheet}'")}";
            file.Refuse(conflict, at.Name, measure.Indicator.Value, Reason(later));
        }

        string Reason(string other) =>
            $"conflicts with row {other}, which gives different figures for the same scorecard and month. {Remedy}";
    }

    protected NameLookup Lookup => file.Names;

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
