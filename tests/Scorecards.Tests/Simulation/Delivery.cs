namespace Scorecards.Tests.Simulation;

/// <summary>A blob event or a message of the queue: it comes at least once, or is given up after some tries.</summary>
/// <param name="name">What it makes the app do.</param>
public sealed class Delivery(string name, Func<App, Task> work)
{
    public string Name => name;

    public Func<App, Task> Work => work;

    public int Tries { get; set; }
}
