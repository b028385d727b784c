using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using MimeKit;
using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Application.Operations;
using Scorecards.Application.Queries;
using Scorecards.Application.Records;
using Scorecards.Domain;
using Scorecards.Records;
using Scorecards.Reports;
using Scorecards.Storage;
using Scorecards.Tests.House;
using Scorecards.Tests.Protocol;
using Scorecards.Tests.Simulation;
using Fault = Scorecards.Tests.Simulation.Fault;

namespace Scorecards.Tests.Recovery;

/// <summary>The product's classes on an account in memory, one step after another and without faults. Time stands still unless a test moves
/// it.</summary>
public sealed partial class Installation
{
    readonly Queue<CalculationRequest> messages = [];
    readonly List<MimeMessage> mails = [];

    public Installation()
    {
        Account = new Account(() => Time.Now);
        Account.Sent += message => messages.Enqueue(JsonSerializer.Deserialize<CalculationRequest>(message)!);
        App = Start();
    }

    public Account Account { get; }

    public Clock Time { get; } = new();

    /// <summary>The instance that the steps are done with.</summary>
    public App App { get; private set; }

    /// <summary>What the mail server has accepted, in this order.</summary>
    public IReadOnlyList<MimeMessage> Mails => mails;

    /// <summary>Another process, which knows nothing yet.</summary>
    /// <param name="rules">Those of its code.</param>
    /// <param name="requests">What becomes of its requests; null = they are carried out.</param>
    /// <param name="madeScorecards">Of which levels of team.csv scorecards are made.</param>
    /// <param name="recordDays">For which records are kept that no longer count; null = always.</param>
    public App Start(int rules = MonthFold.Rules, IRequests? requests = null, string madeScorecards = "", int? recordDays = null)
    {
        requests ??= new Moment(_ => false);
        return new App(
            new SimulatedStorage(Account, requests, null), Time, Guid.NewGuid, () => new SimulatedTransport(requests, _ => { }, Accept), rules,
            madeScorecards: madeScorecards, recordDays: recordDays);
    }

    public void Restart() => App = Start();

    /// <summary>The scorecard begins in March 2012: records are counted for two or three months, and not for more than a year.</summary>
    public Task BeginInMarchAsync() => DropAsync(
        "scorecards.csv", "scorecard,name,slice,uasc,active_from\nkent-inc-uasc,\"Kent, inc UASC\",county,inc,2012-03-01\n");

    /// <summary>The built-in indicators that are not named are retired before any month: their definitions are not run.</summary>
    public Task CountOnlyAsync(params IEnumerable<string> indicators) => CountOnlyAsync(null, indicators);

    /// <summary>The same, and those that are named begin in a month: they are not counted for earlier ones.</summary>
    /// <param name="first">Null = they have always been there.</param>
    public async Task CountOnlyAsync(Month? first, params IEnumerable<string> indicators)
    {
        var rows = File.ReadAllLines(Path.Combine(SourceCode.Root, "src", "Scorecards.Extracts", "Catalogue", "indicator.csv"));
        var isNamed = rows.Skip(1).ToLookup(row => indicators.Contains(row.Split(',')[0]));
        var begun = first is { } month ? isNamed[true].Select(row => Active().Replace(row, $",{month}-01,$1")) : [];
        await DropAsync("retired.csv", string.Join('\n', [rows[0], .. isNamed[false].Select(Retire), .. begun]));
        var journal = await JournalAsync();
        Assert.Equal(0, journal[journal.Head].Rows.Refused);

        static string Retire(string row) => Active().Replace(row, ",,2008-04-30$1");
    }

    /// <summary>The tables and facts are lost; another process makes them again of the journal and the archive.</summary>
    public async Task RestoreFromJournalAndArchiveAsync()
    {
        Lose(StorageNames.MeasuresTable, StorageNames.CatalogueTable, StorageNames.ResultsTable, StorageNames.UploadsTable);
        foreach (var blob in Account.Blobs(StorageNames.Facts).ToList())
        {
            Account.DeleteBlob(StorageNames.Facts, blob.Name);
        }

        Restart();
        await RestoreAsync();
        await SweepAsync();
    }

    /// <summary>The receipt of a path, as people read it.</summary>
    public string Receipt(string path) => ReceiptFile($"{path}.html");

    /// <summary>One of the files that a receipt is, such as <c>may.csv.json</c>.</summary>
    public string ReceiptFile(string name) => Encoding.UTF8.GetString(Account.FindBlob(StorageNames.Receipts, name)!.Content);

    /// <summary>Somebody drops a file; it is taken in and its months are calculated.</summary>
    /// <param name="with">The instance that does it; null = <see cref="App"/>.</param>
    /// <returns>Its SHA-256.</returns>
    public Task<string> DropAsync(string path, string content, App? with = null) => DropAsync(path, Encoding.UTF8.GetBytes(content), with);

    /// <summary>The same.</summary>
    public async Task<string> DropAsync(string path, byte[] bytes, App? with = null)
    {
        var sha256 = Upload(path, bytes);
        await TakeInAsync(path, with);
        return sha256;
    }

    /// <summary>Somebody drops files; they are taken in one after another, and no month is calculated yet.</summary>
    /// <param name="with">The instance that does it; null = <see cref="App"/>.</param>
    public async Task IngestAsync(IEnumerable<(string Path, string Content)> files, App? with = null)
    {
        foreach (var (path, content) in files)
        {
            Upload(path, content);
            await (with ?? App).Ingestion.IngestAsync(path, default);
        }
    }

    /// <summary>Somebody drops a file, and its event is still on its way.</summary>
    /// <returns>Its SHA-256.</returns>
    public string Upload(string path, string content) => Upload(path, Encoding.UTF8.GetBytes(content));

    /// <summary>Somebody drops a file, and its event is still on its way.</summary>
    /// <returns>Its SHA-256.</returns>
    public string Upload(string path, byte[] bytes)
    {
        Time.Now += TimeSpan.FromSeconds(10);
        Account.TryWrite(StorageNames.Extracts, path, bytes, new Dictionary<string, string>(), BlobCondition.Always);
        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>What lies at a path is taken in, and its months are calculated.</summary>
    /// <param name="path">In the inbox.</param>
    /// <param name="with">The instance that does it; null = <see cref="App"/>.</param>
    public async Task TakeInAsync(string path, App? with = null)
    {
        await (with ?? App).Ingestion.IngestAsync(path, default);
        await CalculateAsync(with);
    }

    /// <summary>What lies at a path is read and archived by an instance that is killed before it commits.</summary>
    public Task CutOffBeforeTheEntryAsync(string path)
    {
        var moment = new Moment(request => request.StartsWith("add Journal", StringComparison.Ordinal)) { Fault = Fault.KillBefore };
        return moment.RunAsync(() => Start(requests: moment).Ingestion.IngestAsync(path, default));
    }

    public ScorecardQueries Queries()
    {
        var results = new ResultReader(App.Results);
        return new ScorecardQueries(
            App.Journal,
            App.CatalogueReader,
            results,
            new PastScorecards(App.Journal, App.Calculator, App.CatalogueReader, Time),
            new UnreadableMonths(results, Time, NullLogger<UnreadableMonths>.Instance),
            new CommentaryReader(App.Measures),
            Time);
    }

    /// <param name="threshold">Below which numbers are withheld from every caller; 0 = none is.</param>
    public SuppressedResults Suppressed(int threshold = 0) =>
        new(new ResultReader(App.Results), App.CatalogueReader, Options.Create(new SuppressionSettings { Threshold = threshold }));

    /// <param name="threshold">As of <see cref="Suppressed"/>.</param>
    public FigureExplanations Explanations(int threshold = 0) =>
        new(new CountedFigures(App.Journal, App.CatalogueReader, Queries()), Suppressed(threshold));

    /// <summary>The lists of records behind figures, for the holder of a key.</summary>
    public RecordLists Lists(string key)
    {
        var storage = new SimulatedStorage(Account, new Moment(_ => false), null);
        var settings = Options.Create(new RecordSettings { ListKeys = { [Sha256Text.Hash(key)] = "R. Jones" } });
        var tables = new RecordTables(new FactFiles(storage), App.CatalogueReader, new CheckedRecords(TimeProvider.System), settings);
        return new RecordLists(
            new CountedFigures(App.Journal, App.CatalogueReader, Queries()), tables, new ListFiles(storage), settings, Time,
            NullLogger<RecordLists>.Instance);
    }

    /// <summary>The uploads as the page lists them.</summary>
    public Task<IReadOnlyList<UploadLine>> UploadsAsync() =>
        new UploadReader(App.Uploads, App.Journal, new ResultReader(App.Results)).ReadAsync(default);

    /// <summary>The records that count, to be counted from.</summary>
    public async Task<RecordDatabase> OpenRecordsAsync()
    {
        var facts = new FactFiles(new SimulatedStorage(Account, new Moment(_ => false), null));
        var tables = new RecordTables(facts, App.CatalogueReader, new CheckedRecords(TimeProvider.System), Options.Create(new RecordSettings()));
        var database = tables.Open();
        await tables.LoadAsync(database, await JournalAsync(), [], default);
        database.Seal();
        return database;
    }

    public async Task IssueAsync(Month month)
    {
        await new Issue(App).RunAsync("kent", month, Contents.AllScorecards, default);
        await CalculateAsync();
    }

    /// <summary>Mail goes out as it does at a moment.</summary>
    /// <returns>The last one to each address, of all there were.</returns>
    public async Task<Dictionary<string, MimeMessage>> MailAsync(DateTimeOffset now)
    {
        Time.Now = now;
        await App.Mailing.SendDueAsync(default);
        await CalculateAsync();
        await App.Mailing.SendDueAsync(default);
        return Mails.GroupBy(m => m.To.Mailboxes.Single().Address).ToDictionary(g => g.Key, g => g.Last());
    }

    /// <summary>The queue's messages, until there are none. One that fails comes again.</summary>
    /// <param name="with">The instance that does what they ask for; null = <see cref="App"/>.</param>
    public async Task CalculateAsync(App? with = null)
    {
        while (messages.TryDequeue(out var message))
        {
            try
            {
                await (with ?? App).Calculation.RunAsync(message, default);
            }
            catch
            {
                messages.Enqueue(message);
                throw;
            }
        }
    }

    /// <param name="with">The instance that restores; null = <see cref="App"/>.</param>
    public async Task<RestorationProgress> RestoreAsync(App? with = null)
    {
        RestorationProgress progress;
        var calls = 0;
        do
        {
            progress = await (with ?? App).Restoration.RunAsync(default);
            Assert.True(++calls < 100, "It never ends.");
        }
        while (!progress.IsEnded);

        return progress;
    }

    public async Task SweepAsync()
    {
        for (var ticks = 0; ticks < 3; ticks++)
        {
            Time.Now += TimeSpan.FromHours(1);
            await App.Sweep.RunAsync(default);
            await CalculateAsync();
        }
    }

    public void Lose(params ReadOnlySpan<string> tables)
    {
        foreach (var table in tables)
        {
            Account.Lose(table);
        }

        messages.Clear();
    }

    /// <summary>The journal as it was before its last entries.</summary>
    public void SetBack(int entries)
    {
        foreach (var row in Account.Rows(StorageNames.JournalTable).Take(entries).ToList())
        {
            Account.Delete(row.Table, row.Partition, row.Row);
        }
    }

    public Task<JournalPrefix> JournalAsync() => App.Journal.ReadAsync(default);

    /// <summary>What readers are shown of an indicator; null: nothing.</summary>
    public async Task<Result?> ResultAsync(string scorecard, Month month, string indicator) =>
        (await App.Results.FindAsync(scorecard, month, null, default))?.Scorecard?.Results.SingleOrDefault(r => r.Indicator.Id == indicator);

    /// <summary>What readers are answered from: months with every value, editions, uploads, and the rows that everything follows from.</summary>
    public async Task<IReadOnlyList<string>> AnswersAsync()
    {
        List<string> answers = [];
        await foreach (var (month, _) in App.Results.MonthsAsync(null, null, Month.First, Month.Last, null, default))
        {
            answers.Add(
                $"{month!.Summary.Scorecard} {month.Summary.Month} edition {month.Summary.Edition} {month.Summary.Changed:O} "
                + $"{month.Summary.Count} {MonthState.Digest(month.Scorecard)}");
            await foreach (var edition in App.Results.EditionsAsync(month.Summary.Scorecard, month.Summary.Month, default))
            {
                answers.Add(
                    $"{edition.Summary.Scorecard} {edition.Summary.Month} e{edition.Summary.Edition} of {edition.Summary.AsOf} "
                    + $"{MonthState.Digest(edition.Scorecard)}");
            }
        }

        answers.AddRange(
            await App.Uploads.AllAsync(default).Select(a => $"{a.Path} {a.Number} {a.Content} {a.Received:O} {a.State} {a.Entry}").ToListAsync());
        string[] rows = [StorageNames.MeasuresTable, StorageNames.CatalogueTable];
        answers.AddRange(
            rows.SelectMany(Account.Rows).Select(
                r => $"{r.Table} {r.Partition} {r.Row} {string.Join(' ', r.Values.OrderBy(v => v.Key, StringComparer.Ordinal).Select(Text))}"));
        answers.AddRange(Account.Blobs(StorageNames.Receipts).Select(b => b.Name));
        return answers;
    }

    /// <summary>A copy: the message itself is the app's.</summary>
    void Accept(MimeMessage message)
    {
        using var content = new MemoryStream();
        message.WriteTo(content);
        content.Position = 0;
        mails.Add(MimeMessage.Load(content));
    }

    static string Text(KeyValuePair<string, object> value) => string.Create(CultureInfo.InvariantCulture, $"{value.Key}={value.Value}");

    /// <summary>A clock that a test moves, or that moves by itself whenever somebody looks how long something took.</summary>
    public sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2012, 6, 8, 9, 0, 0, TimeSpan.Zero);

        public TimeSpan Passing { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp()
        {
            Now += Passing;
            return Now.UtcTicks;
        }

        /// <summary>Nobody waits: the time is over at once.</summary>
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Now += dueTime > TimeSpan.Zero ? dueTime : TimeSpan.Zero;
            return System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.Zero : dueTime, period);
        }
    }

    /// <summary>A blank active_from and active_to, before the last two columns of indicator.csv.</summary>
    [GeneratedRegex(",,(,[a-z]*,[a-z]*)$")]
    private static partial Regex Active();
}
