using System.Net.Mail;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// Checks the rows of the files by which a council changes its catalogue: indicators, targets, scorecards, recipients and timetables; and what it
/// says of its figures.
/// </summary>
/// <param name="catalogue">The catalogue in force, that references are checked against.</param>
/// <param name="sections">The sections known by name; others are made from what is written.</param>
public sealed class CatalogueRows(Catalogue catalogue, IReadOnlyList<Section> sections)
{
    const int LongestId = 64;

    /// <summary>
    /// All rows of a file; those that say different things, or the same, of one key are all refused, since neither can be told to be right.
    /// </summary>
    public static async Task<IReadOnlyList<Checked<T>>> AllAsync<T>(
        ExtractReader extract, Func<Row, T?> parse, Func<T, string> key, CancellationToken ct)
        where T : class
    {
        var once = new List<Checked<T>>();
        var rows = await extract.RowsAsync(parse, ct).ToListAsync(ct);
        foreach (var ofKey in rows.GroupBy(r => key(r.Item), StringComparer.OrdinalIgnoreCase))
        {
            if (ofKey.Count() == 1)
            {
                once.Add(ofKey.Single());
                continue;
            }

            foreach (var repeated in ofKey)
            {
                extract.RefuseAccepted(repeated.Row, extract.Header.Kind!.Required[0], ofKey.Key, $"stands in the rows {string.Join(", ", ofKey.Select(r => r.Row))}: keep the right one of them");
            }
        }

        return once;
    }

    public Indicator? Indicator(Row row)
    {
        var polarity = row.OneOf(row.Column("polarity"), Enum.GetNames<Polarity>());
        var unit = row.OneOf(row.Column("unit"), [.. Unit.All.Select(u => u.Name)]);
        var indicator = new Indicator
        {
            Id = row.Required(row.Column("indicator"), LongestId),
            Section = Section(row.Required(row.Column("section")), row.WholeNumber(row.Column("section_order"), 1, 1000)),
            Order = row.WholeNumber(row.Column("order"), 1, 10_000),
            Name = row.Required(row.Column("name")),
            Polarity = polarity == "" ? default : Enum.Parse<Polarity>(polarity),
            Basis = row.Required(row.Column("basis")),
            Unit = Unit.Find(unit) ?? Unit.Count,
            Decimals = row.WholeNumber(row.Column("decimals"), 0, Domain.Indicator.MostDecimals),
            Formula = Formula(row, row.Column("formula")),
            ActiveFrom = row.Date(row.Column("active_from")),
            ActiveTo = row.Date(row.Column("active_to")),
        };
        RefuseBackwards(row, "active_from", indicator.ActiveFrom, "active_to", indicator.ActiveTo);
        if (indicator.Formula is { } formula && formula.Indicators.Contains(indicator.Id, StringComparer.OrdinalIgnoreCase))
        {
            row.Refuse(row.Column("formula"), "names the indicator itself");
        }

        return row.IsRefused ? null : indicator;
    }

    public Target? Target(Row row)
    {
        var indicator = catalogue.Indicator(row.Required(row.Column("indicator"), LongestId));
        if (indicator is null && !row.IsRefused)
        {
            row.RefuseForWant(
                "indicator", row.Column("indicator"), "is not an indicator of the catalogue: correct it, or drop a file of kind indicator first");
        }

        var scorecard = row.Text(row.Column("scorecard"), LongestId);
        if (scorecard is not null && catalogue.Scorecard(scorecard) is null)
        {
            row.RefuseForWant("scorecard", row.Column("scorecard"), "is not a scorecard of the catalogue: correct it, leave it blank for all scorecards, or drop a file of kind scorecard first");
        }

        var from = row.FirstDay(row.Column("effective_from"));
        var target = row.Amount(row.Column("target"), mayBePercent: indicator?.Unit == Unit.Percent);
        var limits = new Limits(Limit("green_min"), Limit("green_max"), Limit("amber_min"), Limit("amber_max"));
        if (target is null && limits != default)
        {
            row.Refuse(row.Column("target"), "is blank though limits are given: fill it in, or leave all five blank for no target from this day on");
        }

        if (row.IsRefused)
        {
            return null;
        }

        var made = new Target
        {
            Indicator = indicator!.Id,
            Scorecard = scorecard is null ? null : catalogue.Scorecard(scorecard)!.Id,
            EffectiveFrom = from,
            Value = target,
            Limits = limits,
        };
        if (made.LimitsFor(indicator) is { } rule && (rule.GreenMin > rule.GreenMax || rule.AmberMin > rule.GreenMin || rule.AmberMax < rule.GreenMax))
        {
            row.Refuse(row.Column("target"), $"the limits do not enclose each other: green {rule.GreenMin} to {rule.GreenMax} must lie within amber {rule.AmberMin} to {rule.AmberMax} (blank limits follow the default rule)");
            return null;
        }

        return made;

        decimal? Limit(string name) => row.Amount(row.Column(name), mayBePercent: indicator?.Unit == Unit.Percent);
    }

    public static Scorecard? Scorecard(Row row)
    {
        var scorecard = new Scorecard
        {
            Id = row.Required(row.Column("scorecard"), LongestId),
            Name = row.Required(row.Column("name")),
            Parent = row.Text(row.Column("parent"), LongestId),
            Slice = Slice.Find(row.OneOf(row.Column("slice"), [.. Slice.All.Select(s => s.Name)])) ?? Slice.County,
            SliceCode = row.Text(row.Column("slice_code"), LongestId),
            Uasc = UascBasis.Find(row.OneOf(row.Column("uasc"), [.. UascBasis.All.Select(b => b.Name)])) ?? UascBasis.Included,
            ActiveFrom = row.Date(row.Column("active_from")),
            ActiveTo = row.Date(row.Column("active_to")),
        };
        RefuseBackwards(row, "active_from", scorecard.ActiveFrom, "active_to", scorecard.ActiveTo);
        return row.IsRefused ? null : scorecard;
    }

    public Recipient? Recipient(Row row)
    {
        var email = row.Required(row.Column("email"), 254);
        if (email != "" && (!MailAddress.TryCreate(email, out var address) || address.Address != email || !address.Host.Contains('.')))
        {
            row.Refuse(row.Column("email"), "is not an e-mail address: write it as name@council.gov.uk, without a display name");
        }

        var scorecard = row.Required(row.Column("scorecard"), LongestId);
        if (scorecard != "" && catalogue.Scorecard(scorecard) is null)
        {
            row.RefuseForWant(
                "scorecard", row.Column("scorecard"), "is not a scorecard of the catalogue: correct it, or drop a file of kind scorecard first");
        }

        var recipient = new Recipient
        {
            Email = email,
            Scorecard = catalogue.Scorecard(scorecard)?.Id ?? scorecard,
            Name = row.Text(row.Column("name")),
            From = row.Date(row.Column("from")),
            Until = row.Date(row.Column("until")),
            Audience = row.OneOf(row.Column("audience"), Domain.Recipient.Audiences),
        };
        RefuseBackwards(row, "from", recipient.From, "until", recipient.Until);
        return row.IsRefused ? null : recipient;
    }

    public Timetable? Timetable(Row row)
    {
        var scorecard = row.Text(row.Column("scorecard"), LongestId);
        if (scorecard is not null && catalogue.Scorecard(scorecard) is null)
        {
            row.RefuseForWant("scorecard", row.Column("scorecard"), "is not a scorecard of the catalogue: correct it, leave it blank for every scorecard without a timetable of its own, or drop a file of kind scorecard first");
        }

        var day = row.WholeNumber(row.Column("working_day"), 1, Domain.Timetable.LastWorkingDay);
        var timetable = new Timetable
        {
            Scorecard = scorecard is null ? null : catalogue.Scorecard(scorecard)?.Id,
            WorkingDay = day,
            Hour = row.WholeNumber(row.Column("hour"), 0, 23),
            Deadline = row.WholeNumber(row.Column("deadline"), day, day + Domain.Timetable.LongestWait),
            IsEarly = IsYes(row, row.Column("early")),
        };
        return row.IsRefused ? null : timetable;
    }

    public static BankHoliday? BankHoliday(Row row)
    {
        var column = row.Column("bank_holiday");
        var date = row.Date(column);
        if (date is null && !row.IsRefused)
        {
            row.Refuse(column, "is blank: write the day, such as 2028-01-03");
        }

        var holiday = new BankHoliday(date ?? default, row.Required(row.Column("name")), IsYes(row, row.Column("withdrawn")));
        return row.IsRefused ? null : holiday;
    }

    public Commentary? Commentary(Row row)
    {
        var (scorecard, indicator) = (row.Column("scorecard"), row.Column("indicator"));
        var of = NameMatcher.Scorecard(catalogue, row.Required(scorecard));
        if (of is null && !row.IsRefused)
        {
            row.RefuseForWant("scorecard", scorecard, "is not a scorecard of the catalogue: correct it, or drop a file of kind scorecard first");
        }

        var line = NameMatcher.Indicator(catalogue, row.Required(indicator));
        if (line is null && !row.Cell(indicator).IsEmpty)
        {
            row.RefuseForWant("indicator", indicator, "is not an indicator of the catalogue, or is like more than one: write its id, or drop a file of kind indicator first");
        }

        var month = row.Month(row.Column("month"));
        var comment = row.Prose(row.Column("comment"), Domain.Commentary.LongestText);
        if (comment is null && !row.IsRefused)
        {
            row.Refuse(row.Column("comment"), "is blank: say in a sentence why the result stands as it does");
        }

        var (owner, action, due) = (
            row.Prose(row.Column("owner"), Domain.Commentary.LongestOwner), row.Prose(row.Column("action"), Domain.Commentary.LongestText), row.Date(row.Column("due")));
        return row.IsRefused
            ? null
            : new Commentary { Scorecard = of!.Id, Indicator = line!.Id, Month = month, Comment = comment!, Owner = owner, Action = action, Due = due };
    }

    /// <summary>A known section by its id or name, however it is spaced and cased; else a new one.</summary>
    Section Section(string written, int order)
    {
        var folded = Header.Fold(written);
        var known = sections.FirstOrDefault(s => Header.Fold(s.Id) == folded || Header.Fold(s.Name) == folded);
        return known is null ? new Section(folded.Replace('_', '-'), written, order) : known with { Order = order };
    }

    static Formula? Formula(Row row, Column column)
    {
        if (row.Text(column) is not { } text)
        {
            return null;
        }

        if (!Domain.Formula.TryParse(text, out var formula, out var error))
        {
            row.Refuse(column, error);
        }

        return formula;
    }

    /// <summary>yes or no; blank = no.</summary>
    static bool IsYes(Row row, Column column) => !row.Cell(column).IsEmpty && row.OneOf(column, ["yes", "no"]) == "yes";

    static void RefuseBackwards(Row row, string fromColumn, DateOnly? from, string toColumn, DateOnly? to)
    {
        if (to < from)
        {
            row.Refuse(row.Column(toColumn), $"is before {fromColumn}");
        }
    }
}
