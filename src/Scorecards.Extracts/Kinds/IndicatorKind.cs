using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>What is measured. An indicator affects every month.</summary>
public sealed class IndicatorKind() : KeyedKind<Indicator>(
    "indicator",
    ["indicator", "section", "section_order", "order", "name", "polarity", "basis", "unit", "decimals"],
    ["formula", "active_from", "active_to", "whole_counts", "numerator_is_part", FiguresFrom])
{
    const string FiguresFrom = "figures_from";

    const int MostNamed = 20;

    /// <summary>The national indicators began: what is retired before then was never used, and nothing is taken away.</summary>
    static readonly DateOnly FirstFigures = new(2008, 4, 1);

    protected override string Key(Indicator item) => item.Id.Value;

    protected override Touches FindTouches(IReadOnlyList<Indicator> items) => new() { CatalogueKinds = [Name], CatalogueFrom = Month.First };

    private protected override void AddNotes(ReadingNotes notes, IReadOnlyList<(Indicator Item, long Row)> rows, ExtractFile file)
    {
        var after = new Catalogue(file.Catalogue.Indicators.Concat(rows.Select(r => r.Item)), [], []);
        foreach (var (indicator, row) in rows)
        {
            if (after.Indicators.FirstOrDefault(other => HaveOneName(indicator, other)) is { } same)
            {
                notes.Add($"Row {row}: {same.Id} has the name of {indicator.Id} too. Files that name one of the two have to use its id.");
            }

            foreach (var id in indicator.Formula?.Indicators.Where(id => after.Indicator(id) is null) ?? [])
            {
                notes.Add($"Row {row}: '{id}' is no indicator. The formula of {indicator.Id} gives no value until it is one.");
            }

            foreach (var number in indicator.Formula?.Numbers.Where(number => after.Indicator(number.AsSpan()) is not null).Distinct() ?? [])
            {
                notes.Add(
                    $"Row {row}: {number} in the formula of {indicator.Id} counts as a number, though an indicator has this id. "
                    + "If the indicator is meant, give it an id that begins with a letter.");
            }

            NoteWhatDiffers(notes, indicator, row, file.Known);
            if (FollowsFromItself(indicator, after))
            {
                notes.Add($"Row {row}: {indicator.Id} is in a formula that its own formula names, so neither gives a value. Correct one of them.");
            }
        }

        NoteEndedParts(notes, rows.ToDictionary(r => r.Item.Id, r => r.Row), after);
        NoteOtherSections(notes, rows, file);
    }

    /// <summary>Which of several places or headings of a section counts does not follow from the order of the rows, nor of the sheets.</summary>
    static void NoteOtherSections(ReadingNotes notes, IReadOnlyList<(Indicator Item, long Row)> rows, ExtractFile file)
    {
        var sheet = file.Tables[^1].Sheet;
        foreach (var ofSection in rows.GroupBy(r => r.Item.Section.Id, StringComparer.OrdinalIgnoreCase))
        {
            file.StatedSections.TryAdd(ofSection.Key, (ofSection.First().Item.Section, sheet, ofSection.First().Row));
            var (first, firstSheet, row) = file.StatedSections[ofSection.Key];
            foreach (var (other, otherRow) in ofSection.DistinctBy(r => r.Item.Section).Where(r => r.Item.Section != first))
            {
                notes.Add(
                    $"Row {otherRow}: the section {other.Section.Id} is '{other.Section.Name}' with section_order {other.Section.Order} here, and "
                    + $"'{first.Name}' with section_order {first.Order} in row {row}{(firstSheet == sheet ? "" : $" of '{firstSheet}'")}. "
                    + "A section has one heading and one place. Write the same in every row of the section, and upload the file again.");
            }
        }
    }

    /// <summary>A formula goes on after an indicator that it names.</summary>
    static void NoteEndedParts(ReadingNotes notes, Dictionary<IndicatorId, long> rows, Catalogue after)
    {
        foreach (var indicator in after.Indicators)
        {
            foreach (var part in indicator.Formula?.Indicators.Select(id => after.Indicator(id)).OfType<Indicator>() ?? [])
            {
                if (part.ActiveTo is { } day && !(indicator.ActiveTo <= day)
                    && (rows.TryGetValue(part.Id, out var row) || rows.TryGetValue(indicator.Id, out row)))
                {
                    notes.Add($"Row {row}: {part.Id} ends on {day:yyyy-MM-dd}, and the formula of {indicator.Id} names it: from then on it gives no "
                        + "value. Change the formula, end its indicator too, or upload the value.");
                }
            }
        }
    }

    /// <summary>What the catalogue has of the indicator and the row does not fit, or takes away.</summary>
    static void NoteWhatDiffers(ReadingNotes notes, Indicator indicator, long row, Catalogue catalogue)
    {
        if (WrongSides(indicator, catalogue) is { Count: > 0 } targets)
        {
            notes.Add(
                $"Row {row}: {indicator.Id} has the polarity {indicator.Polarity}, and by limits of targets that were uploaded before, better "
                + $"figures are not green: {string.Join(", ", targets)}. Upload these target rows again without these limits. "
                + "If bands are meant, upload them with confirmed = yes.");
        }

        if (!(indicator.ActiveTo < FirstFigures) && catalogue.Indicator(indicator.Id) is { } before)
        {
            var isCountedOtherwise = indicator.HasWholeCounts is null && before.CountsWhole != indicator.CountsWhole;
            AddTakenAway(notes, row, before.Id.Value,
            [
                (FiguresFrom, before.PrefersUploads && !indicator.PrefersUploads ? "uploads" : null),
                ("numerator_is_part", before.NumeratorIsPart is { } part && indicator.NumeratorIsPart is null ? part ? "yes" : "no" : null),
                ("whole_counts", isCountedOtherwise ? before.CountsWhole ? "yes" : "no" : null),
                ("formula", indicator.Formula is null ? before.Formula?.Text : null),
                .. DaysTakenAway((before.ActiveFrom, before.ActiveTo), (indicator.ActiveFrom, indicator.ActiveTo)),
            ]);
            if ((BasisNames.Find(before.Basis) ?? before.Basis) is var basis && basis != indicator.Basis)
            {
                notes.Add(
                    $"Row {row}: {indicator.Id} had the basis {basis}. All its figures are shown as {indicator.Basis} now: uploaded ones keep the "
                    + "period that they cover, and those that are counted from records cover the period of their definition. "
                    + "For figures of another period upload an indicator with an id of its own.");
            }

            if (before.Unit != indicator.Unit)
            {
                NoteOtherUnit(notes, indicator, row, before.Unit, catalogue);
            }
        }
    }

    /// <summary>Numbers do not say in which unit they were meant.</summary>
    static void NoteOtherUnit(ReadingNotes notes, Indicator indicator, long row, Unit before, Catalogue catalogue)
    {
        List<string> targets =
        [
            .. catalogue.Targets.Where(t => t.Indicator == indicator.Id && t.Value is not null)
                .OrderBy(t => t.EffectiveFrom).ThenBy(t => t.Scorecard).Select(Said),
        ];
        var kept = targets.Count == 0 ? "" : $", and so do its targets, with their limits: {NamedFirst.Join(targets, MostNamed)}";
        notes.Add(
            $"Row {row}: {indicator.Id} had the unit {before}. Figures with numerator and denominator are worked out in the unit {indicator.Unit} "
            + $"now, in every month. Other figures keep their numbers{kept}. Upload again those that were meant in the unit {before}.");
    }

    /// <summary>Limits that were right for another polarity.</summary>
    static List<string> WrongSides(Indicator indicator, Catalogue catalogue) =>
    [
        .. from target in catalogue.Targets
           where target.Indicator == indicator.Id && !target.IsConfirmed
           let wrong = target.FindWrongSide(indicator)
           where wrong is not null
           orderby target.EffectiveFrom, target.Scorecard
           select $"{wrong.Value.Column} of {Said(target)}",
    ];

    static string Said(Target target) => $"{target.EffectiveFrom:yyyy-MM-dd}{(target.Scorecard is { } own ? $" for {own}" : "")}";

    /// <summary>Of one that ends, and another that takes its name, a name means the one that has not ended.</summary>
    static bool HaveOneName(Indicator indicator, Indicator other) => indicator.Id != other.Id && indicator.ActiveTo is null && other.ActiveTo is null
        && indicator.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the formulas that a formula names come back to its indicator.</summary>
    static bool FollowsFromItself(Indicator indicator, Catalogue catalogue)
    {
        var met = new HashSet<IndicatorId>();
        var open = new Stack<IndicatorId>([indicator.Id]);
        while (open.TryPop(out var id))
        {
            IReadOnlyList<IndicatorId> named = catalogue.Indicator(id)?.Formula?.Indicators ?? [];
            if (named.Contains(indicator.Id))
            {
                return true;
            }

            foreach (var next in named.Where(met.Add))
            {
                open.Push(next);
            }
        }

        return false;
    }

    private protected override Indicator? Parse(Row row, ExtractFile file)
    {
        var polarity = row.OneOf(
            row.Column("polarity"), Enum.GetNames<Polarity>(), " (high is good, low is good, close to the target is good, no judgement)");
        var unit = row.OneOf(row.Column("unit"), [.. Unit.All.Select(u => u.Name)]);
        var indicator = new Indicator
        {
            Id = TextFolding.Fold(row.Required(row.Column("indicator"), LongestId)),
            Section = FindSection(file.Sections, row.Required(row.Column("section")), row.WholeNumber(row.Column("section_order"), 1, 1000)),
            Order = row.WholeNumber(row.Column("order"), 1, 10_000),
            Name = row.Required(row.Column("name")),
            Polarity = polarity == "" ? default : Enum.Parse<Polarity>(polarity),
            Basis = ReadBasis(row, row.Column("basis")),
            Unit = Unit.Find(unit) ?? Unit.Count,
            Decimals = row.WholeNumber(row.Column("decimals"), 0, Indicator.MostDecimals),
            Formula = ParseFormula(row, row.Column("formula")),
            ActiveFrom = row.Date(row.Column("active_from")),
            ActiveTo = row.Date(row.Column("active_to")),
            HasWholeCounts = row.YesOrNo(row.Column("whole_counts")),
            NumeratorIsPart = row.YesOrNo(row.Column("numerator_is_part")),
            PrefersUploads = !row.Cell(row.Column(FiguresFrom)).IsEmpty && row.OneOf(row.Column(FiguresFrom), ["records", "uploads"]) == "uploads",
        };
        RefuseBackwards(row, "active_from", indicator.ActiveFrom, "active_to", indicator.ActiveTo);
        if (indicator.Formula is { } formula && formula.Indicators.Contains(indicator.Id))
        {
            row.Refuse(row.Column("formula"), "contains the indicator itself. Remove it from the formula");
        }

        return row.IsRefused ? null : indicator;
    }

    /// <summary>A known section by its id or name, however it is spaced and cased; else a new one.</summary>
    static Section FindSection(IReadOnlyList<Section> sections, string written, int order)
    {
        var folded = Header.Fold(written);
        var known = sections.FirstOrDefault(s => Header.Fold(s.Id) == folded || Header.Fold(s.Name) == folded);
        return known is null ? new Section(folded.Replace('_', '-'), written, order) : known with { Order = order };
    }

    static string ReadBasis(Row row, Column column) => BasisNames.Find(row.Cell(column).ToString()) ?? row.OneOf(column, BasisNames.All);

    static Formula? ParseFormula(Row row, Column column)
    {
        if (row.Text(column) is not { } text)
        {
            return null;
        }

        if (!Formula.TryParse(TextFolding.Fold(text), out var formula, out var error))
        {
            row.Refuse(column, error);
        }
        else if (formula!.Indicators.Count == 0)
        {
            row.Refuse(column, "names no indicator. Write the ids that it follows from; an id that begins with a digit is read as a number");
        }

        return formula;
    }
}
