namespace Scorecards.Application.Calculation;

/// <summary>
/// Which rules of calculation this code has; an instance whose number is below the newest that the journal names calculates nothing.
/// </summary>
/// <param name="Number">From 1, which no entry names.</param>
public sealed record RulesVersion(int Number);
