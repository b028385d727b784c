namespace Scorecards.Domain;

/// <summary>
/// When the months of a scorecard group are mailed. The group is a scorecard and those below it that have no timetable of their own;
/// or all scorecards that no other timetable is for.
/// </summary>
public sealed record Timetable
{
    /// <summary>The group of all scorecards that no other timetable is for.</summary>
    public static ScorecardId EveryOther => "*";

    /// <summary>Scorecards have been issued as late as the 26th working day (docs/domain.md, Month end).</summary>
    public const int LastWorkingDay = 30;

    /// <summary>In working days: no month has fewer than 17, so that the deadline comes before the next month is issued.</summary>
    public const int LongestWait = 15;

    /// <summary>The scorecard at the group's head; null = <see cref="EveryOther"/>.</summary>
    public ScorecardId? Scorecard { get; init; }

    /// <summary>The working day after month end on which the month is mailed if it is complete, counted from 1.</summary>
    public required int WorkingDay { get; init; }

    /// <summary>From this hour on, 0 to 23, in London's local time.</summary>
    public required int Hour { get; init; }

    /// <summary>
    /// The working day on which it is mailed whatever is missing, from <see cref="WorkingDay"/> to <see cref="LongestWait"/> after it.
    /// </summary>
    public required int Deadline { get; init; }

    /// <summary>Whether it is mailed before its working day, as soon as it is complete.</summary>
    public bool IsEarly { get; init; }

    /// <summary>The group's key: the scorecard's id, or <see cref="EveryOther"/>.</summary>
    public ScorecardId Group => Scorecard ?? EveryOther;
}
