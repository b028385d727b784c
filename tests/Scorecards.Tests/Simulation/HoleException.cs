namespace Scorecards.Tests.Simulation;

/// <summary>What the protocol promises does not hold.</summary>
public sealed class HoleException(string message, Exception? inner = null) : Exception(message, inner);
