namespace Scorecards.Domain;

/// <summary>
/// Direction of travel against the month before (docs/domain.md, Travel). Null = no travel: a month, a value or (for polarity T) a target is unknown.
/// </summary>
public enum Travel
{
    Improved,
    Same,
    Worse,
}
