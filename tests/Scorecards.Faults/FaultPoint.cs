namespace Scorecards.Faults;

/// <summary>One fault at one request of a scenario.</summary>
/// <param name="Scenario">Its name.</param>
/// <param name="Kind">Of the fault.</param>
/// <param name="At">The number of the request, counted from 1 when the scenario's act begins.</param>
sealed record FaultPoint(string Scenario, FaultKind Kind, int At)
{
    public override string ToString() => $"--scenario {Scenario} --kind {Kind.Name()} --at {At}";
}
