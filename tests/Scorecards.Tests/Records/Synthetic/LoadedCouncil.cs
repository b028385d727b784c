using System.Globalization;
using Scorecards.Domain;
using Scorecards.Records;

namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Opens a council's files as the product does.</summary>
static class LoadedCouncil
{
    /// <param name="folder">With the 14 files; the bank holidays are written to it.</param>
    public static RecordDatabase Open(string folder, IEnumerable<BankHoliday> bankHolidays, int megabytes)
    {
        var database = RecordDatabase.Open(megabytes, Environment.ProcessorCount, RecordScripts.BuiltIn);
        foreach (var table in CsvTables.Names)
        {
            database.Load(table, Path.Combine(folder, $"{table}.csv"));
        }

        var holidays = Path.Combine(folder, "bank_holiday.csv");
        File.WriteAllLines(holidays, bankHolidays.Select(h => string.Create(CultureInfo.InvariantCulture, $"{h.Date:yyyy-MM-dd},")).Prepend("date,name"));
        database.Load("bank_holiday", holidays);
        database.Seal();
        return database;
    }
}
