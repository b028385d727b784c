namespace Scorecards.Domain;

/// <summary>A part of the printed scorecard, such as "How much are we dealing with?".</summary>
/// <param name="Id">The key in JSON and storage, such as <c>how-much</c>.</param>
/// <param name="Name">The heading as printed.</param>
/// <param name="Order">The place on the scorecard, from 1.</param>
public sealed record Section(string Id, string Name, int Order);
