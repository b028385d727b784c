namespace Scorecards.Tests.Simulation;

/// <summary>What a simulation is about: a few things at once find more than many one after the other.</summary>
public enum Theme
{
    /// <summary>Anything.</summary>
    Mixed,

    /// <summary>Contents of one path within seconds, and a file that takes one of them back.</summary>
    Path,

    /// <summary>The same bytes again, at any path.</summary>
    Same,

    /// <summary>Figures, and the indicators and scorecards that they want.</summary>
    Want,

    /// <summary>Uploads beside the collection of garbage.</summary>
    Garbage,

    /// <summary>Tables are lost and restored while files are read.</summary>
    Restore,

    /// <summary>A month is damaged and recalculated.</summary>
    Damage,

    /// <summary>Replays, and withdrawals by an administrator and by files.</summary>
    Replay,

    /// <summary>Changes of an issued month.</summary>
    Editions,

    /// <summary>A file that should never have been uploaded, beside others and a restore.</summary>
    Erase,

    /// <summary>The month end's ticks.</summary>
    Mail,
}
