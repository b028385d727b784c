using System.Globalization;
using Scorecards.Domain;

namespace Scorecards.Tests;

/// <summary>What the tests of the month end are told with: May 2012, issued on working day 8 (14 June) at 7 in London, 6 UTC; the deadline is 18
/// June.</summary>
static class MonthEndCases
{
    public const string County = "kent-inc-uasc";
    public const string Ashford = "ashford";
    public const string Director = "director@example.org";
    public const string Team = "team@example.org";

    public static readonly DateTimeOffset Issue = Time("2012-06-14T06:00:00Z");
    public static readonly DateTimeOffset Deadline = Time("2012-06-18T06:00:00Z");
    public static readonly Month May = Tests.Kent.May;
    public static readonly Timetable Usual = new() { WorkingDay = 8, Hour = 7, Deadline = 10 };
    public static readonly MonthEndRule Rule = new(new WorkingDays(Tests.Kent.BuiltIn.BankHolidays), Usual);
    public static readonly Indicator Caf = Tests.Kent.Catalogue.Indicator("caf-rate")!;

    public static DateTimeOffset Time(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);

    public static Recipient Row(string email, string scorecard, Audience audience = Audience.Leadership) =>
        new() { Email = email, Scorecard = scorecard, Audience = audience };

    public static GroupMonth Group(params IReadOnlyList<Recipient> rows) => new("*", Rule, May, rows);

    public static TrackedDelivery Mail(DeliveryState state, long number = 10, int ordinal = 1, string to = Director, params string[] scorecards) =>
        new(
        $"{to} {ordinal}",
        new Delivery("*", May, ordinal, to),
        number,
        scorecards.Length == 0 ? [County] : [.. scorecards],
        state, null, null, 0, null, null, false, "");

    /// <summary>An issued month. The figure of an edition decides its rating: two editions with the same figure say the same.</summary>
    public static ScorecardFacts Issued(string scorecard, params (long Number, int Figure)[] editions)
    {
        List<IssuedEdition> made = [
            .. editions.Select((e, i) => new IssuedEdition(e.Number, Issue.AddSeconds(i), Edition(scorecard, i + 1, e.Figure)))];
        return new ScorecardFacts(made[^1].Scorecard, made[^1].Number, made, null, 0);
    }

    /// <summary>A month with figures that is not issued; one of its 44 figures may be missing.</summary>
    public static ScorecardFacts Open(string scorecard, bool isMissing = false) =>
        new(Edition(scorecard, 0, 1), 20, [], isMissing ? Missing(scorecard) : null, 0);

    /// <summary>A month without any figure.</summary>
    public static ScorecardFacts Empty(string scorecard) => new(null, 20, [], Missing(scorecard) with { HasFigures = false }, 0);

    public static MissingFigures Missing(string scorecard) => new(scorecard, scorecard, May, true, [new MissingFigure(Caf, "april.csv")], 44);

    public static MonthlyScorecard Edition(string scorecard, int edition, int figure)
    {
        var rating = (figure % 3) switch { 0 => Rating.Green, 1 => Rating.Amber, _ => Rating.Red };
        Result[] results = [new() { Indicator = Caf, Figure = new Figure(figure, true), Rating = rating }];
        return new MonthlyScorecard(scorecard, scorecard, May, edition, Summary.From(results), results);
    }

    public static JournalEntry Entry(EntryKind kind) => new() { Kind = kind, Intent = "", Attempt = "" };

    public static JournalEntry Accepted(Touches touches) => Entry(EntryKind.Accepted) with { Sha256 = "a", Place = 1, Touches = touches };

    /// <summary>The entries, numbered from 1.</summary>
    public static JournalPrefix Journal(params IReadOnlyList<JournalEntry> entries)
    {
        var index = new JournalIndex();
        foreach (var (i, entry) in entries.Index())
        {
            index.Append(entry with { Number = i + 1, Intent = $"{i}", Attempt = $"{i}" });
        }

        return index.Whole;
    }

    /// <summary>Plans the director's mail; each scorecard in the facts has the director as a recipient.</summary>
    public static MailPlan Plan(DateTimeOffset now, IReadOnlyList<TrackedDelivery> known, params (string Scorecard, ScorecardFacts Facts)[] facts)
    {
        List<Recipient> rows = [.. facts.Select(f => Row("Director@example.org", f.Scorecard))];
        return MonthEndPlanner.PlanMail(Group(rows), rows, known, facts.ToDictionary(f => (ScorecardId)f.Scorecard, f => f.Facts), now);
    }

    /// <summary>Plans a whole group's month; the journal is empty, so that all that nobody was mailed is needed.</summary>
    public static GroupPlan PlanGroup(
        DateTimeOffset now, GroupMonth group, IReadOnlyList<TrackedDelivery> known, params (string Scorecard, ScorecardFacts Facts)[] facts) =>
        MonthEndPlanner.Plan(
            new GroupState(
                group, Journal(), known, new HashSet<string>(), facts.ToDictionary(f => (ScorecardId)f.Scorecard, f => f.Facts)),
            now);
}
