namespace Scorecards.Domain;

/// <summary>
/// Green: the target is achieved. Amber: below it, above the floor. Red: below the floor standard (docs/domain.md, Rating). The rule is
/// <see cref="RatingLimits"/>. Null = not rated.
/// </summary>
public enum Rating
{
    Green,
    Amber,
    Red,
}
