using System.Text;
using Scorecards.Domain;
using Scorecards.Extracts;

namespace Scorecards.Tests.Returns;

/// <summary>What the census of children in need gives to the tables of records.</summary>
public sealed class CinCensusTests
{
    static readonly string[] Given =
    [
        "child: child_id INVENTED1, date_of_birth 2004-03-17, expected_dob 2004-03-20, death_date 2012-05-30, sex F, ethnicity WBRI, disability true",
        "referral: referral_id CIN-1, child_id INVENTED1, referral_date 2011-10-06, source 1A, nfa false, primary_need N4, closure_date 2012-05-31, "
            + "closure_reason RC1",
        "assessment: assessment_id CIN-2, child_id INVENTED1, referral_id CIN-1, type SINGLE, is_update false, start_date 2011-10-07, "
            + "completed_date 2011-11-18",
        "section47: s47_id CIN-3, child_id INVENTED1, referral_id CIN-1, s47_start_date 2011-11-02, icpc_required true, icpc_date 2011-11-17, "
            + "transfer_in false",
        "section47: s47_id CIN-4, child_id INVENTED1, referral_id CIN-1, icpc_date 2011-12-06, transfer_in true",
        "cp-plan: plan_id CIN-5, child_id INVENTED1, referral_id CIN-1, start_date 2011-11-17, end_date 2012-05-14, initial_category PHY, "
            + "latest_category NEG, previous_plans 1, ola_temporary false",
        "review: review_id CIN-6, child_id INVENTED1, review_type CP, plan_id CIN-5, review_date 2012-02-15, cancelled false",
    ];

    /// <summary>With the made ids numbered in the order in which they are met.</summary>
    [Fact]
    public async Task Census_GivesItsRows()
    {
        var read = await ReturnFiles.ReadAsync(ReturnFiles.Cin);
        Assert.Empty(read.Faults);
        Assert.Equal(Given, Numbered(ReturnFiles.Rows(read)));
        Assert.Equal([2L, 11, 15, 22, 14, 27, 30], read.Rows.Select(row => row.Number));
        Assert.Contains("Rows are the lines of the XML file on which the records begin.", read.File.Tables[0].Receipt.Notes);
    }

    [Theory]
    [InlineData("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{0}")]
    [InlineData("<!-- of May -->{0}")]
    [InlineData("{0} ")]
    public async Task Census_IsRead_WithOrWithoutADeclaration_InAnyEncodingAndNamespace(string form)
    {
        var prefixed = ReturnFiles.Cin.Replace("</", "</c:", StringComparison.Ordinal).Replace("<", "<c:", StringComparison.Ordinal)
            .Replace("<c:/c:", "</c:", StringComparison.Ordinal).Replace("<c:Message>", "<c:Message xmlns:c=\"urn:cin\">", StringComparison.Ordinal);
        Encoding[] encodings = [new UTF8Encoding(), new UTF8Encoding(true), new UnicodeEncoding(false, false), new UnicodeEncoding()];
        foreach (var text in new[] { ReturnFiles.Cin, prefixed })
        {
            foreach (var encoding in encodings)
            {
                var bytes = encoding.GetBytes(form.Replace("{0}", text, StringComparison.Ordinal));
                using var content = new MemoryStream([.. encoding.GetPreamble(), .. bytes]);
                Assert.Equal(Given, Numbered(ReturnFiles.Rows(await ReadFile.FromAsync(content, Records.RecordFiles.Received))));
            }
        }
    }

    [Fact]
    public async Task MadeIds_AreTheSameInEveryCensus_AndHaveNoChildsId()
    {
        var ids = await IdsAsync(ReturnFiles.Cin);
        Assert.Equal(ids, await IdsAsync(ReturnFiles.Cin.Replace("2012-05-31", "2012-06-01", StringComparison.Ordinal)));
        Assert.NotEqual(ids, await IdsAsync(ReturnFiles.Cin.Replace("INVENTED1", "INVENTED2", StringComparison.Ordinal)));
        Assert.All(ids, id => Assert.Matches("^CIN-[0-9a-f]{16}$", id));

        static async Task<string[]> IdsAsync(string text) => [.. (await ReturnFiles.ReadAsync(text)).Rows.Select(row => (RecordRow)row.Item)
            .Where(row => row.Kind.Name != "child").Select(row => row.Values[0]!)];
    }

    [Fact]
    public async Task ConferenceOfAnEnquiry_IsNoTransfer()
    {
        var read = await ReturnFiles.ReadAsync(ReturnFiles.Cin.Replace("2011-12-06", "2011-11-17", StringComparison.Ordinal));
        Assert.Single(ReturnFiles.Rows(read), row => row.StartsWith("section47", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ChildWithoutADisability_IsToldFromOneOfWhomNothingIsSaid()
    {
        var none = ReturnFiles.Cin.Replace("<Disability>HAND</Disability>", "", StringComparison.Ordinal)
            .Replace("HEAR", "NONE", StringComparison.Ordinal);
        Assert.EndsWith("disability false", ReturnFiles.Rows(await ReturnFiles.ReadAsync(none)).First(), StringComparison.Ordinal);
        var blank = ReturnFiles.Census(ReturnFiles.Child("INVENTED1", "2004-03-17", ""));
        Assert.EndsWith("ethnicity WBRI", ReturnFiles.Rows(await ReturnFiles.ReadAsync(blank)).Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2011-10-07", "2011-13-07", 15, "AssessmentActualStartDate", "2011-13-07", "is not a date")]
    [InlineData("2012-05-14", "2011-05-14", 27, "CPPendDate", "2011-05-14", "is before CPPstartDate")]
    [InlineData("<ReferralNFA>0</ReferralNFA>", "", 11, "ReferralNFA", "", "is blank")]
    [InlineData("2012-02-15", "2013-02-15", 30, "CPPreviewDate", "2013-02-15", "is after 8 June 2012")]
    [InlineData("<S47ActualStartDate>2011-11-02</S47ActualStartDate>", "", 22, "S47ActualStartDate", "", "is blank")]
    [InlineData("2011-12-06", "2011-13-06", 14, "DateOfInitialCPC", "2011-13-06", "is not a date")]
    [InlineData("2004-03-17", "2004-03-33", 2, "PersonBirthDate", "", "is not a date")]
    public async Task Record_ThatCannotBeTrue_IsRefused_AtItsLine(string right, string wrong, int line, string column, string value, string reason)
    {
        var fault = Assert.Single((await ReturnFiles.ReadAsync(ReturnFiles.Cin.Replace(right, wrong, StringComparison.Ordinal))).Faults);
        Assert.Equal((line, column, value), (fault.Row, fault.Column, fault.Value));
        Assert.Contains(reason, fault.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("</ReferralNFA>", "</Other>", "its XML is broken at line 26, column 21")]
    [InlineData("</Children></Message>", "", "its XML is broken at line 35, column 1")]
    [InlineData("<Message>", "<?xml version=\"1.0\"?>\n<!DOCTYPE x [<!ENTITY e \"x\">]><Message>", "its XML has a DOCTYPE above its first")]
    [InlineData("<Message>", "<!DOCTYPE Message SYSTEM 'cin.dtd'><Message>", "its XML has a DOCTYPE above its first element, which is not")]
    [InlineData("<Ethnicity>", "<Ethnicity>&of-its-own;", "its XML is broken")]
    public async Task BrokenXml_RefusesTheFile_WithItsPlace(string right, string wrong, string problem)
    {
        var refusal = await Assert.ThrowsAsync<ExtractException>(
            () => ReturnFiles.ReadAsync(ReturnFiles.Cin.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.StartsWith(problem, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("INVENTED", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CINreferralDate", "CINReferralDate", 12)]
    [InlineData("CINclosureDate", "cinclosuredate", 13)]
    [InlineData("LAchildID", "LAChildID", 4)]
    [InlineData("CINdetails", "CinDetails", 11)]
    [InlineData("Child", "child", 2)]
    public async Task ElementInOtherCapitals_RefusesTheFile_WithItsPlaceAndItsName(string right, string wrong, int line)
    {
        var text = ReturnFiles.Cin.Replace($"<{right}>", $"<{wrong}>", StringComparison.Ordinal)
            .Replace($"</{right}>", $"</{wrong}>", StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<ExtractException>(() => ReturnFiles.ReadAsync(text));
        Assert.StartsWith($"the census writes the element '{wrong}' on line {line} as '{right}'", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith("and upload it under the same name", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongComment_RefusesTheFile_WithItsPlaceAndWhatToDo()
    {
        var text = ReturnFiles.Cin.Replace("<CINdetails>", $"<CINdetails><!-- {new string('x', 3_000_000)} -->", StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<ExtractException>(() => ReturnFiles.ReadAsync(text));
        Assert.StartsWith(
            "from line 11 on it has a text, an attribute or a comment of more than 1 MB. Export the census without it", refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task LongCommentAtTheStart_BehindWhichAnythingMayBe_RefusesTheFile()
    {
        var refusal = await Assert.ThrowsAsync<PersonalDataException>(
            () => ReturnFiles.ReadAsync($"<!-- {new string('x', 70_000)} -->{ReturnFiles.Cin}"));
        Assert.Contains("a comment in its first 64 KB goes on beyond them. Take the comment out", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NamesWithoutEnd_AreRefused_AndNotHeldInMemory()
    {
        var many = string.Concat(Enumerable.Range(0, 10_001).Select(i => $"<?n{i} ?>"));
        var refusal = await Assert.ThrowsAsync<ExtractException>(
            () => ReturnFiles.ReadAsync(ReturnFiles.Cin.Replace("<CINdetails>", $"{many}<CINdetails>", StringComparison.Ordinal)));
        Assert.StartsWith("it has more than 10,000 different names", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CensusWithoutADeclaration_OfOneChildWithNothingMore_IsTakenIn()
    {
        const string text = "<Message>\n  <Header><CollectionDetails><Collection>CIN</Collection><Year>2026</Year></CollectionDetails></Header>\n"
            + "  <Children><Child><ChildIdentifiers><LAchildID>INVENTED1</LAchildID><GenderCurrent>1</GenderCurrent></ChildIdentifiers></Child>"
            + "</Children>\n</Message>\n";
        Assert.Equal(["child: child_id INVENTED1, sex M"], ReturnFiles.Rows(await ReturnFiles.ReadAsync(text)));
    }

    [Fact]
    public async Task TextWithoutAnEnd_IsRefused_AndNotHeldInMemory()
    {
        var text = ReturnFiles.Cin.Replace("<Ethnicity>", $"<Ethnicity>{new string('x', 3_000_000)}", StringComparison.Ordinal);
        await Assert.ThrowsAsync<ExtractException>(() => ReturnFiles.ReadAsync(text));
    }

    [Fact]
    public async Task Rows_AreCounted() =>
        Assert.Equal(new RowCounts(7, 7, 0, 0), (await ReturnFiles.ReadAsync(ReturnFiles.Cin)).Counts);

    static IEnumerable<string> Numbered(IEnumerable<string> rows)
    {
        List<string> met = [];
        foreach (var row in rows)
        {
            yield return System.Text.RegularExpressions.Regex.Replace(row, "CIN-[0-9a-f]{16}", id =>
            {
                if (!met.Contains(id.Value))
                {
                    met.Add(id.Value);
                }

                return $"CIN-{met.IndexOf(id.Value) + 1}";
            });
        }
    }
}
