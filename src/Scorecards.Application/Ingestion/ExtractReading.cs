using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;

namespace Scorecards.Application.Ingestion;

/// <summary>Reads a file whole against the catalogue as of a number of the journal, and writes what it states under an attempt.</summary>
public sealed class ExtractReading(
    MeasureTable measures, CatalogueTable catalogueTable, CatalogueReader catalogues, MonthCalculator calculator, FileLimits limits)
{
    /// <summary>So many scorecard months of a commentary file are looked through for reds that nobody has commented on.</summary>
    const int MonthsLookedThrough = 20;

    static readonly string[] CatalogueKinds = [CatalogueTable.Indicators, CatalogueTable.Scorecards];

    /// <param name="content">The file.</param>
    /// <param name="path">Its name may say the scorecard and month that a table does not.</param>
    /// <param name="journal">What it is read against.</param>
    /// <param name="attempt">Under which rows are written; null = nothing is written.</param>
    /// <param name="ct">Cancels; rows of the attempt may be left.</param>
    public async Task<ReadExtract> ReadAsync(ReceivedContent content, string path, JournalPrefix journal, string? attempt, CancellationToken ct)
    {
        if (journal.ErasureOf(content.Sha256) is { } erasure)
        {
            return new ReadExtract { Problem = ReceiptTexts.Erased(erasure), Refused = new RefusedRows() };
        }

        var refused = new RefusedRows();
        var state = await catalogues.AtAsync(journal, ct);
        var reading = new Reading(
            path, journal, state.Catalogue, refused, attempt, new StatementWriter(measures, attempt ?? "", path, content.Sha256));
        try
        {
            limits.RequireLength(content.Bytes);
            content.Stream.Position = 0;
            await ReadAsync(reading, content.Stream, ct);
            return Read(reading, reading.Rows.Accepted > 0 ? null : reading.Rows.Read == 0 ? "the file has a header and no rows" : "no row could be accepted: see the refused rows");
        }
        catch (PersonalDataException e)
        {
            await refused.DisposeAsync();
            return new ReadExtract { Problem = e.Message, Refused = new RefusedRows() };
        }
        catch (ExtractException e)
        {
            // A header is recognised by the names of the catalogue too.
            return Read(reading, e.Message);
        }
        catch
        {
            await refused.DisposeAsync();
            throw;
        }
    }

    static ReadExtract Read(Reading reading, string? problem) => new()
    {
        Problem = problem,
        Refused = reading.Refused,
        Kind = problem is null ? string.Join(", ", reading.Tables.Select(t => t.Header.Kind!.Name).Distinct()) : null,
        Rows = reading.Rows,
        Tables = [.. reading.Tables.Select(t => t.Receipt)],
        Notes = reading.Notes,
        Touches = reading.Touches,
        CatalogueRows = reading.CatalogueRows,
        Parts = reading.Writer.Parts,
        Wants = problem is not null && reading.Tables.Count == 0 ? CatalogueKinds : [.. reading.Refused.Wants.Order(StringComparer.Ordinal)],
    };

    async Task ReadAsync(Reading reading, Stream content, CancellationToken ct)
    {
        // It grows with the file, so it is not kept any longer than it is needed.
        var ledger = new MeasureConflicts(reading.Catalogue);
        await foreach (var table in ExtractFile.TablesAsync(content, reading.Catalogue, limits, reading.Refused, reading.Notes, ct))
        {
            reading.Tables.Add(table);
            if (table.Header.Kind!.IsMeasures)
            {
                await foreach (var (measure, row) in new MeasureRows(table, reading.Catalogue, reading.Path, ledger).AllAsync(ct))
                {
                    await reading.AddAsync(measure, row, ct);
                }
            }
            else if (table.Header.Kind == ExtractKind.Commentary)
            {
                await ReadCommentaryAsync(table, reading, ct);
            }
            else
            {
                await ReadCatalogueAsync(table, reading, ct);
            }
        }

        await reading.CompleteAsync(ledger.Withdrawn, ct);
        reading.Touches += new Touches { Stated = new MonthSet(reading.Stated) };
    }

    async Task ReadCatalogueAsync(ExtractReader table, Reading reading, CancellationToken ct)
    {
        var kind = table.Header.Kind!;
        var rows = new CatalogueRows(reading.Catalogue, (await catalogues.BuiltInAsync()).Sections);
        IReadOnlyList<object> items = kind switch
        {
            _ when kind == ExtractKind.Recipient => await ItemsAsync(table, rows.Recipient, r => $"{r.Email}, {r.Scorecard}", ct),
            _ when kind == ExtractKind.Timetable => await ItemsAsync(table, rows.Timetable, t => t.Group, ct),
            _ when kind == ExtractKind.BankHoliday => await ItemsAsync(table, CatalogueRows.BankHoliday, h => $"{h.Date:yyyy-MM-dd}", ct),
            _ when kind == ExtractKind.Indicator => await ItemsAsync(table, rows.Indicator, i => i.Id, ct),
            _ when kind == ExtractKind.Target => await ItemsAsync(table, rows.Target, t => $"{t.Indicator}, {t.Scorecard}, {t.EffectiveFrom:yyyy-MM-dd}", ct),
            _ => await ItemsAsync(table, CatalogueRows.Scorecard, s => s.Id, ct),
        };
        if (items.Count == 0)
        {
            return;
        }

        if (reading.Attempt is { } attempt)
        {
            await catalogueTable.WriteAsync(attempt, items, ct);
        }

        // Two tables of one file may say something of one key: the rows are counted as they are stored.
        reading.Keys.UnionWith(items.Select(item => $"{CatalogueTable.Kind(item)}/{CatalogueTable.Key(item)}"));
        reading.Touches += Changed(kind, items);
    }

    /// <summary>What catalogue rows change: a target its scorecards from its day on, an indicator everything, a scorecard its own months.</summary>
    static Touches Changed(ExtractKind kind, IReadOnlyList<object> items)
    {
        var touches = new Touches { CatalogueKinds = [kind.Name] };
        var targets = items.OfType<Target>().ToList();
        if (targets.Count > 0)
        {
            return touches with
            {
                CatalogueFrom = Month.Containing(targets.Min(t => t.EffectiveFrom)),
                CatalogueScorecards = targets.All(t => t.Scorecard is not null) ? [.. targets.Select(t => t.Scorecard!).Distinct(StringComparer.OrdinalIgnoreCase)] : [],
            };
        }

        return items[0] switch
        {
            Indicator => touches with { CatalogueFrom = Month.First },
            Scorecard => touches with { CatalogueFrom = Month.First, CatalogueScorecards = [.. items.Cast<Scorecard>().Select(s => s.Id)] },
            _ => touches,
        };
    }

    async Task ReadCommentaryAsync(ExtractReader table, Reading reading, CancellationToken ct)
    {
        var rows = new CatalogueRows(reading.Catalogue, (await catalogues.BuiltInAsync()).Sections);
        var comments = (await CatalogueRows.AllAsync(table, rows.Commentary, c => $"{c.Scorecard}, {c.Indicator}, {c.Month}", ct)).Select(c => c.Item).ToList();
        foreach (var comment in comments)
        {
            await reading.AddAsync(comment, ct);
        }

        reading.Touches += new Touches { Commented = new MonthSet(comments.Select(c => new ScorecardMonth(c.Scorecard, c.Month))) };
        await NoteRedsWithoutCommentaryAsync(table, comments, reading.Journal, ct);
    }

    /// <summary>Says in the receipt what the file comments on, and which reds of these months it leaves without commentary.</summary>
    async Task NoteRedsWithoutCommentaryAsync(ExtractReader table, List<Commentary> comments, JournalPrefix journal, CancellationToken ct)
    {
        foreach (var ofMonth in comments.GroupBy(c => new ScorecardMonth(c.Scorecard, c.Month)).Take(MonthsLookedThrough))
        {
            var (scorecard, month) = ofMonth.Key;
            var reds = await RedsAsync(ofMonth.Key, journal, ct);
            var commented = (await calculator.CommentedAsync(ofMonth.Key, journal, ct)).Concat(ofMonth.Select(c => c.Indicator)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var without = reds?.Where(r => !commented.Contains(r)).ToList();
            table.Notes.Add($"Commentary on {Many(ofMonth.Count(), "indicator", "indicators")} of {scorecard}, {month.ToLongString()}. "
                + (reds is null ? "That month has no results yet." : without is not { Count: > 0 } ? "Every red has commentary." : $"Reds without commentary: {string.Join(", ", without)}."));
        }
    }

    /// <returns>Null: the month has no results, or none that can be told any more.</returns>
    async Task<List<string>?> RedsAsync(ScorecardMonth month, JournalPrefix journal, CancellationToken ct)
    {
        try
        {
            return (await calculator.AsOfAsync(month, journal, ct)).Scorecard?.Results.Where(r => r.Rating == Rating.Red).Select(r => r.Indicator.Id).ToList();
        }
        catch (ErasedException)
        {
            return null;
        }
    }

    static async Task<IReadOnlyList<object>> ItemsAsync<T>(ExtractReader table, Func<Row, T?> parse, Func<T, string> key, CancellationToken ct)
        where T : class => [.. (await CatalogueRows.AllAsync(table, parse, key, ct)).Select(row => row.Item)];

    static string Many(long count, string one, string many) => count == 1 ? $"1 {one}" : $"{count} {many}";

    /// <summary>A file being read: what it is read against and what has come of it so far.</summary>
    sealed class Reading(string path, JournalPrefix journal, Catalogue catalogue, RefusedRows refused, string? attempt, StatementWriter writer)
    {
        public string Path => path;

        public JournalPrefix Journal => journal;

        public Catalogue Catalogue => catalogue;

        public RefusedRows Refused => refused;

        public string? Attempt => attempt;

        public StatementWriter Writer => writer;

        public List<ExtractReader> Tables { get; } = [];

        public List<string> Notes { get; } = [];

        /// <summary>Of the catalogue rows that the file holds.</summary>
        public HashSet<string> Keys { get; } = new(StringComparer.Ordinal);

        public int CatalogueRows => Keys.Count;

        public Touches Touches { get; set; } = Touches.Nothing;

        public RowCounts Rows => Tables.Aggregate(default(RowCounts), (sum, t) => sum + t.Counts);

        /// <summary>The months that have a row of the attempt: no others may be said to be stated.</summary>
        public HashSet<ScorecardMonth> Stated { get; } = [];

        public async ValueTask AddAsync(Measure measure, long row, CancellationToken ct)
        {
            Stated.Add(new ScorecardMonth(measure.Scorecard, measure.Month));
            if (attempt is not null)
            {
                await writer.AddAsync(measure, row, ct);
            }
        }

        public async ValueTask AddAsync(Commentary comment, CancellationToken ct)
        {
            if (attempt is not null)
            {
                await writer.AddAsync(comment, ct);
            }
        }

        public Task CompleteAsync(IEnumerable<(Measure Measure, long Row)> withdrawn, CancellationToken ct) =>
            attempt is null ? Task.CompletedTask : writer.CompleteAsync(withdrawn, ct);
    }
}
