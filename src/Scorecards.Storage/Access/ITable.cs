using Azure;
using Azure.Data.Tables;

namespace Scorecards.Storage;

/// <summary>
/// One table. A write that fails otherwise than stated may have been carried out, or may be later: whoever writes conditionally uses
/// <see cref="ConditionalWrite"/>, who does not writes the same content under the same key again.
/// </summary>
public interface ITable
{
    /// <returns>Null: there is no such entity.</returns>
    Task<TableEntity?> FindAsync(string partition, string row, IReadOnlyList<string>? columns, CancellationToken ct);

    /// <summary>Entities in the order of their keys. Several answers of the service are not one moment.</summary>
    /// <param name="columns">Null = all; the keys always come.</param>
    /// <param name="atOnce">Entities for each answer of the service, 1 to 1,000; null = 1,000.</param>
    IAsyncEnumerable<TableEntity> QueryAsync(KeyRange keys, IReadOnlyList<string>? columns, int? atOnce, CancellationToken ct);

    /// <exception cref="RequestFailedException">409: there is one of these keys.</exception>
    Task<ETag> AddAsync(TableEntity entity, CancellationToken ct);

    /// <exception cref="RequestFailedException">412 or 404: it is not as it was.</exception>
    Task<ETag> ReplaceAsync(TableEntity entity, ETag known, CancellationToken ct);

    /// <summary>Writes entities whose content follows from their keys: any number of them, in any partitions. Twice is the same as once.</summary>
    Task UpsertAsync(IEnumerable<TableEntity> entities, CancellationToken ct);

    /// <summary>Deletes entities, whatever they hold; those that are gone already are no fault.</summary>
    Task DeleteAsync(IEnumerable<TableEntity> entities, CancellationToken ct);
}
