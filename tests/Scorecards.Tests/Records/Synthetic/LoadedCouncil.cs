using Scorecards.Records;

namespace Scorecards.Tests.Records.Synthetic;

/// <summary>Opens a council's files without uploading them.</summary>
static class LoadedCouncil
{
    /// <param name="folder">With the 14 files.</param>
    public static RecordDatabase Open(string folder, IEnumerable<DateOnly> bankHolidays, int megabytes)
    {
        var database = RecordDatabase.Open(megabytes, Environment.ProcessorCount, RecordScripts.BuiltIn);
        foreach (var table in CsvTables.Names)
        {
            database.LoadCsv(table, Path.Combine(folder, $"{table}.csv"));
        }

        database.AddBankHolidays(bankHolidays);
        database.Seal();
        return database;
    }
}
