namespace ScorecardFunctions.Tests;

/// <summary>
/// The small form of the fault campaign (docs/reliability.md), as its command runs it: after all other tests, since its apps wait for each other
/// where others are at work.
/// </summary>
[CollectionDefinition(nameof(CampaignTests), DisableParallelization = true)]
[Collection(nameof(CampaignTests))]
public sealed class CampaignTests
{
#if DEBUG
    const string Configuration = "Debug";
#else
    const string Configuration = "Release";
#endif

    /// <summary>It fails where a point does, and where there was none; the message has what it printed.</summary>
    [Fact]
    public Task SmallCampaign_EveryPointComesRight() =>
        Repository.RunAsync(
            "dotnet", [$"tests/Scorecards.Faults/bin/{Configuration}/net10.0/Scorecards.Faults.dll", "campaign", "--small"], Repository.Root);
}
