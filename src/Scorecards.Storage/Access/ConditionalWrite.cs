using Azure;
using Azure.Data.Tables;

namespace Scorecards.Storage;

/// <summary>
/// The only way to write conditionally: write, and if in doubt read back and compare. Each write carries a stamp of its own, so that a writer whose
/// answer was lost, or whose request was repeated on its way and then refused, knows its own write from somebody else's.
/// </summary>
public sealed class ConditionalWrite(TimeProvider time, Func<Guid> newId)
{
    const string Stamp = "Stamp";

    /// <summary>With the pauses between them some ten seconds; the trigger then tries the whole again.</summary>
    const int MostTries = 6;

    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    /// <param name="table">Where.</param>
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

            if (await ReadBackAsync(table, entity, tries, ct) is { } there)
            {
                if (there.GetString(Stamp) == stamp || doubt is null || there.ETag != known)
                {
                    return new Written(there.GetString(Stamp) == stamp, there);
                }
            }
            else if (known is not null || refused is { Status: 404 })
            {
                return new Written(false, null);
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
