namespace Scorecards.Domain;

/// <summary>Whether something with a first and a last day is active.</summary>
static class Active
{
    /// <summary>Whether it is active on the month's last day.</summary>
    public static bool On(Month month, DateOnly? from, DateOnly? to) => (from is null && to is null) || On(month.LastDay, from, to);

    /// <summary>Whether it is active on a day; null = unlimited.</summary>
    public static bool On(DateOnly day, DateOnly? from, DateOnly? to) => (from is null || from <= day) && (to is null || day <= to);
}
