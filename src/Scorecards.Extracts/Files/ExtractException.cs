namespace Scorecards.Extracts;

/// <summary>A file that is refused as a whole; the message says what is wrong and how to put it right.</summary>
public class ExtractException(string message) : Exception(message);
