using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Application.Queries;
using Scorecards.Domain;
using Scorecards.Storage;
using Scorecards.Tests.Recovery;
using Scorecards.Tests.Simulation;

namespace Scorecards.Tests;

/// <summary>Figures as uploads state them, on record and calculated, for tests of what reads them.</summary>
sealed class StoredFigures
{
    public const string Kent = "kent-inc-uasc";

    readonly Installation.Clock clock = new() { Now = new(2012, 6, 1, 9, 0, 0, TimeSpan.Zero) };
    readonly ConditionalWrite write;
    readonly MeasureTable measures;
    readonly CatalogueTable catalogue;
    int ids;

    /// <param name="requests">Is told of each request to the storage; null = nobody is.</param>
    public StoredFigures(IRequests? requests = null)
    {
        Storage = new SimulatedStorage(new Account(() => clock.Now), requests, null);
        write = new ConditionalWrite(clock, NewId);
        (measures, catalogue, Uploads) = (new MeasureTable(Storage), new CatalogueTable(Storage), new UploadTable(Storage, write));
        Journal = new Journal(Storage, write, clock);
        CatalogueReader = new CatalogueReader(Journal, catalogue);
        var table = new ResultTable(Storage, write);
        Results = new ResultReader(table);
        Calculator = new MonthCalculator(
            Journal, new Attempts(NewId), CatalogueReader, measures, table, NullLogger<MonthCalculator>.Instance);
        Unreadable = new UnreadableMonths(Results, clock, NullLogger<UnreadableMonths>.Instance);
        Facts = new ResultRowReader(Results, Unreadable);
        Past = new PastScorecards(Journal, Calculator, CatalogueReader, clock);
        UploadReader = new UploadReader(Uploads, Journal, Results);
        Commentary = new CommentaryReader(measures);
        Queries = new ScorecardQueries(Journal, CatalogueReader, Results, Past, Unreadable, Commentary, clock);
    }

    public IStorage Storage { get; }

    public TimeProvider Time => clock;

    public Journal Journal { get; }

    public CatalogueReader CatalogueReader { get; }

    public MonthCalculator Calculator { get; }

    public ResultReader Results { get; }

    public UnreadableMonths Unreadable { get; }

    public ResultRowReader Facts { get; }

    public PastScorecards Past { get; }

    public UploadTable Uploads { get; }

    public UploadReader UploadReader { get; }

    public CommentaryReader Commentary { get; }

    public ScorecardQueries Queries { get; }

    /// <summary>UTC.</summary>
    public DateTimeOffset Now
    {
        get => clock.Now;
        set => clock.Now = value;
    }

    /// <summary>An upload that states numerators of 1,000, accepted.</summary>
    public Task<JournalEntry> AcceptAsync(
        string path, params IReadOnlyList<(string Scorecard, string Indicator, string Month, int Numerator)> rows) => UploadAsync(
        path,
        new Touches { Stated = new MonthSet(rows.Select(r => new ScorecardMonth(r.Scorecard, Month.Parse(r.Month)))) },
        async writer =>
        {
            foreach (var (scorecard, indicator, month, numerator) in rows)
            {
                var measure = new Measure
                {
                    Scorecard = scorecard,
                    Indicator = indicator,
                    Month = Month.Parse(month),
                    Numerator = numerator,
                    Denominator = 1000,
                    Figure = new Figure(numerator / 10m, true),
                };
                await writer.AddAsync(measure, null, 2, default);
            }
        });

    /// <summary>A commentary file on <see cref="Kent"/>, accepted.</summary>
    public Task<JournalEntry> CommentAsync(string path, params IReadOnlyList<(string Indicator, string Month, string? Action)> rows) => UploadAsync(
        path,
        new Touches { Commented = new MonthSet(rows.Select(r => new ScorecardMonth(Kent, Month.Parse(r.Month)))) },
        async writer =>
        {
            foreach (var (indicator, month, action) in rows)
            {
                await writer.AddAsync(
                    new Commentary
                    {
                        Scorecard = Kent,
                        Indicator = indicator,
                        Month = Month.Parse(month),
                        Comment = $"Said in {path}.",
                        Action = action
                    },
                    default);
            }
        });

    /// <summary>An upload that ends in an entry of another kind.</summary>
    public async Task<JournalEntry> EndAsync(string path, EntryKind kind, long place, string message)
    {
        var (arrival, attempt) = (await RegisterAsync(path), $"{NewId():N}");
        var said = new JournalEntry { Kind = kind, Intent = "", Attempt = attempt, Place = place, Message = message };
        return await CommitAsync(arrival, attempt, said);
    }

    /// <summary>An administrator's operation.</summary>
    public async Task<JournalEntry> CommitAsync(EntryKind kind, long place, Touches touches)
    {
        var id = $"{NewId():N}";
        var said = new JournalEntry { Kind = kind, Intent = id, Attempt = id, Place = place, Touches = touches };
        return (await Journal.CommitAsync(_ => said, default)).Entry!;
    }

    public async Task<Arrival> RegisterAsync(string path) =>
        (await Uploads.RegisterAsync(path, $"{NewId():N}", Now, Now, await Journal.ReadAsync(default), default)).Arrival;

    public async Task CalculateAsync()
    {
        var known = await Journal.ReadAsync(default);
        Assert.True(await Calculator.CalculateAsync(known.Months, known.Head, default));
    }

    /// <summary>Removes what an attempt states, as an erasure does.</summary>
    public Task RemoveAsync(JournalEntry entry) =>
        measures.RemoveAsync(entry.Touches.Stated.Select(m => m.Month), attempt => attempt == entry.Attempt, default);

    async Task<JournalEntry> UploadAsync(string path, Touches touches, Func<StatementWriter, Task> state)
    {
        var (arrival, attempt) = (await RegisterAsync(path), $"{(await Journal.ReadAsync(default)).Head:D10}-{NewId():N}");
        var writer = new StatementWriter(measures, attempt, path, Sha256(arrival));
        await state(writer);
        await writer.CompleteAsync([], default);
        var said = new JournalEntry { Kind = EntryKind.Accepted, Intent = "", Attempt = attempt, Touches = touches, Message = "Accepted." };
        return await CommitAsync(arrival, attempt, said);
    }

    async Task<JournalEntry> CommitAsync(Arrival arrival, string attempt, JournalEntry said)
    {
        var entry = said with
        {
            Intent = attempt,
            Path = arrival.Path,
            Arrival = arrival.Number,
            Received = arrival.Received,
            Sha256 = Sha256(arrival),
            Bytes = 10,
            Rows = new RowCounts(1, 1, 0, 0),
            Extract = "measure",
        };
        return (await Journal.CommitAsync(_ => entry, default)).Entry!;
    }

    static string Sha256(Arrival arrival) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(arrival.Content)));

    Guid NewId() => new(++ids, 0, 0, new byte[8]);
}
