namespace Scorecards.Application;

/// <summary>What came of an operation: one of the two.</summary>
/// <param name="Done">
/// What was done, or was done before, or what was asked for: a document, to be written as JSON, or a <see cref="WrittenText"/>,
/// <see cref="WrittenFile"/> or <see cref="MadeFile"/>.
/// </param>
/// <param name="Problem">Why nothing was done or there is no answer.</param>
public readonly record struct Outcome(object? Done, Problem? Problem)
{
    public static implicit operator Outcome(Problem problem) => new(null, problem);
}
