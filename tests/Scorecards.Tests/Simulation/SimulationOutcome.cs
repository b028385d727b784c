namespace Scorecards.Tests.Simulation;

/// <summary>What came of a simulation.</summary>
/// <param name="Hole">Null: everything holds.</param>
/// <param name="Steps">As people read them.</param>
/// <param name="Hash">Of the steps.</param>
public sealed record SimulationOutcome(int Seed, string? Hole, IReadOnlyList<string> Steps, ulong Hash);
