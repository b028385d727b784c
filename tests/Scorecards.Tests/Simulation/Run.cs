namespace Scorecards.Tests.Simulation;

/// <summary>One thing that an instance does. It is the synchronisation context of its code, so that all of it goes on where the scheduler
/// says.</summary>
/// <param name="instance">Null: the outside world.</param>
/// <param name="name">What it does.</param>
/// <param name="weight">How likely it goes on, above 0.</param>
public sealed class Run(Scheduler scheduler, Instance instance, string name, double weight) : SynchronizationContext
{
    public Instance Instance => instance;

    public double Weight => weight;

    /// <summary>What it comes to.</summary>
    public Task Task { get; set; } = Task.CompletedTask;

    public override void Post(SendOrPostCallback d, object? state) => scheduler.Post(this, () => d(state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    public override string ToString() => $"{instance.Number} {name}";
}
