using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Records;

namespace Scorecards.Application.Records;

/// <summary>
/// What is found out of the records of a file when all of them are read: against each other, and against the tables that count already.
/// </summary>
public sealed class RecordReading(RecordTables tables, ExtractFile file, JournalPrefix journal)
{
    /// <summary>Of a hundred rows of the upload before, the fewest of a table that is not cut off.</summary>
    const int LeastPercent = 80;

    /// <summary>Warnings of one rule that a receipt lists.</summary>
    const int MostShown = 100;

    /// <summary>Of a table with fewer refused rows those that are accepted count, whatever their share.</summary>
    const int MostRefused = 20;

    const string Episodes = "lac_episode";

    /// <summary>Slices that a note names.</summary>
    const int MostNamed = 20;

    /// <summary>Months that a note names.</summary>
    const int MostMonths = 3;

    /// <summary>Warnings that are not among those returned.</summary>
    public long NotListed { get; private set; }

    /// <summary>Keeps the records, and checks them.</summary>
    /// <returns>What somebody should look at.</returns>
    /// <exception cref="ExtractException">A table has far fewer rows than the one before.</exception>
    public async Task<IReadOnlyList<Fault>> CompleteAsync(FactWriter records, CancellationToken ct)
    {
        RequireWhole();
        if (records.Kinds.Count == 0)
        {
            return [];
        }

        var database = await records.CompleteAsync(ct);
        var isAll = true;
        try
        {
            await tables.LoadAsync(database, journal, [.. records.WholeKinds, .. file.RecordTables.Keys], ct);
        }
        catch (RowsMissingException)
        {
            // The tables that are there are checked; a restore brings back the others.
            isAll = false;
        }

        file.RecordTables.Where(t => t.Value.Rows == 0).ToList().ForEach(t => database.LayNothing(t.Key.Table));
        NoteReturns(records.Lay(), database);
        NoteSlicesWithoutScorecard(database);
        NotePopulation(database);
        NoteTakenByTeams();
        NoteIssued();
        database.Seal();
        var faults = Check(database, records.Kinds, ct).ToList();
        await records.KeptAsync();
        if (isAll)
        {
            // Last: whoever keeps others may close it.
            tables.Keep(records, journal);
        }

        return faults;
    }

    IEnumerable<Fault> Check(RecordDatabase database, IReadOnlyCollection<RecordKind> uploaded, CancellationToken ct)
    {
        var found = file.Checks is { } checks ? database.Check([.. uploaded.Select(kind => kind.Table)], TakenOn(checks), ct) : [];
        foreach (var more in found.Where(f => f.Total > MostShown))
        {
            NotListed += more.Total - MostShown;
            var reason = more.Faults[0].Say(showsValue: false);
            file.Tables[^1].Notes.Add($"Of the warnings '{reason}' the first {MostShown} of {more.Total} are listed.");
        }

        return found.SelectMany(f => f.Faults.Take(MostShown)).Select(f => ToFault(f, PathOf(f.Upload)))
            .Concat(FindUnknownStarts(database, uploaded, ct));
    }

    /// <summary>Of the children now looked after, how many came into care before all that is known of them.</summary>
    IEnumerable<Fault> FindUnknownStarts(RecordDatabase database, IReadOnlyCollection<RecordKind> uploaded, CancellationToken ct)
    {
        if (file.Checks is { } checks && uploaded.Any(kind => kind.Table == Episodes)
            && database.FindUnknownStarts(TakenOn(checks), ct) is { Children: > 0 and var count } first)
        {
            yield return new Fault(first.Upload is null ? first.Row ?? 0 : 0, "care_period_start", "",
                $"Of {count} looked-after {(count == 1 ? "child" : "children")} the first episode of the period of care is not known: ni63, ni66 and "
                + "the placement of adopted children may be wrong. Withdraw this upload, upload the return of the year before, then this one again, "
                + "or export the whole period of care."
                + (first.Upload is null ? " The row is that of the first such child" : InEarlier(first.Row, PathOf(first.Upload))),
                Episodes);
        }
    }

    /// <summary>The day that the records are of. A return of a year that is over knows nothing of the days since.</summary>
    DateOnly TakenOn(PlausibilityChecks checks) =>
        file.NewestDay is { } newest && file.RecordTables.Count == 0 && file.AddedParts.Keys.All(IsNewest)
            && new DateOnly(Month.Containing(newest).FinancialYear + 1, 3, 31) is var last && last < checks.Received
            ? last
            : checks.Received;

    /// <summary>Whether its table has nothing of a later year; a child is of none.</summary>
    bool IsNewest(ReturnPart part) => part.Kind.Name == RecordKind.Child
        || (part.Months is null && journal.Layers(part.Kind.Name).All(entry => entry.NewestDay <= file.NewestDay));

    string? PathOf(long? upload) => upload is { } number ? journal[number].Path : null;

    /// <summary>
    /// By its own key as far as that is no child's id and not made of one, and by its row, with values that say nothing of anybody. A record of an
    /// earlier upload is named by that upload's path and row alone: this receipt stays when the earlier upload is erased.
    /// </summary>
    /// <param name="path">Of the earlier upload that the record is from; null = it is from this one.</param>
    public static Fault ToFault(RecordFault fault, string? path)
    {
        var kind = RecordKind.All.Single(kind => kind.Table == fault.Table);
        return new(
            path is null ? fault.Row ?? 0 : 0,
            fault.Column,
            path is null ? NameRecord(fault, kind) : "",
            fault.Say(path is null && kind.IsShown(fault.Column, fault.Value)) + (path is null ? "" : InEarlier(fault.Row, path)),
            fault.Table);
    }

    /// <summary>The key's columns and their values; of a key with a child's id only the day.</summary>
    static string NameRecord(RecordFault fault, RecordKind kind)
    {
        var (columns, value) = fault.NamesChild ? (kind.Key.Skip(1), fault.Key[(fault.Key.LastIndexOf(' ') + 1)..]) : (kind.Key, fault.Key);
        var named = string.Join(", ", columns);
        return named == "" || MadeId.IsOne(value) || !RecordKind.IsKeyShown(value) ? "" : $"{named} {value}";
    }

    static string InEarlier(long? row, string? path) =>
        $" The record is not in this upload: it is in {(row is null ? "" : $"row {row} of ")}{path}, uploaded before.";

    /// <summary>
    /// Says what each part of a return was added to, how many of its rows replace what was known of a record, and how many open records it does not
    /// have.
    /// </summary>
    void NoteReturns(IReadOnlyList<(ReturnPart Part, long Replaced)> laid, RecordDatabase database)
    {
        foreach (var (part, replaced) in laid)
        {
            var table = file.Tables.First(t => t.Header.Kind is ReturnKind of && of.Parts.Any(p => p.Name == part.Name));
            var rows = file.AddedParts[part];
            if (part.IsOfYear && NewerBefore(part) is { } newer)
            {
                table.Notes.Add($"{part.Title} is of an earlier time than that of {newer.Path}, which was uploaded before, and takes its place where "
                    + $"both have a record. If that is not meant, withdraw that one by its SHA-256, {newer.Sha256}, and upload it again.");
            }
            else if (database.CountStillOpen(part.Kind.Table, part.Columns) is > 0 and var open)
            {
                table.Notes.Add($"Open in an earlier return and not in this {part.Title}, so still counted as open: {open}. Where they have ended, "
                    + "withdraw this upload, run the return before it again and upload that, then this one again.");
            }

            table.Notes.Add($"{part.Title}, added to {part.Kind.Name}: {rows} {(rows == 1 ? "row" : "rows")}, "
                + $"{(replaced == 0 ? "none of which replaces" : replaced == 1 ? "1 of which replaces" : $"{replaced} of which replace")} "
                + "what was known of a record.");
        }
    }

    /// <summary>The newest upload of a part that counts and is of a later time than this one; null = there is none.</summary>
    JournalEntry? NewerBefore(ReturnPart part) => journal.Layers(part.Kind.Name)
        .LastOrDefault(entry => entry.AddedTo(part.Kind.Name).Contains(part.Name) && entry.NewestDay > file.NewestDay);

    void NoteIssued()
    {
        if (file.Checks is not { } checks)
        {
            return;
        }

        var issued = RecordCoverage.Window(checks.Received)
            .Where(month => file.Catalogue.Scorecards.Any(s => journal.Issue(s.Id, month) is not null)).ToList();
        if (issued.Count > 0)
        {
            file.Tables[^1].Notes.Add($"Issued already: {NamedFirst.Join([.. issued.Select(month => month.ToLongString())], MostMonths)}. "
                + "What is issued keeps its figures, and what is missing there stays missing, until an administrator counts it again by "
                + "POST /api/operations/calculate; its direction of travel follows the month before.");
        }
    }

    void NoteSlicesWithoutScorecard(RecordDatabase database)
    {
        if (TableOf(RecordKind.Team) is not { } table)
        {
            return;
        }

        // Those of a level that the setting names get theirs as soon as this is committed.
        var (levels, slices) = (tables.MadeLevels, database.Slices());
        var without = slices.Where(s => !levels.Contains(s.Slice)).Where(s => !file.Catalogue.Scorecards.Any(c => c.IsOf(s.Slice, s.Code))).ToList();
        var gone = file.Catalogue.Scorecards
            .Where(c => c.Slice != Slice.County && IsActive(c) && !slices.Any(s => c.IsOf(s.Slice, s.Code))).ToList();
        if (gone.Count > 0)
        {
            table.Notes.Add($"Nothing is counted for these scorecards, since no row here has their slice_code: "
                + $"{NamedFirst.Join([.. gone.Select(c => $"{c.Id} ({c.SliceCode ?? "no code"})").Order(StringComparer.Ordinal)], MostNamed)}.");
        }

        foreach (var level in without.GroupBy(s => s.Slice.Name))
        {
            table.Notes.Add($"Without a scorecard: {level.Key} {NamedFirst.Join([.. level.Select(s => s.Code ?? "")], MostNamed)}.");
        }

        NoteWithoutLastDay(table, slices);
    }

    /// <summary>What was made ends with its teams; what was declared goes on.</summary>
    void NoteWithoutLastDay(ExtractTable table, IReadOnlyList<RecordSlice> slices)
    {
        var declared = file.Catalogue.Scorecards.Where(c => c.ActiveTo is null && !file.Catalogue.MadeScorecards.Contains(c.Id)).ToList();
        var goingOn = slices.Where(s => s.LastDay < file.Checks?.Received)
            .SelectMany(s => declared.Where(c => c.IsOf(s.Slice, s.Code)).Select(c => $"{c.Id} ({s.LastDay:yyyy-MM-dd})"))
            .Order(StringComparer.Ordinal).ToList();
        if (goingOn.Count > 0)
        {
            table.Notes.Add("The teams of these scorecards all have a last day (valid_to), and the scorecards none, so their figures go on, "
                + $"mostly as 0: {NamedFirst.Join(goingOn, MostNamed)}. Upload their rows again with that day in active_to.");
        }
    }

    void NotePopulation(RecordDatabase database)
    {
        var areas = database.PopulatedAreas();
        var table = TableOf(RecordKind.Population) ?? TableOf(RecordKind.Team);
        var scorecards = file.Catalogue.Scorecards.Where(IsActive).ToList();
        var others = OtherCouncils.Find(scorecards, areas, file.Catalogue.MadeScorecards);
        if (PopulationNotes.MakeOfCounty(scorecards, areas, others) is { } note)
        {
            (table ?? file.Tables[^1]).Notes.Add(note);
        }

        if (table is not null && (areas.Count > 0 || table == TableOf(RecordKind.Population)))
        {
            var day = file.Checks is { } checks ? Month.LastBefore(checks.Received).LastDay : DateOnly.MaxValue;
            PopulationNotes.Make(scorecards, areas, day, database.EstimatedAreas(day), database.Slices(), others).ToList()
                .ForEach(table.Notes.Add);
        }
    }

    /// <summary>Whether a scorecard is active when the file is received.</summary>
    bool IsActive(Scorecard scorecard) => file.Checks is not { } checks || scorecard.IsActive(Month.Containing(checks.Received));

    ExtractTable? TableOf(string name) => file.Tables.FirstOrDefault(t => t.Header.Kind is RecordKind kind && kind.Table == name);

    /// <summary>Says of a table of teams which figures of the county cannot be counted any more without other tables.</summary>
    void NoteTakenByTeams()
    {
        if (TableOf(RecordKind.Team) is not { } table
            || RecordCoverage.Newest(journal) is not { } received)
        {
            return;
        }

        var taken = RecordCoverage.TakenByTeams(journal, file.Catalogue, Month.LastBefore(received), [.. file.RecordTables.Keys]);
        foreach (var same in taken.GroupBy(t => string.Join(", ", t.Tables)))
        {
            table.Notes.Add($"Once there is a table of teams, these figures are counted only with {same.Key} too, those of the county as well: "
                + $"{string.Join(", ", same.Select(t => t.Indicator.Id))}. Until then they are missing. Upload {same.Key}, "
                + "or withdraw the table of teams to have the county's figures without teams.");
        }
    }

    /// <summary>A case system's export that was cut off looks like one from which most records were deleted.</summary>
    void RequireWhole()
    {
        foreach (var table in file.Tables.Where(t => t.Header.Kind is { HoldsRecords: true } && t.Counts.Refused > MostRefused))
        {
            var (read, refusedRows) = (table.Counts.Accepted + table.Counts.Refused, table.Counts.Refused);
            if (table.Counts.Accepted * 100 < read * LeastPercent)
            {
                throw new ExtractException(
                    $"of the {read} rows of {table.Header.Kind!.Name} {refusedRows} are refused, and the others are not enough to count from: fewer "
                    + $"than {LeastPercent} %. The list of refused rows says why. Correct them, and upload the whole table again");
            }
        }

        foreach (var (kind, (rows, isConfirmed)) in file.RecordTables)
        {
            if (!isConfirmed && journal.Snapshot(kind.Name) is { } before && rows * 100 < before.Records[kind.Name] * LeastPercent)
            {
                throw new ExtractException(
                    $"{kind.Table} has {rows} {(rows == 1 ? "row" : "rows")}, and {before.Path} had {before.Records[kind.Name]}: "
                    + $"fewer than {LeastPercent} %. A table takes the place of the one before, so export the whole table again. "
                    + "If it is right, add a column 'confirmed' with yes in its first row");
            }
        }
    }
}
