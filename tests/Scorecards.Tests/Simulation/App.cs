using Microsoft.Extensions.Logging.Abstractions;
using Scorecards.Application.Calculation;
using Scorecards.Domain;
using Scorecards.Storage;

namespace Scorecards.Tests.Simulation;

/// <summary>The product's classes of one instance, put together as the app does it, and what its functions do with them.</summary>
public sealed class App
{
    public App(IStorage storage, TimeProvider time, Func<Guid> newId)
    {
        var write = new ConditionalWrite(time, newId);
        (Time, Attempts) = (time, new Attempts(newId));
        Journal = new Journal(storage, write, time);
        Uploads = new UploadTable(storage, write);
        Measures = new MeasureTable(storage);
        CatalogueRows = new CatalogueTable(storage);
        Results = new ResultTable(storage, write);
        Queue = new CalculationQueue(storage);
        Inbox = new Inbox(storage);
        Archive = new Archive(storage);
        Receipts = new ReceiptFiles(storage);
        Catalogues = new Catalogues(Journal, CatalogueRows);
        Calculator = new MonthCalculator(Journal, Catalogues, Measures, Results, NullLogger<MonthCalculator>.Instance);
    }

    public TimeProvider Time { get; }

    public Attempts Attempts { get; }

    public Journal Journal { get; }

    public UploadTable Uploads { get; }

    public MeasureTable Measures { get; }

    public CatalogueTable CatalogueRows { get; }

    public ResultTable Results { get; }

    public CalculationQueue Queue { get; }

    public Inbox Inbox { get; }

    public Archive Archive { get; }

    public ReceiptFiles Receipts { get; }

    public Catalogues Catalogues { get; }

    public MonthCalculator Calculator { get; }

    /// <summary>A message of the queue.</summary>
    public Task<bool> CalculateAsync(CalculationRequest request, CancellationToken ct) => Calculator.CalculateAsync([.. MonthSet.Parse(request.Months)], request.Number, ct);
}
