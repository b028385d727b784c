using Scorecards.Domain;

namespace Scorecards.Storage;

/// <summary>
/// A message of the queue <c>calculations</c>: bring months up to a number of the journal. It may come twice, late, in any order, or never.
/// </summary>
/// <param name="Number">Of the entry that touches them; done when each is stored as of this number or a later one.</param>
/// <param name="Months">As <see cref="MonthSet"/> writes them, at most 100; empty = what is not counted from records yet is to be counted.</param>
/// <param name="TraceParent">The step that sent it, as W3C writes it; null = nobody traced. Nothing else may hang on it: anybody who may write to the
/// queue sets it.</param>
public sealed record CalculationRequest(long Number, string Months, string? TraceParent = null);
