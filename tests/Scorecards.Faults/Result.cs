namespace Scorecards.Faults;

/// <summary>What became of a point.</summary>
/// <param name="Point">That was tried.</param>
/// <param name="Outcome">Of it.</param>
/// <param name="Request">Which was faulted, in words.</param>
/// <param name="Differences">Of a failure, or what was mended; in words.</param>
sealed record Result(FaultPoint Point, Outcome Outcome, string Request, IReadOnlyList<string> Differences);
