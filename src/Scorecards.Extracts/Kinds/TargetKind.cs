using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>What an indicator should reach, for one scorecard or all, from a day on. It affects the months from that day on.</summary>
public sealed class TargetKind() : KeyedKind<Target>(
    "target",
    ["indicator", "scorecard", "effective_from"],
    ["effective_to", "target", "green_min", "green_max", "amber_min", "amber_max", "confirmed"])
{
    const int MostNamed = 6;

    internal override bool TakesYears => true;

    protected override string Key(Target item) => $"{item.Indicator}, {item.Scorecard}, {item.EffectiveFrom:yyyy-MM-dd}";

    protected override Touches FindTouches(IReadOnlyList<Target> items) => new()
    {
        CatalogueKinds = [Name],
        CatalogueFrom = Month.Containing(items.Min(t => t.EffectiveFrom)),
        CatalogueScorecards = items.All(t => t.Scorecard is not null)
            ? [.. items.Select(t => t.Scorecard!.Value).Distinct()]
            : [],
    };

    private protected override void AddNotes(ReadingNotes notes, IReadOnlyList<(Target Item, long Row)> rows, ExtractFile file)
    {
        OverridingTargets.Find(rows, file.Catalogue).ToList().ForEach(notes.Add);
        var ended = new List<string>();
        foreach (var (target, row) in rows.Where(r => r.Item.Value is not null))
        {
            var first = Month.Containing(target.EffectiveFrom);
            if (file.Catalogue.Indicator(target.Indicator) is { } indicator && indicator.HasEnded(first.LastDay))
            {
                ended.Add($"row {row} ({indicator.Id} ends on {indicator.ActiveTo:yyyy-MM-dd})");
            }
        }

        if (ended.Count > 0)
        {
            notes.Add($"Targets that rate nothing, as their indicator has ended by then: {NamedFirst.Join(ended, MostNamed)}. "
                + "If the indicator that follows it is meant, write its id.");
        }
    }

    private protected override Target? Parse(Row row, ExtractFile file)
    {
        var indicator = FindIndicator(row, file, out var from);
        var scorecard = FindScorecard(row, file, Reasons.NoScorecardUnlessBlank("all scorecards"));
        var mayBePercent = indicator?.Unit == Unit.Percent;
        var to = row.Date(row.Column("effective_to"));
        RefuseBackwards(row, "effective_from", from, "effective_to", to);
        var target = row.Target(row.Column("target"), mayBePercent, out var words);
        var limits = new RatingLimits(Limit("green_min"), Limit("green_max"), Limit("amber_min"), Limit("amber_max"));
        if (target is null && limits != default)
        {
            row.Refuse(
                row.Column("target"),
                "is blank although the row has limits. Fill it in, or leave all five cells blank to have no target from this day on");
        }

        var isConfirmed = row.YesOrNo(row.Column("confirmed")) == true;
        if (row.IsRefused)
        {
            return null;
        }

        var made = new Target
        {
            Indicator = indicator!.Id,
            Scorecard = scorecard?.Id,
            EffectiveFrom = from,
            EffectiveTo = to,
            Value = target,
            Limits = limits,
            IsConfirmed = isConfirmed,
            Words = words,
        };
        RefuseLimits(row, made.LimitsFor(indicator));
        return row.IsRefused ? null : made;

        decimal? Limit(string name) => row.Target(row.Column(name), mayBePercent, out _);
    }

    /// <summary>A side that is open for green is open for amber too: what lies beyond amber is red.</summary>
    static void RefuseLimits(Row row, RatingLimits? limits)
    {
        if (limits is not { } rule)
        {
            return;
        }

        if (rule is { GreenMin: null, AmberMin: not null })
        {
            row.Refuse(row.Column("amber_min"), "does not fit: green has no least value here, so amber has none either. Leave this cell blank");
        }
        else if (rule is { GreenMax: null, AmberMax: not null })
        {
            row.Refuse(row.Column("amber_max"), "does not fit: green has no greatest value here, so amber has none either. Leave this cell blank");
        }
        else if (rule.GreenMin > rule.GreenMax)
        {
            Refuse("green_max", "green_min");
        }
        else if (rule.AmberMin > rule.GreenMin)
        {
            Refuse("amber_min", "green_min");
        }
        else if (rule.AmberMax < rule.GreenMax)
        {
            Refuse("amber_max", "green_max");
        }

        // On the first limit that the row has: the default rule sets the others by the target.
        void Refuse(string limit, string other)
        {
            string[] all = [limit, other, "target"];
            row.Refuse(
                row.Column(all.First(name => !row.Cell(row.Column(name)).IsEmpty)),
                $"does not fit: green is {Range(rule.GreenMin, rule.GreenMax)}, and must lie within amber, which is "
                + $"{Range(rule.AmberMin, rule.AmberMax)}. Correct this limit or the others; where one is blank, the default rule sets it");
        }
    }

    static string Range(decimal? min, decimal? max) => (min, max) switch
    {
        (null, null) => "any value",
        (null, { } most) => $"{most} or less",
        ({ } least, null) => $"{least} or more",
        ({ } least, { } most) => $"{least} to {most}",
    };

    /// <summary>From December 2011 where the year 2011/12 was taken for what 2011-12 says.</summary>
    private protected override Target ReadAsMonth(Target item)
    {
        var year = item.EffectiveFrom.Year;
        return item with { EffectiveFrom = new DateOnly(year, (year + 1) % 100, 1) };
    }

    /// <summary>
    /// Next year's targets are uploaded before the year begins: a name means the indicator that has it then. Where none or several have it, and of a
    /// day that has passed, it means the same as in a figure's row.
    /// </summary>
    /// <param name="from">Its first day; the default day where none can be read.</param>
    static Indicator? FindIndicator(Row row, ExtractFile file, out DateOnly from)
    {
        var column = row.Column("indicator");
        var written = row.Required(column);
        var wasRefused = row.IsRefused;
        from = row.FirstDay(row.Column("effective_from"));
        var begins = from == default ? Month.First : Month.Containing(from);
        var indicator = (begins > file.LastMonth ? file.NamesIn(begins).Indicator(written) : null) ?? file.Names.Indicator(written);
        if (indicator is null && !wasRefused)
        {
            row.RefuseForWant("indicator", column, Reasons.NoIndicator + file.Names.Suggestion("indicator", row.Cell(column)));
        }

        return indicator;
    }
}
