using Azure.Storage.Blobs;
using Scorecards.Storage;

namespace ScorecardFunctions.Functions;

/// <summary>A file was dropped anywhere below the container extracts.</summary>
public sealed class IngestExtract(ExtractIngestion ingestion)
{
    [Function(nameof(IngestExtract))]
    public Task Run([BlobTrigger(StorageNames.Extracts + "/{name}", Source = BlobTriggerSource.EventGrid)] BlobClient extract, string name, CancellationToken ct) =>
        ingestion.IngestAsync(extract, name, ct);
}
