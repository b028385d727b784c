namespace Scorecards.Application;

/// <summary>An answer that is a text.</summary>
/// <param name="Type">Its media type.</param>
public sealed record WrittenText(string Type, string Text);
