namespace Scorecards.Domain;

/// <summary>
/// What councils change by uploads, as of a number of the journal: the built-in catalogue, overridden by the uploads up to that number.
/// </summary>
/// <param name="Timetables">The uploaded ones, the earliest first.</param>
/// <param name="BankHolidays">The built-in ones and the uploaded ones, the earliest first.</param>
/// <param name="Recipients">One for each address and scorecard.</param>
public sealed record CatalogueState(
    Catalogue Catalogue, IReadOnlyList<Timetable> Timetables, IReadOnlyList<BankHoliday> BankHolidays, IReadOnlyList<Recipient> Recipients)
{
    /// <summary>The numbers of entries that counted then, count no more and whose rows are gone: they are left out.</summary>
    public IReadOnlyList<long> Gone { get; init; } = [];

    /// <summary>The last bank holiday known, from three months before it on; null = they are known for longer.</summary>
    public DateOnly? BankHolidaysEndSoon(DateOnly today) => new WorkingDays(BankHolidays).EndSoon(today);
}
