namespace Scorecards.Tests.Records.Synthetic;

/// <summary>
/// Makes the records of a council that there is not: five years up to an extract on 6 June 2012, whose figures of May 2012 come close to those that
/// Kent printed. The same size and seed give the same bytes.
/// </summary>
static class SyntheticCouncil
{
    /// <summary>Below some 1,000 the printed counts are too small to be divided, so that figures are far from Kent's.</summary>
    public const int Fewest = 1;

    /// <summary>Writes the 14 files, their zip, and the scorecards that show them.</summary>
    /// <param name="children">Known to the service over the five years, from 1 on; Kent had some 20,000.</param>
    /// <param name="folder">Is made.</param>
    /// <returns>How many records there are.</returns>
    public static async Task<int> WriteAsync(int children, ulong seed, IEnumerable<DateOnly> bankHolidays, string folder)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(children, Fewest);
        var council = new Council(new Scale(children), new SplitMix64(seed), new WorkingCalendar(bankHolidays));
        new CareCases(council).Make();
        new PlanCases(council).Make();
        new PlainCases(council).Make();
        new Families(council).Find();
        Directory.CreateDirectory(folder);
        int rows;
        using (var tables = new CsvTables(folder))
        {
            Write(council, tables);
            rows = tables.Rows;
        }

        File.Delete(Path.Combine(folder, CsvTables.ZipName));
        await CsvTables.ZipAsync(folder);
        return rows;
    }

    static void Write(Council council, CsvTables tables)
    {
        var open = new OpenCases(council);
        var assessments = new Assessments(council, open);
        assessments.Make();
        var enquiries = new Enquiries(council, open, assessments);
        enquiries.Make();
        new CaseRows(council, tables).Write(assessments, enquiries);
        var placements = new Placements(council);
        placements.Make();
        new EpisodeRows(council, placements, tables).Write();
        new ReviewRows(council, tables).Write();
        new CheckRows(council, tables).Write();
        var staff = new Staff(council);
        new AllocationRows(council, staff, tables).Write();
        staff.Write(tables);
        new ReferenceRows(council, open, tables).Write();
    }
}
