namespace Scorecards.Domain;

/// <summary>What counts as good (docs/domain.md, Definitions). The letters are those of the printed scorecard.</summary>
public enum Polarity
{
    /// <summary>High is good.</summary>
    H,

    /// <summary>Low is good.</summary>
    L,

    /// <summary>Close to the target is good, on either side.</summary>
    T,

    /// <summary>No judgement: value and change are shown, never rated.</summary>
    N,
}
