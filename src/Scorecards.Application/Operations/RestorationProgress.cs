namespace Scorecards.Application.Operations;

/// <summary>How far a restore is.</summary>
/// <param name="Restored">Entries whose rows this call has written again.</param>
/// <param name="Recalculated">Months that this call has calculated.</param>
/// <param name="Left">Entries, then months, then comparisons that wait for the next call.</param>
/// <param name="Erased">Entries among those of this call whose rows were erased and stay so.</param>
/// <param name="Compared">Months that were compared with the last export so far; 0 at the end = there is none.</param>
/// <param name="IsEnded">Else call again.</param>
/// <param name="IsComplete">It has ended and every answer is what it was; else <paramref name="Problems"/> says what is not.</param>
/// <param name="Problems">What could not be made again or is other than it was, at most 200 sentences; paths, ids and numbers only.</param>
public sealed record RestorationProgress(
    int Restored, int Recalculated, int Left, int Erased, int Compared, bool IsEnded, bool IsComplete, IReadOnlyList<string> Problems);
