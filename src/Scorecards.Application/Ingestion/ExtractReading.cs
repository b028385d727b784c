using Scorecards.Application.Calculation;
using Scorecards.Application.Records;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Storage;
using static Scorecards.Application.Ingestion.ReceiptTexts;

namespace Scorecards.Application.Ingestion;

/// <summary>Reads a file whole against the catalogue as of a number of the journal, and writes what it states under an attempt.</summary>
public sealed class ExtractReading(
    MeasureTable measures, CatalogueTable catalogueTable, CatalogueReader catalogues, MonthCalculator calculator, RecordTables tables,
        FileLimits limits)
{
    /// <summary>The most scorecard months of a commentary file that are searched for reds without commentary.</summary>
    const int MonthsLookedThrough = 20;

    /// <summary>Of the scorecards in a note; the others are counted.</summary>
    const int MostNamed = 10;

    /// <summary>The kinds of catalogue rows that every file is read against.</summary>
    internal static readonly string[] CatalogueKinds = [CatalogueTable.Indicators, CatalogueTable.Scorecards, CatalogueTable.Mappings];

    /// <param name="journal">What it is read against.</param>
    /// <param name="attempt">Under which rows are written; null = nothing is written. Where the reading is cut off, rows may be left.</param>
    /// <param name="later">What turned out about its rows after it was read; null = nothing is looked for.</param>
    public async Task<ReadExtract> ReadAsync(
        ReceivedContent content, ReadingOf of, JournalPrefix journal, string? attempt, CancellationToken ct, UploadOutcome? later = null)
    {
        var refused = new RefusedRows();
        if (journal.ErasureOf(content.Sha256) is { } erasure)
        {
            return new ReadExtract { Problem = ReceiptTexts.Erased(erasure), Refused = refused };
        }

        var builtIn = await BuiltInCatalogue.ReadAsync(ct);
        var known = (await catalogues.AtAsync(journal, ct)).Catalogue;
        Catalogue catalogue;
        try
        {
            catalogue = await Declarations.AddAsync(content.Stream, known, builtIn.Sections, limits, ct);
        }
        catch (PersonalDataException e)
        {
            return Refuse(e, refused);
        }

        content.Stream.Position = 0;
        var file = new ExtractFile(of.Path, catalogue, builtIn.Sections, limits, refused)
        {
            Known = known,
            Checks = new PlausibilityChecks(builtIn.Plausibility, of.ReadOn),
            IsOfCount = of.IsOfCount,
            FaultOfDefinition = sql => tables.FaultOfDefinition(sql, ct),
            Journal = journal,
            Received = of.Received,
        };
        return await ReadAsync(file, refused, Warn, content, journal, attempt, new LateFaults(later), ct);

        IReadOnlyList<Fault> Warn(IReadOnlyList<ExtractRow> rows) =>
            CatalogueWarnings.Find(rows, builtIn.Plausibility, catalogue, known, journal, of.IsOfCount);
    }

    /// <summary>Reads the content of an entry again as it was then; nothing is written.</summary>
    /// <param name="journal">Up to the entry or further.</param>
    public Task<ReadExtract> ReadAgainAsync(
        ReceivedContent content, JournalEntry entry, JournalPrefix journal, UploadOutcome? later, CancellationToken ct) =>
        ReadAsync(content, ReadingOf.Again(entry), journal.UpTo(entry.Number - 1), attempt: null, ct, later);

    async Task<ReadExtract> ReadAsync(ExtractFile file, RefusedRows refused, Func<IReadOnlyList<ExtractRow>, IReadOnlyList<Fault>> warn,
        ReceivedContent content, JournalPrefix journal, string? attempt, LateFaults late, CancellationToken ct)
    {
        var store = new ExtractStore(catalogueTable, new StatementWriter(measures, attempt ?? "", file.Path, content.Sha256), attempt);
        try
        {
            limits.RequireLength(content.Bytes);
            await using var records = tables.Write(attempt);
            var others = await ReadAsync(file, content.Stream, store, records, late, journal, ct);
            var reading = new RecordReading(tables, file, journal);
            var found = await reading.CompleteAsync(records, ct);
            var failing = await DefinitionTrial.FindFailingAsync(others, tables, journal, ct);
            var (problem, faults) = (file.Problem, late.Refuse(refused, file.Catalogue));
            Fault[] all = [.. file.Tables.SelectMany(NearColumns.Find), .. MonthOfName.Find(file), .. warn(others), .. found, .. failing];
            var read = await DescribeAsync(file, refused, store, problem, all, content, ct);
            return read with
            {
                Late = faults,
                LateWarnings = late.Warn(file.Catalogue),
                WarningsNotListed = reading.NotListed,
                Withdrawals = [.. others.Select(row => row.Item).OfType<UploadWithdrawal>()],
            };
        }
        catch (PersonalDataException e)
        {
            // Its faults may say what it holds. What was written of its figures is collected by its months.
            await refused.DisposeAsync();
            return Refuse(e, new RefusedRows()) with { Touches = file.Touches, Wants = [.. refused.Wants.Order(StringComparer.Ordinal)] };
        }
        catch (ExtractException e)
        {
            // A header is recognised by the names of the catalogue too.
            return (await DescribeAsync(file, refused, store, e.Message, [], content, ct)) with { ProblemOnRecord = e.OnRecord };
        }
        catch
        {
            await refused.DisposeAsync();
            throw;
        }
    }

    static ReadExtract Refuse(PersonalDataException e, RefusedRows refused) =>
        new() { Problem = e.Message, ProblemOnRecord = e.OnRecord, Refused = refused };

    static async Task<Stream?> CopyRefusedAsync(
        ExtractFile file, RefusedRows refused, ReceivedContent content, bool wholeRows, CancellationToken ct)
    {
        if (refused.Count == 0)
        {
            return null;
        }

        Stream copy = content.Stream is MemoryStream ? new MemoryStream() : TemporaryFile.Create();
        try
        {
            content.Stream.Position = 0;
            await file.CopyRefusedAsync(content.Stream, wholeRows, copy, ct);
        }
        catch (ExtractException)
        {
            // It ends where the reading ended.
        }

        return copy;
    }

    /// <returns>Its rows that are no figures.</returns>
    async Task<IReadOnlyList<ExtractRow>> ReadAsync(
        ExtractFile file, Stream content, ExtractStore store, FactWriter records, LateFaults late, JournalPrefix journal, CancellationToken ct)
    {
        // Figures and records are many, so they are stored as they are read; the rest table by table.
        var others = new List<ExtractRow>();
        await foreach (var row in file.ReadAsync(content, ct))
        {
            store.Given?.Add(row.Table.Sheet, row.Number);
            if (row.Item is Measure measure)
            {
                late.Look(measure, row);
                await store.AddAsync(measure, row, ct);
            }
            else if (row.Item is RecordRow record)
            {
                await records.AddAsync(record, row.Number);
            }
            else
            {
                others.Add(row);
            }
        }

        var touches = file.Touches;
        foreach (var table in others.GroupBy(row => row.Table))
        {
            await NoteRedsWithoutCommentaryAsync(table.Key, [.. table.Select(row => row.Item).OfType<Commentary>()], touches, journal, ct);
            await store.AddAsync(table.Where(row => row.Item is not UploadWithdrawal), ct);
        }

        await NoteRecipientsAsync(file, [.. others.Where(row => row.Item is Recipient)], journal, ct);
        await store.CompleteAsync(file.Withdrawn, ct);
        return others;
    }

    static async Task<ReadExtract> DescribeAsync(ExtractFile file, RefusedRows refused, ExtractStore store, string? problem,
        IReadOnlyList<Fault> warnings, ReceivedContent content, CancellationToken ct) => new()
        {
            Copy = await CopyRefusedAsync(file, refused, content, wholeRows: problem is null, ct),
            Warnings = warnings,
            Problem = problem,
            Refused = refused,
            Given = problem is null ? store.Given : null,
            Kind = problem is null ? string.Join(", ", file.Tables.Select(t => t.Header.Kind!.Name).Distinct()) : null,
            Rows = file.Rows,
            NamedPaths = [.. file.NamedPaths],
            IsOfUploads = file.Tables.Any(t => t.Header.Kind is WithdrawKind),
            Tables = [.. file.Tables.Select(t => t.Receipt)],
            Notes = [.. problem is null && !file.IsOfCount ? file.Examples.Notes : [], .. file.Notes],
            Touches = file.Touches,
            CatalogueRows = store.CatalogueRows,
            Records = file.RecordTables.ToDictionary(t => t.Key.Name, t => t.Value.Rows),
            Added = file.AddedParts.ToDictionary(t => t.Key.Name, t => t.Value),
            Absent = [.. file.AddedParts.Keys.SelectMany(part => part.Absent.Select(column => $"{part.Name}.{column}"))],
            NewestDay = file.NewestDay,
            Parts = store.Parts,
            Wants = problem is not null && file.Tables.Count == 0 ? CatalogueKinds : [.. refused.Wants.Order(StringComparer.Ordinal)],
        };

    /// <summary>Says in the receipt what the file comments on, and which reds of these months it leaves without commentary.</summary>
    /// <param name="touches">Of the file: what is red in a month that it changes itself is not known before that is calculated.</param>
    async Task NoteRedsWithoutCommentaryAsync(
        ExtractTable table, List<Commentary> comments, Touches touches, JournalPrefix journal, CancellationToken ct)
    {
        foreach (var ofMonth in comments.GroupBy(c => new ScorecardMonth(c.Scorecard, c.Month)).Take(MonthsLookedThrough))
        {
            var (scorecard, month) = ofMonth.Key;
            var isChanged = touches.Stated.Contains(scorecard, month)
                || (touches with { Stated = MonthSet.Empty }).Includes(scorecard, month);
            var reds = isChanged ? null : await RedsAsync(ofMonth.Key, journal, ct);
            var commented = await calculator.CommentedAsync(ofMonth.Key, journal, ct);
            var replaced = ofMonth.Select(c => c.Indicator).Where(commented.Contains).Distinct().ToList();
            var without = reds?.Where(r => !commented.Contains(r) && !ofMonth.Any(c => c.Indicator == r)).ToList();
            var rest = without switch
            {
                null when isChanged => "This file changes that month: its page shows which reds have no commentary.",
                null => "That month has no results yet.",
                [] when reds is [] => "No indicator is red in that month.",
                [] => "Every red has commentary.",
                _ => $"Reds without commentary: {string.Join(", ", without)}.",
            };
            table.Notes.Add($"Commentary on {Many(ofMonth.Count(), "indicator", "indicators")} of {scorecard}, {month.ToLongString()}. {rest}");
            if (replaced.Count > 0)
            {
                table.Notes.Add($"In place of the rows that were there before, with their actions: {string.Join(", ", replaced)}.");
            }

            if (journal.Issue(scorecard, month) is not null)
            {
                table.Notes.Add($"{month.ToLongString()} is issued: those who have had its mail see this on its page only.");
            }

            if (ofMonth.Count(c => c.IsClosed) is > 0 and var closed)
            {
                table.Notes.Add($"Closed from {month.ToLongString()} on: {Many(closed, "action", "actions")}.");
            }
        }
    }

    /// <summary>Says in the receipt how many are mailed though the file leaves them out, and who is not, or not yet, though it has them.</summary>
    async Task NoteRecipientsAsync(ExtractFile file, IReadOnlyList<ExtractRow> rows, JournalPrefix journal, CancellationToken ct)
    {
        if (rows.Count == 0 || file.Checks?.Received is not { } today)
        {
            return;
        }

        List<Recipient> recipients = [.. rows.Select(row => (Recipient)row.Item)];
        var stated = recipients.ToLookup(r => r.Scorecard, r => r.Email);
        var known = (await catalogues.AtAsync(journal, ct)).Recipients;
        var others = known
            .Where(r => !(r.Until < today) && stated.Contains(r.Scorecard))
            .Where(r => !stated[r.Scorecard].Contains(r.Email, StringComparer.OrdinalIgnoreCase))
            .Select(r => r.Email).Distinct(StringComparer.OrdinalIgnoreCase).Count();
        if (others > 0)
        {
            rows[^1].Table.Notes.Add($"Not in this file, and mailed for its scorecards all the same: {Many(others, "recipient", "recipients")}. "
                + "To end one, upload the row again with the last day in 'until'.");
        }

        var ended = known.Concat(recipients)
            .Where(r => !r.IsOfEveryScorecard && stated[""].Contains(r.Email, StringComparer.OrdinalIgnoreCase))
            .GroupBy(r => (r.Email.ToLowerInvariant(), r.Scorecard)).Where(same => same.Last().Until < today)
            .Select(same => same.Key.Scorecard.Value).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (ended.Count > 0)
        {
            rows[^1].Table.Notes.Add("A row without a scorecard is not for one of which another row of the address has ended: "
                + $"{NamedFirst.Join(ended, MostNamed)}. To have its mail again, upload that row without 'until'.");
        }

        foreach (var ahead in rows.Where(row => ((Recipient)row.Item).From > today).GroupBy(row => row.Table))
        {
            var notes = ReadingNotes.Rows(
                (ahead.Count(), ahead.First().Number), "Who has a day ahead in 'from' is not mailed until then, even if they were before",
                "Leave 'from' blank where mail is to start now");
            notes.ToList().ForEach(ahead.Key.Notes.Add);
        }
    }

    /// <returns>Null: the month has no results, or none that can be told any more.</returns>
    async Task<List<IndicatorId>?> RedsAsync(ScorecardMonth month, JournalPrefix journal, CancellationToken ct)
    {
        try
        {
            var known = (await calculator.AsOfAsync(month, journal, ct)).Scorecard;
            return known?.Results.Where(r => r.Rating == Rating.Red).Select(r => r.Indicator.Id).ToList();
        }
        catch (GoneException)
        {
            return null;
        }
    }
}
