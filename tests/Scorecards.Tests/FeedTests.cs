using System.Globalization;
using System.Xml.Linq;
using FsCheck.Xunit;
using Microsoft.OData.Edm.Csdl;
using Microsoft.OData.Edm.Validation;
using Microsoft.OData.UriParser;
using ScorecardFunctions.Http;
using Scorecards.Application;
using Scorecards.Application.Feed;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests;

/// <summary>What a <c>$filter</c> lets through, and what of it storage is asked to look for.</summary>
public sealed class FeedTests
{
    static readonly Indicator Percentage = Indicator("lac-pep", Unit.Percent);

    /// <summary>Seven facts, numbered from 1.</summary>
    static readonly List<ResultRow> Facts =
    [
        Fact("kent-inc-uasc", "2012-04", Percentage, 90m, Rating.Amber, Travel.Improved),
        Fact("kent-inc-uasc", "2012-05", Percentage, 95.1m, Rating.Green, Travel.Worse),
        Fact("kent-inc-uasc", "2012-05", Indicator("caf-rate", Unit.Per10000), null, null, null, "c"),
        Fact("Ashford", "2012-05", Percentage, 0m, Rating.Red, null),
        Fact("ashford", "2012-05", Percentage, 90.0m, Rating.Red, Travel.Same),
        Fact("o'neill", "2012-12", Indicator("posts-unfilled", Unit.Percent), -1.05m, null, Travel.Same),
        Fact("o'neill", "2013-01", Percentage, 66.0275m, null, null),
    ];

    [Theory]

    // Comparison; text by its characters, case and all.
    [InlineData("Scorecard eq 'Ashford'", "4")]
    [InlineData("Scorecard eq 'o''neill'", "6 7")]
    [InlineData("Scorecard gt 'kent-inc-uasc'", "6 7")]
    [InlineData("Scorecard in ('Ashford','o''neill')", "4 6 7")]
    [InlineData("Value eq 90", "1 5")]
    [InlineData("Value eq 66.0275", "7")]
    [InlineData("Value eq -1.05", "6")]
    [InlineData("Value lt 6.6e1", "4 6")]
    [InlineData("90 lt Value", "2")]
    [InlineData("Edition eq 0", "1 2 3 4 5 6 7")]
    [InlineData("IsSmallBase", "")]
    [InlineData("IsSmallBase eq false and RatingOrder eq 3", "4 5")]

    // Dates.
    [InlineData("PeriodStart ge 2012-05-01T00:00:00Z and PeriodStart lt 2012-06-01T00:00:00Z", "2 3 4 5")]
    [InlineData("PeriodStart ge 2012-05-01T01:00:00%2B01:00 and Month lt '2012-06'", "2 3 4 5")]
    [InlineData("AsAt eq 2012-12-31", "6")]
    [InlineData("AsAt gt 2012-05-31", "6 7")]
    [InlineData("year(PeriodStart) eq 2013 or month(AsAt) eq 4", "1 7")]
    [InlineData("date(PeriodStart) eq 2013-01-01", "7")]
    [InlineData("PeriodStart lt now()", "1 2 3 4 5 6 7")]

    // A day beside a moment is its beginning, in UTC, whichever of the two is written.
    [InlineData("PeriodStart ge 2012-05-01 and PeriodStart lt 2012-06-01", "2 3 4 5")]
    [InlineData("PeriodStart gt 2012-05-01", "6 7")]
    [InlineData("2012-12-01 eq PeriodStart", "6")]
    [InlineData("AsAt eq 2012-12-31T00:00:00Z", "6")]
    [InlineData("AsAt lt 2012-12-31T00:00:01Z and AsAt gt 2012-12-30T23:59:59Z", "6")]
    [InlineData("AsAt eq 2012-12-31T01:00:00Z", "")]
    [InlineData("PeriodStart in (2012-05-01,2013-01-01)", "2 3 4 5 7")]
    [InlineData("AsAt lt now()", "1 2 3 4 5 6 7")]
    [InlineData("date(PeriodStart) le 2012-05-01T00:00:00Z", "1 2 3 4 5")]

    // Functions.
    [InlineData("contains(Scorecard,'shf')", "4 5")]
    [InlineData("startswith(tolower(Scorecard),'ash') and endswith(Month,'05')", "4 5")]
    [InlineData("length(Scorecard) eq 13", "1 2 3")]
    [InlineData("indexof(Indicator,'-') eq 3 and Rating eq 'Green'", "2")]
    [InlineData("concat(Scorecard,toupper(Indicator)) eq 'AshfordLAC-PEP'", "4")]

    // Null: equal to null only; any other comparison is false; not of unknown is unknown.
    [InlineData("Value eq null", "3")]
    [InlineData("Value ne null", "1 2 4 5 6 7")]
    [InlineData("Value ne 90", "2 3 4 6 7")]
    [InlineData("Value ge 0 or Value lt 0", "1 2 4 5 6 7")]
    [InlineData("not (Value ge 0)", "3 6")]
    [InlineData("Rating in ('Red',null)", "3 4 5 6 7")]
    [InlineData("not contains(Rating,'Red')", "1 2")]
    [InlineData("contains(Rating,'Red') or Scorecard eq 'o''neill'", "4 5 6 7")]
    [InlineData("contains(Rating,'Red') and Scorecard eq 'o''neill'", "")]
    [InlineData("Reason eq 'c'", "3")]
    [InlineData("null eq null", "1 2 3 4 5 6 7")]
    [InlineData("Value gt null", "")]
    public void Filter_LetsThrough(string filter, string expected) =>
        Assert.Equal(expected, string.Join(' ', Passing(Parsed(filter)).Select(f => Facts.IndexOf(f) + 1)));

    [Theory]
    [InlineData("Scorecard eq 'Ashford'", "ashford; 1900-01 to 2199-12; all")]
    [InlineData("'Ashford' eq Scorecard and Scorecard eq 'kent'", "; 1900-01 to 2199-12; all")]
    [InlineData("Scorecard in ('a','b') or Scorecard eq 'c'", "a,b,c; 1900-01 to 2199-12; all")]
    [InlineData("Scorecard eq 'a' or Value gt 1", "all; 1900-01 to 2199-12; all")]
    [InlineData("not (Scorecard eq 'a')", "all; 1900-01 to 2199-12; all")]
    [InlineData("Scorecard ne 'a'", "all; 1900-01 to 2199-12; all")]
    [InlineData("Indicator in ('caf-rate','lac-pep') and Value gt 1", "all; 1900-01 to 2199-12; caf-rate,lac-pep")]
    [InlineData("Month eq '2012-05'", "all; 2012-05 to 2012-05; all")]
    [InlineData("Month gt 'zebra'", "all; 1900-01 to 2199-12; all")]
    [InlineData("PeriodStart ge 2012-05-01T00:00:00Z and PeriodStart lt 2012-07-01T00:00:00Z", "all; 2012-05 to 2012-07; all")]
    [InlineData("2012-05-01T00:00:00Z le PeriodStart", "all; 2012-05 to 2199-12; all")]
    [InlineData("AsAt le 2012-05-31", "all; 1900-01 to 2012-05; all")]
    [InlineData("PeriodStart ge 2012-05-01 and PeriodStart le 2012-07-31", "all; 2012-05 to 2012-07; all")]
    [InlineData("AsAt ge 2012-05-31T00:00:00Z and AsAt lt 2012-08-01T00:00:00Z", "all; 2012-05 to 2012-08; all")]
    [InlineData("PeriodStart in (2012-05-01,2012-07-01)", "all; 2012-05 to 2012-07; all")]
    [InlineData("AsAt ge 1066-10-14 and AsAt le 3000-01-01", "all; 1900-01 to 2199-12; all")]
    [InlineData("(Scorecard eq 'a' and Month eq '2012-01') or (Scorecard eq 'b' and Month eq '2012-03')", "a,b; 2012-01 to 2012-03; all")]
    public void Scope_IsWhatStorageCanLookFor(string filter, string expected)
    {
        var scope = FeedScope.Find(Parsed(filter));
        Assert.Equal(expected, $"{Ids(scope.Scorecards)}; {scope.From} to {scope.To}; {Ids(scope.Indicators)}");

        static string Ids<T>(IReadOnlySet<T>? ids) =>
            ids is null ? "all" : string.Join(',', ids.Select(i => $"{i}".ToLowerInvariant()).Order(StringComparer.Ordinal));
    }

    /// <summary>Looking for the scope, asking months, then asking rows, finds what asking every row for the whole filter finds.</summary>
    [Property(MaxTest = 300)]
    public void Scope_AndConditions_FindWhatTheFilterFinds(int seed)
    {
        var random = new Random(seed);
        var node = Parsed(RandomFilter(random, 4));
        var (scope, filter) = (
            FeedScope.Conditions(node).Select(FeedScope.Find).Aggregate(new ResultScope(), FeedScope.And),
            new FeedFilter(FeedModel.Results, TimeProvider.System));
        var ofMonth = FeedScope.Conditions(node).Where(FeedScope.IsOfMonth).Select(filter.Test).ToList();
        var others = FeedScope.Conditions(node).Where(c => !FeedScope.IsOfMonth(c)).Select(filter.Test).ToList();
        var found = Facts.Where(f =>
            scope.Scorecards?.Contains(f.Scorecard) != false
                && scope.From <= f.Month
                && f.Month <= scope.To
                && scope.Indicators?.Contains(f.Result.Indicator.Id) != false
            && ofMonth.TrueForAll(test => test(f with { Result = null! })) && others.TrueForAll(test => test(f)));
        Assert.Equal(Passing(node), found);
    }

    [Theory]
    [InlineData("concat(Scorecard,'x') eq 'y' and matchesPattern(Scorecard,'a')", "matchesPattern")]
    [InlineData("Value add 1 eq 2", "Add")]
    [InlineData("cast(Value,'Edm.String') eq '1'", "cast")]
    [InlineData("fractionalseconds(PeriodStart) eq 1", "fractionalseconds")]
    public void Filter_NamesWhatIsNotOffered(string filter, string named)
    {
        var fault = Assert.Throws<ProblemException>(() => new FeedFilter(FeedModel.Results, TimeProvider.System).Test(Parsed(filter)));
        Assert.Equal((501, "$filter"), (fault.Status, fault.Target));
        Assert.Contains($"'{named}'", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2012-04", "2012/13", 1, 1)]
    [InlineData("2012-06", "2012/13", 1, 3)]
    [InlineData("2012-07", "2012/13", 2, 4)]
    [InlineData("2012-12", "2012/13", 3, 9)]
    [InlineData("2013-01", "2012/13", 4, 10)]
    [InlineData("2013-03", "2012/13", 4, 12)]
    [InlineData("1999-04", "1999/00", 1, 1)]
    public void Month_IsOfAFinancialYear_FromApril(string month, string year, int quarter, int number) => Assert.Equal(
        (object[])[year, quarter, number],
        new[] { "FinancialYear", "Quarter", "MonthOfFinancialYear" }.Select(name => FeedModel.Months.Column(name).Value(Month.Parse(month))));

    /// <summary>Percentages of fewer than 20; 0 of 0 is none (docs/domain.md, Small numbers).</summary>
    [Theory]
    [InlineData("percent", "19", true)]
    [InlineData("percent", "19.9", true)]
    [InlineData("percent", "20", false)]
    [InlineData("percent", "0", false)]
    [InlineData("percent", null, false)]
    [InlineData("per10000", "19", false)]
    [InlineData("average", "19", false)]
    public void SmallBase_IsAPercentageOfFewerThanTwenty(string unit, string? denominator, bool isSmall) =>
        Assert.Equal(
            isSmall,
            new Result
            {
                Indicator = Indicator("i", Unit.Find(unit)!),
                Denominator = denominator is null ? null : decimal.Parse(denominator, CultureInfo.InvariantCulture),
                Figure = denominator == "0" ? null : new Figure(50m, true),
            }.IsSmallBase);

    [Theory]
    [InlineData("", null)]
    [InlineData("identity", null)]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("gzip;q=0, br;q=0", null)]
    [InlineData("gzip;q=0.5, br", "br")]
    [InlineData("gzip, deflate, br", "gzip")]
    [InlineData("nonsense;;;=, gzip", "gzip")]
    public void Coding_IsTheOneWantedMost(string accepted, string? coding) => Assert.Equal(coding, FeedResult.Coding(accepted));

    [Fact]
    public void Model_IsValid_WithWhatItSaysOfItself()
    {
        Assert.True(FeedModel.Model.Validate(out var errors), string.Join('\n', errors));

        // Microsoft's reader has no vocabulary Aggregation of its own.
        var schema = XElement.Parse(FeedModel.Metadata).CreateReader();
        var aggregation = FeedModel.Model.ReferencedModels.Where(m => m.FindDeclaredTerm("Org.OData.Aggregation.V1.ApplySupported") is not null);
        Assert.True(CsdlReader.TryParse(schema, aggregation, out var read, out errors), string.Join('\n', errors));
        Assert.True(read.Validate(out errors), string.Join('\n', errors));
    }

    [Fact]
    public void Sets_AreThoseAgreed() => Assert.Equal(
        "Results(Scorecard,Month,Indicator) 26, Indicators(Indicator) 13, Scorecards(Scorecard) 8, Months(Month) 9, Summaries(Scorecard,Month) "
        + "14, Extracts(Sha256,Extract) 8",
        string.Join(", ", FeedModel.Sets.Select(s => $"{s.EntitySet.Name}({string.Join(',', s.Keys.Select(k => k.Name))}) {s.Columns.Count}")));

    static List<ResultRow> Passing(QueryNode filter)
    {
        var test = new FeedFilter(FeedModel.Results, TimeProvider.System).Test(filter);
        return [.. Facts.Where(f => test(f))];
    }

    static QueryNode Parsed(string filter) =>
        new ODataUriParser(FeedModel.Model, new Uri("http://feed/"), new Uri($"http://feed/Results?$filter={filter}")).ParseFilter().Expression;

    [Theory]
    [InlineData("AsAt in (2012-05-31T00:00:00Z, 2013-01-31T01:00:00+01:00)", "AsAt in (2012-05-31,2013-01-31)")]
    [InlineData("AsAt in (2012-05-31T00:00:00Z,2012-06-30,null)", "AsAt in (2012-05-31,2012-06-30)")]
    [InlineData("AsAt in (2012-05-31T01:00:00Z,2012-06-30T00:00:00Z)", "AsAt in (2012-06-30)")]
    [InlineData("not (AsAt in (2012-05-31T01:00:00Z))", "not (false)")]
    [InlineData("PeriodStart in (2012-05-31T00:00:00Z)", "PeriodStart in (2012-05-31T00:00:00Z)")]
    [InlineData("Scorecard eq 'AsAt in (2012-05-31T00:00:00Z)'", "Scorecard eq 'AsAt in (2012-05-31T00:00:00Z)'")]
    [InlineData("Scorecard in ('a, null', null,'o''neill')", "Scorecard in ('a, null','o''neill')")]
    [InlineData("Month in [\"a,b\",null]", "Month in [\"a,b\"]")]
    [InlineData("Rating in ('Red',null)", "Rating in ('Red',null)")]
    [InlineData("Edition in (1.0,0.5,null,2e0,3000000000)", "Edition in (1,2)")]
    [InlineData("SourceRow in (3000000000.0,null)", "SourceRow in (3000000000,null)")]
    [InlineData("Value in (1.5,null)", "Value in (1.5,null)")]
    [InlineData("Month in ()", "Month in ()")]
    public void Lists_AreOfTheirColumnsType(string filter, string expected) => Assert.Equal(expected, ListLiterals.AsTyped(filter));

    /// <summary>However a list ends, it is looked through once.</summary>
    [Theory]
    [InlineData("Month in (", "a,", "")]
    [InlineData("Month in (", "'a'", "")]
    [InlineData("Month in (", "''a", "'")]
    [InlineData("", "Month in (", "")]
    [InlineData("", "'@a\"", "")]
    public void Lists_AreReadAtOnce_HoweverLong(string start, string part, string end)
    {
        var filter = start + string.Concat(Enumerable.Repeat(part, 5_000)) + end;
        var began = System.Diagnostics.Stopwatch.StartNew();
        ListLiterals.AsTyped(ExpressionText.AsParsed(filter));
        Assert.Throws<ProblemException>(() => FeedOptions.WithAliases(filter + new string(' ', 16_000), new Dictionary<string, string>(), "$filter"));
        Assert.True(began.Elapsed < TimeSpan.FromMinutes(1), $"{began.Elapsed}");
    }

    static string RandomFilter(Random random, int depth)
    {
        string[] conditions =
        [
            "Scorecard eq 'ashford'", "Scorecard in ('Ashford','o''neill')", "Scorecard ne 'Ashford'", "Scorecard gt 'k'",
            "contains(Scorecard,'e')", "tolower(Scorecard) eq 'ashford'", "Month ge '2012-05'", "Month eq '2012-12'",
            "Month in ('2012-04','2013-01')", "'2012-12' gt Month", "year(PeriodStart) eq 2012", "Edition eq 0",
            "PeriodStart ge 2012-05-01T00:00:00Z", "PeriodStart lt 2012-05-01T00:00:01Z", "PeriodStart eq 2012-05-02T00:00:00Z",
            "AsAt le 2012-05-31", "AsAt gt 2012-05-30", "AsAt ne 2012-05-31", "Indicator eq 'lac-pep'",
            "Indicator in ('caf-rate','posts-unfilled')", "Indicator eq 'LAC-PEP'", "Value gt 66", "Value eq null", "Rating eq 'Red'",
            "Travel ne 'Same'", "Rating eq Travel", "IsSuppressed",
        ];
        return depth == 0 || random.Next(3) == 0 ? random.GetItems(conditions, 1)[0] : random.Next(5) switch
        {
            0 => $"not ({RandomFilter(random, depth - 1)})",
            1 or 2 => $"({RandomFilter(random, depth - 1)} or {RandomFilter(random, depth - 1)})",
            _ => $"({RandomFilter(random, depth - 1)} and {RandomFilter(random, depth - 1)})",
        };
    }

    static Indicator Indicator(string id, Unit unit) => Kent.Indicator(Polarity.H, unit, id: id);

    static ResultRow Fact(
        string scorecard, string month, Indicator indicator, decimal? value, Rating? rating, Travel? travel, string? noValue = null) =>
        new(
        scorecard, Month.Parse(month), 0, DateTimeOffset.UnixEpoch,
        new Result
        {
            Indicator = indicator,
            Figure = value is { } v ? new Figure(v, true) : null,
            Rating = rating,
            Travel = travel,
            NoValue = noValue
        });
}
