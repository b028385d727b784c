namespace Scorecards.Extracts;

/// <summary>
/// An Excel workbook (.xlsx). Of its content the shared texts alone are held in memory, up to <see cref="FileLimits.MostSharedStringBytes"/>.
/// Not for two threads at a time, its rows included.
/// </summary>
public sealed class Workbook : IDisposable
{
    const string SaveAsXlsx = "Save it as .xlsx (File, Save As, Excel Workbook) and upload that";

    const string CopyWithoutPivot = ". A pivot table keeps a copy of the rows that it was made from: "
        + "take the pivot table out, or copy its figures as values into a new workbook, "
        + "and upload the file again at the same path, which replaces it";

    readonly GuardedZip zip;
    readonly OfficePackage package;
    readonly WorkbookParts parts;
    readonly List<WorkbookSheet> sheets = [];

    Workbook(GuardedZip zip, FileLimits limits, string? name)
    {
        this.zip = zip;
        package = new OfficePackage(zip);
        var main = package.RelationshipsOf("").First(r => r.Type == "officeDocument").Target;
        RequireWorkbook(main);
        RequireNoRecordsInPivots(limits);
        var relationships = package.RelationshipsOf(main);
        var from1904 = ReadSheets(main, relationships, limits);
        parts = new WorkbookParts(
            limits,
            Shared(relationships, "sharedStrings", part => SharedStrings.Read(part, limits)) ?? new SharedStrings(),
            Shared(relationships, "styles", CellFormats.Read),
            from1904,
            name);
    }

    /// <summary>In the order of their tabs.</summary>
    public IReadOnlyList<WorkbookSheet> Sheets => sheets;

    /// <param name="content">Seekable; must stay open as long as the workbook, which leaves it open.</param>
    /// <param name="name">Within a zip; null = it is in none.</param>
    /// <exception cref="ExtractException">It is no workbook without macros, is damaged, or exceeds a limit.</exception>
    public static Workbook Open(Stream content, FileLimits limits, string? name = null)
    {
        var zip = GuardedZip.Open(content, limits);
        try
        {
            return new Workbook(zip, limits, name);
        }
        catch (Exception e)
        {
            zip.Dispose();
            if (e is InvalidOperationException || Damage.Explains(e))
            {
                throw Damage.In("the list of its sheets");
            }

            throw;
        }
    }

    /// <summary>The rows of a sheet, from its first one.</summary>
    /// <param name="sheet">One of <see cref="Sheets"/> that has cells; hidden ones are the caller's to leave alone.</param>
    /// <exception cref="ExtractException">The sheet is damaged.</exception>
    public IRows OpenSheet(WorkbookSheet sheet)
    {
        XmlPart? part = null;
        try
        {
            part = package.Open(sheet.Part);
            return new XlsxRows(sheet.Name, part, parts);
        }
        catch (Exception e)
        {
            part?.Dispose();
            if (Damage.Explains(e))
            {
                throw Damage.InNamed($"sheet '{sheet.Name}'");
            }

            throw;
        }
    }

    public void Dispose() => zip.Dispose();

    // By the type of the main part alone: some programs list the types of parts that are not there.
    void RequireWorkbook(string main)
    {
        var type = package.ContentTypeOf(main);
        if (Is("sheet.binary"))
        {
            throw new ExtractException($"the file is a binary workbook (.xlsb). {SaveAsXlsx}");
        }

        if (Is("macroEnabled") || package.Names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            throw new ExtractException($"the file is a macro workbook (.xlsm). {SaveAsXlsx}");
        }

        if (!Is("spreadsheetml.sheet.main") && !Is("spreadsheetml.template.main"))
        {
            throw new ExtractException("the file is an Office file but not a workbook. Save the table as .xlsx or .csv and upload that");
        }

        bool Is(string word) => type.Contains(word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>What a pivot table was made from is in no sheet, and would be kept with the file.</summary>
    void RequireNoRecordsInPivots(FileLimits limits)
    {
        foreach (var name in package.Names.Where(n => n.Contains("pivotCacheDefinition", StringComparison.OrdinalIgnoreCase)))
        {
            var fields = new List<string>();
            try
            {
                using var part = package.Open(name);
                while (fields.Count < limits.MostColumns && part.Read())
                {
                    if (part.IsStart && part.Name == "cacheField" && part.Attribute("name") is { Length: <= FieldWords.LongestName } field)
                    {
                        fields.Add(field);
                    }
                }
            }
            catch (Exception e) when (e is ExtractException || Damage.Explains(e))
            {
                // It is damaged, which does not matter to the sheets.
            }

            if (ChildFields.BuiltIn.InHeader(fields) is { } record)
            {
                throw PersonalData.Refusal(record, CopyWithoutPivot);
            }
        }
    }

    /// <returns>Whether dates are counted from 1904.</returns>
    bool ReadSheets(string main, IReadOnlyList<Relationship> relationships, FileLimits limits)
    {
        var from1904 = false;
        using var part = package.Open(main);
        while (part.Read())
        {
            if (part.IsStart && part.Name == "workbookPr")
            {
                from1904 = part.Attribute("date1904") is "1" or "true" or "on";
            }
            else if (part.IsStart && part.Name == "sheet" && part.Attribute("name") is { } name)
            {
                var id = part.Attribute("id");

                // The sheet of a module that Excel 5 wrote, and that was left when macros were taken out, has no part.
                var relationship = string.IsNullOrEmpty(id) ? null : relationships.First(r => r.Id == id);
                var kind = relationship?.Type != "worksheet" ? SheetKind.WithoutCells
                    : part.Attribute("state") is null or "visible" ? SheetKind.Visible : SheetKind.Hidden;
                var shown = name.Length > FileLimits.LongestName ? name[..FileLimits.LongestName] : name;
                sheets.Add(new WorkbookSheet(shown, kind, relationship?.Target ?? ""));
            }

            if (sheets.Count > limits.MostSheets)
            {
                throw new ExtractException($"the workbook has more than {limits.MostSheets} sheets. Split it into several and upload those");
            }
        }

        return sheets.Count > 0 ? from1904 : throw new InvalidDataException();
    }

    T? Shared<T>(IReadOnlyList<Relationship> relationships, string type, Func<XmlPart, T> read)
        where T : class
    {
        if (relationships.FirstOrDefault(r => r.Type == type) is not { } relationship)
        {
            return null;
        }

        using var part = package.Open(relationship.Target);
        return read(part);
    }
}
