namespace Scorecards.Application.MonthEnd;

/// <summary>Who knows that a mail was delivered, and how.</summary>
public sealed record Settlement(string? By, string? Why);
