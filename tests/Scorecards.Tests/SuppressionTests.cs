using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Scorecards.Domain;
using Result = Scorecards.Domain.Result;

namespace Scorecards.Tests;

/// <summary>What an outside reader is given (docs/domain.md, Small numbers).</summary>
public sealed class SuppressionTests
{
    static readonly SuppressionProfile Five = new(5);
    static readonly SuppressionProfile Ten = new(10);

    static readonly Indicator Count = Kent.Indicator(Polarity.L, Unit.Count, 0, "n");
    static readonly Indicator Percent = Kent.Indicator(Polarity.H, Unit.Percent, 1, "p");
    static readonly Indicator Rate = Kent.Indicator(Polarity.H, Unit.Per10000, 1, "r");
    static readonly Indicator Average = Kent.Indicator(Polarity.L, Unit.Average, 1, "a");

    // A county with four districts, and the same without unaccompanied asylum-seeking children.
    static readonly string[] Districts = ["d1", "d2", "d3", "d4"];

    static readonly Scorecard[] County =
    [
        Slice("county", null, "inc"), Slice("county", null, "exc"),
        .. Districts.SelectMany(d => new[] { Slice(d, "county", "inc"), Slice(d, "county", "exc") }),
    ];

    [Theory]
    [InlineData(5, true, "0", true)]
    [InlineData(5, true, "0.1", false)]
    [InlineData(5, true, "1", false)]
    [InlineData(5, true, "4", false)]
    [InlineData(5, true, "5", false)]
    [InlineData(5, true, "5.1", true)]
    [InlineData(5, true, "6", true)]
    [InlineData(5, false, "1", false)]
    [InlineData(5, false, "4", false)]
    [InlineData(5, false, "5", true)]
    [InlineData(10, true, "9", false)]
    [InlineData(10, true, "10", false)]
    [InlineData(10, true, "11", true)]
    [InlineData(10, false, "9", false)]
    [InlineData(10, false, "10", true)]
    public void Apply_TakesOutTheSmallNumbers_OnTheirBoundary(int threshold, bool isInclusive, string count, bool isGiven)
    {
        var profile = new SuppressionProfile(threshold, isInclusive);
        var small = Kent.Number(count);
        Assert.All(
            [
                Of(Count, small),
                Of(Percent, small, 1000),
                Of(Percent, 1000 - small, 1000),
                Of(Rate, small, 312597),
                Of(Average, small, 1000),
                Of(Average, 1000, small)],
            result =>
            {
                var given = Assert.Single(Suppression.Apply(profile, [], [Scorecard("s", result)])).Results[0];
                Assert.Equal(isGiven ? result : Blank(result, SuppressedAs.SmallNumber), given);
                Assert.Equal(isGiven ? result.Reason : "c", given.Reason);
            });
    }

    [Theory]
    [InlineData("0", "0", true)]
    [InlineData("0", "3", false)]
    [InlineData("3", "3", false)]
    [InlineData("0", "6", true)]
    [InlineData("6", "6", true)]
    [InlineData("6", "12", true)]
    [InlineData("7", "12", false)]
    [InlineData("12", "7", true)]
    public void Apply_LooksAtTheWholeOfAPercentage(string numerator, string denominator, bool isGiven) =>
        Assert.Equal(
            isGiven, Apply(Five, [], Scorecard("s", Of(Percent, Kent.Number(numerator), Kent.Number(denominator))))[0].Results[0].Suppressed is null);

    [Fact]
    public async Task Apply_FindsTheSmallNumbersOfThePrintedScorecard()
    {
        var may = await Kent.ScorecardAsync();
        Assert.Equal(["ni67-cpp-reviews"], Hidden(Five));
        Assert.Equal(["ni67-cpp-reviews", "adoption-12m-from-decision", "care-leavers-sgo"], Hidden(Ten));
        Assert.Equal((15, 16, 12, 1), Rated(Suppression.Apply(Five, Kent.Catalogue.Scorecards, [may])[0].Summary));
        Assert.Equal((15, 15, 11, 3), Rated(Suppression.Apply(Ten, Kent.Catalogue.Scorecards, [may])[0].Summary));

        IEnumerable<string> Hidden(SuppressionProfile profile) =>
            Suppression.Apply(profile, Kent.Catalogue.Scorecards, [may])[0].Results.Where(r => r.Suppressed is not null)
                .Select(r => r.Indicator.Id.Value);

        static (int Green, int Amber, int Red, int Unrated) Rated(Summary s) => (s.Green, s.Amber, s.Red, s.Unrated);
    }

    [Fact]
    public void Apply_TakesOutAValue_WhoseNumbersNobodyKnows()
    {
        var result = Of(Percent, null) with { Figure = new Figure(66.7m, false), Rating = Rating.Green };
        Assert.Equal(Blank(result, SuppressedAs.Unchecked), Apply(Five, [], Scorecard("s", result))[0].Results[0]);
        Assert.Equal("unchecked", Blank(result, SuppressedAs.Unchecked).Reason);
    }

    [Theory]
    [InlineData("3 20 30 40", "c - - -", "-")] // The rest is not in the total: nobody outside can subtract.
    [InlineData("3 20 30 40", "c s - -", "0")]
    [InlineData("0 20 30 40", "- - - -", "0")]
    [InlineData("1 1 30 40", "c c s -", "0")] // Two that make two are one each.
    [InlineData("5 5 30 40", "c c s -", "0")]
    [InlineData("1 2 30 40", "c c - -", "0")]
    [InlineData("3 0 0 40", "c - - s", "0")] // A zero would be told from a great number.
    [InlineData("20 30 40 50", "s - - -", "3")] // The three are in no district.
    public void Apply_TakesOutASibling_ThatWouldGiveANumberBack(string districts, string reasons, string rest)
    {
        var counts = districts.Split(' ').Select(Kent.Number).ToList();
        var total = counts.Sum() + (rest == "-" ? 100 : Kent.Number(rest));
        var given = Apply(
            Five, County, [Scorecard("county-inc", Of(Count, total)), .. counts.Select((c, i) => Scorecard($"d{i + 1}-inc", Of(Count, c)))]);
        Assert.Equal(
            $"- {reasons}",
            string.Join(' ', given.Select(s => s.Results[0].Suppressed switch { null => "-", SuppressedAs.SmallNumber => "c", _ => "s" })));
    }

    [Fact]
    public void Apply_TakesOutTheTotal_WhenNoSiblingIsLeft() => Assert.Equal(
        [SuppressedAs.Secondary, SuppressedAs.SmallNumber, null, null],
        Apply(
            Five,
            County,
            Scorecard("county-inc", Of(Count, 3)),
            Scorecard("d1-inc", Of(Count, 3)),
            Scorecard("d2-inc", Of(Count, 0)),
            Scorecard("d3-inc", Of(Count, 0)))
            .Select(
                s => s.Results[0].Suppressed is SuppressedAs.SmallNumber
                    && s.Scorecard == "county-inc"
                    ? SuppressedAs.Secondary
                    : s.Results[0].Suppressed));

    [Theory]
    [InlineData("100", "97", null, SuppressedAs.Secondary)] // Three are unaccompanied.
    [InlineData("100", "90", null, null)]
    [InlineData("100", "100", null, null)]
    [InlineData("12", "4", null, SuppressedAs.SmallNumber)]
    public void Apply_TakesOutOneUascBasis_WhereTheyDifferByASmallNumber(string inc, string exc, SuppressedAs? hiddenInc, SuppressedAs? hiddenExc) =>
        Assert.Equal(
        [hiddenInc, hiddenExc],
        Apply(
            Five,
            County,
            Scorecard("d1-inc", Of(Count, Kent.Number(inc))),
            Scorecard("d1-exc", Of(Count, Kent.Number(exc)))).Select(s => s.Results[0].Suppressed));

    [Fact]
    public void Apply_GuardsWhatTheSourceHeldBack()
    {
        var given = Apply(
            Five,
            County,
            Scorecard("county-inc", Of(Count, 90)),
            Scorecard("d1-inc", Of(Count, null) with { NoValue = "c" }),
            Scorecard("d2-inc", Of(Count, 30)),
            Scorecard("d3-inc", Of(Count, 57)));
        Assert.Equal([null, null, SuppressedAs.Secondary, null], given.Select(s => s.Results[0].Suppressed));
        Assert.Equal("c", given[1].Results[0].Reason);
    }

    [Theory]
    [InlineData("q a f", 100, 200, 5, 200, "- c s")]
    [InlineData("q a f", 100, 200, 50, 200, "- - -")]
    [InlineData("f q a", 196, 200, 50, 200, "s c -")]
    public void Apply_TakesOutWhatAFormulaGivesBack(string order, decimal q, decimal ofQ, decimal a, decimal ofA, string reasons)
    {
        var formula = Kent.Indicator(Polarity.L, Unit.Percent, 1, "f", "100 - q - a");
        Result[] results =
        [
            Of(Percent with { Id = "q" }, q, ofQ), Of(Percent with { Id = "a" }, a, ofA),
            Of(formula, null) with { Figure = new Figure(100 - (q * 100 / ofQ) - (a * 100 / ofA), true) },
        ];
        var given = Apply(Five, [], Scorecard("s", [.. order.Split(' ').Select(id => results.Single(r => r.Indicator.Id == id))]))[0];
        Assert.Equal(
            reasons, string.Join(' ', given.Results.Select(r => r.Suppressed switch { null => "-", SuppressedAs.SmallNumber => "c", _ => "s" })));
    }

    [Fact]
    public void Apply_TakesOutWhatASmallFormulaFollowsFrom()
    {
        var formula = Kent.Indicator(Polarity.L, Unit.Count, 0, "f", "open - allocated");
        var given = Apply(
            Five,
            [],
            Scorecard(
                "s",
                Of(Count with { Id = "open" }, 100),
                Of(Count with { Id = "allocated" }, 97),
                Of(formula, null) with { Figure = new Figure(3, true) }))[0];
        Assert.Equal([SuppressedAs.Secondary, SuppressedAs.Secondary, SuppressedAs.SmallNumber], given.Results.Select(r => r.Suppressed));
    }

    [Fact]
    public void Compare_GivesNoPreviousFigure_ThatTheMonthBeforeDoesNot()
    {
        var before = Scorecard("s", Of(Count, 4), Of(Count with { Id = "m" }, 40), Of(Count with { Id = "restated" }, 41));
        var now = Scorecard("s", Later(Count, 40, 4), Later(Count with { Id = "m" }, 4, 40), Later(Count with { Id = "restated" }, 50, 40));
        var given = Suppression.Compare(Apply(Five, [], now)[0], Apply(Five, [], before)[0]);
        Assert.Equal(
            [(40m, null, null), (null, 40m, null), (50m, null, (Travel?)null)],
            given.Results.Select(r => (r.Figure?.Value, r.Previous?.Value, r.Travel)));
        Assert.Equal(new Summary(2, 0, 0, 1, 0, 0, 0), given.Summary);
        Assert.Equal(1, given.Withheld);
        Assert.Contains(
            " 1 indicator is withheld from this reader and not in these counts: the council's own counts have them. ",
            given.SummaryText,
            StringComparison.Ordinal);
        Assert.EndsWith("There is no figure for last month to compare performance with.", given.SummaryText, StringComparison.Ordinal);
        Assert.All(Suppression.Compare(now, null).Results, r => Assert.Null(r.Previous));
        Assert.Equal(
            now with { Results = [] },
            Suppression.Compare(now, now with { Results = [.. now.Results.Select(r => r with { Figure = r.Previous })] }) with { Results = [] });

        static Result Later(Indicator indicator, decimal count, decimal previous) =>
            Of(indicator, count) with { Previous = new Figure(previous, true), Rating = Rating.Green, Travel = Travel.Improved };
    }

    [Theory]
    [InlineData("d1-inc", 10)]
    [InlineData("COUNTY-EXC", 10)]
    [InlineData("unknown", 1)]
    public void Family_IsAllThatCanGiveEachOtherAway(string scorecard, int members) =>
        Assert.Equal(
            members,
            Suppression.Family(
                [.. County, Slice("other", null, "inc") with { SliceCode = "x" }, Slice("nowhere", "gone", "inc") with { SliceCode = null }],
                scorecard).Count);

    [Property(MaxTest = 200)]
    public Property Apply_LeavesNothing_ThatCanBeSolved() => Prop.ForAll(Tables.ToArbitrary(), table =>
    {
        var given = Suppression.Apply(table.Profile, County, table.Family);
        var found = OutsideReader.Finds(table.Profile, County, table.Family, given);
        return (found is null).Label($"{found}");
    });

    [Property(MaxTest = 100)]
    public Property Apply_IsSettled_AfterOnce_InAnyOrder() => Prop.ForAll(Tables.ToArbitrary(), table =>
    {
        var given = Suppression.Apply(table.Profile, County, table.Family);
        var again = Suppression.Apply(table.Profile, County, given);
        var reversed = Suppression.Apply(table.Profile, [.. County.Reverse()], [.. table.Family.Reverse()]);
        return Same(given, again) && Same(given, [.. reversed.Reverse()])
            && given.All(s => s.Summary == Summary.From(s.Results))
            && given.SelectMany(s => s.Results).All(r => r.Suppressed is null || r == Blank(r, r.Suppressed.Value));
    });

    [Property(MaxTest = 100)]
    public Property Apply_ChangesNothing_WhereNothingIsSmall() => Prop.ForAll(Tables.ToArbitrary(), table =>
    {
        // A hundred times as many children: no count and no difference is left between 1 and 99.
        MonthlyScorecard[] great = [
            .. table.Family.Select(
                s => s with {
                    Results = [.. s.Results.Select(r => Of(r.Indicator, r.Numerator * 100, r.Denominator * 100) with { Figure = r.Figure })] })];
        return Same(
            great,
            Suppression.Apply(
                table.Profile, County, [.. great.Select(s => s with { Results = [.. s.Results.Where(r => r.Indicator.Formula is null)] })]),
            r => r.Indicator.Formula is null);
    });

    /// <summary>Tables of small and great counts that add up: two counts and what is left of one after the other, and a percentage.</summary>
    static Gen<Table> Tables { get; } =
        from threshold in Gen.Elements(5, 10)
        from isInclusive in Gen.Elements(true, false)
        from counts in Gen.Frequency((3, Gen.Constant(0)), (4, Gen.Choose(1, 12)), (5, Gen.Choose(13, 60))).ArrayOf(32)
        from uasc in Gen.Frequency((5, Gen.Constant(0)), (2, Gen.Choose(1, 12)), (2, Gen.Choose(13, 60))).ArrayOf(32)
        from missing in Gen.Elements(-1, -1, -1, 0, 1)
        select new Table(new SuppressionProfile(threshold, isInclusive), counts, uasc, missing);

    sealed record Table(SuppressionProfile Profile, int[] Counts, int[] Uasc, int Missing)
    {
        static readonly Indicator More = Count with { Id = "m" };
        static readonly Indicator Both = Kent.Indicator(Polarity.L, Unit.Count, 0, "f", "n + m");

        public IReadOnlyList<MonthlyScorecard> Family { get; } =
        [
            Member("county-exc", [.. Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 4).Sum(d => Counts[(d * 4) + i]))]),
            Member("county-inc", [.. Enumerable.Range(0, 4).Select(i => Enumerable.Range(0, 4).Sum(d => Counts[(d * 4) + i] + Uasc[(d * 4) + i]))]),
            .. Enumerable.Range(0, 4).Where(d => d != Missing).SelectMany(d => new[]
            {
                Member($"d{d + 1}-exc", [.. Enumerable.Range(0, 4).Select(i => Counts[(d * 4) + i])]),
                Member($"d{d + 1}-inc", [.. Enumerable.Range(0, 4).Select(i => Counts[(d * 4) + i] + Uasc[(d * 4) + i])]),
            }),
        ];

        public override string ToString() =>
            $"{Profile}: {string.Join("; ", Family.Select(s => $"{s.Scorecard} {string.Join(' ', s.Results.Select(Text))}"))}";

        static string Text(Result r) => $"{r.Indicator.Id}={r.Numerator}/{r.Denominator}";

        static MonthlyScorecard Member(string id, decimal[] counts) => Scorecard(
            id, Of(Count, counts[0]), Of(More, counts[1]), Of(Both, counts[0] + counts[1]), Of(Percent, counts[2], counts[2] + counts[3]));
    }

    static bool Same(IReadOnlyList<MonthlyScorecard> one, IReadOnlyList<MonthlyScorecard> other, Func<Result, bool>? only = null) =>
        one.SelectMany(s => s.Results, (s, r) => (s.Scorecard, r))
            .Where(r => only?.Invoke(r.r) != false)
            .SequenceEqual(other.SelectMany(s => s.Results, (s, r) => (s.Scorecard, r)));

    static IReadOnlyList<MonthlyScorecard> Apply(SuppressionProfile profile, Scorecard[] catalogue, params MonthlyScorecard[] family) =>
        Suppression.Apply(profile, catalogue, family);

    static Result Blank(Result result, SuppressedAs reason) =>
        result with { Numerator = null, Denominator = null, Figure = null, Rating = null, Travel = null, Source = null, Suppressed = reason };

    static Result Of(Indicator indicator, decimal? numerator, decimal? denominator = null) => new()
    {
        Indicator = indicator,
        Numerator = numerator,
        Denominator = denominator,
        Figure = numerator is null
            ? null
            : indicator.Unit.Factor is not { } factor
            ? new Figure(numerator.Value, true)
            : denominator is null or 0
            ? null
            : new Figure(numerator.Value * factor / denominator.Value, true),
        Source = new Source("x.csv", new string('0', 64), 2),
    };

    static MonthlyScorecard Scorecard(string id, params Result[] results) => new(id, id, Kent.May, 0, Summary.From(results), results);

    static Scorecard Slice(string code, string? parent, string uasc) =>
        new()
        {
            Id = $"{code}-{uasc}",
            Name = $"{code}, {uasc}",
            Parent = parent is null ? null : $"{parent}-{uasc}",
            Slice = parent is null ? Domain.Slice.County : Domain.Slice.District,
            SliceCode = parent is null ? null : code,
            Uasc = UascBasis.Find(uasc)!,
        };
}
