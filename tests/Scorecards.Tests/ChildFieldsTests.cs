using System.Text.RegularExpressions;
using CsvHelper;
using Scorecards.Extracts;

namespace Scorecards.Tests;

/// <summary>The guard against children's records knows the fields of the statutory returns in any spelling, and takes no table of figures for
/// one.</summary>
public sealed partial class ChildFieldsTests
{
    static readonly string[] Figures = ["scorecard", "indicator", "month", "value"];

    /// <summary>The columns of every kind of file, and headers of published tables.</summary>
    public static TheoryData<string> Harmless =>
    [
        .. ExtractKind.All.Where(kind => kind is not (RecordKind or ReturnKind)).SelectMany(kind => kind.Columns).Distinct(),
        "Children in need", "Number of child protection plans", "% of children", "Child population", "LA code", "Region name", "Period", "Ethnicity",
        "Gender", "Age group", "time_period", "geographic_level", "characteristic", "CPP_start", "Rate per 10,000 children", "CIN_at31",
        "Number of children", "Children (no.)", "Pupil headcount", "Social workers (FTE)", "Number of social workers", "Average caseload",
        "Children's services", "Name of authority", "Area Name", "Parent ID", "Indicator ID", "Lower CI 95.0 limit", "Latest Result", "Mar-12",
        "Referrals", "ICPC", "Placement type", "Legal status", "Care leavers in touch", "EHC plans", "Number of children with UPN recorded",
        "Date of birth missing (%)", "Email address", "Postcode district", "Average SDQ score", "UASC", "School name", "URN", "Staff", "Team name",
        "Child's plan", "Children per social worker", "Young people", "Number of families",
        "Family group conferences", "Candidates", "Provider address", "Date of birth recorded (%)", "Office postcode",
    ];

    [Fact]
    public void Fields_AreKnown_InEverySpelling()
    {
        var fields = Fields().ToList();
        Assert.True(fields.Count > 800, $"{fields.Count}");
        var byTable = fields.Where(f => !f.IsAlone).ToLookup(f => f.Table);
        var unknown = from field in fields
                      let company = field.IsAlone ? [] : byTable[field.Table].Where(f => f.Name != field.Name).Select(f => f.Name).Take(2).ToList()
                      where field.IsAlone || company.Count == 2
                      from spelling in Spellings(field.Name)
                      where ChildFields.BuiltIn.InHeader([.. Figures, .. company, spelling]) is null
                      select $"{spelling} ({field.Name}, {field.Table})";
        Assert.Empty(unknown);
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void HeadersOfFigures_AreNoFields(string name) => Assert.Null(ChildFields.BuiltIn.InHeader([.. Figures, name]));

    [Fact]
    public void KindsOfFile_AreNoReturns() => Assert.All(
        ExtractKind.All.Where(kind => kind is not (RecordKind or ReturnKind)), kind => Assert.Null(ChildFields.BuiltIn.InHeader([.. kind.Columns])));

    [Theory]
    [InlineData("LAchildID,PersonBirthDate,ULN", "a CIN census")]
    [InlineData("Child Unique ID,Gender,Ethnicity,Date of Birth,Age of Child (Years)", "an Annex A list")]
    [InlineData("CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC", "an SSDA903 Episodes file")]
    [InlineData("DoB (child)", "a file of children's records")]
    public async Task MeasureFile_WithAReturnsFields_IsRefused_ByItsName(string columns, string name)
    {
        var values = string.Join(',', columns.Split(',').Select(_ => "1"));
        var content = $"scorecard,indicator,month,value,{columns}\nkent-inc-uasc,caf-rate,2012-05,66.0,{values}\n";
        var outcome = await TrapOutcome.ReadAsync(System.Text.Encoding.UTF8.GetBytes(content), "", default);
        Assert.Empty(outcome.Accepted);
        Assert.Contains("children's records: it has ", outcome.Problem, StringComparison.Ordinal);
        Assert.Contains($", as {name}", outcome.Problem, StringComparison.Ordinal);
        Assert.Contains(" does, which has a record for each child. ", outcome.Problem, StringComparison.Ordinal);
        Assert.Contains("Scorecards are made from totals: upload the indicator figures instead", outcome.Problem, StringComparison.Ordinal);
    }

    static IEnumerable<(string Name, bool IsAlone, string Table)> Fields()
    {
        using var csv = CsvReader.Create(
            typeof(ChildFields).Assembly.GetManifestResourceStream("Scorecards.Extracts.Guard.child_fields.csv")!,
            new CsvReaderOptions { HasHeader = true });
        while (csv.Read())
        {
            Assert.NotEqual("", csv.GetString("source"));
            yield return (csv.GetString("field"), csv.GetString("alone") == "yes", csv.GetString("table"));
        }
    }

    /// <summary>Taken apart here by other means than the product's: at punctuation, and where a small letter meets a capital or a digit.</summary>
    static IEnumerable<string> Spellings(string field)
    {
        var words = Part().Matches(field.Replace("'", "", StringComparison.Ordinal)).Select(m => m.Value.ToLowerInvariant()).ToList();
        var capitalised = words.ConvertAll(w => char.ToUpperInvariant(w[0]) + w[1..]);
        yield return field;
        yield return string.Join('_', words);
        yield return string.Join(' ', capitalised);
        yield return field.ToUpperInvariant();
        yield return words[0] + string.Concat(capitalised.Skip(1));
        yield return $"{field} (child)";
    }

    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
