using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>The same entries once more, on an empty account: one after the other, each calculated before the next comes. So the end should be,
/// whatever came in between.</summary>
public sealed class Sequential(Truth truth)
{
    static readonly string[] NotCompared = ["Stamp", "AsOf", "Trace"];

    readonly Account account = new(() => DateTimeOffset.UnixEpoch);

    public void RequireSame(Account other, JournalPrefix journal)
    {
        Play(journal);

        // When a month became as it is nobody can tell any more where bytes were erased.
        var notCompared = journal.OfKind(EntryKind.Erasure).Count > 0 ? [.. NotCompared, "Changed"] : NotCompared;
        var (rows, others) = (Rows(account, notCompared), Rows(other, notCompared));
        foreach (var key in rows.Keys.Union(others.Keys).Order(StringComparer.Ordinal))
        {
            var (should, row) = (rows.GetValueOrDefault(key), others.GetValueOrDefault(key));
            if (should != row)
            {
                throw new HoleException($"{key} is {row ?? "not there"}; one after the other it is {should ?? "not there"}");
            }
        }
    }

    void Play(JournalPrefix journal)
    {
        var app = new App(
            new SimulatedStorage(account, null, null),
            TimeProvider.System,
            Guid.NewGuid,
            () => throw new InvalidOperationException("Nothing is mailed here."));
        for (var n = 1L; n <= journal.Head; n++)
        {
            var entry = journal[n];
            if (entry.Kind == EntryKind.Accepted)
            {
                var reading = truth.Of(journal, n);
                Now(WriteAsync(app, reading, entry));
            }

            Now(app.Journal.PutBackAsync([entry], CancellationToken.None));
            Now(app.Calculator.CalculateAsync(journal.UpTo(n).MonthsOf(entry), n, CancellationToken.None));
        }
    }

    static async Task<bool> WriteAsync(App app, Reading reading, JournalEntry entry)
    {
        var writer = new StatementWriter(app.Measures, entry.Attempt, entry.Path!, entry.Sha256!);
        foreach (var (measure, row) in reading.Measures)
        {
            await writer.AddAsync(measure, null, row, CancellationToken.None);
        }

        // A month of which no figure holds has a row as well.
        var months = reading.Measures.Select(m => (m.Measure.Scorecard, m.Measure.Month)).ToHashSet();
        await writer.CompleteAsync(
            reading.Stated.Where(m => !months.Contains((m.Scorecard, m.Month)))
                .Select(m => (new Measure { Scorecard = m.Scorecard, Indicator = "none", Month = m.Month }, 0L)),
            CancellationToken.None);
        await app.CatalogueRows.WriteAsync(entry.Attempt, reading.Items, CancellationToken.None);
        return true;
    }

    static Dictionary<string, string> Rows(Account of, string[] notCompared) => of.Rows(StorageNames.ResultsTable).ToDictionary(
        r => $"{r.Partition} {r.Row}",
        r => string.Join(
            " ",
            r.Values.Where(v => !notCompared.Contains(v.Key))
                .OrderBy(v => v.Key, StringComparer.Ordinal)
                .Select(v => FormattableString.Invariant($"{v.Key}={v.Value}"))),
        StringComparer.Ordinal);

    static T Now<T>(Task<T> task) =>
        task.IsCompleted ? task.GetAwaiter().GetResult() : throw new InvalidOperationException("The sequential run waits.");
}
