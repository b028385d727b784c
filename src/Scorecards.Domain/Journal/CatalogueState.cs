namespace Scorecards.Domain;

/// <summary>
/// What councils change by dropped files, as of a number of the journal: the built-in catalogue, corrected by what was dropped up to it.
/// </summary>
/// <param name="Timetables">Those that were dropped, the earliest first.</param>
/// <param name="BankHolidays">The built-in ones and what was dropped, the earliest first.</param>
/// <param name="Recipients">One for each address and scorecard.</param>
public sealed record CatalogueState(
    Catalogue Catalogue, IReadOnlyList<Timetable> Timetables, IReadOnlyList<BankHoliday> BankHolidays, IReadOnlyList<Recipient> Recipients)
{
    /// <summary>Entries that counted and whose rows were erased since: they are left out.</summary>
    public IReadOnlyList<long> Erased { get; init; } = [];
}
