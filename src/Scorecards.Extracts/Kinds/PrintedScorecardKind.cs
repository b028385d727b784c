using System.Globalization;
using System.Text.RegularExpressions;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>The table of the published scorecard, exported as it is printed.</summary>
public sealed partial class PrintedScorecardKind() : ExtractKind(
    "printed-scorecard",
    ["indicators", "latest_result"],
    ["polarity", "data_period", "rag", "num", "denom", "previous", "target", MeasureParser.Confirmed])
{
    /// <summary>By another name of the column of indicators, such as "Monthly Indicators".</summary>
    internal override Header? RecogniseHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded, Catalogue catalogue)
    {
        var indicator = IndicatorColumn.Find(folded);
        if (indicator < 0 || !folded.Contains("latest_result"))
        {
            return null;
        }

        var positions = FindPositions(Respell(folded));
        positions["indicators"] = indicator;
        return new Header(this, cells, positions, Header.FindProblem(this, folded));
    }

    internal override int CompareHeader(IReadOnlyList<string> cells, IReadOnlyList<string> folded) =>
        CountColumns(folded) + (IndicatorColumn.Find(folded) >= 0 && folded.Contains("latest_result") ? Header.Complete : 0);

    internal override string? ColumnOf(Header header, string part, Measure measure, Catalogue catalogue) => header.NameOf(part switch
    {
        "numerator" => "num",
        "denominator" => "denom",
        "value" => measure.IsSecondHand ? "previous" : "latest_result",
        _ => part,
    });

    internal override IAsyncEnumerable<ExtractRow> ReadAsync(ExtractTable table, ExtractFile file, CancellationToken ct)
    {
        var parser = new Parser(table, file);
        return table.MeasuresAsync(parser.Parse, parser.CompareSentence, ct);
    }

    /// <summary>
    /// Lines are matched to the catalogue by name; the column "previous" is the month before at second hand; where the printed ratings, targets or
    /// sentence differ from what is calculated, a note says so.
    /// </summary>
    sealed partial class Parser : MeasureParser
    {
        readonly Scorecard scorecard;
        readonly Month month;
        readonly List<StatedMeasure> now = [];
        readonly List<StatedMeasure> before = [];

        public Parser(ExtractTable table, ExtractFile file)
            : base(table, file)
        {
            (scorecard, month) = (FindTitleScorecard(), FindTitleMonth());
            if (!scorecard.IsActive(month))
            {
                table.Refused.Want("scorecard");
                throw new ExtractException(NotActive(scorecard, month, "title"));
            }

            table.Notes.Add($"Read as the printed scorecard of {scorecard.Name} ({scorecard.Id}), {month.ToLongString()}.");
        }

        public List<Measure>? Parse(Row row)
        {
            RefuseBelowAnotherTitle(row, scorecard, month);
            if (row.IsRefused || ReadIndicator(row) is not { } indicator || ReadLine(row, indicator) is not { } line)
            {
                return null;
            }

            var measure = new Measure
            {
                Scorecard = scorecard.Id,
                Indicator = indicator.Id,
                Month = month,
                Numerator = line.Numerator,
                Denominator = line.Denominator,
                Figure = line.Figure,
                Unit = line.NoValue is null && indicator.Unit.Divides(line.Numerator, line.Denominator) ? indicator.Unit : null,
                NoValue = line.NoValue,
                IsConfirmed = line.IsConfirmed,
            };
            if (!IsNew(row, Conflicts.Place(indicator), measure, row.Column("indicators")))
            {
                return null;
            }

            row.Notes.AddNoValue(line.NoValue, row.Number);
            CompareLine(row, indicator, line);
            now.Add(Stated(measure, row));
            List<Measure> stated = [measure];
            if (line.Previous is decimal previous)
            {
                stated.Add(Earlier(indicator, previous) with { IsConfirmed = line.IsConfirmed });
                before.Add(Stated(stated[^1], row));
            }

            AddTogether(row, stated);
            return stated;
        }

        /// <summary>The month before, as the column "previous" prints it.</summary>
        Measure Earlier(Indicator indicator, decimal value) => new()
        {
            Scorecard = scorecard.Id,
            Indicator = indicator.Id,
            Month = month.Previous(),
            Figure = new Figure(value, value.Scale > indicator.Decimals),
            IsSecondHand = true,
        };

        /// <summary>Compares the counts that the printed sentence gives with those of this table.</summary>
        public void CompareSentence()
        {
            // A spreadsheet may have it in one cell or in several rows.
            var match = Sentence().Match(TextFolding.Fold(string.Join(' ', Table.Notes.Texts)));
            if (!match.Success)
            {
                return;
            }

            var s = ScorecardCalculation.Calculate(Catalogue, scorecard, month, now, before).Summary;
            int[] printed = [.. match.Groups.Values.Skip(1).Select(g => int.Parse(g.Value, CultureInfo.InvariantCulture))];
            if (!printed.SequenceEqual([s.Green, s.Amber, s.Red, s.Improved, s.Same, s.Worse]))
            {
                Table.Notes.Add(
                    $"The printed sentence counts {printed[0]} green, {printed[1]} amber, {printed[2]} red, {printed[3]} improved, "
                    + $"{printed[4]} the same, {printed[5]} worse; calculated from this table: {s.Green}, {s.Amber}, {s.Red}, {s.Improved}, "
                        + $"{s.Same}, {s.Worse}.");
            }
        }

        Indicator? ReadIndicator(Row row)
        {
            var column = row.Column("indicators");
            var written = row.Required(column);
            if (row.IsRefused)
            {
                return null;
            }

            var indicator = Lookup.Indicator(written);
            if (indicator is null)
            {
                row.RefuseForWant("indicator", column, Reasons.NotOneIndicator + Lookup.Suggestion("indicator", written));
                return null;
            }

            RefuseInactive(row, indicator, month, column);
            return row.IsRefused ? null : indicator;
        }

        /// <returns>Null: a cell is wrong, or the figures contradict each other, which is noted.</returns>
        Line? ReadLine(Row row, Indicator indicator)
        {
            var (n, d) = (row.Amount(row.Column("num"), out var noNumerator), row.Amount(row.Column("denom"), out var noDenominator));
            var v = row.Amount(row.Column("latest_result"), out var noValue, indicator);

            // Beside 0 of 0, as our own workbook has it, these words say what the two numbers say.
            noValue = d == 0 && Result.NoneToCount.Equals(noValue, StringComparison.OrdinalIgnoreCase) ? null
                : noValue ?? (v is null ? noNumerator ?? noDenominator : null);
            var previous = row.Amount(row.Column("previous"), out _, indicator);
            var target = row.PrintedTarget(row.Column("target"));
            var line = new Line(n, d, null, noValue, previous, target, row.Text(row.Column("rag")), IsConfirmed(row));
            if (previous is not null && Checks?.FindFault(indicator, null, null, previous, out _) is { } fault)
            {
                Refuse(row, row.Column("previous"), fault, isByIndicator: true);
            }

            return row.IsRefused ? null : noValue is not null ? line : Check(row, indicator, line, v);
        }

        /// <summary>Numerator and denominator may be printed the other way round: workers over cases (docs/domain.md, Arithmetic).</summary>
        Line? Check(Row row, Indicator indicator, Line line, decimal? value)
        {
            var (n, d) = (line.Numerator, line.Denominator);
            var fault = Measure.Check(indicator, n, d, value, out var column);
            var isSwapped = fault is not null && Measure.Check(indicator, d, n, value, out _) is null;
            (n, d, fault) = isSwapped ? (d, n, null) : (n, d, fault);
            var figure = fault is null ? Figure.From(indicator, n, d, value) : null;
            var reason = fault
                ?? Checks?.FindFault(indicator, n, d, value ?? figure?.Value, out column, SymbolOf(row, row.Column("denom"), n, d));
            if (reason is not null)
            {
                var place = row.Column(column == "value" ? "latest_result" : column == "numerator" ? "num" : "denom");
                Refuse(row, place, reason, isByIndicator: fault is null);
                return null;
            }

            if (!isSwapped)
            {
                return line with { Figure = figure };
            }

            Table.Notes.Add(
                $"Row {row.Number}, {indicator.Id}: Num and Denom are printed the other way round. "
                + $"They were read as {Plain(n)} over {Plain(d)}.");
            return line with { Numerator = n, Denominator = d, Figure = figure };
        }

        void CompareLine(Row row, Indicator indicator, Line line)
        {
            var written = row.Text(row.Column("indicators"))!;
            var isAsWritten = TextFolding.Fold(written).Equals(TextFolding.Fold(indicator.Name), StringComparison.OrdinalIgnoreCase);

            // A name that is only like it the file notes.
            if (!isAsWritten && NameMatcher.IsNameOf(indicator, written))
            {
                Table.Notes.Add($"Row {row.Number}: '{written}' was read as {indicator.Id}, '{indicator.Name}'.");
            }

            var target = Catalogue.TargetInForce(indicator.Id, scorecard.Id, month);
            if (line.Target is not null && line.Target != target?.Value)
            {
                Table.Notes.Add(
                    $"Row {row.Number}, {indicator.Id}: the printed target is {Plain(line.Target)}, the current one {Plain(target?.Value)}.");
            }

            var rating = line.Figure is { } f ? target?.LimitsFor(indicator)?.Rate(indicator.Displayed(f.Value)) : null;
            if (line.Rag is { } rag && !rag.StartsWith(rating?.ToString()[..1] ?? "none", StringComparison.OrdinalIgnoreCase))
            {
                Table.Notes.Add($"Row {row.Number}, {indicator.Id}: printed {rag}, calculated {rating?.ToString() ?? "not rated"}.");
            }
        }

        static StatedMeasure Stated(Measure measure, Row row) => new(measure, new Source("", "", null, row.Number), default);

        static string Plain(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";

        [GeneratedRegex(
            @"(\d+) indicators? rated as Green.*?(\d+) indicators? rated as Amber.*?(\d+) indicators? rated as Red.*?"
            + @"(\d+) indicators? ha(?:ve|s) shown an improvement.*?(\d+) indicators? ha(?:ve|s) remained the same.*?"
            + @"(\d+) indicators? ha(?:ve|s) shown a reduction",
            RegexOptions.Singleline | RegexOptions.CultureInvariant)]
        private static partial Regex Sentence();

        /// <summary>What a printed line says; null = blank.</summary>
        sealed record Line(
            decimal? Numerator, decimal? Denominator, Figure? Figure, string? NoValue, decimal? Previous, decimal? Target, string? Rag,
            bool IsConfirmed);
    }
}
