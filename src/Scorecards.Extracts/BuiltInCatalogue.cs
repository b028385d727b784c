using System.Globalization;
using System.Reflection;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// The catalogue that the app starts with: the 44 indicators of the printed Kent scorecard, their 2012/13 targets and its scorecard. The
/// files in the folder Catalogue are of the same kinds as uploaded ones and are read by the same code.
/// </summary>
public sealed class BuiltInCatalogue
{
    static readonly Catalogue Nothing = new([], [], []);

    BuiltInCatalogue(IReadOnlyList<Section> sections, Catalogue catalogue, IReadOnlyList<BankHoliday> bankHolidays) =>
        (Sections, Catalogue, BankHolidays) = (sections, catalogue, bankHolidays);

    public IReadOnlyList<Section> Sections { get; }

    public Catalogue Catalogue { get; }

    /// <summary>England's, 2008 to 2028. December 2028 depends on the first of 2029, which is not published yet.</summary>
    public IReadOnlyList<BankHoliday> BankHolidays { get; }

    public static async Task<BuiltInCatalogue> ReadAsync(CancellationToken ct)
    {
        var sections = await SectionsAsync(ct);
        var indicators = await RowsAsync<Indicator>("indicator", Nothing, sections, ct);
        var scorecards = await RowsAsync<Scorecard>("scorecard", Nothing, sections, ct);
        var targets = await RowsAsync<Target>("target", new Catalogue(indicators, [], scorecards), sections, ct);
        var holidays = await RowsAsync<BankHoliday>("bank_holiday", Nothing, sections, ct);
        return new BuiltInCatalogue(sections, new Catalogue(indicators, targets, scorecards), holidays);
    }

    static async Task<List<T>> RowsAsync<T>(string name, Catalogue catalogue, IReadOnlyList<Section> sections, CancellationToken ct)
        where T : class
    {
        await using var content = Open(name);
        await using var refused = new RefusedRows();
        var file = new ExtractFile(name, catalogue, sections, new FileLimits(), refused);
        var rows = await file.ReadAsync(content, ct).Select(row => (T)row.Item).ToListAsync(ct);
        return file.Rows.Refused == 0 ? rows : throw new InvalidOperationException($"The built-in catalogue's {name}.csv has faults.");
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
                var order = int.Parse(rows.Cell(2), CultureInfo.InvariantCulture);
                all.Add(new Section(rows.Cell(0).ToString(), rows.Cell(1).ToString(), order));
            }
        }

        return all;
    }

    static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"Scorecards.Extracts.Catalogue.{name}.csv")
        ?? throw new InvalidOperationException($"The built-in catalogue has no {name}.csv.");
}
