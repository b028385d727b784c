using Azure.Storage.Blobs;
using Scorecards.Application.Ingestion;
using Scorecards.Storage;

namespace ScorecardFunctions.Functions;

/// <summary>
/// A file was dropped anywhere below the container extracts. What lies there now is taken in, whatever content the event was about.
/// </summary>
public sealed class IngestExtract(ExtractIngestion ingestion)
{
    [Function(nameof(IngestExtract))]
    public Task Run([BlobTrigger(StorageNames.Extracts + "/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient extract, CancellationToken ct) =>
        ingestion.IngestAsync(extract.Name, ct);
}
