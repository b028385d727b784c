using System.Globalization;
using System.Text;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>
/// Fourteen months of a county and two districts, with and without UASC, over two Aprils: figures that repeat, ties, nothing to count, figures that
/// are known as printed only, targets of a district's own, new targets in April.
/// </summary>
sealed class CountyYear
{
    public static readonly Month First = new(2012, 3);

    static readonly BuiltInCatalogue BuiltIn = BuiltInCatalogue.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();

    static readonly string[] Names = ["county-inc", "county-exc", "north-inc", "north-exc", "south-inc", "south-exc"];

    readonly Random random = new(2012);
    readonly Dictionary<(string Scorecard, IndicatorId Indicator, Month Month), StatedFigure> figures = [];

    public CountyYear()
    {
        var scorecards = Names.Select(name => new Scorecard
        {
            Id = name,
            Name = name,
            Parent = name.StartsWith("county", StringComparison.Ordinal) ? null : $"county-{name[^3..]}",
            Slice = name.StartsWith("county", StringComparison.Ordinal) ? Slice.County : Slice.District,
            SliceCode = name.StartsWith("county", StringComparison.Ordinal) ? null : name[..5],
            Uasc = name.EndsWith("inc", StringComparison.Ordinal) ? UascBasis.Included : UascBasis.Excluded,
        });
        var all = BuiltIn.Catalogue.Targets.ToList();
        var own = all.Select(t => t with { Scorecard = "north-inc", EffectiveFrom = new DateOnly(2012, 10, 15), Value = t.Value * 1.1m });
        var next = all.Select(t => t with { EffectiveFrom = new DateOnly(2013, 4, 1), Value = t.Value * 0.9m });
        Catalogue = new Catalogue(BuiltIn.Catalogue.Indicators, [.. all, .. own, .. next], scorecards);
        foreach (var month in Months)
        {
            foreach (var name in Names)
            {
                foreach (var indicator in Catalogue.ActiveIndicators(month).Where(i => i.Formula is null))
                {
                    figures[(name, indicator.Id, month)] = Make(name, indicator, month);
                }
            }
        }
    }

    public static IEnumerable<Month> Months { get; } = [.. Enumerable.Range(0, 14).Select(i => First.PlusMonths(i))];

    public Catalogue Catalogue { get; }

    public static IReadOnlyList<string> Scorecards => Names;

    public StatedFigure? Find(string scorecard, IndicatorId indicator, Month month) => figures.GetValueOrDefault((scorecard, indicator, month));

    /// <summary>As a council uploads them.</summary>
    public string ScorecardFile => "scorecard,name,parent,slice,slice_code,uasc\n"
        + string.Concat(Catalogue.Scorecards.Select(s => $"{s.Id},{s.Name},{s.Parent},{s.Slice.Name},{s.SliceCode},{s.Uasc.Name}\n"));

    /// <summary>The targets that are not built in.</summary>
    public string TargetFile => "indicator,scorecard,effective_from,target\n" + string.Concat(
        Catalogue.Targets.Where(t => t.Scorecard is not null || t.EffectiveFrom.Year == 2013).Select(t =>
            string.Create(CultureInfo.InvariantCulture, $"{t.Indicator},{t.Scorecard},{t.EffectiveFrom:yyyy-MM-dd},{t.Value}\n")));

    /// <summary>The measures of some months.</summary>
    public string MeasureFile(params IReadOnlyCollection<Month> months)
    {
        var file = new StringBuilder("scorecard,indicator,month,numerator,denominator,value\n");
        foreach (var ((scorecard, indicator, month), figure) in figures.Where(f => months.Contains(f.Key.Month)))
        {
            file.Append(CultureInfo.InvariantCulture, $"{scorecard},{indicator},{month},{figure.Numerator},{figure.Denominator},{figure.Value}\n");
        }

        return file.ToString();
    }

    /// <summary>Another figure in place of one.</summary>
    public void Correct(string scorecard, IndicatorId indicator, Month month, StatedFigure figure) => figures[(scorecard, indicator, month)] = figure;

    /// <summary>The month's file, read as an upload is.</summary>
    public async Task<List<StatedMeasure>> ReadAsync(Month month)
    {
        await using var refused = new RefusedRows();
        var extract = new ExtractFile("", Catalogue, BuiltIn.Sections, new FileLimits(), refused)
        {
            Checks = new PlausibilityChecks(BuiltIn.Plausibility, new DateOnly(2013, 6, 1)),
        };
        var rows = await extract.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(MeasureFile(month))), CancellationToken.None).ToListAsync();
        Assert.Empty(await refused.AllAsync().ToListAsync());
        return [.. rows.Select(r => new StatedMeasure((Measure)r.Item, new Source("month.csv", new string('0', 64), null, r.Number), default))];
    }

    StatedFigure Make(string scorecard, Indicator indicator, Month month)
    {
        var before = Find(scorecard, indicator.Id, month.PlusMonths(-1));
        if (before is not null && random.Next(6) == 0)
        {
            return before;
        }

        if (indicator.Unit == Unit.Count)
        {
            return new(Whole(random.Next(0, 120)), "", "");
        }

        // Each district's first months come from a trend table.
        if (scorecard == "south-inc" && month < First.PlusMonths(4))
        {
            return new("", "", $"{Whole(random.Next(0, 99))}.{random.Next(10)}");
        }

        var denominator = random.Next(12) == 0 ? 0 : random.Next(1, indicator.Unit == Unit.Per10000 ? 90_000 : 700);
        var numerator = denominator == 0 ? 0 : random.Next(0, denominator + 1);

        // Twice as many of twice as many are a tie that no decimal shows.
        return before is { Denominator: not ("" or "0") } && random.Next(6) == 0
            ? new(Twice(before.Numerator), Twice(before.Denominator), "")
            : new(Whole(numerator), Whole(denominator), "");
    }

    static string Twice(string number) => Whole(int.Parse(number, CultureInfo.InvariantCulture) * 2);

    static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
