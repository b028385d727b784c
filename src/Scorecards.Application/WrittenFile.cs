namespace Scorecards.Application;

/// <summary>An answer that is written as it is read from storage, so that it may be of any length.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Name">Of the file to be saved; null = it is shown.</param>
public sealed record WrittenFile(string Type, string? Name, Func<Stream, Task> WriteAsync);
