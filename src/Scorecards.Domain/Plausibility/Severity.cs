namespace Scorecards.Domain;

/// <summary>What comes of a figure that breaks a rule of plausibility.</summary>
public enum Severity
{
    /// <summary>Nothing: the rule does not hold for the indicator.</summary>
    None,

    /// <summary>It counts, and those who uploaded it are told.</summary>
    Warning,

    /// <summary>Its row is refused, since it cannot be true.</summary>
    Refusal,
}
