using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Reads the rows of a published table by mappings: each gives a measure of the rows that its filter means. Areas that are no scorecard are left
/// out, and named in the receipt.
/// </summary>
sealed class MappedParser : StatedRowParser
{
    /// <summary>Mappings that the receipt names, at most.</summary>
    const int MostNamed = 10;

    /// <summary>The same of scorecards that were read.</summary>
    const int MostScorecards = 20;

    /// <summary>More mappings that do not read a table are for others with the same columns, unless their filter names its file.</summary>
    const int MostUnused = 3;

    /// <summary>The column of Explore Education Statistics that says which part of a year its period is.</summary>
    const string TimeIdentifier = "time_identifier";

    static readonly Column None = new("", -1);

    readonly List<Mapped> mapped = [];
    readonly MappedAreas areas;
    readonly Column part;
    readonly Dictionary<ScorecardId, (Month First, Month Last)> read = [];

    /// <summary>Ids of scorecards and indicators that figures were left out for.</summary>
    readonly SortedSet<string> inactive = new(StringComparer.Ordinal);
    long filtered;
    long inactiveFigures;

    /// <summary>The first period that was read as a year and could be a month.</summary>
    string? year;

    /// <exception cref="ExtractException">The file's name is of no mapping.</exception>
    public MappedParser(ExtractTable table, ExtractFile file)
        : base(table, file)
    {
        areas = new MappedAreas(Catalogue, LastMonth);
        part = new Column(TimeIdentifier, table.Header.Folded.ToList().IndexOf(TimeIdentifier));
        var all = MappedKind.Find(table.Header.Names, table.Header.Folded, Catalogue);
        mapped.AddRange(all.Where(m => MappingFilter.From(m).IsOfFile(table.File ?? file.Path)).Select(m => new Mapped(m, this)));
        if (mapped.Count == 0)
        {
            throw new ExtractException(
                $"its columns are those of the mapping {Names(all.Select(m => m.Id))}, whose filter names another file. "
                + "Name the file so, or correct the mapping's filter");
        }

        NoteLacking(file);
    }

    protected override string Remedy => "Narrow the mapping's filter to one of them, and upload the file again";

    /// <summary>Says which mappings do not read the table though they may be meant to.</summary>
    void NoteLacking(ExtractFile file)
    {
        var columns = MappedKind.FindLacking(Table.Header.Folded, Catalogue)
            .Where(m => MappingFilter.From(m.Mapping).IsOfFile(Table.File ?? file.Path)).ToDictionary(m => m.Mapping, m => m.Column);
        var lacking = FindMeant(columns.Keys).ConvertAll(m => $"{Quoted(m.Id)} (column {Quoted(columns[m])})");
        if (lacking.Count > 0)
        {
            Table.Notes.Add($"Mappings that are not used, since this table does not have a column of theirs: {NamedFirst.Join(lacking, MostNamed)}. "
                + "Where one is meant for it, correct the mapping and upload this file again.");
        }
    }

    /// <summary>Those of the mappings that do not read the table that may be meant to.</summary>
    static List<Mapping> FindMeant(IReadOnlyCollection<Mapping> unused) =>
        [.. unused.Where(m => unused.Count <= MostUnused || MappingFilter.From(m).FileName is not null)];

    /// <summary>A row is taken as a whole: where a fault is met, what it states by other mappings does not count.</summary>
    public List<Measure>? Parse(Row row)
    {
        var lines = mapped.Where(line => line.IsMeant(row)).ToList();
        filtered += lines.Count == 0 ? 1 : 0;
        lines.ForEach(line => line.HasRows = true);
        var measures = lines.SelectMany(mapping => Read(row, mapping)).ToList();
        if (row.IsRefused)
        {
            Drop(row, measures);
            return null;
        }

        foreach (var (scorecard, month) in measures.Select(m => (m.Scorecard, m.Month)))
        {
            var (first, last) = read.GetValueOrDefault(scorecard, (month, month));
            read[scorecard] = (month < first ? month : first, month > last ? month : last);
        }

        AddTogether(row, measures);
        return measures.Count == 0 ? null : measures;
    }

    /// <summary>Says which mappings read the table, and which mappings and areas were left out.</summary>
    /// <exception cref="ExtractException">No row says anything.</exception>
    public void Complete()
    {
        var left = areas.SayLeft().Concat(SayInactive()).ToList();
        if (areas.Unknown > 0 || inactive.Any(id => Catalogue.Scorecard(id) is not null))
        {
            Table.Refused.Want("scorecard");
        }

        if (inactive.Any(id => Catalogue.Indicator(id) is not null))
        {
            Table.Refused.Want("indicator");
        }

        if (Table.Counts is { Read: > 0, Accepted: 0, Refused: 0 })
        {
            var said = $"no row is what the mapping {Names(mapped.Select(line => line.Mapping.Id))} means. Of {Table.Counts.Read} rows {filtered} "
                + "are not those of its filter";
            throw left.Count == 0 ? new ExtractException($"{said}. Correct the filter and upload the file again")
                : new ExtractException(
                    $"{said}. {string.Join(". ", left.Select(l => l.Text))}", $"{said}. {string.Join(". ", left.Select(l => l.OnRecord))}");
        }

        NoteMappings();
        NoteRead();
        left.ForEach(l => Table.Notes.Add($"{l.Text}."));
    }

    /// <summary>Those that end first are first: an area whose code has changed has its last years under another one.</summary>
    void NoteRead()
    {
        var all = read.OrderBy(r => r.Value.Last).ThenByDescending(r => r.Value.First).ThenBy(r => r.Key.Value, StringComparer.Ordinal)
            .Select(r => $"{r.Key} ({r.Value.First}{(r.Value.First == r.Value.Last ? "" : $" to {r.Value.Last}")})").ToList();
        if (all.Count > 0)
        {
            Table.Notes.Add($"Read for {NamedFirst.Join(all, MostScorecards)}.");
        }
    }

    IEnumerable<(string Text, string OnRecord)> SayInactive()
    {
        if (inactive.Count > 0)
        {
            var said = $"{inactiveFigures} of its figures are of months in which these are not active, and are left out: "
                + $"{NamedFirst.Join(inactive, MostNamed)}. To have them read, correct active_from or active_to there, and upload this file again";
            yield return (said, said);
        }
    }

    void NoteMappings()
    {
        foreach (var line in mapped.Where(line => line.HasRows))
        {
            Table.Notes.Add(
                $"Read by the mapping '{line.Mapping.Id}' as {line.Mapping.Indicator}. A year is read as the month in which it ends: "
                + (line.Years.Count > 0
                    ? $"{string.Join("; ", line.Years.Select(y => $"column '{y.Column.Name}' as {y.Month}"))}."
                    : $"202425 as {new Month(2025, line.Mapping.YearEnd)}."));
        }

        var without = FindMeant([.. mapped.Where(line => !line.HasRows).Select(line => line.Mapping)]).ConvertAll(m => Quoted(m.Id));
        if (without.Count > 0)
        {
            Table.Notes.Add($"No row is what the mapping {NamedFirst.Join(without, MostNamed)} means. "
                + "If one should be, correct its filter and upload this file again.");
        }
    }

    List<Measure> Read(Row row, Mapped mapping)
    {
        var scorecard = mapping.Mapping.Scorecard is { } constant ? Catalogue.Scorecard(constant) : areas.Find(row.Cell(mapping.Area).ToString());
        if (scorecard is null)
        {
            return [];
        }

        var figures = mapping.Years.Count > 0
            ? mapping.Years.Select(
                year => (year.Month, Amounts: ReadAmounts(row, mapping, None, None, year.Column), At: (Column?)year.Column)).ToList()
            : [(ReadMonth(row, mapping), ReadAmounts(row, mapping, mapping.Numerator, mapping.Denominator, mapping.Value), null)];
        return [.. figures.Where(f => !row.IsRefused && f.Amounts != default && IsActive(scorecard, mapping.Line.Indicator, f.Month))
            .Select(f => Accept(
                row, scorecard, mapping.Line, f.Month, f.Amounts, f.At ?? mapping.Figure, f.At is null ? mapping.Figures : null))
            .OfType<Measure>()];
    }

    /// <summary>A table has years before the council had the indicator: as areas that are no scorecard they are left out, and said.</summary>
    bool IsActive(Scorecard scorecard, Indicator indicator, Month month)
    {
        string?[] ended = [scorecard.IsActive(month) ? null : scorecard.Id.Value, indicator.IsActive(month) ? null : indicator.Id.Value];
        inactive.UnionWith(ended.OfType<string>());
        inactiveFigures += ended.Any(id => id is not null) ? 1 : 0;
        return ended.All(id => id is null);
    }

    /// <exception cref="ExtractException">A month is written as what was read as a year before.</exception>
    Month ReadMonth(Row row, Mapped mapping)
    {
        var cell = FootnoteMark.Without(row.Cell(mapping.Period)).ToString();
        var text = Dates.ReadMonth(row.Cell(mapping.Period), out var month, out _);
        text = PeriodText.IsOfSeveralYears(cell) ? MonthText.None : text;
        row.Months.Meet(cell, text);
        if (text == MonthText.MonthOrYear && row.Months.ArePlain)
        {
            row.Notes.AddMonthNotYear(cell, month);
            return month;
        }

        if (text == MonthText.Month && row.Months.ArePlain && year is not null)
        {
            const string fix = "Write each month as its last day, such as 31/12/2011, or in letters, such as Dec 2011, and upload the file again";
            throw new ExtractException(
                $"'{year}' can be a month or a financial year, and row {row.Number} has a month that is written in the same way. {fix}",
                $"a month is written as what can be a financial year. {fix}");
        }

        if (!PeriodText.TryMonth(cell, mapping.Mapping.YearEnd, out month))
        {
            row.Refuse(mapping.Period, "is not a year. Write it as 2025, 202425 or 2024/25, or narrow the mapping's filter to the rows of years");
        }
        else if (text != MonthText.Month && PeriodText.EndsInFirstYear(cell, row.Cell(part)))
        {
            row.Refuse(
                mapping.Period,
                "is by its time_identifier a part of a year that ends in the first of the two years, and would be read as of the second. "
                + "Narrow the mapping's filter to other rows, or write each period as its last month, such as 2024-12");
        }

        year ??= text == MonthText.MonthOrYear && !row.IsRefused ? cell : null;
        return month;
    }

    static Amounts ReadAmounts(Row row, Mapped mapping, Column numerator, Column denominator, Column value)
    {
        var n = row.Amount(numerator, out var noNumerator);
        var d = row.Amount(denominator, out var noDenominator);
        var v = row.Amount(value, out var noValue, mapping.Line.Indicator);
        var noCount = noNumerator ?? noDenominator;

        // Where a count is withheld the other one says nothing that the value does not.
        return v is not null && noCount is not null ? new Amounts(null, null, v, null)
            : new Amounts(n, d, v, noValue ?? (v is null ? noCount : null));
    }

    static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Quoted));

    static string Quoted(string name) => $"'{name}'";

    Column FindColumn(string? name) => name is null ? None : new Column(name, Table.Header.Position(Header.Fold(name)));

    /// <summary>A mapping and where its columns are in the table.</summary>
    sealed class Mapped(Mapping mapping, MappedParser parser)
    {
        readonly List<(Column Column, string Value)> conditions =
            [.. MappingFilter.From(mapping).Conditions.Select(c => (parser.FindColumn(c.Column), c.Value))];

        public Mapping Mapping => mapping;

        /// <summary>Of its indicator.</summary>
        public Line Line { get; } = parser.FindLine(parser.Catalogue.Indicator(mapping.Indicator)!);

        public Column Area { get; } = parser.FindColumn(mapping.ScorecardColumn);

        public Column Period { get; } = parser.FindColumn(mapping.PeriodColumn);

        public Column Numerator { get; } = parser.FindColumn(mapping.NumeratorColumn);

        public Column Denominator { get; } = parser.FindColumn(mapping.DenominatorColumn);

        public Column Value { get; } = parser.FindColumn(mapping.ValueColumn);

        /// <summary>Where a fault is noted that is of no one part of the figure.</summary>
        public Column Figure => Value.Position >= 0 ? Value : Numerator;

        /// <summary>Where a column says the year.</summary>
        public FigureColumns Figures => new(Numerator, Denominator, Figure);

        /// <summary>Whether a row was met that it means.</summary>
        public bool HasRows { get; set; }

        /// <summary>The columns that are each of a year; none where a column says the year.</summary>
        public IReadOnlyList<(Column Column, Month Month)> Years { get; } = mapping.PeriodColumn is not null ? []
            : [.. MappedKind.Years(parser.Table.Header.Names, mapping).Select(year => (parser.FindColumn(year.Name), year.Month))];

        public bool IsMeant(Row row) => conditions.TrueForAll(c => row.Cell(c.Column).Equals(c.Value, StringComparison.OrdinalIgnoreCase));
    }
}
