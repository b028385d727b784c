using System.ComponentModel;

namespace Scorecards.Application.MonthEnd;

/// <summary>Who knows that a mail was delivered, and how.</summary>
public sealed record Settlement(
    [property: Description("Who says so: one line of at most 100 characters.")] string By,
    [property: Description("How that is known: one line of at most 500 characters.")] string Why);
