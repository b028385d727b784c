namespace Scorecards.Domain;

/// <summary>
/// In which way a row states a measure. Rows with the same number, on several sheets of a file, may state a month's figure each in another way.
/// The numbers are stored.
/// </summary>
public enum StatedAs
{
    /// <summary>A figure that follows from nothing, or a symbol that says why there is none.</summary>
    Alone = 0,

    /// <summary>Numerator and denominator, from which the figure follows.</summary>
    Counts = 1,

    /// <summary>Beside another month, as in the column "previous".</summary>
    SecondHand = 2,
}
