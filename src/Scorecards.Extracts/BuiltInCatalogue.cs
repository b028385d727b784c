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

    static readonly Lazy<Task<BuiltInCatalogue>> Read = new(ReadOnceAsync);

    BuiltInCatalogue(
        IReadOnlyList<Section> sections, Catalogue catalogue, IReadOnlyList<BankHoliday> bankHolidays, PlausibilityRules plausibility) =>
        (Sections, Catalogue, BankHolidays, Plausibility) = (sections, catalogue, bankHolidays, plausibility);

    public IReadOnlyList<Section> Sections { get; }

    public Catalogue Catalogue { get; }

    /// <summary>England's, 2008 to 2028. December 2028 depends on the first of 2029, which is not published yet.</summary>
    public IReadOnlyList<BankHoliday> BankHolidays { get; }

    public PlausibilityRules Plausibility { get; }

    /// <summary>The same for all: its files are part of the program.</summary>
    public static Task<BuiltInCatalogue> ReadAsync(CancellationToken ct) => Read.Value.WaitAsync(ct);

    static async Task<BuiltInCatalogue> ReadOnceAsync()
    {
        var ct = CancellationToken.None;
        var sections = await SectionsAsync(ct);
        var indicators = await RowsAsync<Indicator>("indicator", Nothing, sections, ct);
        var scorecards = await RowsAsync<Scorecard>("scorecard", Nothing, sections, ct);
        var targets = await RowsAsync<Target>("target", new Catalogue(indicators, [], scorecards), sections, ct);
        var holidays = await RowsAsync<BankHoliday>("bank_holiday", Nothing, sections, ct);
        return new BuiltInCatalogue(sections, new Catalogue(indicators, targets, scorecards), holidays, await PlausibilityAsync(ct));
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

    static Task<List<Section>> SectionsAsync(CancellationToken ct) => CellsAsync("section", cells =>
        new Section(cells[0], cells[1], int.Parse(cells[2], CultureInfo.InvariantCulture)), ct);

    static async Task<PlausibilityRules> PlausibilityAsync(CancellationToken ct) => new(await CellsAsync("plausibility", cells =>
        new PlausibilityRule(
            cells[0],
            cells[1] == "" ? null : cells[1],
            cells[2] == "" ? null : Unit.Find(cells[2]) ?? throw new FormatException($"plausibility.csv names the unit '{cells[2]}'."),
            cells[3] == "" ? 0 : decimal.Parse(cells[3], CultureInfo.InvariantCulture),
            Enum.Parse<Severity>(cells[4], ignoreCase: true),
            cells[5]),
        ct));

    /// <summary>The rows of a file that is of no kind of extract.</summary>
    static async Task<List<T>> CellsAsync<T>(string name, Func<string[], T> make, CancellationToken ct)
    {
        await using var content = Open(name);
        await using IRows rows = await CsvRows.OpenAsync(content, null, ct);
        var all = new List<T>();
        while (await rows.ReadAsync(ct))
        {
            if (rows.Number > 1)
            {
                all.Add(make([.. rows.Cells]));
            }
        }

        return all;
    }

    static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream($"Scorecards.Extracts.Catalogue.{name}.csv")
        ?? throw new InvalidOperationException($"The built-in catalogue has no {name}.csv.");
}
