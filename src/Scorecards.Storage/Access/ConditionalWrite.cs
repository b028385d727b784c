using Azure;
using Azure.Data.Tables;

namespace Scorecards.Storage;

/// <summary>
/// The only way to write conditionally: write, and if in doubt read the row back and compare. Each write carries a stamp of its own. By it a writer
/// knows its own write from somebody else's when the answer was lost, or when the request was repeated on its way and then refused.
/// </summary>
public sealed class ConditionalWrite(TimeProvider time, Func<Guid> newId)
{
    const string Stamp = "Stamp";

    /// <summary>With pauses of some three seconds in all, beside those of the client library; the trigger then tries the whole again.</summary>
    const int MostTries = 6;

    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <param name="entity">Its keys and content; the stamp is added here.</param>
    /// <param name="known">The version that is replaced; null = there must be none.</param>
    /// <exception cref="RequestFailedException">The storage does not answer: the write may have been carried out, or may be later.</exception>
    public async Task<Written> WriteAsync(ITable table, TableEntity entity, ETag? known, CancellationToken ct)
    {
        var stamp = newId().ToString("N");
        entity[Stamp] = stamp;
        for (var tries = 1; ; tries++)
        {
            RequestFailedException? refused = null;
            Exception? doubt = null;
            try
            {
                entity.ETag = known is { } etag ? await table.ReplaceAsync(entity, etag, ct) : await table.AddAsync(entity, ct);
                return new Written(true, entity);
            }
            catch (RequestFailedException e) when (e.Status is 404 or 409 or 412)
            {
                // Refused, or carried out by an earlier try whose answer was lost.
                refused = e;
            }
            catch (Exception e) when (IsDoubt(e) && !ct.IsCancellationRequested)
            {
                doubt = e;
            }

            if (Outcome(await ReadBackAsync(table, entity, tries, ct), stamp, known, refused) is { } written)
            {
                return written;
            }

            // In doubt, or refused as if there were one although there is none (any more): once more.
            if (tries == MostTries)
            {
                throw doubt ?? refused!;
            }

            await Task.Delay(FirstPause * (1 << (tries - 1)), time, ct);
        }
    }

    /// <summary>Whether a failure leaves open what was done: no answer, or one of a service that cannot say.</summary>
    public static bool IsDoubt(Exception e) =>
        e is RequestFailedException { Status: 0 or 408 or 429 or >= 500 } or IOException or TaskCanceledException or AggregateException;

    /// <summary>The outcome of a write that was refused or is in doubt, by the row that is there now.</summary>
    /// <param name="there">The row; null = there is none.</param>
    /// <param name="stamp">That of this write.</param>
    /// <param name="known">The version that the write replaces; null = there must be none.</param>
    /// <param name="refused">The refusal; null = the write is in doubt.</param>
    /// <returns>Null: it is still open, and the write is tried once more.</returns>
    static Written? Outcome(TableEntity? there, string stamp, ETag? known, RequestFailedException? refused)
    {
        if (there is null)
        {
            return known is not null || refused is { Status: 404 } ? new Written(false, null) : null;
        }

        var isMine = there.GetString(Stamp) == stamp;
        return isMine || refused is not null || there.ETag != known ? new Written(isMine, there) : null;
    }

    async Task<TableEntity?> ReadBackAsync(ITable table, TableEntity entity, int tries, CancellationToken ct)
    {
        for (; ; tries++)
        {
            try
            {
                return await table.FindAsync(entity.PartitionKey, entity.RowKey, null, ct);
            }
            catch (Exception e) when (IsDoubt(e) && tries < MostTries && !ct.IsCancellationRequested)
            {
                await Task.Delay(FirstPause * (1 << (tries - 1)), time, ct);
            }
        }
    }
}
