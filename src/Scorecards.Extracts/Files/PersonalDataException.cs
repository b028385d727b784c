namespace Scorecards.Extracts;

/// <summary>A file that looks as if it held children's records: it is refused, and nothing of its content may be kept.</summary>
public sealed class PersonalDataException(string message) : ExtractException(message);
