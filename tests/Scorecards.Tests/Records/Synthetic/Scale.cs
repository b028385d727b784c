namespace Scorecards.Tests.Records.Synthetic;

/// <summary>How many children there are, and so how much of what was printed for Kent there is.</summary>
/// <param name="Children">Known to the service over the five years. Kent's size is 20,000.</param>
readonly record struct Scale(int Children)
{
    const int Kent = 20_000;

    /// <summary>So much of a printed count, rounded.</summary>
    public int Count(int printed) => (int)((((long)printed * Children) + (Kent / 2)) / Kent);
}
