using Scorecards.Domain;

namespace Scorecards.Extracts;

/// <summary>When the months of a group of scorecards are mailed. No figure depends on it.</summary>
public sealed class TimetableKind() : KeyedKind<Timetable>("timetable", ["scorecard", "working_day", "hour", "deadline"], ["early"])
{
    protected override string Key(Timetable item) => item.Group.Value;

    private protected override Timetable? Parse(Row row, ExtractFile file)
    {
        var scorecard = FindScorecard(row, file, Reasons.NoScorecardUnlessBlank("every scorecard that has no timetable of its own"));
        var day = row.WholeNumber(row.Column("working_day"), 1, Timetable.LastWorkingDay);
        var timetable = new Timetable
        {
            Scorecard = scorecard?.Id,
            WorkingDay = day,
            Hour = row.WholeNumber(row.Column("hour"), 0, 23),
            Deadline = row.WholeNumber(row.Column("deadline"), day, day + Timetable.LongestWait),
            IsEarly = row.YesOrNo(row.Column("early")) == true,
        };
        return row.IsRefused ? null : timetable;
    }
}
