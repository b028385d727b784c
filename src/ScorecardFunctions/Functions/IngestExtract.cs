using Azure.Storage.Blobs;
using Scorecards.Application.Ingestion;
using Scorecards.Storage;

namespace ScorecardFunctions.Functions;

/// <summary>
/// A file was uploaded anywhere below the container extracts. The content that is there now is read, even where the event was for an earlier one.
/// </summary>
public sealed class IngestExtract(ExtractIngestion ingestion)
{
    [Function(nameof(IngestExtract))]
    public Task Run(
        [BlobTrigger(StorageNames.Extracts + "/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient extract, CancellationToken ct) =>
        ingestion.IngestAsync(extract.Name, ct);
}
