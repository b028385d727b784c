namespace Scorecards.Tests.Protocol;

/// <summary>The instance is killed: none of its requests is carried out any more.</summary>
public sealed class KilledException() : Exception("Killed.");
