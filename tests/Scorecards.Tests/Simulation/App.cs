using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Application.Counting;
using Scorecards.Application.Ingestion;
using Scorecards.Application.MonthEnd;
using Scorecards.Application.Operations;
using Scorecards.Application.Records;
using Scorecards.Domain;
using Scorecards.Extracts;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>The product's classes of one instance, put together as the app does it.</summary>
public sealed class App
{
    public static Html Html { get; } = new(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);

    /// <param name="storage">Where everything is kept.</param>
    /// <param name="time">The instance's clock.</param>
    /// <param name="newId">Ids that nobody else has.</param>
    /// <param name="connect">The mail server.</param>
    /// <param name="rules">Those of its code; by default those without an entry of their own, so that the numbers of a test's entries stay.</param>
    /// <param name="madeScorecards">Of which levels of team.csv scorecards are made.</param>
    /// <param name="recordDays">For which records are kept that no longer count; null = always.</param>
    /// <param name="mostPerHour">Mails that may be accepted in any one hour; 0 = any number.</param>
    public App(
        IStorage storage, TimeProvider time, Func<Guid> newId, Func<IMailTransport> connect, int rules = MonthFold.Rules, int mostPerHour = 0,
        string madeScorecards = "", int? recordDays = null)
    {
        var write = new ConditionalWrite(time, newId);
        var (inbox, archive, backups, limits) = (new Inbox(storage), new Archive(storage), new Backups(storage), new FileLimits());
        var queue = new CalculationQueue(storage);
        Attempts = new Attempts(newId);
        Journal = new Journal(storage, write, time);
        Uploads = new UploadTable(storage, write);
        Measures = new MeasureTable(storage);
        CatalogueRows = new CatalogueTable(storage);
        Results = new ResultTable(storage, write);
        CatalogueReader = new CatalogueReader(Journal, CatalogueRows);
        Calculator = new MonthCalculator(
            Journal, Attempts, CatalogueReader, Measures, Results, NullLogger<MonthCalculator>.Instance, rules);
        var (facts, records) = (new FactFiles(storage), new RecordSettings { Scorecards = madeScorecards });
        var tables = new RecordTables(facts, CatalogueReader, new CheckedRecords(TimeProvider.System), Options.Create(records));
        Reading = new ExtractReading(Measures, CatalogueRows, CatalogueReader, Calculator, tables, limits);
        var receipts = new ExtractReceipts(new ReceiptFiles(storage), archive, Reading, Html);
        var outcomes = new UploadOutcomes(Calculator, new UploadWarnings(Calculator, CatalogueReader));
        FollowUp = new FollowUp(
            Journal, Uploads, Measures, CatalogueRows, facts, Results, queue, backups, receipts, Calculator, outcomes, time,
            NullLogger<FollowUp>.Instance);
        Withdrawals = new UploadWithdrawals(
            Journal, Attempts, Uploads, inbox, FollowUp, outcomes, NullLogger<UploadWithdrawals>.Instance);
        Ingestion = new ExtractIngestion(
            storage, inbox, archive, Uploads, Journal, Attempts, Calculator, Reading, FollowUp, Withdrawals, limits, new Precedence(), time,
            NullLogger<ExtractIngestion>.Instance);
        var made = new MadeExtracts(
            Journal, Attempts, Uploads, archive, Calculator, Reading, FollowUp, limits, time, NullLogger<MadeExtracts>.Instance);
        var making = new ScorecardMaking(tables, made, Withdrawals);
        Counting = new RecordCounting(
            Journal, CatalogueReader, Calculator, tables, made, making, new CountsInForce(Measures), NullLogger<RecordCounting>.Instance);
        Operations = new JournalOperations(
            Journal, Attempts, Ingestion, Withdrawals, FollowUp, Calculator, CatalogueReader, Results, NullLogger<JournalOperations>.Instance);
        var settings = Options.Create(new MonthEndSettings());
        var mail = Options.Create(new MailSettings { From = "scorecards@kent.example", Inside = "kent.example", MostPerHour = mostPerHour });
        var (results, deliveries) = (new ResultReader(Results), new DeliveryTable(storage, write, time));
        Months = new MonthReader(CatalogueReader, results, Calculator);
        Planning = new MonthEndPlanning(CatalogueReader, Months, results, deliveries, settings, mail, time);
        Reports = new MonthReports(CatalogueReader, results, new CommentaryReader(Measures), time);
        Messages = new MonthEndMessages(Reports, CatalogueReader, Html, mail, Options.Create(new SuppressionSettings()), time);
        Preview = new MonthEndPreview(Journal, Months, Planning, Messages, mail, settings, time);
        var issue = new MonthEndIssue(Journal, Attempts, Planning, deliveries, Uploads, time, NullLogger<MonthEndIssue>.Instance);
        Deliveries = deliveries;
        var dispatch = new MailDispatch(connect, deliveries, new Outbox(storage), Messages, mail, time, NullLogger<MailDispatch>.Instance);
        var round = new MailRound(
            Planning,
            Calculator,
            new MailSending(Months, Messages, backups, mail),
            new NoticeSending(Journal, issue, deliveries, Months, Messages, time),
            dispatch,
            mail,
            NullLogger<MailRound>.Instance);
        Mailing = new MonthEndMailing(storage, Journal, Calculator, issue, round, mail, NullLogger<MonthEndMailing>.Instance);
        var retention = new Retention { RecordDays = recordDays, DeletedDays = 120 };
        Restoration = new Restoration(
            Journal, Attempts, backups,
            new JournalRestoration(Journal, backups, new SeenNumbers(storage), NullLogger<JournalRestoration>.Instance),
            new RowRestoration(Ingestion, Reading, Results, archive, backups, NullLogger<RowRestoration>.Instance),
            new ArrivalRestoration(Ingestion, receipts, Uploads, archive, time, NullLogger<ArrivalRestoration>.Instance),
            FollowUp, Calculator, new RestoreComparison(Calculator, deliveries), time, NullLogger<Restoration>.Instance);
        Export = new BackupExport(Journal, Results, backups, retention, time, NullLogger<BackupExport>.Instance);
        Erasure = new Erasure(
            Journal, Attempts, inbox, archive, Uploads, Measures, CatalogueRows, facts, new ListFiles(storage), new ReceiptFiles(storage),
            FollowUp, Calculator, Export, limits, retention, time, NullLogger<Erasure>.Instance);
        Garbage = new Garbage(Journal, Attempts, Measures, CatalogueRows, facts, deliveries, backups, retention, time, NullLogger<Garbage>.Instance);
        Sweep = new ExtractSweep(
            storage, Uploads, inbox, backups, FollowUp, Ingestion, Withdrawals, queue, Calculator, Restoration, Erasure, Garbage, Export, Counting,
            time, NullLogger<ExtractSweep>.Instance);
        // One of its own: nobody waits by a clock here, the scheduler lets whom it will go first.
        Calculation = new QueuedCalculation(storage, Journal, Calculator, FollowUp, Counting, new Precedence());
    }

    public Attempts Attempts { get; }

    public UploadWithdrawals Withdrawals { get; }

    public Journal Journal { get; }

    public UploadTable Uploads { get; }

    public MeasureTable Measures { get; }

    public CatalogueTable CatalogueRows { get; }

    public ResultTable Results { get; }

    public CatalogueReader CatalogueReader { get; }

    public MonthCalculator Calculator { get; }

    public MonthReader Months { get; }

    public MonthReports Reports { get; }

    public FollowUp FollowUp { get; }

    public ExtractReading Reading { get; }

    public ExtractIngestion Ingestion { get; }

    public RecordCounting Counting { get; }

    public ExtractSweep Sweep { get; }

    public Restoration Restoration { get; }

    public Erasure Erasure { get; }

    public Garbage Garbage { get; }

    public BackupExport Export { get; }

    public JournalOperations Operations { get; }

    public QueuedCalculation Calculation { get; }

    public DeliveryTable Deliveries { get; }

    public MonthEndPlanning Planning { get; }

    public MonthEndMailing Mailing { get; }

    public MonthEndMessages Messages { get; }

    public MonthEndPreview Preview { get; }
}
