using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>What callers of the data routes are not given, and who is.</summary>
public sealed class SuppressionTests(Azurite azurite) : IClassFixture<Azurite>
{
    // Two months of a county and its three districts, and the county without unaccompanied asylum-seeking children.
    const string Scorecards =
        "scorecard,name,parent,slice,slice_code,uasc\nashford,Ashford,kent-inc-uasc,district,a,inc\ndover,Dover,kent-inc-uasc,district,d,inc\n"
        + "swale,Swale,kent-inc-uasc,district,s,inc\nkent-exc-uasc,\"Kent, exc UASC\",,county,,exc\n";

    const string Measures =
        "scorecard,indicator,month,numerator,denominator\n"
        + "kent-inc-uasc,care-leavers-sgo,2012-04,40,240\nashford,care-leavers-sgo,2012-04,10,80\ndover,care-leavers-sgo,2012-04,20,80\nswale,"
            + "care-leavers-sgo,2012-04,10,80\nkent-exc-uasc,care-leavers-sgo,2012-04,40,200\n"
        + "kent-inc-uasc,care-leavers-sgo,2012-05,53,240\nashford,care-leavers-sgo,2012-05,3,80\ndover,care-leavers-sgo,2012-05,20,80\nswale,"
            + "care-leavers-sgo,2012-05,30,80\nkent-exc-uasc,care-leavers-sgo,2012-05,51,200\n"
        + "kent-inc-uasc,care-leavers-sgo,2012-06,60,240\nashford,care-leavers-sgo,2012-06,20,80\ndover,care-leavers-sgo,2012-06,20,80\nswale,"
            + "care-leavers-sgo,2012-06,20,80\nkent-exc-uasc,care-leavers-sgo,2012-06,58,200\n";

    const string Ashford = "/api/odata/Results?$filter=Scorecard eq 'ashford' and Month eq '2012-05' and Indicator eq 'care-leavers-sgo'";

    [Fact]
    public async Task Data_HasNoSmallNumbers_ForThoseWhoMayNotSeeThem()
    {
        await using var app = await RunningApp.StartAsync(azurite, settings: new()
        {
            ["Suppression__Threshold"] = "5",
            [$"Suppression__Keys__{HashOf("staff")}"] = "0",
            [$"Suppression__Keys__{HashOf("press")}"] = "10",
        });
        await app.IngestAsync("scorecards.csv", Scorecards);
        await app.IngestAsync("measures.csv", Measures);

        // Ashford's three are withheld and nothing else is; what is given is rounded.
        Assert.Equal(("c", true, JsonValueKind.Null, JsonValueKind.Null, "13%"), await ShownAsync("ashford", "2012-05"));
        Assert.Equal((null, false, JsonValueKind.Number, JsonValueKind.String, "25%"), await ShownAsync("dover", "2012-05"));
        Assert.Equal((null, false, JsonValueKind.Number, JsonValueKind.String, "13%"), await ShownAsync("swale", "2012-05"));
        Assert.Equal((null, false, JsonValueKind.Number, JsonValueKind.String, "20.0%"), await ShownAsync("kent-exc-uasc", "2012-05"));

        // The month after does not give back what the month hides; its travel is the one that staff see.
        Assert.Equal((null, false, JsonValueKind.Number, JsonValueKind.String, null), await ShownAsync("ashford", "2012-06"));
        Assert.Equal((null, false, JsonValueKind.Number, JsonValueKind.String, "38%"), await ShownAsync("swale", "2012-06"));

        // The counts are of the whole scorecard, there and in the list, and what is withheld is counted beside them.
        var hidden = (await app.GetAsync("/api/scorecards/ashford/2012-05")).GetProperty("summary");
        var shown = (await app.GetAsync("/api/scorecards/ashford/2012-05?code=staff")).GetProperty("summary");
        Assert.Equal((1, 43), Counts(hidden));
        Assert.Equal((1, 43), Counts(shown));
        Assert.Equal((1, 0), (hidden.GetProperty("withheld").GetInt32(), shown.GetProperty("withheld").GetInt32()));
        Assert.Contains(" 1 indicator is withheld as small numbers", hidden.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal((await app.GetAsync("/api/scorecards?code=staff")).GetRawText(), (await app.GetAsync("/api/scorecards")).GetRawText());

        // What was known earlier, by the day and not by the upload, and what was uploaded.
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/api/scorecards/ashford/2012-05?asOf=2"));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync("/api/scorecards/ashford/2012-05?asOf=2%00"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/scorecards/ashford/2012-05?asOf=2&code=staff"));
        var then = await app.GetAsync($"/api/scorecards/ashford/2012-05?asOf={Today}");
        Assert.Contains("\"suppressed\":true", then.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("measures.csv", then.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("/api/extracts"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync("/api/extracts?code=staff"));
        Assert.Equal("0", await app.Http.GetStringAsync(new Uri("/api/odata/Extracts/$count", UriKind.Relative)));

        // The key decides, wherever it stands; of two the stricter.
        Assert.Null((await ShownAsync("ashford", "2012-05", "?code=staff")).Reason);
        Assert.Null((await ShownAsync("ashford", "2012-05", key: "staff")).Reason);
        Assert.Equal("c", (await ShownAsync("ashford", "2012-05", "?code=staff", "press")).Reason);
        Assert.Null((await ShownAsync("ashford", "2012-04")).Reason);
        Assert.Equal("c", (await ShownAsync("ashford", "2012-04", key: "press")).Reason);

        using var csv = CsvHelper.CsvReader.FromText(
            await app.Http.GetStringAsync(new Uri("/api/scorecards/ashford/2012-05?format=csv", UriKind.Relative)));
        csv.ReadHeader();
        while (csv.Read() && csv.GetString("indicator") != "care-leavers-sgo")
        {
        }

        Assert.Equal(
            ("c", "true", "", "", "12.5"),
            (csv.GetString("reason"), csv.GetString("suppressed"), csv.GetString("numerator"), csv.GetString("travel"), csv.GetString("previous")));

        // The feed: what is hidden is hidden before a filter, an order or a count sees it, and no answer stands for a later one.
        var fact = (await app.GetAsync($"{Ashford}&$select=Value,Numerator,Denominator,Rating,Travel,IsSuppressed,Reason")).GetProperty("value")[0];
        Assert.Equal(
            """{"Numerator":null,"Denominator":null,"Value":null,"Rating":null,"Travel":null,"IsSuppressed":true,"Reason":"c"}""", fact.GetRawText());
        Assert.Equal(0, (await app.GetAsync($"{Ashford} and Value gt 0")).GetProperty("value").GetArrayLength());
        Assert.Equal(0, (await app.GetAsync($"{Ashford} and Numerator eq 3&$count=true")).GetProperty("@odata.count").GetInt32());
        Assert.Equal(
            "0", await app.Http.GetStringAsync(new Uri("/api/odata/Results/$count?$filter=Numerator gt 0 and Numerator le 5", UriKind.Relative)));
        Assert.Equal(
            "1",
            await app.Http.GetStringAsync(
                new Uri("/api/odata/Results/$count?$filter=Numerator gt 0 and Numerator le 5&code=staff", UriKind.Relative)));
        Assert.Equal(
            JsonValueKind.Null,
            (
                await app.GetAsync(
                    "/api/odata/Results(Scorecard='ashford',Month='2012-05',Indicator='care-leavers-sgo')")).GetProperty("Value").ValueKind);
        Assert.Equal(43, (await app.GetAsync("/api/odata/Summaries(Scorecard='ashford',Month='2012-05')")).GetProperty("Unrated").GetInt32());
        Assert.NotEqual(await TagAsync(""), await TagAsync(""));
        Assert.Equal(await TagAsync("&code=staff"), await TagAsync("&code=staff"));
        var line = (await app.GetAsync("/api/results?scorecard=ashford&from=2012-05&to=2012-05&indicator=care-leavers-sgo"))[0];
        Assert.Equal((JsonValueKind.Null, "c"), (line.GetProperty("numerator").ValueKind, line.GetProperty("reason").GetString()));

        await AssertNoUploadIsNamedAsync(app);

        // The page is for staff.
        Assert.Contains("3.8%", await app.Http.GetStringAsync(new Uri("/scorecards/ashford/2012-05", UriKind.Relative)), StringComparison.Ordinal);

        async Task<HttpStatusCode> StatusAsync(string address)
        {
            using var response = await app.Http.GetAsync(new Uri(address, UriKind.Relative));
            return response.StatusCode;
        }

        async Task<string?> TagAsync(string key)
        {
            using var response = await app.Http.GetAsync(new Uri(Ashford + key, UriKind.Relative));
            return response.Headers.ETag?.ToString();
        }

        async Task<(string? Reason, bool IsSuppressed, JsonValueKind Value, JsonValueKind Travel, string? Previous)> ShownAsync(
            string scorecard, string month, string query = "", string? key = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/scorecards/{scorecard}/{month}{query}");
            if (key is not null)
            {
                request.Headers.Add("x-functions-key", key);
            }

            using var response = await app.Http.SendAsync(request);
            var result = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("sections").EnumerateArray()
                .SelectMany(s => s.GetProperty("results").EnumerateArray()).Single(r => r.GetProperty("indicator").GetString() == "care-leavers-sgo");
            return (
                result.GetProperty("reason").GetString(),
                result.GetProperty("suppressed").GetBoolean(),
                result.GetProperty("value").ValueKind,
                result.GetProperty("travel").ValueKind,
                result.GetProperty("previousDisplay").GetString());
        }

        static (int Rated, int Unrated) Counts(JsonElement summary) =>
            (
                summary.GetProperty("green").GetInt32() + summary.GetProperty("amber").GetInt32() + summary.GetProperty("red").GetInt32(),
                summary.GetProperty("unrated").GetInt32());
    }

    /// <summary>Whatever a caller outside asks, no name, path or hash of an upload is in the answer; a caller inside finds them there.</summary>
    static async Task AssertNoUploadIsNamedAsync(RunningApp app)
    {
        var uploads = (await app.GetAsync("/api/extracts?code=staff")).EnumerateArray().ToList();
        string[] secrets = [.. new[] { "extract", "sha256" }.SelectMany(name => uploads.Select(u => u.GetProperty(name).GetString()!))];
        Assert.Equal(4, secrets.Length);
        var named = new HashSet<string>();
        foreach (var path in new[]
        {
            "/api/extracts", "/api/extracts?top=1", "/api/odata/Extracts", "/api/odata/Extracts?$select=Extract&$count=true",
            $"/api/odata/Extracts(Sha256='{secrets[2]}',Extract='{secrets[0]}')", "/api/odata/Results", "/api/odata/Results?$select=SourceExtract",
            "/api/odata/Results?$filter=SourceExtract ne null", "/api/odata/Results?$orderby=SourceSha256", "/api/odata/Summaries",
            "/api/odata/Months", "/api/odata/Scorecards", "/api/odata/Indicators", "/api/results", "/api/results?format=csv", "/api/scorecards",
            "/api/scorecards/ashford/2012-05", "/api/scorecards/ashford/2012-05?format=csv", "/api/scorecards/ashford/2012-05?format=xlsx",
            "/api/scorecards/ashford/2012-05?asOf=2", $"/api/scorecards/ashford/2012-05?asOf={Today}",
            "/api/scorecards/ashford/2012-05?edition=1", "/api/scorecards/ashford/2012-05/mail",
            "/api/months/2012-05/missing", "/api/months/2012-06/missing",
        })
        {
            var (outside, inside) = (await ReadAsync(path, "press"), await ReadAsync(path, "staff"));
            Assert.DoesNotContain(secrets, secret => outside.Contains(secret, StringComparison.OrdinalIgnoreCase));
            named.UnionWith(secrets.Where(secret => inside.Contains(secret, StringComparison.Ordinal)));
        }

        Assert.Equal(secrets.Order(), named.Order());

        async Task<string> ReadAsync(string path, string key)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "x-functions-key", key } } };
            using var response = await app.Http.SendAsync(request);
            var body = await response.Content.ReadAsByteArrayAsync();
            return path.EndsWith("xlsx", StringComparison.Ordinal)
                ? await WorkbookTextAsync(body)
                : Encoding.UTF8.GetString(body).Replace(path, "", StringComparison.Ordinal);
        }
    }

    static async Task<string> WorkbookTextAsync(byte[] workbook)
    {
        await using var zip = new ZipArchive(new MemoryStream(workbook));
        var texts = new StringBuilder();
        foreach (var entry in zip.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            texts.Append(await reader.ReadToEndAsync());
        }

        return texts.ToString();
    }

    /// <summary>In London.</summary>
    static string Today => TimeZoneInfo.ConvertTimeBySystemTimeZoneId(DateTimeOffset.UtcNow, "Europe/London")
        .ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
