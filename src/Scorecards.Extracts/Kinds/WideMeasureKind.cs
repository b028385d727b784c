using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>Figures, a column for each month or for each scorecard; known by those columns.</summary>
public sealed class WideMeasureKind() : ExtractKind("wide-measure", ["indicator"], ["scorecard", "month", MeasureParser.Confirmed])
{
    /// <summary>The fewest month or scorecard columns that make a table wide.</summary>
    internal const int LeastSpread = 2;

    /// <summary>What it needs beside the indicators, as people are told.</summary>
    internal const string SpreadColumns = "a column for each month with its year (May-12) or each scorecard";

    public override bool IsKnownByNames => false;

    internal override IAsyncEnumerable<ExtractRow> ReadAsync(ExtractTable table, ExtractFile file, CancellationToken ct)
    {
        var parser = new Parser(table, file);
        return table.MeasuresAsync(parser.Parse, parser.RequireIndicators, ct);
    }

    internal override bool HasOtherNames(IReadOnlyList<string> folded) => IndicatorColumn.Find(folded) >= 0;

    internal override int CompareHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded)
    {
        var months = IndicatorColumn.Find(folded) < 0 ? 0 : cells.Count(c => Dates.ReadMonth(c, out _, out _) != MonthText.None);
        return months >= LeastSpread ? Header.Complete + months : 0;
    }

    internal override Header? RecogniseHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded, Catalogue catalogue)
    {
        var indicator = IndicatorColumn.Find(folded);
        if (indicator < 0)
        {
            return null;
        }

        var positions = FindPositions(Respell(folded));
        positions["indicator"] = indicator;
        var spread = FindSpread(cells, catalogue);
        var problem = WideHeaderFault.Find(this, cells, folded, spread, folded[indicator]);

        // A comparison beside one scorecard makes a table wide too, and is left out.
        var others = spread is [{ Scorecard: not null }] ? cells.Count(c => IsComparison(c, NameMatcher.FindScorecard(catalogue, c))) : 0;
        return spread.Count + others < LeastSpread && problem is null ? null
            : new Header(this, cells, positions, problem?.Text, spread, problem?.OnRecord);
    }

    /// <summary>Whether a scorecard's name means a comparison, such as England.</summary>
    static bool IsComparison(string cell, Scorecard? scorecard) => scorecard is not null && OtherHeading.IsComparison(cell, scorecard);

    /// <summary>The columns named after months, or those named after scorecards where these are more; perhaps too few of either.</summary>
    internal static List<SpreadColumn> FindSpread(IReadOnlyList<string> cells, Catalogue catalogue)
    {
        var months = new OpenMonths();
        foreach (var cell in cells)
        {
            months.Meet(cell, Dates.ReadMonth(cell, out _, out _));
        }

        List<SpreadColumn> ofMonths = [], ofScorecards = [];
        for (var i = 0; i < cells.Count; i++)
        {
            var (column, text) = (new Column(cells[i], i), Dates.ReadMonth(cells[i], out var month, out _));
            if (text == MonthText.Month || (text == MonthText.MonthOrYear && months.ArePlain))
            {
                ofMonths.Add(new SpreadColumn(column, month, null));
            }
            else if (NameMatcher.FindScorecard(catalogue, cells[i]) is { } scorecard && !IsComparison(cells[i], scorecard))
            {
                ofScorecards.Add(new SpreadColumn(column, null, scorecard));
            }
        }

        return ofMonths.Count >= ofScorecards.Count ? ofMonths : ofScorecards;
    }

    sealed class Parser : StatedRowParser
    {
        readonly bool isByMonth;

        /// <summary>Of the whole table; null: it is in the columns, or each row says it.</summary>
        readonly Scorecard? titleScorecard;

        /// <summary>The same.</summary>
        readonly Month? titleMonth;

        /// <summary>Columns without a heading, between those of the figures.</summary>
        readonly List<Column> unnamed;

        /// <summary>Columns that mean nothing.</summary>
        readonly List<Column> others;

        /// <summary>Of a table by scorecard, those of them whose headings may be scorecards that are not known.</summary>
        readonly List<Column> strangers;

        bool namesIndicator, namesOther;

        public Parser(ExtractTable table, ExtractFile file)
            : base(table, file)
        {
            isByMonth = table.Header.Spread[0].Month is not null;
            titleScorecard = isByMonth && Scorecard.Position < 0 ? FindTitleScorecard() : null;
            titleMonth = !isByMonth && Month.Position < 0 ? FindTitleMonth() : null;
            var (from, to) = (table.Header.Spread[0].Column.Position, table.Header.Spread[^1].Column.Position);
            unnamed = [.. Enumerable.Range(from, to - from).Where(i => table.Header.Names[i] == "").Select(i => new Column("", i))];
            others = [.. table.Header.Names.Select((name, i) => new Column(name, i)).Where(column => !table.Header.IsUsed(column.Position))];
            strangers = isByMonth ? [] : others.FindAll(column => !OtherHeading.IsOne(column.Name));
            var columns = table.Header.Spread.Select(s => $"column '{s.Column.Name}' as {s.Month?.ToString() ?? s.Scorecard!.Id}");
            var all = titleScorecard?.Id.Value ?? titleMonth?.ToString();
            table.Notes.Add($"Read as a wide table: {string.Join("; ", columns)}{(all is null ? "" : $", all for {all}")}.");
            NoteComparisons();
            foreach (var name in table.Header.Ignored.Concat(table.Header.Spread.Select(s => s.Column.Name)))
            {
                NoteReading(table, name);
            }
        }

        void NoteComparisons()
        {
            var named = isByMonth ? [] : others.ConvertAll(c => (c.Name, Scorecard: NameMatcher.FindScorecard(Catalogue, c.Name)))
                .FindAll(c => c.Scorecard is not null).ConvertAll(c => $"'{c.Name}' ({c.Scorecard!.Id})");
            if (named.Count > 0)
            {
                Table.Notes.Add($"Left out as comparisons, though scorecards have these names: {string.Join(", ", named)}. "
                    + "To give a scorecard's figures of the month, upload a measure file.");
            }
        }

        /// <summary>Says how the name of a column was read that could be read in two ways.</summary>
        static void NoteReading(ExtractTable table, string name)
        {
            var text = Dates.ReadMonth(name, out var month, out var isEitherWay);
            var isRead = table.Header.Spread.Any(s => s.Column.Name == name && s.Month is not null);
            if (text == MonthText.MonthOrYear && isRead)
            {
                table.Notes.AddMonthNotYear(name, month);
            }
            else if (text == MonthText.MonthOrYear)
            {
                table.Notes.Add(
                    $"Column '{name}' is read as a financial year, which has no figures by month, and is left out. "
                    + $"For a month write {month.ToLongString()}.");
            }
            else if (isEitherWay && Dates.TryDay(name, out var day, out _))
            {
                table.Notes.AddDayFirst(name, day);
            }
        }

        /// <summary>A row is taken as a whole: where a fault is met, what its other cells state does not count.</summary>
        /// <exception cref="ExtractException">
        /// There are figures in a column without a heading, or an indicator has several rows for the parts of its figure.
        /// </exception>
        public List<Measure>? Parse(Row row)
        {
            RefuseBelowAnotherTitle(row, titleScorecard, titleMonth);
            RequireOneColumnAHeading(row);
            RequireOneRowAnIndicator(row);
            if (row.IsRefused)
            {
                return null;
            }

            var indicator = ReadIndicator(row);
            var scorecard = isByMonth ? titleScorecard ?? Lookup.Scorecard(row, Scorecard) : null;
            var month = isByMonth ? default : titleMonth ?? row.Month(Month);
            var amounts = Table.Header.Spread.Select(column => (Column: column, Amount: ReadAmount(row, column, indicator))).ToList();
            RefuseFiguresOfStrangers(row);
            if (row.IsRefused)
            {
                return null;
            }

            // A symbol in a month that is still to come says only that there is no figure yet.
            var measures = amounts.Where(a => a.Amount.Value is not null || (a.Amount.NoValue is not null && HasEnded(a.Column.Month ?? month)))
                .Select(a => Accept(row, a.Column.Scorecard ?? scorecard!, FindLine(indicator!), a.Column.Month ?? month, a.Amount, a.Column.Column))
                .OfType<Measure>().ToList();
            if (row.IsRefused)
            {
                Drop(row, measures);
                return null;
            }

            AddTogether(row, measures);
            return measures.Count == 0 ? null : measures;
        }

        /// <summary>At the table's end: names that are no indicators' may be people's, and would be shown with their faults.</summary>
        /// <exception cref="PersonalDataException">Its column of indicators is called name, and no row has one.</exception>
        public void RequireIndicators()
        {
            if (namesOther && !namesIndicator && Table.Header.Folded[Indicator.Position] == "name")
            {
                throw PersonalData.NamesRefusal(Table.Sheet);
            }
        }

        /// <summary>
        /// A heading that is merged over several columns is in the first of them, which need not be the figure's: it may be the numerator's.
        /// </summary>
        void RequireOneColumnAHeading(Row row)
        {
            if (unnamed.FirstOrDefault(column => row.Cell(column) is [>= '0' and <= '9', ..]) is { Name: not null } one)
            {
                var heading = Table.Header.Names.Take(one.Position).Last(name => name != "");
                const string fix = "Write a heading above each column, leave one column for each month or scorecard, and upload the file again";
                throw new ExtractException(
                    $"row {row.Number} has a figure in column {one.Position + 1}, which has no heading and follows '{heading}': of several "
                    + $"columns under one heading it cannot be told which has the figure. {fix}",
                    $"a column between those of the figures has figures and no heading. {fix}");
            }
        }

        /// <summary>Of the rows for numerator, denominator and value the first need not be the figure's: it is mostly the numerator's.</summary>
        void RequireOneRowAnIndicator(Row row)
        {
            var namesNone = !row.HasFault(Indicator) && row.Cell(Indicator).IsEmpty
                && Table.Header.Spread.Any(c => !row.HasFault(c.Column) && NumberText.Read(row.Cell(c.Column)).Number is not null);
            if (others.FirstOrDefault(c => !row.HasFault(c) && FigurePart.IsSaid(c.Name, row.Cell(c), namesNone)) is { Name: not null } one)
            {
                var place = one.Name == "" ? $"column {one.Position + 1}" : $"column '{one.Name}'";
                WideHeaderFault.RequireNoSecondHeader(row, Table.Header.Spread, place);
                const string fix = "Leave one row for each indicator, which is named in it, with the value alone, and take that column out. Or write "
                    + "numerator and denominator into a measure file, which has a column for each. Then upload the file again";
                throw new ExtractException(
                    $"row {row.Number} says in {place} which part of a figure it has: of the rows for numerator, denominator and value it cannot "
                    + $"be told which one has the figure. {fix}",
                    $"a column says which part of a figure each row has. {fix}");
            }
        }

        /// <summary>A figure under a heading that may be a scorecard's is not left out in silence.</summary>
        void RefuseFiguresOfStrangers(Row row)
        {
            foreach (var column in strangers.Where(c => !row.HasFault(c) && NumberText.Read(row.Cell(c)).Number is not null))
            {
                Table.RefusedColumns.Add(column.Position);
                row.RefuseForWant("scorecard", column, Reasons.NoScorecardAbove + Lookup.Suggestion("scorecard", column.Name));
            }
        }

        bool HasEnded(Month month) => Checks?.HasEnded(month) ?? true;

        Indicator? ReadIndicator(Row row)
        {
            var indicator = Lookup.Indicator(row, Indicator, Reasons.NotOneIndicator);
            namesIndicator |= indicator is not null;
            namesOther |= indicator is null && !row.Cell(Indicator).IsEmpty;
            return indicator;
        }

        Amounts ReadAmount(Row row, SpreadColumn column, Indicator? indicator)
        {
            // A year's template has #DIV/0! or #N/A in the months that are still to come.
            if (column.Month is { } month && !HasEnded(month) && (row.HasFault(column.Column) || row.Cell(column.Column) is ['#', ..]))
            {
                return default;
            }

            var value = row.Amount(column.Column, out var noValue, indicator);
            return new Amounts(null, null, value, noValue);
        }
    }
}
