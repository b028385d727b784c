namespace Scorecards.Application;

/// <summary>What came of an operation: one of the two.</summary>
/// <param name="Done">What was done, or was done before.</param>
/// <param name="Problem">Why nothing was.</param>
public readonly record struct Outcome(object? Done, Problem? Problem)
{
    public static implicit operator Outcome(Problem problem) => new(null, problem);
}
