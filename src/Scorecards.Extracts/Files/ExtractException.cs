namespace Scorecards.Extracts;

/// <summary>A file that is refused as a whole; the message says what is wrong and how to put it right.</summary>
/// <param name="message">It may quote cells of the file, and names of its sheets and of files in a zip.</param>
/// <param name="onRecord">The same without them; null = the message quotes none.</param>
public class ExtractException(string message, string? onRecord = null) : Exception(message)
{
    /// <summary>The message without any cell or name in the file, for what is kept when the file is erased.</summary>
    public string OnRecord { get; } = onRecord ?? message;
}
