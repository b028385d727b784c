namespace Scorecards.Domain;

/// <summary>A row that asks for an upload to be withdrawn.</summary>
/// <param name="Upload">The upload's newest entry.</param>
/// <param name="Reason">Who asks for it and why; null = not said.</param>
public sealed record UploadWithdrawal(JournalEntry Upload, string? Reason);
