namespace Scorecards.Domain;

/// <summary>Why a result is withheld from a reader outside (docs/domain.md, Small numbers).</summary>
public enum SuppressedAs
{
    /// <summary>Its numerator, its denominator or the rest of the denominator is small.</summary>
    SmallNumber,

    /// <summary>A small number could be worked out from it: by a total, another slice, the other UASC basis or a formula.</summary>
    Secondary,

    /// <summary>Its numerator and denominator are not known, so they may be small.</summary>
    Unchecked,
}
