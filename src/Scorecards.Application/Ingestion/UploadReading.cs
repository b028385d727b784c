using Scorecards.Domain;

namespace Scorecards.Application.Ingestion;

/// <summary>
/// Reads the content of an upload that is to be committed. Of bytes that count already it is also found out whether a row that counts is refused
/// today: uploading the same file again takes no figure away.
/// </summary>
static class UploadReading
{
    /// <param name="known">What it is read against.</param>
    /// <param name="attempt">Under which its rows are written.</param>
    public static async Task<ReadExtract> ReadAsync(
        ExtractReading reading, ReceivedContent content, Upload upload, JournalPrefix known, string attempt, CancellationToken ct)
    {
        var read = await reading.ReadAsync(content, upload.ToRead(known, content.Sha256), known, attempt, ct);
        if (read.Refused.Count == 0 || upload.FindSame(known, content.Sha256) is not { } counting)
        {
            return read;
        }

        try
        {
            // Which rows count the file itself says, read again as it was then.
            content.Stream.Position = 0;
            return await CompareAsync(read, await reading.ReadAgainAsync(content, known[counting], known, null, ct), ct);
        }
        catch
        {
            await read.DisposeAsync();
            throw;
        }
    }

    static async Task<ReadExtract> CompareAsync(ReadExtract read, ReadExtract before, CancellationToken ct)
    {
        if (before.Given is { } counted)
        {
            await foreach (var fault in before.Refused.AllAsync())
            {
                counted.Remove(fault.Sheet, fault.Row);
            }
        }

        var lost = await read.Refused.AllAsync().FirstOrDefaultAsync(fault => before.Given?.Contains(fault.Sheet, fault.Row) != false, ct);
        return read with { Before = before with { Lost = lost }, Lost = lost };
    }
}
