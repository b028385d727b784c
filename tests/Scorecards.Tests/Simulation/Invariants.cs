using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>What holds after every change of the storage, and what holds when everything is at rest. Reads the storage as the product does, at once
/// and without faults.</summary>
public sealed class Invariants
{
    readonly Account account;
    readonly App reader;
    readonly Truth truth;
    bool mayFall;

    public Invariants(Account account, Truth truth)
    {
        (this.account, this.truth) = (account, truth);
        reader = new App(
            new SimulatedStorage(account, null, null),
            TimeProvider.System,
            Guid.NewGuid,
            () => throw new InvalidOperationException("Nothing is mailed here."));
        account.RowChanged += Check;
    }

    public JournalPrefix Journal => Now(reader.Journal.ReadAsync(CancellationToken.None));

    /// <summary>A table was lost or damaged: what is stored may be older than it was, until a restore.</summary>
    public void MayFall() => mayFall = true;

    void Check(StoredRow? before, StoredRow? after)
    {
        switch ((before ?? after)!.Table)
        {
            case StorageNames.JournalTable:
                CheckEntry(before, after);
                break;
            case StorageNames.ResultsTable:
                CheckMonth(before, after);
                break;
            case StorageNames.UploadsTable when before is not null && after is not null && before.Values.TryGetValue("Received", out var received):
                Require(received.Equals(after.Values["Received"]), "I5: an arrival was received at another moment than before");
                break;
        }
    }

    void CheckEntry(StoredRow? before, StoredRow? after)
    {
        Require(before is null && after is not null, "I1: an entry changed");
        var rows = account.Rows(StorageNames.JournalTable);
        var journal = Journal;
        Require(journal.Head == rows.Count, $"I1: a gap in the journal: {rows.Count} entries up to {journal.Head}");
        var entry = journal[journal.Head];
        Require(journal.OfIntent(entry.Intent) == entry.Number, $"I1: one intent with two entries: {entry.Intent}");
        Require(journal.OfAttempt(entry.Attempt) == entry.Number, $"I1: one attempt with two entries: {entry.Attempt}");
        Require(entry.Number == 1 || entry.Committed >= journal[entry.Number - 1].Committed, "I1: committed before the entry below");
        if (entry.Intent.Split(':') is ["withdraw", var file, _])
        {
            var (asking, below) = (journal[long.Parse(file, System.Globalization.CultureInfo.InvariantCulture)], journal.UpTo(entry.Number - 1));
            Require(
                below.Holder(entry.Place) is { } holder && below.RankOf(holder)!.Value.Received < asking.Received,
                $"I3: entry {asking.Number} withdraws place {entry.Place}, which was received after it");
        }

        if (entry.Intent.Split(':') is ["wanted", _, var bringing])
        {
            var others = Enumerable.Range(1, (int)entry.Number - 1).Select(n => journal[n])
                .Where(e => e.Place == entry.Place && e.Path == entry.Path && e.Arrival == entry.Arrival);
            Require(
                others.All(e => e.Intent.Split(':') is not ["wanted", _, var other] || other != bringing),
                $"I1: place {entry.Place} was read twice for want of what entry {bringing} brings");
        }

        if (entry.Kind is EntryKind.Accepted)
        {
            var reading = truth.Of(journal, entry.Number);
            Require(
                reading.Rows == entry.Rows,
                $"I3: entry {entry.Number} has {entry.Rows}, its bytes give {reading.Rows} against the catalogue below it");
            Require(
                reading.Stated.All(m => entry.Touches.Stated.Contains(m.Scorecard, m.Month)),
                $"I3: entry {entry.Number} states months that it does not name");
        }
    }

    void CheckMonth(StoredRow? before, StoredRow? after)
    {
        Require(after is not null, "I2: a month was deleted");
        var key = after!.Row.Split('|');
        var of = new ScorecardMonth(after.Partition, Month.Parse(key[0]));
        if (key.Length > 1)
        {
            Require(before is null || before.SaysTheSame(after), $"I4: the edition {after.Row} changed");
            var number = int.Parse(key[1][1..], System.Globalization.CultureInfo.InvariantCulture);
            CheckEdition(of, number);
            return;
        }

        var stored = Now(reader.Results.FindAsync(of.Scorecard, of.Month, null, CancellationToken.None))!;
        var asOf = stored.Summary.AsOf;
        Require(mayFall || before is null || asOf >= (long)before.Values["AsOf"], $"I2: AsOf of {of} fell from {before?.Values["AsOf"]} to {asOf}");
        var journal = Journal;
        Require(asOf <= journal.Head, $"I2: {of} is as of {asOf}; the journal ends at {journal.Head}");
        RequireSame(of, stored, journal.UpTo(asOf));
    }

    void CheckEdition(ScorecardMonth of, int number)
    {
        var edition = Now(reader.Results.FindAsync(of.Scorecard, of.Month, number, CancellationToken.None))!;
        var folded = truth.Month(of, Journal);
        Require(folded.Editions.Count >= number, $"I4: edition {number} of {of}; the journal gives {folded.Editions.Count}");
        var should = folded.Editions[number - 1];
        Require(
            should.AsOf == edition.Summary.AsOf && MonthState.IsSame(should.Scorecard, edition.Scorecard),
            $"I4: edition {number} of {of} is as of {edition.Summary.AsOf}: {Text(edition.Scorecard)}; the journal says {should.AsOf}: "
            + $"{Text(should.Scorecard)}");
    }

    void RequireSame(ScorecardMonth of, StoredMonth stored, JournalPrefix journal)
    {
        var should = truth.Month(of, journal).State!;
        Require(
            MonthState.IsSame(should.Scorecard, stored.Scorecard),
            $"I2: {of} as of {journal.Head} is {Text(stored.Scorecard)}; the journal says {Text(should.Scorecard)}");
        Require(
            stored.Summary.Edition == should.Edition,
            $"I4: {of} as of {journal.Head} says edition {stored.Summary.Edition}; the journal says {should.Edition}");
        var isErased = journal.OfKind(EntryKind.Erasure).Count > 0;

        // Where rows of an entry that was replaced are lost, nobody knows what it changed: the one that replaced it is taken to have done so.
        Require(
            isErased || stored.Summary.Changed == should.Changed || (mayFall && stored.Summary.Changed > should.Changed),
            $"I4: {of} as of {journal.Head} changed {stored.Summary.Changed:O}; the journal says {should.Changed:O}");
        var numerators = truth.Numerators(of, journal);
        foreach (var result in stored.Scorecard?.Results.Where(r => r.Indicator.Formula is null) ?? [])
        {
            var numerator = numerators.GetValueOrDefault(result.Indicator.Id.Value);
            Require(
                result.Numerator == numerator,
                $"I3: {result.Indicator.Id} of {of} as of {journal.Head} is {result.Numerator}; the latest statement says {numerator}");
        }
    }

    /// <summary>When no message is left and the sweep finds nothing more to do.</summary>
    public void CheckAtRest()
    {
        var journal = Journal;
        Require(!journal.IsUnderRepair, "a restore was begun and never ended");
        foreach (var of in journal.Months)
        {
            var last = journal.Touching(of.Scorecard, of.Month, 0)[^1];
            var stored = Now(reader.Results.FindAsync(of.Scorecard, of.Month, null, CancellationToken.None));
            Require(stored?.Summary.AsOf >= last, $"I2: {of} stays as of {stored?.Summary.AsOf}; entry {last} touches it");
            RequireSame(of, stored!, journal.UpTo(stored!.Summary.AsOf));
            var editions = Now(reader.Results.EditionsAsync(of.Scorecard, of.Month, CancellationToken.None).ToListAsync());
            var should = truth.Month(of, journal).Editions;
            Require(
                editions.Select(e => e.Summary.AsOf).SequenceEqual(should.Select(e => e.AsOf)),
                $"I4: {of} has editions of {Text(editions.Select(e => e.Summary.AsOf))}, should have {Text(should.Select(e => e.AsOf))}");
        }

        CheckUploads(journal);
        CheckWants(journal);
    }

    /// <summary>Whoever is to be mailed an issued month has been, or nobody knows.</summary>
    /// <param name="mails">The ids of the mails that were accepted.</param>
    /// <param name="mayBeUnknown">The ids of those that nobody need know of; null = all.</param>
    public void CheckMail(IReadOnlySet<string> mails, IReadOnlySet<string>? mayBeUnknown)
    {
        var journal = Journal;
        foreach (var issue in journal.OfKind(EntryKind.Issue).Select(n => journal[n]))
        {
            var deliveries = Now(reader.Deliveries.OfMonthAsync(issue.Group!.Value, issue.Month!.Value, CancellationToken.None)).Deliveries;
            foreach (var recipient in Now(reader.CatalogueReader.AtAsync(journal, CancellationToken.None)).Recipients)
            {
                var of = new ScorecardMonth(recipient.Scorecard, issue.Month.Value);
                if (!issue.Names.Contains(of.Scorecard.Value) || truth.Month(of, journal).State?.Scorecard is null)
                {
                    continue;
                }

                var theirs = deliveries.Where(d => d.Delivery.Email == recipient.Email && d.Scorecards.Contains(of.Scorecard)).ToList();
                Require(
                    theirs.Exists(d => d.State is DeliveryState.Sent or DeliveryState.Unknown),
                    $"I4: {recipient.Email} was not mailed {of}: {Text(theirs.Select(d => d.State))}");
                Require(
                    theirs.Where(d => d.State == DeliveryState.Sent).All(d => mails.Contains($"{d.Id}@kent.example")),
                    $"I4: {recipient.Email} was not mailed {of}, and its delivery says Sent");
                Require(
                    mayBeUnknown is null
                        || theirs.Where(d => d.State == DeliveryState.Unknown).All(d => mayBeUnknown.Contains($"{d.Id}@kent.example")),
                    $"I4: nobody knows whether {recipient.Email} was mailed {of}, for no reason");
            }
        }
    }

    void CheckUploads(JournalPrefix journal)
    {
        var arrivals = Now(reader.Uploads.AllAsync(CancellationToken.None).ToListAsync());
        foreach (var blob in account.Blobs(StorageNames.Extracts))
        {
            Require(arrivals.Exists(a => a.Path == blob.Name && a.Content == blob.Version.ToString()), $"I5: {blob.Name} is not on record");
        }

        foreach (var ofPath in arrivals.GroupBy(a => a.Path))
        {
            foreach (var arrival in ofPath)
            {
                var entry = LastOf(journal, arrival);
                var should = entry is { } n
                    ? journal[n].Kind switch
                    {
                        EntryKind.Accepted => UploadState.Accepted,
                        EntryKind.Same => UploadState.Same,
                        _ => UploadState.Refused
                    }
                    : UploadState.Replaced;
                Require(
                    arrival.State == should || arrival.State == UploadState.Erased,
                    $"I5: arrival {arrival.Number} of {arrival.Path} is {arrival.State}, should be {should}");
                Require(
                    entry is null || arrival.Entry == entry,
                    $"I5: arrival {arrival.Number} of {arrival.Path} says entry {arrival.Entry}, should say {entry}");
            }

            var read = ofPath.Where(a => a.Entry is not null).OrderBy(a => a.Number).ToList();

            // Where the table was lost under way, an attempt that began before it may commit a number that somebody else has begun again below.
            Require(
                mayFall || read.Zip(read.Skip(1)).All(pair => pair.First.Received < pair.Second.Received),
                $"I5: arrivals of {ofPath.Key} are not in the order of their moments");

            // The storage's ETags grow.
            Require(
                mayFall || read.Zip(read.Skip(1)).All(pair => Version(pair.First) < Version(pair.Second)),
                $"I5: a content of {ofPath.Key} has a lower number than one that was uploaded before it");
            if (read.Count > 0 && read[^1].State != UploadState.Erased)
            {
                CheckReceipt(ofPath.Key, read[^1], journal[read[^1].Entry!.Value]);
            }
        }
    }

    /// <summary>The newest entry of an arrival: it may have been read again in its place.</summary>
    static long? LastOf(JournalPrefix journal, Arrival arrival)
    {
        for (var n = journal.Head; n > 0; n--)
        {
            var entry = journal[n];
            if (entry.Path == arrival.Path
                && entry.Arrival == arrival.Number
                && entry.Kind is EntryKind.Accepted or EntryKind.Refused or EntryKind.Same)
            {
                return n;
            }
        }

        return null;
    }

    void CheckReceipt(string path, Arrival newest, JournalEntry entry)
    {
        Require(
            Number(account.FindBlob(StorageNames.Receipts, $"{path}.json")) == newest.Number,
            $"I5: the receipt of {path} is not of arrival {newest.Number}");
        var rejected = account.FindBlob(StorageNames.Receipts, $"{path}.rejected.csv");
        Require(
            rejected is null ? entry.Rows.Refused == 0 : Number(rejected) == newest.Number,
            $"I5: the refused rows of {path} are not of arrival {newest.Number}");
    }

    /// <summary>Nothing stays refused for want of a row that was received before it, or at the same moment.</summary>
    void CheckWants(JournalPrefix journal)
    {
        foreach (var n in journal.OfKind(EntryKind.Refused).Concat(journal.OfKind(EntryKind.Accepted)))
        {
            var entry = journal[n];
            if ((entry.Kind == EntryKind.Accepted && entry.Rows.Refused == 0)
                || (entry.Kind == EntryKind.Refused
                    ? journal.OfBytes(entry.Sha256!) is not null || IsGone(journal, entry)
                    : journal.RankOf(n) is null))
            {
                continue;
            }

            if (account.FindBlob(StorageNames.Archive, entry.Sha256!) is null
                && !account.Blobs(StorageNames.Extracts).Any(b => b.Name == entry.Path && truth.IsOf(entry, b.Content)))
            {
                continue;
            }

            var received = journal.RankOf(n)?.Received ?? entry.Received;
            var items = journal.OfKind(EntryKind.Accepted)
                .Where(c => journal.RankOf(c) is { } rank
                    && (rank.Received < received || (rank.Received == received && journal[c].Wants.Count == 0)))
                .SelectMany(c => truth.Of(journal, c).Items)
                .ToList();
            var built = Reading.BuiltIn.Catalogue;
            var known = new Catalogue(
                built.Indicators.Concat(items.OfType<Indicator>()), built.Targets, built.Scorecards.Concat(items.OfType<Scorecard>()));
            var rows = truth.Read(entry, known, journal).Rows.Accepted;
            Require(
                rows <= (entry.Kind == EntryKind.Refused ? 0 : entry.Rows.Accepted),
                $"I3: entry {n} stays refused, or some of its rows, for want of what was received before it");
        }
    }

    static bool IsGone(JournalPrefix journal, JournalEntry entry) =>
        journal.OfKind(EntryKind.Withdrawal)
            .Concat(journal.OfKind(EntryKind.Erasure))
            .Any(w => journal[w].Place == entry.Place || journal[w].Sha256 == entry.Sha256);

    static long Version(Arrival arrival) => long.Parse(arrival.Content, System.Globalization.CultureInfo.InvariantCulture);

    static int Number(StoredBlob? receipt) =>
        receipt?.Metadata.TryGetValue("arrival", out var text) == true ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;

    static string Text(MonthlyScorecard? scorecard) => scorecard is null
        ? "nothing"
        : $"{scorecard.Name} {string.Join(", ", scorecard.Results.Where(r => r.Figure is not null || r.Previous is not null).Select(Text))}";

    static string Text(Result r) => $"{r.Indicator.Id} {r.Display} before {r.PreviousDisplay} target {r.TargetDisplay}";

    static string Text<T>(IEnumerable<T> items) => $"[{string.Join(", ", items)}]";

    static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new HoleException(what);
        }
    }

    static T Now<T>(Task<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("A check waits.");

    static T Now<T>(ValueTask<T> task) => task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("A check waits.");
}
