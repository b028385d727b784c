using CsvHelper;

namespace Scorecards.Extracts;

/// <summary>
/// Knows the files that hold a row for each child or worker by the names of their fields, which child_fields.csv lists with their sources: the
/// SSDA903, CIN census, Annex A, SEN2, school census, social work workforce and like returns.
/// </summary>
public sealed class ChildFields
{
    /// <summary>The number of fields of one table, none of which says enough alone, that make a file one of records.</summary>
    public const int LeastTogether = 3;

    const string Several = "children's records";

    const string SeveralTable = "a file of children's records";

    /// <summary>
    /// What a return's files have in common is called so. Those that are missing here have one table only.
    /// </summary>
    static readonly Dictionary<string, string> Common = new()
    {
        ["SSDA903"] = "an SSDA903 file",
        ["Annex A"] = "an Annex A list",
        ["SEND Annex A"] = "a SEND Annex A list",
        ["Standard Safeguarding Dataset"] = "a table of the Standard Safeguarding Dataset",
    };

    /// <summary>What people write for the same fields, by word and in the singular; the value is the field as shown.</summary>
    static readonly Dictionary<string, string> Spellings = new()
    {
        ["birthdate"] = "Date of Birth",
        ["datebirth"] = "Date of Birth",
        ["birthday"] = "Date of Birth",
        ["lastname"] = "Surname",
        ["familyname"] = "Surname",
        ["firstname"] = "Forename",
        ["givenname"] = "Forename",
        ["christianname"] = "Forename",
        ["middlename"] = "middlenames",
        ["fullname"] = "Surname",
        ["nickname"] = "Forename",
        ["preferredname"] = "Forename",
        ["nhsno"] = "NHS Number",
        ["nhsid"] = "NHS Number",
        ["postalcode"] = "postcode",
        ["address"] = "addressline1",
        ["addressline"] = "addressline1",
        ["uprn"] = "uniquepropertyreferencenumber",
        ["socialworkenglandnumber"] = "SWENo",
        ["swenumber"] = "SWENo",
    };

    /// <summary>Fields that many returns have: by these alone a file is not called by one return's name. By key.</summary>
    static readonly HashSet<string> InMany =
    [
        "surname", "forename", "firstname", "middlename", "dob", "dateofbirth", "postcode", "addressline1", "upn", "uln", "uniquelearnernumber",
        "uniquepupilnumber", "nhsnumber", "personid", "childid", "workerid",
    ];

    /// <summary>
    /// Words of a person; beside one of them "name", "ID" or "reference" are those of a record. Not "parent", which tables of figures have for the
    /// level above, nor "user" without "service".
    /// </summary>
    static readonly HashSet<string> Persons =
    [
        "child", "children", "pupil", "student", "learner", "youth", "person", "client", "patient", "mother", "father", "carer", "caregiver",
        "adopter", "sibling", "baby", "worker", "staff", "yp", "cyp", "individual", "family", "candidate", "mosaic", "liquidlogic", "lcs",
    ];

    /// <summary>Of these "number" is a number that each has, where "staff number" may be how many there are.</summary>
    static readonly HashSet<string> Numbered = ["child", "pupil", "student", "learner", "client", "patient", "yp"];

    static readonly HashSet<string> PersonsFields = ["name", "id", "identifier", "ref", "reference", "surname", "forename"];

    /// <summary>Words that may stand around a field without changing what it is of.</summary>
    static readonly HashSet<string> Around =
    [
        "la", "the", "a", "of", "for", "s", "his", "her", "their", "unique", "local", "current", "former", "previous", "latest", "original",
        "temporary", "permanent", "preferred", "legal", "home", "placement", "main", "expected", "actual", "known", "ics", "mis", "system", "text",
        "key", "value", "field", "anonymous", "anonymised", "id", "number", "no", "ref", "code", "dd", "mm", "yy", "yyyy", "ccyy", "d", "m", "y",
    ];

    readonly Dictionary<string, List<Field>> fields;
    readonly Dictionary<string, int> sizes;

    static readonly Field Identity = new("child's name or number", Several, SeveralTable, true);

    ChildFields()
    {
        using var csv = typeof(ChildFields).Assembly.GetManifestResourceStream("Scorecards.Extracts.Guard.child_fields.csv")
            ?? throw new InvalidOperationException("child_fields.csv is not embedded");
        using var reader = CsvReader.Create(csv, new CsvReaderOptions { HasHeader = true }, leaveOpen: true);
        var all = new List<Field>();
        while (reader.Read())
        {
            all.Add(new Field(reader.GetString("field"), reader.GetString("return"), reader.GetString("table"), reader.GetString("alone") == "yes"));
        }

        fields = all.SelectMany(f => Keys(f.Name), (field, key) => (Key: key, Field: field))
            .GroupBy(f => f.Key, f => f.Field).ToDictionary(same => same.Key, same => same.ToList());
        sizes = all.CountBy(f => f.Table).ToDictionary();
    }

    /// <summary>Those of the resource child_fields.csv: columns field, return, source, alone (yes, no) and table, in UTF-8.</summary>
    public static ChildFields BuiltIn { get; } = new();

    /// <summary>Whether a column's name says by itself that its rows are of children or workers.</summary>
    public bool IsAlone(string name) => Find(name).Any(f => f.IsAlone);

    /// <summary>
    /// What a header row is of: one field that says enough alone, or <see cref="LeastTogether"/> of one table.
    /// </summary>
    /// <returns>null = of no records.</returns>
    public ChildRecord? InHeader(IReadOnlyList<string> header) => Recognise(header.Where(c => c.Length > 0));

    /// <summary>The return whose fields a row mostly has, anywhere in the file; a list of a few fields explains columns.</summary>
    /// <returns>null = of no records.</returns>
    public ChildRecord? InMost(IReadOnlyList<string> row) =>
        InHeader(row) is { } found && found.Fields.Count >= LeastTogether && found.Fields.Count * 2 >= row.Count(c => c.Length > 0) ? found : null;

    /// <summary>
    /// The columns without which a table of a kind of ours is of no records, each as it is shown: by its name where that is words of a field and
    /// nothing else, else by its place.
    /// </summary>
    /// <returns>None = the kind's own columns say so too.</returns>
    public IReadOnlyList<string> ToTakeOut(Header header)
    {
        var taken = Enumerable.Range(0, header.Width).Where(i => !header.IsUsed(i) && Find(header.Names[i]).Count > 0).ToList();
        return InHeader([.. header.Names.Where((_, i) => !taken.Contains(i))]) is not null ? []
            : [.. taken.Select(i => IsPlain(header.Names[i]) ? $"'{header.Names[i]}'" : $"number {i + 1}")];
    }

    /// <summary>Words in brackets, which are not looked at, may be anybody's name.</summary>
    static bool IsPlain(string name) => name.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '_' or '-');

    ChildRecord? Recognise(IEnumerable<string> names)
    {
        var found = new HashSet<Field>();
        foreach (var name in names)
        {
            found.UnionWith(Find(name));
        }

        var tables = found
            .GroupBy(f => f.Table)
            .Select(g => (Fields: g.ToList(), Names: Distinct(g.Select(f => f.Name))))
            .ToList();
        if (!found.Any(f => f.IsAlone) && tables.All(t => t.Names.Count < LeastTogether))
        {
            return null;
        }

        var most = tables.Max(t => t.Names.Count);
        var best = tables.Where(t => t.Names.Count == most).ToList();
        var first = best.MaxBy(t => (double)most / sizes.GetValueOrDefault(t.Fields[0].Table, 1));
        var one = first.Fields[0];
        if (first.Names.TrueForAll(n => Keys(n).Any(InMany.Contains)))
        {
            return new ChildRecord(Several, SeveralTable, first.Names);
        }

        if (best.Count == 1 || best.Exists(t => !t.Names.SequenceEqual(first.Names, StringComparer.OrdinalIgnoreCase)))
        {
            return new ChildRecord(one.Return, one.Table, first.Names);
        }

        // Nothing tells these tables apart: what they are together is said, such as "an SSDA903 file".
        return best.TrueForAll(t => t.Fields[0].Return == one.Return)
            ? new ChildRecord(one.Return, Common.GetValueOrDefault(one.Return, one.Table), first.Names)
            : new ChildRecord(Several, SeveralTable, first.Names);
    }

    /// <summary>Returns spell some fields in more than one way.</summary>
    static List<string> Distinct(IEnumerable<string> names) =>
        [.. names.DistinctBy(n => Keys(n).First()).Order(StringComparer.OrdinalIgnoreCase)];

    List<Field> Find(string name)
    {
        foreach (var key in Keys(name))
        {
            if (fields.TryGetValue(key, out var same))
            {
                return same;
            }
        }

        foreach (var words in FieldWords.Readings(name))
        {
            if (Within(words) is { } found)
            {
                return found;
            }
        }

        return [];
    }

    /// <summary>
    /// A field that says enough alone, with nothing around it but words that do not change what it is of: "DoB (child)", "childs_upn".
    /// </summary>
    List<Field>? Within(IReadOnlyList<string> words)
    {
        var singular = words.Select(FieldWords.Singular).ToList();
        var isAround = Enumerable.Range(0, words.Count).Select(i => IsAround(singular, i)).ToList();
        for (var from = 0; from < words.Count && (from == 0 || isAround[from - 1]); from++)
        {
            for (var count = words.Count - from; count > 0; count--)
            {
                if (isAround.Skip(from + count).All(a => a)
                    && (Known(FieldWords.Key(words, from, count)) ?? Known(FieldWords.WrittenTogether(words, from, count))) is { } found)
                {
                    return found;
                }
            }
        }

        return OfPerson(words, singular, isAround);
    }

    /// <summary>"young", "service" and "social" only as in young person, service user and social worker: there are children's services.</summary>
    static bool IsAround(List<string> words, int at) => words[at] switch
    {
        "young" => at + 1 < words.Count && words[at + 1] == "person",
        "service" => at + 1 < words.Count && words[at + 1] == "user",
        "social" => at + 1 < words.Count && words[at + 1] == "worker",
        var word => IsPerson(words, at) || Around.Contains(word) || word.All(char.IsAsciiDigit),
    };

    static bool IsPerson(List<string> words, int at) => Persons.Contains(words[at]) || (words[at] == "user" && at > 0 && words[at - 1] == "service");

    List<Field>? Known(string key)
    {
        // "Child" is a field of the SSDA903 when the whole name is that; within others it says nothing.
        if (key is "child")
        {
            return null;
        }

        if (fields.TryGetValue(key, out var same) && same.Exists(f => f.IsAlone))
        {
            return same;
        }

        if (Spellings.TryGetValue(key, out var shown))
        {
            return fields[Keys(shown).First()];
        }

        // Written together: "childdob", "PUPILUPN".
        var person = Persons.Where(p => key.StartsWith(p, StringComparison.Ordinal)).MaxBy(p => p.Length);
        var rest = person is null ? "" : key[person.Length..].TrimStart('s');
        return PersonsFields.Contains(rest) || InMany.Contains(rest) || (rest == "no" && Numbered.Contains(person!)) ? [Identity] : null;
    }

    /// <summary>"Name of child", "Child ref no", "Young person's ID": a person, and nothing else but a name or a number.</summary>
    static List<Field>? OfPerson(IReadOnlyList<string> words, List<string> singular, List<bool> isAround)
    {
        var person = Enumerable.Range(0, words.Count).FirstOrDefault(i => IsPerson(singular, i), -1);
        if (person < 0
            || singular[0] is "no" or "number"
            || !Enumerable.Range(0, words.Count).All(i => isAround[i] || PersonsFields.Contains(singular[i])))
        {
            return null;
        }

        // "Pupil numbers" and "Pupils (no.)" are how many there are.
        var isNumbered = words[^1] is "no" or "number" && Numbered.Contains(words[person]);
        return isNumbered || singular.Exists(PersonsFields.Contains) ? [Identity] : null;
    }

    /// <summary>The forms in which a whole name is looked up.</summary>
    static IEnumerable<string> Keys(string name) => FieldWords.Readings(name)
        .SelectMany(words => new[] { FieldWords.Key(words, 0, words.Count), FieldWords.WrittenTogether(words, 0, words.Count) })
        .Distinct();

    sealed record Field(string Name, string Return, string Table, bool IsAlone);
}
