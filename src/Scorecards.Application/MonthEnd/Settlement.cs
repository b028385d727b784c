namespace Scorecards.Application.MonthEnd;

/// <summary>Who says that a delivery is settled, and why.</summary>
public sealed record Settlement(string? By, string? Why);
