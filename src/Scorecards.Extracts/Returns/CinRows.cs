namespace Scorecards.Extracts;

/// <summary>
/// The records of a census of children in need, one after another, as the rows of a table with the columns of <see cref="CinCensus"/>. The XML is
/// read forwards, one child at a time, in any namespace, without a DTD.
/// </summary>
sealed class CinRows : IRows
{
    /// <summary>Elements that a note names.</summary>
    const int MostNamed = 20;

    readonly CinReader xml;
    readonly Queue<(int Line, string[] Cells)> rows = new();
    string[] cells = [];

    CinRows(string? name, CinReader xml)
    {
        (Sheet, this.xml) = (name, xml);
        rows.Enqueue((1, CinCensus.Columns));
    }

    public string? Sheet { get; }

    /// <summary>The line of the XML on which the record begins; of the names of the columns 1.</summary>
    public long Number { get; private set; }

    public int CellCount => cells.Length;

    public bool HasAddresses => true;

    public IEnumerable<string> Notes => xml.Unknown.Order(StringComparer.Ordinal).Take(MostNamed).ToList() is { Count: > 0 } named
        ? [$"Elements and attributes that the census does not have are not read: {string.Join(", ", named)}."]
        : [];

    /// <param name="content">Seekable; read from its start.</param>
    /// <param name="name">Within a zip; else null.</param>
    public static async Task<CinRows> OpenAsync(Stream content, string? name, FileLimits limits, CancellationToken ct)
    {
        var encoding = await TextEncoding.DetectAsync(content, ct);
        return new CinRows(name, new CinReader(new StreamReader(content, encoding, leaveOpen: true), limits));
    }

    /// <exception cref="PersonalDataException">An element, an attribute or a text says who a person is.</exception>
    public ValueTask<bool> ReadAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        while (rows.Count == 0 && ReadChild() is { } child)
        {
            Add(child);
        }

        if (!rows.TryDequeue(out var row))
        {
            cells = [];
            return new ValueTask<bool>(false);
        }

        (Number, cells) = row;
        return new ValueTask<bool>(true);
    }

    public ReadOnlySpan<char> Cell(int index) => index >= 0 && index < cells.Length ? cells[index] : "";

    public ValueTask DisposeAsync()
    {
        xml.Dispose();
        return ValueTask.CompletedTask;
    }

    CinElement? ReadChild()
    {
        try
        {
            return xml.ReadChild();
        }
        catch (ExtractException e)
        {
            throw e.Within(Sheet);
        }
    }

    void Add(CinElement child)
    {
        var identifiers = child.All("ChildIdentifiers").FirstOrDefault() ?? new CinElement("", child.Line);
        var characteristics = child.All("ChildCharacteristics").FirstOrDefault() ?? new CinElement("", child.Line);
        var id = identifiers.TextOf(CinCensus.Child);
        Add("child", child.Line, id,
            ("PersonBirthDate", identifiers.TextOf("PersonBirthDate")), ("ExpectedPersonBirthDate", identifiers.TextOf("ExpectedPersonBirthDate")),
            ("PersonDeathDate", identifiers.TextOf("PersonDeathDate")), ("Sex", identifiers.TextOf("Sex", "GenderCurrent")),
            ("Ethnicity", characteristics.TextOf("Ethnicity")), ("Disability", Disability(characteristics)));
        foreach (var details in child.All("CINdetails"))
        {
            AddReferral(details, id);
        }
    }

    /// <summary>NONE is a code beside those of disabilities.</summary>
    static string Disability(CinElement characteristics)
    {
        var codes = characteristics.All("Disabilities").SelectMany(d => d.All("Disability")).Select(d => d.Text).Where(text => text != "").ToList();
        return codes.Count == 0 ? "" : codes.Exists(code => code != "NONE") ? "Y" : "N";
    }

    void AddReferral(CinElement details, string id)
    {
        var referred = (CinCensus.Referred, details.TextOf(CinCensus.Referred));
        Add("referral", details.Line, id, referred, Same(details, "ReferralSource"), Same(details, "PrimaryNeedCode"),
            Same(details, "CINclosureDate"), Same(details, "ReasonForClosure"), Same(details, "ReferralNFA"));
        foreach (var assessment in details.All("Assessments"))
        {
            Add("assessment", assessment.Line, id, referred, Same(assessment, CinCensus.Assessed), Same(assessment, "AssessmentAuthorisationDate"));
        }

        AddEnquiries(details, id, referred);
        foreach (var plan in details.All("ChildProtectionPlans"))
        {
            var planned = Same(plan, CinCensus.Planned);
            Add("cp_plan", plan.Line, id, referred, planned, Same(plan, "CPPendDate"), Same(plan, "InitialCategoryOfAbuse"),
                Same(plan, "LatestCategoryOfAbuse"), Same(plan, "NumberOfPreviousCPP"));
            foreach (var review in plan.All("Reviews").SelectMany(r => r.All(CinCensus.Reviewed)).Where(r => r.Text != ""))
            {
                Add("review", review.Line, id, planned, (CinCensus.Reviewed, review.Text));
            }
        }
    }

    /// <summary>A conference outside the enquiries is that of a child who moved in.</summary>
    void AddEnquiries(CinElement details, string id, (string Column, string Text) referred)
    {
        List<string> conferences = [];
        foreach (var enquiry in details.All("Section47"))
        {
            var conference = Same(enquiry, CinCensus.Conference);
            conferences.Add(conference.Text);
            Add("section47", enquiry.Line, id, referred, Same(enquiry, CinCensus.Enquired), conference, Same(enquiry, "ICPCnotRequired"),
                (CinCensus.TransferIn, "N"));
        }

        foreach (var transfer in details.All(CinCensus.Conference).Where(c => c.Text != "" && !conferences.Contains(c.Text)))
        {
            Add("section47", transfer.Line, id, referred, (CinCensus.Conference, transfer.Text), (CinCensus.TransferIn, "Y"));
        }
    }

    static (string Column, string Text) Same(CinElement of, string name) => (name, of.TextOf(name));

    void Add(string table, int line, string child, params ReadOnlySpan<(string Column, string Text)> filled)
    {
        var row = new string[CinCensus.Columns.Length];
        Array.Fill(row, "");
        (row[0], row[1]) = (table, child);
        foreach (var (column, text) in filled)
        {
            row[Array.IndexOf(CinCensus.Columns, column)] = text;
        }

        rows.Enqueue((line, row));
    }
}
