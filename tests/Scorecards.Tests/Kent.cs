using System.Globalization;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>The printed scorecard and what the tests make from it. The folder Kent holds the two tables of the domain documents as they
/// are.</summary>
static class Kent
{
    static readonly BuiltInCatalogue BuiltInValue = BuiltInCatalogue.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();

    public static Month May { get; } = new(2012, 5);

    public static BuiltInCatalogue BuiltIn => BuiltInValue;

    public static Catalogue Catalogue => BuiltInValue.Catalogue;

    public static IReadOnlyList<Dictionary<string, string>> Printed { get; } = Read("Kent/scorecard-may-2012.csv");

    public static IReadOnlyList<Dictionary<string, string>> Thresholds { get; } = Read("Kent/rating-thresholds.csv");

    public static decimal Number(string text) => decimal.Parse(text, NumberStyles.Number, CultureInfo.InvariantCulture);

    public static decimal? Maybe(string text) => text == "" ? null : Number(text);

    public static Indicator Indicator(Polarity polarity, Unit unit, int decimals = 1, string id = "x", string? formula = null) => new()
    {
        Id = id,
        Section = new Section("how-much", "How much are we dealing with?", 1),
        Order = 1,
        Name = id,
        Polarity = polarity,
        Basis = "Snapshot",
        Unit = unit,
        Decimals = decimals,
        Formula = formula is not null && Domain.Formula.TryParse(formula, out var parsed, out _) ? parsed : null,
    };

    /// <summary>May 2012 from the samples, as the product calculates it.</summary>
    public static async Task<MonthlyScorecard> ScorecardAsync() => ScorecardCalculation.Calculate(
        Catalogue, Catalogue.Scorecard("kent-inc-uasc")!, May, await SampleAsync("measure-2012-05.csv"), await SampleAsync("measure-2012-04.csv"));

    public static async Task<List<StatedMeasure>> SampleAsync(string name)
    {
        await using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "samples", name));
        var read = await ReadFile.FromAsync(file);
        Assert.Equal(new RowCounts(44, 44, 0, 0), read.Counts);
        return [.. read.Measures.Select(m => new StatedMeasure(m.Measure, new Source(name, new string('0', 64), null, m.Row), default))];
    }

    static List<Dictionary<string, string>> Read(string path)
    {
        using var csv = CsvHelper.CsvReader.FromFile(Path.Combine(AppContext.BaseDirectory, path));
        csv.ReadHeader();
        var names = csv.Headers;
        var rows = new List<Dictionary<string, string>>();
        while (csv.Read())
        {
            rows.Add(names.ToDictionary(name => name, csv.GetString));
        }

        return rows;
    }
}
