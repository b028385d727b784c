using static Scorecards.Extracts.WideMeasureKind;

namespace Scorecards.Extracts;

/// <summary>Finds why the columns of a wide table cannot be read.</summary>
static class WideHeaderFault
{
    /// <summary>The fault, and the same without cells: a row of records has dates too.</summary>
    /// <param name="cells">The header as written.</param>
    /// <param name="folded">The same, folded.</param>
    /// <param name="spread">The columns of months or scorecards, perhaps too few.</param>
    /// <param name="indicatorColumn">The name of the column of indicators, folded.</param>
    /// <returns>Null: nothing is wrong.</returns>
    public static (string Text, string? OnRecord)? Find(
        ExtractKind kind, IReadOnlyList<string> cells, IReadOnlyList<string> folded, IReadOnlyList<SpreadColumn> spread, string indicatorColumn)
    {
        if (spread.Count >= LeastSpread && kind.Columns.Append(indicatorColumn).FirstOrDefault(c => IsTwice(c, folded, spread)) is { } named)
        {
            var fault = $"appears in the header more than once. Keep only one of them. {ExtractTable.Apart}";
            return ($"column '{named}' {fault}", $"a column {fault}");
        }

        var twice = spread.GroupBy(c => (c.Month, c.Scorecard?.Id)).FirstOrDefault(g => g.Count() > 1);
        if (spread.Count >= LeastSpread && twice is not null)
        {
            return ($"two columns, {Names(twice.Select(c => c.Column.Name))}, are for the same month or scorecard. Keep only one of them",
                "two columns are for the same month or scorecard. Keep only one of them");
        }

        var days = cells.Where(c => Dates.ReadMonth(c, out _, out _) == MonthText.DayWithin).ToList();
        if (days.Count > 0 && days.Count + spread.Count(c => c.Month is not null) >= LeastSpread)
        {
            return Quote("figures are by month, and the header has dates within a month", days,
                "Name each column after its month, such as May 2012, or after the month's first or last day");
        }

        var american = cells.Where(c => Dates.TryMonthFirst(c, out _)).ToList();
        if (american.Count > 0 && american.Count + spread.Count(c => c.Month is not null) >= LeastSpread)
        {
            return Quote("the header has dates with the month before the day", american,
                "Write the day first, such as 31/05/2012, or name each column after its month, such as May 2012");
        }

        var years = cells.Where(c => Dates.ReadMonth(c, out _, out _) is MonthText.Year or MonthText.MonthOrYear).ToList();
        return spread.Count >= LeastSpread || years.Count < LeastSpread ? null
            : Quote("figures are by month, and the header has financial years", years,
                "Name each column after its month, such as May 2012; what can be a month or a year, such as 2011-12, is taken for the year where "
                + "no other column tells: write Dec 2011");
    }

    /// <summary>Where words are in place of figures, as Num is below a month, the parts of a figure are in columns and not in rows.</summary>
    /// <param name="spread">The columns of months or scorecards.</param>
    /// <param name="place">The column that says which part of a figure it has.</param>
    /// <exception cref="ExtractException">The row has headings, by which a month or a scorecard has several columns.</exception>
    public static void RequireNoSecondHeader(Row row, IReadOnlyList<SpreadColumn> spread, string place)
    {
        var cells = spread.Where(c => !row.HasFault(c.Column)).Select(c => row.Cell(c.Column).ToString()).Where(c => c != "").ToList();
        if (cells.Count == 0 || cells.Exists(c => NumberText.Read(c) is not { Number: null, NoValue: null }))
        {
            return;
        }

        const string fault = "several columns are for one month or scorecard, and it cannot be told which one has the figure. Leave one column for "
            + "each, the one with the value, and take the second row of headings out. Or write numerator and denominator into a measure file, which "
            + "has a column for each. Then upload the file again";
        throw new ExtractException(
            $"row {row.Number} is a second row of headings, by which {place} has a part of a figure: {fault}",
            $"below the header is a second row of headings, by which columns have parts of figures: {fault}");
    }

    /// <summary>
    /// Whether a name is there again, but for one on both sides of the figures, as wide sheets have it for their readers. Of two tables side by side
    /// the right one's figures would go to the left one's indicators.
    /// </summary>
    static bool IsTwice(string name, IReadOnlyList<string> folded, IReadOnlyList<SpreadColumn> spread)
    {
        var places = Enumerable.Range(0, folded.Count).Where(i => folded[i] == name).ToList();
        return places.Count > 1 && (places[0] > spread[0].Column.Position || places[1] < spread[^1].Column.Position);
    }

    static (string Text, string? OnRecord) Quote(string fault, IReadOnlyList<string> cells, string fix) =>
        ($"{fault}: {Names(cells)}. {fix}", $"{fault}. {fix}");

    static string Names(IEnumerable<string> names) => string.Join(" and ", names.Select(n => $"'{n}'"));
}
