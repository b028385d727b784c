namespace Scorecards.Extracts;

/// <summary>
/// Why a file of children's or workers' records is refused. Only published names of fields and places in the file are said, nothing that the file
/// holds.
/// </summary>
static class PersonalData
{
    /// <summary>Fields that a refusal names, at most.</summary>
    const int MostNamed = 5;

    const string SaysWho = "may say who a child or a worker is";

    const string OwnIds = "Records are known by the council's own ids, without names, addresses, telephone numbers, postcodes or the numbers of "
        + "pupils, learners and patients. None of its content was kept";

    /// <summary>By the names of its fields.</summary>
    /// <param name="fix">How to put it right, where the rest of the table is of a kind of ours; blank = it is not.</param>
    public static PersonalDataException Refusal(ChildRecord record, string fix = "")
    {
        var (of, one) = record.IsOfWorkers ? ("the records of workers", "worker") : ("children's records", "child");
        return new(
            $"it looks as if it holds {of}: it has {string.Join(", ", record.Fields.Take(MostNamed))}, as {record.Table} does, "
            + $"which has a record for each {one}. Scorecards are made from totals: upload the indicator figures instead (docs/extracts.md). "
            + Taken(record)
            + $"None of its content was kept. Delete the file from the container, or ask your administrator to{fix}");
    }

    /// <summary>How a file is put right whose other columns are of a kind of ours.</summary>
    /// <param name="columns">Each by its name in quotes, or its place.</param>
    public static string FixOf(ExtractKind kind, IReadOnlyList<string> columns) => columns.Count == 0 ? ""
        : $". If it is a {kind.Name} file: take out {(columns.Count == 1 ? "the column" : "the columns")} {string.Join(", ", columns)} "
        + "and upload the file again at the same path, which replaces it";

    /// <summary>Which files of the return are taken in.</summary>
    static string Taken(ChildRecord record) => record.Return switch
    {
        "SSDA903" => "Of the SSDA903 the files Header, Episodes, Reviews, UASC and PlacedAdoption are taken in, as CSV with all their columns. ",
        "CIN census" => "The CIN census is taken in as the XML file that is sent to the DfE. ",
        "Annex A" => "Of Annex A the lists 2 to 8 and 10 are taken in, as the sheets of a workbook or as CSV, with all their columns. "
            + "The other lists are counted in no indicator: leave them out. ",
        _ => "",
    };

    /// <summary>By the values of a column.</summary>
    /// <param name="where">The place: "column 4".</param>
    /// <param name="what">What its values look like: "dates of birth".</param>
    /// <param name="fix">How to put it right, where the rest of the table is of a kind of ours; blank = it is not.</param>
    /// <param name="sheet">Which may be called by a child's name, so that it is not said on record; null = the file has none.</param>
    public static PersonalDataException Refusal(string where, string what, string fix = "", string? sheet = null) => Say(
        Within(sheet, where), where, place => $"it looks as if it holds children's records: the values in {place} look like {what}. "
            + "Scorecards are made from totals: upload the indicator figures instead (docs/extracts.md). "
            + $"None of its content was kept. Delete the file from the container, or ask your administrator to{fix}");

    /// <summary>By one child's number.</summary>
    /// <param name="where">The place: "row 3, column 'comment'".</param>
    /// <param name="sheet">Not said on record; null = the file has none.</param>
    public static PersonalDataException NumberRefusal(string where, string? sheet = null) => Say(
        Within(sheet, where), where, place => $"it looks as if it holds children's records: {place} has a number that looks like a child's "
            + "(an NHS number, a unique pupil number, a unique learner number or a National Insurance number). "
            + "None of its content was kept: remove the number and upload the file again at the same path, which replaces it");

    /// <summary>Of a table of records, by a column that it may not have.</summary>
    /// <param name="column">Its name in quotes, or its place.</param>
    /// <param name="place">Its place, where the column is said by its name: this may be a child's. Null = it is not.</param>
    /// <param name="sheet">Not said on record; null = it is not said at all.</param>
    public static PersonalDataException ColumnRefusal(
        ExtractKind kind, string column, string why = SaysWho, string? place = null, string? sheet = null) => Say(
        Within(sheet, column), place ?? column, which => $"the {kind.Name} file has a column that {why}: {which}. {OwnIds}: "
            + "take the column out and upload the file again at the same path, which replaces it");

    /// <summary>Of XML, by an element or attribute that the return does not have.</summary>
    /// <param name="name">In quotes; blank = it is said by its line alone.</param>
    /// <param name="line">On which it is.</param>
    public static PersonalDataException ElementRefusal(ReturnKind kind, string name, string line, string why = SaysWho) => Say(
        name == "" ? line : $"{name} {line}", line, place => $"the {kind.Title} has an element or attribute that {why}: {place}. {OwnIds}: "
            + "export the file without it and upload it again at the same path, which replaces it");

    /// <summary>Of another table below one of records: all that is in the file would be kept.</summary>
    /// <param name="where">Its header: "row 12".</param>
    /// <param name="sheet">Not said on record; null = the file has none.</param>
    public static PersonalDataException BelowRecordsRefusal(string where, string? sheet) => Say(Within(sheet, where), where, place =>
        $"{place} looks like the header of another table. Below records there may be nothing else, since it may say who a child or a worker is. "
            + "None of its content was kept: put each table on a sheet or in a file of its own, and upload the file again");

    /// <summary>Of a table below another one.</summary>
    public static PersonalDataException BelowRefusal(RecordKind kind) => new(
        $"below its rows begins a table of {kind.Name} records. None of its content was kept: "
        + "put these in a file of their own, and upload both files");

    /// <summary>Of what is nearly a table of records.</summary>
    /// <param name="problem">What is wrong with its header.</param>
    /// <param name="onRecord">The same without cells of the file; null = it quotes none.</param>
    public static PersonalDataException IncompleteRefusal(string problem, string? onRecord = null) =>
        Say(problem, onRecord ?? problem, why => $"{why}. None of its content was kept, since it may be children's records");

    public static PersonalDataException StaffRefusal() => new(
        "it looks like a list of staff, which has a record for each person. Scorecards are made from totals: "
        + "upload the indicator figures instead (docs/extracts.md). "
        + "None of its content was kept. Delete the file from the container, or ask your administrator to");

    /// <summary>Of a table of dates and names that are not those of bank holidays.</summary>
    /// <param name="row">Which has such a name.</param>
    public static PersonalDataException HolidayRefusal(long row) => new(
        $"it looks as if it holds a list of people: row {row} has a date, and a name that is no bank holiday's. None of its content was kept. "
        + "If it is a bank-holiday file: call the column of the days bank_holiday and upload the file again at the same path, which replaces it");

    /// <summary>Of a table by month whose names are no indicators'.</summary>
    /// <param name="sheet">Not said on record; null = the file has none.</param>
    public static PersonalDataException NamesRefusal(string? sheet)
    {
        const string column = "the column 'name'";
        return Say(Within(sheet, column), column, place => $"it looks as if it holds a list of people: {place} has no name of an indicator. "
            + "None of its content was kept. If it is a table of figures: upload the indicators first, or call the column indicator, "
            + "and upload the file again at the same path, which replaces it");
    }

    /// <param name="place">As the message says it.</param>
    /// <param name="onRecord">The same without cells and names of the file.</param>
    static PersonalDataException Say(string place, string onRecord, Func<string, string> sentence) => new(sentence(place), sentence(onRecord));

    static string Within(string? sheet, string where) => sheet is null ? where : $"'{sheet}', {where}";
}
