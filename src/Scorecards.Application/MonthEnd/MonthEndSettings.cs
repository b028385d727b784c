using System.ComponentModel.DataAnnotations;
using Scorecards.Domain;

namespace Scorecards.Application.MonthEnd;

/// <summary>The section <c>MonthEnd</c>: when a month is mailed, for every scorecard without an uploaded timetable.</summary>
public sealed class MonthEndSettings : IValidatableObject
{
    /// <summary>In working days.</summary>
    const int UsualWait = 2;

    /// <summary>The working day after month end, counted from 1, on which a complete month is mailed.</summary>
    [Range(1, Timetable.LastWorkingDay)]
    public int WorkingDay { get; set; } = 8;

    /// <summary>From this hour on, in London's local time.</summary>
    [Range(0, 23)]
    public int Hour { get; set; } = 7;

    /// <summary>The working day on which a month is mailed whatever is missing; unset = two after <see cref="WorkingDay"/>.</summary>
    public int? Deadline { get; set; }

    /// <summary>Whether a complete month is mailed before its working day.</summary>
    public bool IsEarly { get; set; }

    /// <summary>When the months of a scorecard are mailed: by these settings, and by the timetables that were uploaded.</summary>
    /// <param name="journal">Up to the number that the state is as of.</param>
    public MonthEndCalendar Calendar(CatalogueState state, JournalPrefix journal) => new(
        new WorkingDays(state.BankHolidays),
        state.Timetables.Prepend(new Timetable
        {
            WorkingDay = WorkingDay,
            Hour = Hour,
            Deadline = Deadline ?? WorkingDay + UsualWait,
            IsEarly = IsEarly,
        }),
        state.Catalogue,
        journal);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Deadline < WorkingDay || Deadline > WorkingDay + Timetable.LongestWait)
        {
            yield return new ValidationResult(
                $"MonthEnd:Deadline must be from {WorkingDay} to {WorkingDay + Timetable.LongestWait}, on or after MonthEnd:WorkingDay.",
                [nameof(Deadline)]);
        }
    }
}
