namespace Scorecards.Domain;

/// <summary>The result of folding a month.</summary>
/// <param name="State">The state as of the head; null = rows of <paramref name="MissingEntry"/> are missing, so nothing may be written.</param>
/// <param name="Editions">The editions on the way, each as of the number that made it.</param>
/// <param name="MissingEntry">The number of the entry whose rows are missing; 0 = none.</param>
public sealed record Folded(MonthState? State, IReadOnlyList<MonthState> Editions, long MissingEntry = 0);
