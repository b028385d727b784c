namespace Scorecards.Tests;

/// <summary>The README is for users, and short. What it does not have is in docs/.</summary>
public sealed class ReadmeTests
{
    const int MostWords = 1_800;

    [Fact]
    public void Readme_IsShort() =>
        Assert.InRange(DocumentTests.Read("README.md").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length, 1, MostWords);
}
