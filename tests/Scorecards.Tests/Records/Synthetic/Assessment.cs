namespace Scorecards.Tests.Records.Synthetic;

/// <summary>An initial (IA) or core (CA) assessment.</summary>
/// <param name="Done"><see cref="Day.Never"/> = open.</param>
sealed record Assessment(Case Case, bool IsCore, bool IsUpdate, int Start, int Done)
{
    public bool IsSeen { get; set; }

    /// <summary>Went on to a strategy discussion.</summary>
    public bool IsProgressed { get; set; }

    public bool IsBorn => Case.Child.IsBorn(Math.Min(Done, Day.Extract));
}
