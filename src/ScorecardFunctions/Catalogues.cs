using Microsoft.Extensions.Options;
using Scorecards.Domain;
using Scorecards.Pipeline;
using Scorecards.Storage;

namespace ScorecardFunctions;

/// <summary>The catalogue in force: the built-in one, restated by what was dropped.</summary>
public sealed class Catalogues(CatalogueStore store, IOptions<MonthEndSettings> monthEnd)
{
    /// <summary>In working days.</summary>
    const int UsualWait = 2;

    readonly Lazy<Task<BuiltInCatalogue>> builtIn = new(() => BuiltInCatalogue.ReadAsync(CancellationToken.None));

    public Task<BuiltInCatalogue> BuiltInAsync() => builtIn.Value;

    public async Task<Catalogue> ReadAsync(CancellationToken ct)
    {
        var start = (await builtIn.Value).Catalogue;
        var stored = await store.ReadAsync(ct);
        return new Catalogue(
            start.Indicators.Concat(stored.Indicators), start.Targets.Concat(stored.Targets), start.Scorecards.Concat(stored.Scorecards));
    }

    /// <summary>When months are mailed: by the settings and the built-in bank holidays, restated by what was dropped.</summary>
    /// <param name="catalogue">As <see cref="ReadAsync"/> gave it.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<MonthEndCalendar> CalendarAsync(Catalogue catalogue, CancellationToken ct)
    {
        var (stored, set) = (await store.CalendarAsync(ct), monthEnd.Value);
        var everyOther = new Timetable { WorkingDay = set.WorkingDay, Hour = set.Hour, Deadline = set.Deadline ?? set.WorkingDay + UsualWait, IsEarly = set.IsEarly };
        return new MonthEndCalendar(new WorkingDays((await builtIn.Value).BankHolidays.Concat(stored.BankHolidays)), stored.Timetables.Prepend(everyOther), catalogue);
    }
}
