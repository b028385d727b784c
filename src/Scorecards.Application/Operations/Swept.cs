namespace Scorecards.Application.Operations;

/// <summary>What came of a tick of the sweep.</summary>
/// <param name="TakenUp">How many entries and uploads were not done and were taken up again.</param>
/// <param name="Unfollowed">How many entries of the journal are not known to be followed up.</param>
public readonly record struct Swept(int TakenUp, long Unfollowed);
