namespace Scorecards.Extracts;

/// <summary>
/// Knows the columns that say who a child or a worker is, beside a table of records, in which they are known by a council's own ids and nothing else.
/// </summary>
static class PersonColumns
{
    /// <summary>Words of what tells a person from all others.</summary>
    static readonly HashSet<string> Identity =
    [
        "name", "surname", "forename", "firstname", "lastname", "fullname", "initial", "email", "mail", "phone", "telephone", "tel", "mobile",
        "address", "postcode", "postalcode", "upn", "uln", "nhs", "passport",
    ];

    /// <summary>Words of people: a column that ends with one has their names, where it is not called an id or a type.</summary>
    static readonly HashSet<string> People =
    [
        "child", "worker", "manager", "officer", "carer", "practitioner", "supervisor", "adviser", "advisor", "chair", "iro", "author", "auditor",
        "mother", "father", "parent", "sibling", "caseworker", "keyworker", "by",
    ];

    /// <summary>Beside these a name, an address or a telephone is an office's.</summary>
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
            throw PersonalData.ColumnRefusal(kind, $"'{column}'");
        }
    }

    /// <summary>Whether a column that the kind does not know says by its name who a person is.</summary>
    public static bool IsOne(string name) =>
        !Own.Contains(Header.Fold(name)) && (ChildFields.BuiltIn.IsAlone(name) || FieldWords.Readings(name).Any(IsOfPerson));

    static bool IsOfPerson(IReadOnlyList<string> words)
    {
        var singular = words.Select(FieldWords.Singular).ToList();
        var isPostcode = Enumerable.Range(0, singular.Count - 1).Any(i => singular[i] == "post" && singular[i + 1] == "code");
        return People.Contains(singular[^1]) || ((isPostcode || singular.Exists(Identity.Contains)) && !singular.Exists(Offices.Contains));
    }
}
