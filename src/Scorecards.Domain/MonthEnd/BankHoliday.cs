namespace Scorecards.Domain;

/// <summary>A bank holiday in England, substitute days included.</summary>
/// <param name="IsWithdrawn">The day was one by an earlier file, and is an ordinary day again: holidays are moved now and then.</param>
public sealed record BankHoliday(DateOnly Date, string Name, bool IsWithdrawn = false);
