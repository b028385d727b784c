namespace Scorecards.Extracts;

/// <summary>A file that is refused as a whole; the message says what is wrong and how to put it right.</summary>
/// <param name="message">It may quote cells of the file, and names of its sheets and of files in a zip.</param>
/// <param name="onRecord">The same without them; null = the message quotes none.</param>
public class ExtractException(string message, string? onRecord = null) : Exception(message)
{
    /// <summary>The message without any cell or name in the file, for what is kept when the file is erased.</summary>
    public string OnRecord { get; } = onRecord ?? message;

    /// <summary>Whether the message says which of a file's tables is meant, or that it is none of them.</summary>
    internal bool NamesTable { get; init; }

    /// <summary>Whether the message says which file of a zip is meant.</summary>
    bool NamesZipped { get; init; }

    /// <summary>The same of one table of several, by its name, which is not said on record. Of records it stays as it is.</summary>
    /// <param name="table">The name of a sheet or of a file within a zip; null = the upload is this one table.</param>
    internal ExtractException Naming(string? table) => table is null || NamesTable || this is PersonalDataException
        ? this
        : new ExtractException($"'{table}': {Message}", OnRecord) { NamesTable = true };

    /// <summary>The same of a file within a zip, by that file's name, which is not said on record. Of records it stays as it is.</summary>
    /// <param name="zipped">The file's name; null = it is in no zip.</param>
    internal ExtractException Within(string? zipped) => zipped is null || NamesZipped || this is PersonalDataException
        ? this
        : new ExtractException($"'{zipped}' in the zip: {Message}, within the zip", $"a file in the zip: {OnRecord}, within the zip")
        {
            NamesTable = true,
            NamesZipped = true,
        };
}
