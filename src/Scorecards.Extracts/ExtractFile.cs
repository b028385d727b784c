using System.Runtime.CompilerServices;
using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>
/// A file, read from its bytes to the rows that it states, against a catalogue. A CSV file is one table, a workbook has one in each visible
/// sheet, a zip those of its files.
/// </summary>
/// <param name="path">Its name may say the scorecard and the month that a table does not.</param>
/// <param name="catalogue">In force: what ids and names are looked up in.</param>
/// <param name="sections">Those known by name; an indicator may be in another.</param>
/// <param name="refused">Takes the faults of all rows.</param>
public sealed class ExtractFile(string path, Catalogue catalogue, IReadOnlyList<Section> sections, FileLimits limits, RefusedRows refused)
{
    internal const string Empty = "the file is empty. Export it again and upload it under the same name";
    const string NothingRead = "nothing in it was read, and the notes in its receipt say why. Put that right and upload the file again";

    readonly List<ExtractTable> tables = [];
    readonly List<ExtractTable?> opened = [];
    readonly List<string> notes = [];
    readonly List<string> guessed = [];
    readonly List<(Measure Measure, long Row)> withdrawn = [];
    readonly HashSet<ScorecardMonth> stated = [];
    readonly Dictionary<string, (string? Sheet, long Row)> keys = new(StringComparer.OrdinalIgnoreCase);
    readonly Dictionary<Month, NameLookup> namesIn = [];
    ScorecardMonth lastStated;

    /// <summary>The first one that no kind has.</summary>
    Header? unknown;
    readonly Dictionary<RecordKind, (long Rows, bool IsConfirmed)> recordTables = [];

    /// <summary>By the year in which they begin: records whose newest day is in it, and that day.</summary>
    readonly SortedDictionary<int, (long Records, DateOnly Newest)> years = [];
    readonly Dictionary<ReturnPart, long> addedParts = [];
    Touches others = Touches.Nothing;

    /// <summary>The tables read so far; the last one is being read.</summary>
    public IReadOnlyList<ExtractTable> Tables => tables;

    /// <summary>What was not read, and why; and which names were read as an indicator that they are like.</summary>
    public IReadOnlyList<string> Notes => guessed.Count == 0 ? notes
        : [.. notes, $"{NamedFirst.Join(guessed, NameLookup.MostNamed)}. If another indicator is meant, write its id."];

    /// <summary>Those of the template that are still among its rows.</summary>
    public TemplateExamples Examples { get; } = new(path);

    /// <summary>
    /// Measures that were given out, with their rows, and then contradicted by a later row: they must not count. Complete at the end of the rows.
    /// </summary>
    public IReadOnlyList<(Measure Measure, long Row)> Withdrawn => withdrawn;

    /// <summary>Which months the rows that were given out affect.</summary>
    public Touches Touches => others + new Touches { Stated = new MonthSet(stated) };

    /// <summary>
    /// The record-level tables that were read to their ends: how many rows were accepted, and whether one says that the table is right however short.
    /// </summary>
    public IReadOnlyDictionary<RecordKind, (long Rows, bool IsConfirmed)> RecordTables => recordTables;

    /// <summary>The parts of standard returns that were read to their ends: how many rows were accepted.</summary>
    public IReadOnlyDictionary<ReturnPart, long> AddedParts => addedParts;

    /// <summary>
    /// The newest day of something that happened to a child, in the parts of returns; null = there is none. The days of a scorecard year that has
    /// fewer than a hundredth as many records as the fullest one are taken for mistyped ones.
    /// </summary>
    public DateOnly? NewestDay => years.Count == 0 ? null
        : years.Last(year => year.Value.Records * 100 >= years.Values.Max(y => y.Records)).Value.Newest;

    public RowCounts Rows => tables.Aggregate(default(RowCounts), (sum, table) => sum + table.Counts);

    /// <summary>Why nothing of a file that was read to its end is accepted; null = something is.</summary>
    public string? Problem => Rows switch
    {
        { Accepted: > 0 } => null,
        { Refused: 0 } when recordTables.Count > 0 => null,
        { Refused: 0 } when tables.Select(t => t.Header.Kind).OfType<ReturnKind>().FirstOrDefault(k => k.Unused is not null) is { } unused =>
            unused.Unused,
        { Read: 0 } when IsOfCount || tables.Exists(t => t.Header.Kind is ReturnKind { MayBeEmpty: true }) => null,
        { Read: 0 } when tables.Exists(t => t.Header.Kind is RecordKind) => $"the file has a header but no rows. {RecordKind.IfNone}",
        { Read: 0 } => "the file has a header but no rows. Add the rows and upload it again",
        { Refused: 0 } => "no row could be accepted: all are blank, headings or notes, or have no figure. Fill them in and upload the file again",
        _ => "no row could be accepted. The list of refused rows says why",
    };

    /// <summary>Finds what cannot be true; null = nothing is looked for.</summary>
    public PlausibilityChecks? Checks { get; init; }

    /// <summary>Whether only the tables are read that declare what others name: indicators, scorecards and mappings.</summary>
    internal bool IsOfDeclarations { get; init; }

    /// <summary>What is wrong with a definition's SQL and how to put it right; null = nothing.</summary>
    public Func<string, string?> FaultOfDefinition { get; init; } = _ => null;

    /// <summary>Whether the product wrote it itself.</summary>
    public bool IsOfCount { get; init; }

    /// <summary>What it is read against: which uploads there are.</summary>
    public JournalPrefix Journal { get; init; }

    /// <summary>When it was received, UTC: its rows mean what was uploaded before.</summary>
    public DateTimeOffset Received { get; init; }

    /// <summary>The paths of uploads that its rows name to be withdrawn, refused rows too.</summary>
    public ISet<string> NamedPaths { get; } = new HashSet<string>(StringComparer.Ordinal);

    public string Path => path;

    public Catalogue Catalogue => catalogue;

    /// <summary>The catalogue without what the file itself declares.</summary>
    public Catalogue Known { get => field ?? catalogue; init; }

    internal IReadOnlyList<Section> Sections => sections;

    /// <summary>Finds what its rows name.</summary>
    internal NameLookup Names => field ??= new(catalogue, LastMonth, guessed);

    /// <summary>The same for rows that are about another month than figures are.</summary>
    internal NameLookup NamesIn(Month month) =>
        namesIn.TryGetValue(month, out var found) ? found : namesIn[month] = new NameLookup(catalogue, month, guessed);

    /// <summary>The last month that had ended when it was received: figures are mostly of that one.</summary>
    internal Month LastMonth => Checks is { } checks ? Month.LastBefore(checks.Received) : Month.First;

    /// <summary>By its id, how the first row of the file that has a section writes it.</summary>
    internal Dictionary<string, (Section Section, string? Sheet, long Row)> StatedSections { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Of all its tables.</summary>
    internal MeasureConflicts Conflicts { get; } = new(catalogue);

    /// <summary>The accepted rows, table by table. To be read once.</summary>
    /// <param name="content">Seekable; read from its start.</param>
    /// <exception cref="ExtractException">The file cannot be read, or holds no table that is known, or one that lacks a column.</exception>
    /// <exception cref="PersonalDataException">It looks as if it held children's records.</exception>
    public async IAsyncEnumerable<ExtractRow> ReadAsync(Stream content, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var rows in FileTables.OpenAsync(content, path, isZipped: false, limits, notes, ct))
        {
            await using (rows)
            {
                opened.Add(null);
                refused.BeginTable();
                await using var read = await BeginAsync(rows, ct);
                while (true)
                {
                    try
                    {
                        if (!await read.MoveNextAsync())
                        {
                            break;
                        }
                    }
                    catch (ExtractException e)
                    {
                        throw e.Naming(rows.Sheet);
                    }

                    NoteStated(read.Current.Item);
                    Examples.Look(read.Current);
                    yield return read.Current;
                }

                withdrawn.AddRange(opened[^1]?.Withdrawn.SelectMany(row => Measures(row.Value).Select(m => (m, row.Key))) ?? []);
            }
        }

        if (opened.TrueForAll(table => table is null))
        {
            // Of an empty table there is one note at most: more are of hidden sheets, and of files that are no tables.
            throw new ExtractException(unknown?.Problem ?? (notes.Count > opened.Count ? NothingRead : Empty), unknown?.ProblemOnRecord);
        }
    }

    /// <summary>Copies the refused rows as they were uploaded, each with the reasons behind, as CSV that can be corrected and uploaded.</summary>
    /// <param name="content">The file, which was read to its end or as far as it could be.</param>
    /// <param name="wholeRows">
    /// False: without the columns that mean nothing to the kind. Of a file that is not kept nobody knows what they hold.
    /// </param>
    /// <param name="output">Gets nothing but its encoding's mark where no row was refused.</param>
    /// <exception cref="ExtractException">The file cannot be read further than before.</exception>
    public async Task CopyRefusedAsync(Stream content, bool wholeRows, Stream output, CancellationToken ct)
    {
        await using var copy = new RefusedCopy(refused, output, wholeRows);
        var index = 0;
        await foreach (var rows in FileTables.OpenAsync(content, path, isZipped: false, limits, [], ct))
        {
            await using (rows)
            {
                if (index >= opened.Count)
                {
                    return;
                }

                if (opened[index++] is { } table)
                {
                    await copy.AddAsync(rows, table, index, ct);
                }
            }
        }
    }

    /// <summary>Remembers that a row says something of a key.</summary>
    /// <returns>The row of an earlier table of the file that does, which counts; null = there is none.</returns>
    internal (string? Sheet, long Row)? Earlier(ExtractKind kind, string key, string? sheet, long row) =>
        keys.TryAdd($"{kind.Name} {key}", (sheet, row)) ? null : keys[$"{kind.Name} {key}"];

    /// <summary>Rows mostly come month by month.</summary>
    void NoteStated(object item)
    {
        if (item is Measure measure && (!ReferenceEquals(measure.Scorecard.Value, lastStated.Scorecard.Value) || measure.Month != lastStated.Month))
        {
            lastStated = new ScorecardMonth(measure.Scorecard, measure.Month);
            stated.Add(lastStated);
        }
    }

    static IEnumerable<Measure> Measures(object item) => item is Measure measure ? [measure] : item as IEnumerable<Measure> ?? [];

    internal void AddTouches(Touches touches) => others += touches;

    /// <exception cref="ExtractException">An earlier table of the file is of the same kind.</exception>
    /// <param name="otherwise">Why there may not be two, and what to do.</param>
    internal void RequireOnlyOne(ExtractKind kind, string otherwise)
    {
        var same = tables.FindAll(table => table.Header.Kind == kind);
        if (same.Count > 1)
        {
            var fault = $"are both of kind {kind.Name}, {otherwise}";
            throw new ExtractException($"'{same[0].Sheet}' and '{same[1].Sheet}' {fault}", $"two tables {fault}") { NamesTable = true };
        }
    }

    internal void AddPart(ReturnPart part, long rows) => addedParts.Add(part, rows);

    internal void AddDay(DateOnly? day)
    {
        if (day is { } known)
        {
            var year = Month.Containing(known).FinancialYear;
            var (records, newest) = years.GetValueOrDefault(year);
            years[year] = (records + 1, known > newest ? known : newest);
        }
    }

    internal void AddRecords(RecordKind kind, long rows, bool isConfirmed) => recordTables.Add(kind, (rows, isConfirmed));

    /// <summary>Refuses the earlier row of a conflict.</summary>
    internal void Refuse(MeasureConflict conflict, string column, string value, string reason)
    {
        tables[conflict.Table].RefuseAccepted(conflict.Row, column, value, reason);
        withdrawn.AddRange(conflict.Withdrawn.Select(measure => (measure, conflict.Row)));
    }

    /// <returns>
    /// None: it is not read, as is noted. The only table of a file needs no note: the file is refused for the same reason.
    /// </returns>
    async Task<IAsyncEnumerator<ExtractRow>> BeginAsync(IRows rows, CancellationToken ct)
    {
        try
        {
            var table = await ExtractTable.OpenAsync(rows, catalogue, limits, refused, path, ct);
            if (table is null or { Header: { Kind: null, Problem: not null } })
            {
                unknown ??= table?.Header;
                if (rows.Sheet is { } sheet)
                {
                    notes.Add(table is null ? $"'{sheet}' is empty." : $"'{sheet}' was not read: {table.Header.Problem}");
                }

                return None();
            }

            opened[^1] = table;
            if (IsOfDeclarations && table.Header is not { Kind: IndicatorKind or ScorecardKind or MappingKind, Problem: null })
            {
                // A header that is not known yet may name scorecards that are declared further on.
                return None();
            }

            var kind = table.Header.Problem is { } fault ? throw new ExtractException(fault, table.Header.ProblemOnRecord) : table.Header.Kind!;
            tables.Add(table);
            return kind.ReadAsync(table, this, ct).GetAsyncEnumerator(ct);
        }
        catch (ExtractException e)
        {
            throw e.Naming(rows.Sheet);
        }

        IAsyncEnumerator<ExtractRow> None() => AsyncEnumerable.Empty<ExtractRow>().GetAsyncEnumerator(ct);
    }
}
