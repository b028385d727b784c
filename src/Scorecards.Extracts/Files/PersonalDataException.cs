namespace Scorecards.Extracts;

/// <summary>A file that looks as if it held children's records: it is refused, and nothing of its content may be kept.</summary>
/// <param name="message">It may quote names of columns.</param>
/// <param name="onRecord">The same without them; null = the message quotes none.</param>
public sealed class PersonalDataException(string message, string? onRecord = null) : ExtractException(message, onRecord);
