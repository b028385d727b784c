namespace Scorecards.Domain;

/// <summary>The words of a target that say which side is good.</summary>
/// <param name="Text">As written, such as Less than 22%.</param>
/// <param name="Good">H: at least so much. L: at most so much.</param>
public sealed record TargetWords(string Text, Polarity Good);
