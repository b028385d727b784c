namespace Scorecards.Tests;

/// <summary>What a row of the year states, as it is written; blank = not stated.</summary>
sealed record StatedFigure(string Numerator, string Denominator, string Value)
{
    /// <summary>Whether the value follows from numerator and denominator, or is a count's own number.</summary>
    public bool IsUnrounded => Numerator != "";
}
