namespace Scorecards.Extracts;

/// <summary>What a measure is to those that the file has stated before.</summary>
public enum MeasureNovelty
{
    /// <summary>The first for its scorecard, indicator and month.</summary>
    New,

    /// <summary>An earlier row has the same figures: they count once.</summary>
    Repeated,

    /// <summary>An earlier row has other figures: neither can be told to be right.</summary>
    Conflicting,
}
