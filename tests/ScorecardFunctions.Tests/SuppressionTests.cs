using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>What callers of the data routes are not given, and who is.</summary>
[Collection(nameof(Azurite))]
public sealed class SuppressionTests(Azurite azurite)
{
    // Two months of a county and its three districts, and the county without unaccompanied asylum-seeking children.
    const string Scorecards = "scorecard,name,parent,slice,slice_code,uasc\nashford,Ashford,kent-inc-uasc,district,a,inc\ndover,Dover,kent-inc-uasc,district,d,inc\nswale,Swale,kent-inc-uasc,district,s,inc\nkent-exc-uasc,\"Kent, exc UASC\",,county,,exc\n";

    const string Measures =
        "scorecard,indicator,month,numerator,denominator\n"
        + "kent-inc-uasc,care-leavers-sgo,2012-04,40,240\nashford,care-leavers-sgo,2012-04,10,80\ndover,care-leavers-sgo,2012-04,20,80\nswale,care-leavers-sgo,2012-04,10,80\nkent-exc-uasc,care-leavers-sgo,2012-04,40,200\n"
        + "kent-inc-uasc,care-leavers-sgo,2012-05,53,240\nashford,care-leavers-sgo,2012-05,3,80\ndover,care-leavers-sgo,2012-05,20,80\nswale,care-leavers-sgo,2012-05,30,80\nkent-exc-uasc,care-leavers-sgo,2012-05,51,200\n"
        + "kent-inc-uasc,care-leavers-sgo,2012-06,60,240\nashford,care-leavers-sgo,2012-06,20,80\ndover,care-leavers-sgo,2012-06,20,80\nswale,care-leavers-sgo,2012-06,20,80\nkent-exc-uasc,care-leavers-sgo,2012-06,58,200\n";

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

        // Ashford's three; Dover would give them back with the county's total; the county's two bases differ by two.
        Assert.Equal(("c", true, JsonValueKind.Null, JsonValueKind.Null, "12.5%"), await ShownAsync("ashford", "2012-05"));
        Assert.Equal(("secondary", true, JsonValueKind.Null, JsonValueKind.Null, "25.0%"), await ShownAsync("dover", "2012-05"));
        Assert.Equal((null, false, JsonValueKind.Number, JsonValueKind.String, "12.5%"), await ShownAsync("swale", "2012-05"));
        Assert.Equal("secondary", (await ShownAsync("kent-exc-uasc", "2012-05")).Reason);

        // The month after does not give back what the month hides.
        Assert.Equal((null, false, JsonValueKind.Number, JsonValueKind.Null, null), await ShownAsync("ashford", "2012-06"));
        Assert.Equal((null, false, JsonValueKind.Number, JsonValueKind.String, "37.5%"), await ShownAsync("swale", "2012-06"));

        // The summary is of what is shown, there and in the list.
        var hidden = await app.GetAsync("/api/scorecards/ashford/2012-05");
        var shown = await app.GetAsync("/api/scorecards/ashford/2012-05?code=staff");
        Assert.Equal((0, 44), Counts(hidden.GetProperty("summary")));
        Assert.Equal((1, 43), Counts(shown.GetProperty("summary")));
        Assert.Contains("There is no figure for last month", hidden.GetProperty("summary").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(4, (await app.GetAsync("/api/scorecards")).EnumerateArray().Count(s => s.GetProperty("summary").GetProperty("unrated").GetInt32() == 43));

        // The key decides, wherever it stands; of two the stricter.
        Assert.Null((await ShownAsync("ashford", "2012-05", "?code=staff")).Reason);
        Assert.Null((await ShownAsync("ashford", "2012-05", key: "staff")).Reason);
        Assert.Equal("c", (await ShownAsync("ashford", "2012-05", "?code=staff", "press")).Reason);
        Assert.Null((await ShownAsync("ashford", "2012-04")).Reason);
        Assert.Equal("c", (await ShownAsync("ashford", "2012-04", key: "press")).Reason);

        using var csv = CsvHelper.CsvReader.FromText(await app.Http.GetStringAsync(new Uri("/api/scorecards/ashford/2012-05?format=csv", UriKind.Relative)));
        csv.ReadHeader();
        while (csv.Read() && csv.GetString("indicator") != "care-leavers-sgo")
        {
        }

        Assert.Equal(("c", "true", "", "", "12.5"), (csv.GetString("reason"), csv.GetString("suppressed"), csv.GetString("numerator"), csv.GetString("travel"), csv.GetString("previous")));

        // The page is for staff.
        Assert.Contains("3.8%", await app.Http.GetStringAsync(new Uri("/scorecards/ashford/2012-05", UriKind.Relative)), StringComparison.Ordinal);

        async Task<(string? Reason, bool IsSuppressed, JsonValueKind Value, JsonValueKind Travel, string? Previous)> ShownAsync(string scorecard, string month, string query = "", string? key = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/scorecards/{scorecard}/{month}{query}");
            if (key is not null)
            {
                request.Headers.Add("x-functions-key", key);
            }

            using var response = await app.Http.SendAsync(request);
            var result = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("sections").EnumerateArray()
                .SelectMany(s => s.GetProperty("results").EnumerateArray()).Single(r => r.GetProperty("indicator").GetString() == "care-leavers-sgo");
            return (result.GetProperty("reason").GetString(), result.GetProperty("suppressed").GetBoolean(), result.GetProperty("value").ValueKind, result.GetProperty("travel").ValueKind, result.GetProperty("previousDisplay").GetString());
        }

        static (int Rated, int Unrated) Counts(JsonElement summary) =>
            (summary.GetProperty("green").GetInt32() + summary.GetProperty("amber").GetInt32() + summary.GetProperty("red").GetInt32(), summary.GetProperty("unrated").GetInt32());
    }

    public static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
