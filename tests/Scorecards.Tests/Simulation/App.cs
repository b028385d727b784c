using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Scorecards.Application;
using Scorecards.Application.Calculation;
using Scorecards.Application.Ingestion;
using Scorecards.Application.Operations;
using Scorecards.Pipeline;
using Scorecards.Reports;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>The product's classes of one instance, put together as the app does it.</summary>
public sealed class App
{
    static readonly Html Html = new(new ServiceCollection().BuildServiceProvider(), NullLoggerFactory.Instance);

    public App(IStorage storage, TimeProvider time, Func<Guid> newId)
    {
        var write = new ConditionalWrite(time, newId);
        var (inbox, archive, backups, limits, retention) = (new Inbox(storage), new Archive(storage), new Backups(storage), new FileLimits(), new Retention());
        var (files, queue, deliveries) = (new ReceiptFiles(storage), new CalculationQueue(storage), new DeliveryTable(storage, write, time));
        var receipts = new ExtractReceipts(files, Html);
        Attempts = new Attempts(newId);
        Journal = new Journal(storage, write, time);
        Uploads = new UploadTable(storage, write);
        Measures = new MeasureTable(storage);
        CatalogueRows = new CatalogueTable(storage);
        Results = new ResultTable(storage, write);
        Catalogues = new Catalogues(Journal, CatalogueRows);
        Calculator = new MonthCalculator(Journal, Catalogues, Measures, Results, NullLogger<MonthCalculator>.Instance);
        FollowUp = new FollowUp(Journal, Uploads, Measures, CatalogueRows, Results, queue, backups, receipts, Calculator, time, NullLogger<FollowUp>.Instance);
        Reading = new ExtractReading(Measures, CatalogueRows, Catalogues, Calculator, limits);
        Ingestion = new ExtractIngestion(storage, inbox, archive, Uploads, Journal, Attempts, Reading, FollowUp, limits, time, NullLogger<ExtractIngestion>.Instance);
        Restoration = new Restoration(
            storage, Journal, Attempts, Ingestion, Reading, Uploads, Results, archive, backups, new SeenNumbers(storage), deliveries, FollowUp, Calculator, time, NullLogger<Restoration>.Instance);
        Export = new BackupExport(Journal, Results, backups, retention, time, NullLogger<BackupExport>.Instance);
        Erasure = new Erasure(
            Journal, Attempts, inbox, archive, Uploads, Measures, CatalogueRows, files, FollowUp, Calculator, Export, limits, retention, time, NullLogger<Erasure>.Instance);
        Garbage = new Garbage(Journal, Attempts, Measures, CatalogueRows, deliveries, backups, time, NullLogger<Garbage>.Instance);
        Sweep = new ExtractSweep(
            storage, Journal, Uploads, inbox, backups, FollowUp, receipts, Reading, Ingestion, queue, Restoration, Erasure, Garbage, Export, time, NullLogger<ExtractSweep>.Instance);
        Operations = new JournalOperations(Journal, Attempts, Ingestion, FollowUp, Calculator, Catalogues, NullLogger<JournalOperations>.Instance);
        Calculation = new QueuedCalculation(storage, Journal, Calculator, FollowUp);
    }

    public Attempts Attempts { get; }

    public Journal Journal { get; }

    public UploadTable Uploads { get; }

    public MeasureTable Measures { get; }

    public CatalogueTable CatalogueRows { get; }

    public ResultTable Results { get; }

    public Catalogues Catalogues { get; }

    public MonthCalculator Calculator { get; }

    public FollowUp FollowUp { get; }

    public ExtractReading Reading { get; }

    public ExtractIngestion Ingestion { get; }

    public Restoration Restoration { get; }

    public Erasure Erasure { get; }

    public Garbage Garbage { get; }

    public BackupExport Export { get; }

    public ExtractSweep Sweep { get; }

    public JournalOperations Operations { get; }

    public QueuedCalculation Calculation { get; }
}
