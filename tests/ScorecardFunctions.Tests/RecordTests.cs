using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Azure.Storage.Blobs.Models;

namespace ScorecardFunctions.Tests;

/// <summary>Records of children on the running app: they are counted, and nothing but the places that are made for them has a child's id.</summary>
public sealed class RecordTests(Azurite azurite) : IClassFixture<Azurite>
{
    const string Mark = "zqzq";

    /// <summary>The id of a referral, which a spreadsheet would take for a formula.</summary>
    const string Formula = "=1+1";
    const string List = "/api/scorecards/kent-inc-uasc/2012-05/referral-rate/list";

    /// <summary>From two months before the last one: what is older is not counted.</summary>
    const string Kent = "scorecard,name,slice,slice_code,uasc,active_from\nkent-inc-uasc,\"Kent, inc UASC\",county,K,inc,2012-03-01\n";

    /// <summary>Where records are kept. Nothing of these is ever served or mailed.</summary>
    static readonly string[] OfRecords = ["extracts", "archive", "facts", "lists"];

    [Fact]
    public async Task DroppedRecords_AreCounted_AndNoTableLogMailReceiptOrAnswerHasAChildsId()
    {
        await using var smtp = await SmtpServer.StartAsync();
        await using var app = await RunningApp.StartAsync(
            azurite,
            "--clock 2012-06-14T06:00:00Z",
            new(smtp.Settings) { [$"Records__ListKeys__{SuppressionTests.HashOf("of-lists")}"] = "R. Jones" });
        await app.IngestAsync("scorecard.csv", Kent);
        await app.Blobs.GetBlobContainerClient("extracts").UploadBlobAsync("records.zip", await BinaryData.FromStreamAsync(Zip()));
        await app.ReceiptAsync("records.zip", DateTimeOffset.MinValue);
        await app.PostAsync("/api/operations/calculate?from=2012-04&to=2012-05");
        await app.UntilAsync(
            async () => (await app.ResultsAsync("2012-05")).TryGetValue("referral-rate", out var counted) ? counted : (JsonElement?)null,
            "counted figures");
        await app.IngestAsync(
            "recipient.csv",
            "email,scorecard,audience\ndirector@example.org,kent-inc-uasc,leadership\nteam@example.org,kent-inc-uasc,data-team\n");
        await app.UntilAsync(() => Task.FromResult(smtp.Accepted.Count > 0 ? true : (bool?)null), "mail");

        var results = await app.ResultsAsync("2012-05");
        var rate = results["referral-rate"];

        // Two of the 44 referrals were closed on 20 June 2012, which lies ahead on the day that is played: they are refused.
        Assert.Equal((42m, 10000m), (rate.GetProperty("numerator").GetDecimal(), rate.GetProperty("denominator").GetDecimal()));

        // The app counts by itself too, and either count may be the later one; both have the same figures.
        string?[] counts = ["counted/2012-04 to 2012-05.csv", "counted/2012-05.csv"];
        Assert.Contains(rate.GetProperty("source").GetProperty("extract").GetString(), counts);
        await RequireListAsync(app);
        var sha256 = await RequireExplanationAsync(app);
        var found = (await EverythingAsync(app, smtp.Accepted)).Where(place => place.Text.Contains(Mark, StringComparison.OrdinalIgnoreCase));
        Assert.Empty(found.Select(place => place.Name));
        await app.PostAsync($"/api/operations/erase?sha256={sha256}&reason=test");
        using var erased = await app.Http.GetAsync(new Uri($"{List}?code=of-lists", UriKind.Relative));
        Assert.Equal(410, (int)erased.StatusCode);
        Assert.Contains("are no longer kept", await erased.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // Who has read the lists stays on record.
        Assert.Equal(
            3, await app.Blobs.GetBlobContainerClient("lists").GetBlobsAsync(BlobTraits.None, BlobStates.None, "reads/", default).CountAsync());
    }

    [Fact]
    public async Task StandardReturns_AreCounted_AndNoTableLogReceiptOrAnswerSaysWhoAChildIs()
    {
        await using var app = await RunningApp.StartAsync(azurite, "--clock 2012-06-14T06:00:00Z");
        await app.IngestAsync("scorecard.csv", Kent);
        var census = await app.IngestAsync("cin.xml", Census());
        await app.Blobs.GetBlobContainerClient("extracts").UploadBlobAsync("903.zip", new BinaryData(Ssda903()));
        var returned = await app.ReceiptAsync("903.zip", DateTimeOffset.MinValue);
        await app.PostAsync("/api/operations/calculate?from=2012-04&to=2012-05");
        var both = await app.UntilAsync(
            async () => (await app.ResultsAsync("2012-05")).TryGetValue("lac-with-cpp", out var counted)
                && counted.GetProperty("value").ValueKind == JsonValueKind.Number ? counted : (JsonElement?)null,
            "a figure counted from both returns");

        Assert.Equal(1, both.GetProperty("value").GetDecimal());
        Assert.Contains("CIN census, added to cp-plan: 1 row, none of which replaces", census.ToString(), StringComparison.Ordinal);
        Assert.Contains("SSDA903 Episodes, added to lac-episode: 2 rows", returned.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, returned.GetProperty("rows").GetProperty("refused").GetInt32());
        var found = (await EverythingAsync(app, [])).Where(place => place.Text.Contains(Mark, StringComparison.OrdinalIgnoreCase)
            || place.Text.Contains("17/03/2004", StringComparison.Ordinal) || place.Text.Contains("2004-03-17", StringComparison.Ordinal));
        Assert.Empty(found.Select(place => place.Name));
    }

    static string Census() => "<Message><Header><CollectionDetails><Collection>CIN</Collection></CollectionDetails></Header><Children><Child>"
        + $"<ChildIdentifiers><LAchildID>{Mark}1</LAchildID><UPN>{Mark}456789012</UPN><PersonBirthDate>2004-03-17</PersonBirthDate><Sex>F</Sex>"
        + "</ChildIdentifiers><ChildCharacteristics><Ethnicity>WBRI</Ethnicity></ChildCharacteristics><CINdetails>"
        + "<CINreferralDate>2012-04-02</CINreferralDate><ReferralNFA>false</ReferralNFA><ChildProtectionPlans><CPPstartDate>2012-04-12</CPPstartDate>"
        + "<InitialCategoryOfAbuse>NEG</InitialCategoryOfAbuse><LatestCategoryOfAbuse>NEG</LatestCategoryOfAbuse>"
        + "<NumberOfPreviousCPP>0</NumberOfPreviousCPP></ChildProtectionPlans></CINdetails></Child></Children></Message>";

    /// <summary>Two episodes of a child, and a third that is refused.</summary>
    static byte[] Ssda903()
    {
        using var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            (string Name, string Text)[] files =
            [
                ("Header.csv", $"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n{Mark}1,2,17/03/2004,WBRI,{Mark}456789012,0,\n"),
                ("Episodes.csv", "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN\n"
                    + $"{Mark}1,14/02/2012,S,C2,N1,U4,PR1,02/05/2012,X1,CARPL,{Mark} 1XQ,{Mark} 2NX,SC123456\n"
                    + $"{Mark}1,02/05/2012,P,C2,N1,U1,PR1,,,,{Mark} 1XQ,{Mark} 2NX,SC123457\n"
                    + $"{Mark}2,02/05/2012,P,C2,N1,U1,PR1,01/05/2012,E11,,{Mark} 1XQ,{Mark} 2NX,SC123457\n"),
            ];
            foreach (var (name, text) in files)
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open(), Encoding.UTF8);
                writer.Write(text);
            }
        }

        return content.ToArray();
    }

    /// <summary>The records behind a figure, for a key that is named for it and nobody else, and each reading on record.</summary>
    static async Task RequireListAsync(RunningApp app)
    {
        foreach (var query in new[] { "?code=of-power-bi", "", "?code=of-power-bi&code=of-lists" })
        {
            using var refused = await app.Http.GetAsync(new Uri(List + query, UriKind.Relative));
            Assert.Equal(403, (int)refused.StatusCode);
        }

        // The host checks only one key of a request: one that it did not check opens nothing.
        using var other = new HttpRequestMessage(HttpMethod.Get, $"{List}?code=of-lists") { Headers = { { "x-functions-key", "of-power-bi" } } };
        using var mixed = await app.Http.SendAsync(other);
        Assert.Equal(403, (int)mixed.StatusCode);
        foreach (var _ in new[] { 1, 2 })
        {
            var lines = (await app.Http.GetStringAsync(new Uri($"{List}?code=of-lists", UriKind.Relative))).Trim().Split('\n');
            Assert.StartsWith(
                "record_key,child_id,team_code,event_date,due_by,in_numerator,in_denominator,reason", lines[0], StringComparison.Ordinal);
            Assert.Equal(42, lines.Skip(1).Count(line => line.Contains(Mark, StringComparison.Ordinal)));
            Assert.Single(lines, line => line.StartsWith($"'{Formula},{Mark}A03,", StringComparison.Ordinal));
        }

        var reads = await app.Blobs.GetBlobContainerClient("lists").GetBlobsAsync(BlobTraits.None, BlobStates.None, "reads/", default).ToListAsync();
        Assert.Equal(2, reads.Count);
        var read = await app.Blobs.GetBlobContainerClient("lists").GetBlobClient(reads[0].Name).DownloadContentAsync();
        Assert.Contains("\"R. Jones\"", read.Value.Content.ToString(), StringComparison.Ordinal);
    }

    /// <summary>How a figure came about, with the limits that it is rated by now.</summary>
    /// <returns>The hash of the upload that it was counted from.</returns>
    static async Task<string> RequireExplanationAsync(RunningApp app)
    {
        await app.IngestAsync("target.csv", "indicator,scorecard,effective_from,target,green_min,amber_min\nlac-pep,,2012-05-01,12.5,12.5,3\n");
        var why = await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05/lac-pep/explain");
        var definition = why.GetProperty("definition");
        Assert.Contains("education plan", definition.GetProperty("prose").GetString(), StringComparison.Ordinal);
        var age = definition.GetProperty("timescales").EnumerateArray().Single();
        Assert.Equal(("pep-max-age", JsonValueKind.Null), (age.GetProperty("name").GetString(), age.GetProperty("value").ValueKind));
        Assert.Contains("completed_check", definition.GetProperty("sql").GetString(), StringComparison.Ordinal);
        Assert.Contains(" × 100 = ", why.GetProperty("arithmetic").GetString(), StringComparison.Ordinal);
        Assert.Contains("green is ", why.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("records.zip", why.GetProperty("sources").EnumerateArray().First().GetProperty("extract").GetString());
        Assert.True(definition.GetProperty("isUsed").GetBoolean());
        Assert.Equal((12.5m, 3m), (why.GetProperty("target").GetDecimal(), why.GetProperty("limits").GetProperty("amberMin").GetDecimal()));
        return why.GetProperty("sources").EnumerateArray().First().GetProperty("sha256").GetString()!;
    }

    /// <summary>The files of the known answers, with ids of children that nothing else is like.</summary>
    static MemoryStream Zip()
    {
        var content = new MemoryStream();
        using (var zip = new ZipArchive(content, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Scorecards.Tests", "Records", "Fixture"), "*.csv"))
            {
                var lines = File.ReadAllLines(path).Where(line => line != "").Select(line => line.Split(',')).ToList();
                var column = Array.IndexOf(lines[0], "child_id");
                using var writer = new StreamWriter(zip.CreateEntry(Path.GetFileName(path)).Open(), Encoding.UTF8);
                foreach (var (cells, row) in lines.Select((cells, row) => (cells, row)))
                {
                    if (column >= 0 && row > 0 && cells[column] != "")
                    {
                        cells[column] = Mark + cells[column];
                    }

                    cells[0] = cells[0] == "R-A03" ? Formula : cells[0];
                    writer.WriteLine(string.Join(',', cells));
                }
            }
        }

        content.Position = 0;
        return content;
    }

    static async Task<List<(string Name, string Text)>> EverythingAsync(RunningApp app, IReadOnlyList<JsonElement> mails)
    {
        List<(string Name, string Text)> all = [("log", app.Printed)];
        await foreach (var table in app.Tables.QueryAsync())
        {
            all.AddRange((await app.RowsAsync(table.Name)).Select(row => (table.Name, row)));
        }

        foreach (var container in app.Blobs.GetBlobContainers().Select(c => c.Name).Except(OfRecords))
        {
            var client = app.Blobs.GetBlobContainerClient(container);
            await foreach (var blob in client.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, null, default))
            {
                all.Add(($"{container}/{blob.Name}", (await client.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToString()));
            }
        }

        all.AddRange(mails.Select(mail => ("mail", mail.ToString()!)));
        foreach (var path in new[]
        {
            "/", "/uploads", "/scorecards/kent-inc-uasc/2012-05", "/api/scorecards/kent-inc-uasc/2012-05", "/api/extracts", "/api/results",
            "/api/odata/Results", "/api/odata/Extracts", "/api/months/2012-05/missing",
        })
        {
            all.Add((path, await app.Http.GetStringAsync(new Uri(path, UriKind.Relative))));
        }

        return all;
    }
}
