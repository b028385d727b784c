namespace Scorecards.Domain;

/// <summary>A bank holiday in England, substitute days included.</summary>
/// <param name="Date">The day without work.</param>
/// <param name="Name">The holiday's name, as the file writes it.</param>
/// <param name="IsWithdrawn">The day was one by an earlier file, and is an ordinary day again: holidays are moved now and then.</param>
public sealed record BankHoliday(DateOnly Date, string Name, bool IsWithdrawn = false);
