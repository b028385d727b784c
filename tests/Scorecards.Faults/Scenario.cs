namespace Scorecards.Faults;

/// <summary>Something that happens to the pipeline, in which every request to the storage is to be faulted.</summary>
/// <param name="Name">For the command line.</param>
/// <param name="SetUp">What has happened before; without faults.</param>
/// <param name="Act">What happens; its requests are counted from 1.</param>
sealed record Scenario(string Name, Func<Trial, Task> SetUp, Func<Trial, Task> Act)
{
    /// <summary>
    /// The same one after another, in each order that it may have: the end after a fault must be that of one of them, as a whole.
    /// </summary>
    public IReadOnlyList<Func<Trial, Task>> Orders { get; init; } = [Act];

    /// <summary>
    /// Whether files come at once: what a receipt says that its file has changed then depends on what was calculated first, and is not compared.
    /// </summary>
    public bool IsAtOnce { get; init; }

    /// <summary>
    /// The containers that are left after the set-up, where <see cref="IsAlone"/>: all else is lost before the act. Empty: nothing is lost, as in a
    /// clean run.
    /// </summary>
    public IReadOnlyList<string> Left { get; init; } = [];

    /// <summary>
    /// Whether it needs an account to itself: it is about all that is stored, or about mail. The set-up is played once, and each account begins with
    /// what that stored.
    /// </summary>
    public bool IsAlone { get; init; }

    /// <summary>Whether mail is part of it.</summary>
    public bool HasMail { get; init; }

    /// <summary>How many apps are at work; more than one only where <see cref="IsAlone"/>.</summary>
    public int Instances { get; init; } = 1;
}
