namespace Scorecards.Extracts;

/// <summary>
/// The first rows of a table in which no header of ours was found, and what they are of: records of children or of staff. A list of fields further
/// down, as on a sheet that explains columns, is documentation.
/// </summary>
sealed class FirstRows
{
    /// <summary>Columns that a list of staff has for what each is called.</summary>
    static readonly HashSet<string> Names =
    [
        "name", "staffname", "employee", "employeename", "officer", "worker", "staffmember", "surname", "forename", "fullname", "nino",
        "ninumber", "nationalinsuranceno", "nationalinsurancenumber",
    ];

    /// <summary>The same, where their cells are no numbers: a table of figures has how many social workers there are.</summary>
    static readonly HashSet<string> Workers = ["socialworker", "allocatedworker", "practitioner", "caseholder", "keyworker"];

    /// <summary>Columns that a list of staff has beside these, and no table of figures.</summary>
    static readonly HashSet<string> Posts =
    [
        "jobtitle", "posttitle", "role", "post", "position", "linemanager", "manager", "payrollnumber", "payrollno", "employeenumber", "employeeno",
        "employeeid", "staffid", "grade", "salary", "contractedhour", "contracttype", "startdate", "leavingdate", "extension", "telephone", "mobile",
        "phone", "fte", "caseload", "department", "directorate", "postnumber",
    ];

    readonly List<List<string>> rows = [];

    /// <summary>Looks at the row that was read. Where it has a child's number, the return that the rows so far tell is said.</summary>
    /// <exception cref="PersonalDataException">A cell has a child's number.</exception>
    public void Add(IRows read, RecordWatch watch)
    {
        List<string> cells = [.. read.Cells];
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
    /// By the first row that is at least half as wide as the widest, above which are titles, and by any row that is mostly fields of one return.
    /// </summary>
    /// <param name="watch">Is told what the columns are called.</param>
    /// <exception cref="PersonalDataException">They are of records.</exception>
    public void RequireNoRecords(RecordWatch watch)
    {
        var header = rows.Find(row => CountFilled(row) * 2 >= rows.Max(CountFilled)) ?? [];
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

    bool IsOfStaff(List<string> header)
    {
        var keys = header.ConvertAll(
            cell => FieldWords.Readings(cell).Select(words => FieldWords.Key(words, 0, words.Count)).ToHashSet());
        return keys.Exists(Posts.Overlaps)
            && (keys.Exists(Names.Overlaps) || Enumerable.Range(0, keys.Count).Any(i => Workers.Overlaps(keys[i]) && !HasNumbers(header, i)));
    }

    /// <summary>Whether a number is below a heading.</summary>
    bool HasNumbers(List<string> header, int column) =>
        rows.Skip(rows.IndexOf(header) + 1).Any(row => column < row.Count && NumberText.Read(row[column]).Number is not null);

    static int CountFilled(List<string> row) => row.Count(c => c != "");
}
