using System.Reflection;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// The catalogue that the app starts with: the 44 indicators of the printed Kent scorecard, their 2012/13 targets and its scorecard. The
/// files in the folder Catalogue are of the same kinds as dropped ones and are read by the same code.
/// </summary>
public sealed class BuiltInCatalogue
{
    static readonly Catalogue Nothing = new([], [], []);

    BuiltInCatalogue(IReadOnlyList<Section> sections, Catalogue catalogue, IReadOnlyList<BankHoliday> bankHolidays) =>
        (Sections, Catalogue, BankHolidays) = (sections, catalogue, bankHolidays);

    public IReadOnlyList<Section> Sections { get; }

    public Catalogue Catalogue { get; }

    /// <summary>England's, 2008 to 2027, and the first of 2028, on which December 2027 depends.</summary>
    public IReadOnlyList<BankHoliday> BankHolidays { get; }

    public static async Task<BuiltInCatalogue> ReadAsync(CancellationToken ct)
    {
        var sections = await SectionsAsync(ct);
        var rows = new CatalogueRows(Nothing, sections);
        var indicators = await RowsAsync("indicator", rows.Indicator, ct);
        var scorecards = await RowsAsync("scorecard", CatalogueRows.Scorecard, ct);
        rows = new CatalogueRows(new Catalogue(indicators, [], scorecards), sections);
        var targets = await RowsAsync("target", rows.Target, ct);
        return new BuiltInCatalogue(
            sections, new Catalogue(indicators, targets, scorecards), await RowsAsync("bank_holiday", CatalogueRows.BankHoliday, ct));
    }

    static async Task<List<T>> RowsAsync<T>(string name, Func<Row, T?> parse, CancellationToken ct)
        where T : class
    {
        await using var content = Open(name);
        await using var refused = new RefusedRows();
        await using var extract = (await ExtractReader.OpenAsync(await CsvRows.OpenAsync(content, null, ct), Nothing, new FileLimits(), refused, ct))!;
        var rows = await extract.RowsAsync(parse, ct).Select(row => row.Item).ToListAsync(ct);
        return extract.Header.Problem is null && extract.Counts.Refused == 0
            ? rows
            : throw new InvalidOperationException($"The built-in catalogue's {name}.csv has faults.");
    }

    static async Task<List<Section>> SectionsAsync(CancellationToken ct)
    {
        await using var content = Open("section");
        await using var rows = await CsvRows.OpenAsync(content, null, ct);
        var all = new List<Section>();
        while (await rows.ReadAsync(ct))
        {
            if (rows.Number > 1)
            {
                all.Add(new Section(rows.Cell(0).ToString(), rows.Cell(1).ToString(), int.Parse(rows.Cell(2), System.Globalization.CultureInfo.InvariantCulture)));
            }
        }

        return all;
    }

    static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"Scorecards.Extracts.Catalogue.{name}.csv")
        ?? throw new InvalidOperationException($"The built-in catalogue has no {name}.csv.");
}
