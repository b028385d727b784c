using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;

namespace Scorecards.Application.Calculation;

/// <summary>
/// Which months the uploads of one table of records cover, for what a definition asks there. A return may lack a column or a code, and has the rows
/// of some time alone: Annex A of the last months, the SSDA903 and a census of the scorecard year of their newest day. These count where they join
/// the upload before, without a gap.
/// </summary>
sealed class TableCoverage
{
    /// <summary>
    /// The macros of Sql/Shared/2-periods.sql by which definitions ask for what happened in a time, and not for what is open at its end.
    /// </summary>
    const string YearStart = "year_start";
    const string TwelveMonthsStart = "twelve_months_start";

    /// <summary>The timescale by which definitions ask for what happened in the year before a referral.</summary>
    const string Rereferral = "rereferral";

    /// <summary>
    /// Of each upload that has what is asked for: when it was last received, from which day on it and those before it have all rows, and whether it
    /// is a return of a year.
    /// </summary>
    readonly List<(DateOnly Received, DateOnly From, bool IsOfYear)> uploads = [];

    readonly Lazy<IReadOnlySet<string>> words;

    /// <summary>Whether its rows say themselves from when on they count, so that one upload is for all months.</summary>
    readonly bool isDated;

    readonly Definition definition;

    public TableCoverage(JournalPrefix journal, RecordKind kind, Definition definition)
    {
        (isDated, this.definition) = (kind.Table is RecordKind.Team or RecordKind.Population, definition);
        words = new(() => RecordScripts.BuiltIn.WordsOf(definition));
        var layers = journal.Layers(kind.Name);
        for (var i = 0; i < layers.Count; i++)
        {
            Add(kind.Name, layers[i], journal.SeenOn(layers[i].Place), layers.Skip(i + 1).SelectMany(l => l.AddedTo(kind.Name)).ToHashSet());
        }
    }

    /// <summary>Whether one of the uploads came after the month's end and has all that is asked for of the month.</summary>
    public bool Covers(Month month) => (isDated && uploads.Count > 0)
        || uploads.Exists(u => Month.LastBefore(u.Received) >= month && (u.From == DateOnly.MinValue || u.From <= FirstAsked(month)));

    /// <summary>Whether a return of a year came after the month's end, and what is asked for begins before it: the year before is wanted.</summary>
    public bool WantsTheYearBefore(Month month) =>
        !Covers(month) && uploads.Exists(u => u.IsOfYear && Month.LastBefore(u.Received) >= month);

    /// <param name="seen">The last day on which it arrived: its bytes were still all there is then.</param>
    /// <param name="newer">The parts that newer uploads have: where there is one, an older return that arrives again says nothing new.</param>
    void Add(string kind, JournalEntry entry, DateOnly seen, HashSet<string> newer)
    {
        if (entry.HasWhole(kind))
        {
            uploads.Add((seen, DateOnly.MinValue, false));
            return;
        }

        var received = MonthEndRule.Today(entry.Received);
        foreach (var name in entry.AddedTo(kind))
        {
            var (part, until) = (ReturnKind.FindPart(name), newer.Contains(name) ? received : seen);
            if (!IsEnough(part) || !SaysWhen(part, entry) || !HasAsked(name, entry))
            {
                continue;
            }

            // What was open or happened in some months is another list a month later: the same bytes are an old one, sent again.
            var (from, to) = part is { Months: { } months } ? (received.AddMonths(-months), received)
                : part is { IsOfYear: true } && entry.NewestDay is { } newest ? Year(newest, until)
                : (DateOnly.MinValue, until);
            var joined = uploads is [.., var before] && before.Received >= from && before.From < from ? before.From : from;
            uploads.Add((to, joined, part is { IsOfYear: true }));
        }
    }

    /// <summary>A return of a year that is over has nothing of the days since.</summary>
    static (DateOnly From, DateOnly To) Year(DateOnly newest, DateOnly received)
    {
        var april = FirstOfYear(Month.Containing(newest));
        return (april, received < april.AddYears(1) ? received : april.AddYears(1));
    }

    /// <summary>A part that there is none of any more lacks nothing that is known.</summary>
    bool IsEnough(ReturnPart? part) => part is not { Lacks: { Count: > 0 } lacks } || !lacks.Any(words.Value.Contains);

    /// <summary>A return of a year that has no day at all does not say which year it is of.</summary>
    static bool SaysWhen(ReturnPart? part, JournalEntry entry) => part is not { IsOfYear: true } || entry.NewestDay is not null;

    /// <summary>Whether the file had the columns that the definition itself names: many read them through a view and never ask.</summary>
    bool HasAsked(string name, JournalEntry entry) => !entry.Absent.Any(absent =>
        absent.StartsWith($"{name}.", StringComparison.Ordinal) && RecordScripts.Names(definition, absent[(name.Length + 1)..]));

    /// <summary>
    /// The first day of what a definition asks for of a month, which may be before the first month that there is. A council's own that does not say
    /// so by the macros is taken to ask for twelve months.
    /// </summary>
    DateOnly FirstAsked(Month month) =>
        words.Value.Contains(Rereferral) ? FirstOfYear(month).AddYears(-1)
        : words.Value.Contains(TwelveMonthsStart) ? month.FirstDay.AddMonths(-11)
        : words.Value.Contains(YearStart) ? FirstOfYear(month)
        : RecordScripts.BuiltIn.IsBuiltIn(definition) ? month.LastDay
        : month.FirstDay.AddMonths(-11);

    static DateOnly FirstOfYear(Month month) => new(month.FinancialYear, 4, 1);
}
