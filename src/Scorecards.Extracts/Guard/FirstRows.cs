namespace Scorecards.Extracts;

/// <summary>
/// The first rows of a table in which no header of ours was found, and what they are of: records of children or of staff. A list of fields further
/// down, as on a sheet that explains columns, is documentation.
/// </summary>
sealed class FirstRows
{
    /// <summary>Columns that a list of staff has for what each is called.</summary>
    static readonly HashSet<string> Names =
        ["name", "staffname", "employee", "employeename", "officer", "worker", "staffmember", "surname", "forename"];

    /// <summary>Columns that a list of staff has beside these, and no table of figures.</summary>
    static readonly HashSet<string> Posts =
    [
        "jobtitle", "posttitle", "role", "post", "position", "linemanager", "manager", "payrollnumber", "payrollno", "employeenumber", "employeeno",
        "employeeid", "staffid", "grade", "salary", "contractedhour", "contracttype", "startdate", "leavingdate", "extension", "telephone", "mobile",
        "phone", "fte", "caseload", "department", "directorate", "postnumber",
    ];

    readonly List<List<string>> rows = [];

    /// <summary>The first row that is at least half as wide as the widest: above it are titles.</summary>
    List<string> Header => rows.Find(row => CountFilled(row) * 2 >= rows.Max(CountFilled)) ?? [];

    /// <summary>Looks at the row that was read. Where it has a child's number, the return that the rows so far tell is said.</summary>
    /// <exception cref="PersonalDataException">A cell has a child's number.</exception>
    public void Add(IRows read, RecordWatch watch)
    {
        List<string> cells = [.. Enumerable.Range(0, read.CellCount).Select(i => read.Cell(i).ToString())];
        if (cells.Exists(c => c != ""))
        {
            rows.Add(cells);
        }

        try
        {
            watch.Look(read, isAccepted: false);
        }
        catch (PersonalDataException)
        {
            RequireNoRecords(watch);
            throw;
        }
    }

    /// <summary>
    /// By the first row that is at least half as wide as the widest, and by any row that is mostly fields of one return.
    /// </summary>
    /// <param name="watch">Is told what the columns are called.</param>
    /// <exception cref="PersonalDataException">They are of records.</exception>
    public void RequireNoRecords(RecordWatch watch)
    {
        var header = Header;
        watch.NameColumns(header);
        var records = rows.Select(ChildFields.BuiltIn.InMost).Prepend(ChildFields.BuiltIn.InHeader(header));
        if (records.FirstOrDefault(found => found is not null) is { } record)
        {
            throw PersonalData.Refusal(record);
        }

        if (IsOfStaff(header))
        {
            throw PersonalData.StaffRefusal();
        }
    }

    static bool IsOfStaff(List<string> header)
    {
        var keys = header.SelectMany(FieldWords.Readings).Select(words => FieldWords.Key(words, 0, words.Count)).ToHashSet();
        return keys.Overlaps(Names) && keys.Overlaps(Posts);
    }

    static int CountFilled(List<string> row) => row.Count(c => c != "");
}
