namespace Scorecards.Extracts;

/// <summary>
/// Knows the columns that say who a child or a worker is, beside a table of records, in which they are known by a council's own ids and nothing else.
/// </summary>
static class PersonColumns
{
    /// <summary>Words of what tells a person from all others.</summary>
    static readonly HashSet<string> Identity =
    [
        "name", "surname", "forename", "firstname", "lastname", "fullname", "nickname", "alias", "aka", "pseudonym", "maiden", "initial", "email",
        "mail", "phone", "telephone", "tel", "mobile", "address", "postcode", "postalcode", "upn", "uln", "nhs", "nino", "passport", "signature",
    ];

    /// <summary>Words of sentences, in which anybody may be named, an office's too.</summary>
    static readonly HashSet<string> Sentences = ["note", "comment", "narrative", "summary", "allegation"];

    /// <summary>Last words of columns about a sentence that have none: "Case note date", "Allegation type".</summary>
    static readonly HashSet<string> Facts = ["date", "type", "category", "code", "count", "outcome"];

    /// <summary>What tells a person from all others, of several words.</summary>
    static readonly string[][] IdentityPhrases =
        [["post", "code"], ["known", "as"], ["a", "k", "a"], ["national", "insurance"], ["ni", "no"], ["ni", "number"]];

    /// <summary>
    /// Words of people, with SW for a social worker: a column that ends with one, or with one and a number, has their names, where it is not called
    /// an id or a type.
    /// </summary>
    static readonly HashSet<string> People =
    [
        "child", "worker", "manager", "officer", "carer", "practitioner", "supervisor", "adviser", "advisor", "chair", "iro", "author", "auditor",
        "mother", "father", "parent", "sibling", "guardian", "partner", "kin", "adopter", "professional", "solicitor", "coordinator", "caseworker",
        "keyworker", "caseholder", "holder", "sw", "asw", "ssw", "by", "client", "user", "person", "pupil", "student", "patient", "referrer", "mum",
        "dad",
    ];

    /// <summary>Beside these, where no person is meant too, a name, an address or a telephone is an office's.</summary>
    static readonly HashSet<string> Offices =
    [
        "team", "district", "area", "ward", "locality", "region", "county", "council", "authority", "service", "school", "office", "department",
        "file",
    ];

    static readonly HashSet<string> Own = [.. RecordKind.All.SelectMany(kind => kind.Columns)];

    /// <summary>Looks at the columns that the kind does not know.</summary>
    /// <exception cref="PersonalDataException">One of them says who a person is.</exception>
    public static void RequireNone(ExtractKind kind, Header header)
    {
        if (header.Ignored.FirstOrDefault(IsOne) is { } column)
        {
            throw PersonalData.ColumnRefusal(kind, $"'{column}'", place: $"column {header.Names.ToList().IndexOf(column) + 1}");
        }
    }

    /// <summary>Looks at a cell of a column without a heading, which beside records may say who a person is.</summary>
    /// <param name="column">From 0.</param>
    /// <exception cref="PersonalDataException">It has words, beside records.</exception>
    public static void RequireNoWords(ExtractKind? kind, IRows rows, int column)
    {
        if (kind is { HoldsRecords: true } && rows.Cell(column).ContainsAnyInRange('A', 'z'))
        {
            throw PersonalData.ColumnRefusal(kind, $"column {column + 1}", "has no heading, so nobody can tell what it says of whom");
        }
    }

    /// <summary>Whether a column that the kind does not know says by its name who a person is.</summary>
    public static bool IsOne(string name) =>
        !Own.Contains(Header.Fold(name)) && (ChildFields.BuiltIn.IsAlone(name) || FieldWords.Readings(name).Any(IsOfPerson));

    /// <summary>
    /// Whether a row is the header of a table that says who people are: names of columns, one of which does. Rows of records have digits in their ids
    /// and dates.
    /// </summary>
    /// <param name="cells">As written.</param>
    public static bool AreHeader(IReadOnlyList<string> cells)
    {
        var filled = cells.Where(c => c != "").ToList();
        return filled.Count > 1 && filled.Exists(IsOne) && filled.TrueForAll(cell => !cell.Any(char.IsAsciiDigit) || IsOne(cell));
    }

    static bool IsOfPerson(IReadOnlyList<string> words)
    {
        var singular = words.Select(FieldWords.Singular).ToList();
        var last = singular.FindLast(word => !word.All(char.IsAsciiDigit));
        return (last is not null && People.Contains(last) && singular[0] is not ("number" or "no" or "count"))
            || (singular.Exists(Sentences.Contains) && !(last is not null && Facts.Contains(last)) && singular[0] != "date")
            || Enumerable.Range(0, words.Count).Any(at => IsIdentity(words, singular[at], at) && !IsOfOffice(singular, at));
    }

    static bool IsIdentity(IReadOnlyList<string> words, string singular, int at) =>
        Identity.Contains(singular) || IdentityPhrases.Any(phrase => phrase.SequenceEqual(words.Skip(at).Take(phrase.Length)));

    /// <summary>"Name of team" and "Worker team name" are a team's, "Team manager name" is not.</summary>
    static bool IsOfOffice(List<string> singular, int at) =>
        (at > 0 && IsOffice(singular, at - 1))
        || (!singular.Exists(People.Contains) && Enumerable.Range(0, singular.Count).Any(i => IsOffice(singular, i)));

    /// <summary>A service's user is a person.</summary>
    static bool IsOffice(List<string> singular, int at) =>
        Offices.Contains(singular[at]) && !(at + 1 < singular.Count && singular[at + 1] == "user");
}
