using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Reads the published scorecard as a file: its lines are matched to the catalogue by name, its column "previous" is the month before at
/// second hand, and where its ratings, targets or sentence differ from what is calculated, a note says so.
/// </summary>
sealed partial class PrintedScorecard(ExtractReader extract, Catalogue catalogue, MeasureConflicts ledger, Scorecard scorecard, Month month)
{
    readonly List<StatedMeasure> now = [];
    readonly List<StatedMeasure> before = [];

    /// <param name="isNew">Whether the measure is not stated by an earlier row.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<Checked<Measure>> AllAsync(
        Func<Row, int, Measure, Column, bool> isNew, [EnumeratorCancellation] CancellationToken ct)
    {
        extract.Notes.Add($"Read as the printed scorecard of {scorecard.Name} ({scorecard.Id}), {month.ToLongString()}.");
        await foreach (var row in extract.RowsAsync(row => Parse(row, isNew), ct))
        {
            foreach (var measure in row.Item)
            {
                (measure.IsSecondHand ? before : now).Add(new StatedMeasure(measure, new Source("", "", row.Row), default));
                if (measure.IsSecondHand)
                {
                    ledger.AddSecondHand(measure);
                }

                yield return new Checked<Measure>(measure, row.Row);
            }
        }

        CompareSentence();
    }

    List<Measure>? Parse(Row row, Func<Row, int, Measure, Column, bool> isNew)
    {
        var written = row.Required(row.Column("indicators"));
        var (value, num, denom) = (row.Column("latest_result"), row.Column("num"), row.Column("denom"));
        if (row.IsRefused)
        {
            return null;
        }

        if (NameMatcher.Indicator(catalogue, written) is not { } indicator)
        {
            row.RefuseForWant("indicator", row.Column("indicators"), "is like no indicator of the catalogue, or like more than one: write the name as the catalogue has it, or drop a file of kind indicator first");
            return null;
        }

        var isPercent = indicator.Unit == Unit.Percent;
        var (n, d) = (row.Amount(num), row.Amount(denom));
        var v = row.Amount(value, out var noValue, isPercent);
        var p = row.Amount(row.Column("previous"), isPercent);
        var target = row.Amount(row.Column("target"), isPercent);
        var rag = row.Text(row.Column("rag"));
        if (row.IsRefused)
        {
            return null;
        }

        Figure? figure = null;
        if (noValue is null && Measure.Check(indicator, n, d, v, out figure, out var column) is { } fault)
        {
            // The printed scorecard has workers over cases (docs/domain.md, Arithmetic).
            if (Measure.Check(indicator, d, n, v, out figure, out _) is not null)
            {
                row.Refuse(column == "value" ? value : column == "numerator" ? num : denom, fault);
                return null;
            }

            (n, d) = (d, n);
            extract.Notes.Add(
                $"Row {row.Number}, {indicator.Id}: Num and Denom are printed the other way round; taken as {Plain(n)} over {Plain(d)}.");
        }

        var measure = new Measure { Scorecard = scorecard.Id, Indicator = indicator.Id, Month = month, Numerator = n, Denominator = d, Figure = figure, NoValue = noValue };
        if (!isNew(row, ledger.Place(indicator), measure, row.Column("indicators")))
        {
            return null;
        }

        CompareLine(row.Number, written, indicator, figure, target, rag);
        List<Measure> stated = [measure];
        if (p is decimal earlier)
        {
            stated.Add(new Measure { Scorecard = scorecard.Id, Indicator = indicator.Id, Month = month.Previous(), Figure = new Figure(earlier, earlier.Scale > indicator.Decimals), IsSecondHand = true });
        }

        ledger.Accepted(extract, row.Number, stated);
        return stated;
    }

    void CompareLine(long row, string written, Indicator indicator, Figure? figure, decimal? printedTarget, string? rag)
    {
        if (!NameMatcher.WithPlainDashes(written).Equals(NameMatcher.WithPlainDashes(indicator.Name), StringComparison.OrdinalIgnoreCase))
        {
            extract.Notes.Add($"Row {row}: '{written}' is taken for {indicator.Id}, '{indicator.Name}'.");
        }

        var target = catalogue.TargetInForce(indicator.Id, scorecard.Id, month);
        if (printedTarget is not null && printedTarget != target?.Value)
        {
            extract.Notes.Add($"Row {row}, {indicator.Id}: the printed target is {Plain(printedTarget)}, the one in force {(target?.Value is { } known ? Plain(known) : "none")}.");
        }

        var rating = figure is { } f ? target?.LimitsFor(indicator)?.Rate(indicator.Displayed(f.Value)) : null;
        if (rag is not null && !rag.StartsWith(rating?.ToString()[..1] ?? "none", StringComparison.OrdinalIgnoreCase))
        {
            extract.Notes.Add($"Row {row}, {indicator.Id}: printed {rag}, calculated {rating?.ToString() ?? "no rating"}.");
        }
    }

    void CompareSentence()
    {
        // A spreadsheet may have it in one cell or in several rows.
        var match = Sentence().Match(string.Join(' ', extract.Notes.Texts));
        if (!match.Success)
        {
            return;
        }

        var s = ScorecardCalculation.Calculate(catalogue, scorecard, month, now, before).Summary;
        int[] printed = [.. match.Groups.Values.Skip(1).Select(g => int.Parse(g.Value, CultureInfo.InvariantCulture))];
        if (!printed.SequenceEqual([s.Green, s.Amber, s.Red, s.Improved, s.Same, s.Worse]))
        {
            extract.Notes.Add($"The printed sentence counts {printed[0]} green, {printed[1]} amber, {printed[2]} red, {printed[3]} improved, {printed[4]} the same, {printed[5]} worse; "
                + $"calculated from this table: {s.Green}, {s.Amber}, {s.Red}, {s.Improved}, {s.Same}, {s.Worse}.");
        }
    }

    static string Plain(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "none";

    [GeneratedRegex(@"(\d+) indicators? rated as Green.*?(\d+) indicators? rated as Amber.*?(\d+) indicators? rated as Red.*?(\d+) indicators? ha(?:ve|s) shown an improvement.*?(\d+) indicators? ha(?:ve|s) remained the same.*?(\d+) indicators? ha(?:ve|s) shown a reduction", RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Sentence();
}
