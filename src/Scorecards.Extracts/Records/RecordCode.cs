namespace Scorecards.Extracts;

/// <summary>A code of a list, which may be one of some years only.</summary>
/// <param name="From">The first day on which it may be used.</param>
/// <param name="Before">The first day on which it may not be used any more.</param>
public sealed record RecordCode(string Value, DateOnly From, DateOnly Before)
{
    /// <param name="day">Of the record; null = not known, and any code will do.</param>
    public bool IsOfDay(DateOnly? day) => day is null || (day >= From && day < Before);
}
