using System.Net;
using System.Text;
using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>The running app with two scorecards and some months in it, for the tests of the feed: they only read, and have one together.</summary>
public sealed class FeedApp : IAsyncLifetime
{
    public const int ScorecardMonths = 9;
    public const int Indicators = 44;

    const string Header = "scorecard,indicator,month,numerator,denominator,value\n";

    readonly Azurite azurite = new();

    public RunningApp App { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        await azurite.InitializeAsync();
        App = await RunningApp.StartAsync(azurite);
        await App.IngestAsync(
            "scorecard.csv",
            "scorecard,name,parent,slice,slice_code,uasc\nashford-inc-uasc,\"Ashford, inc UASC\",kent-inc-uasc,district,E07000105,inc\n");
        await App.IngestAsync("measure-2012-04.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-04.csv")));
        await App.IngestAsync("measure-2012-05.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        var later = new StringBuilder(Header);
        foreach (var month in new[] { "2012-06", "2012-12", "2013-01", "2013-03" })
        {
            later.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"kent-inc-uasc,caf-rate,{month},2064,312597,\nkent-inc-uasc,lac-pep,{month},12,19,\n");
        }

        await App.IngestAsync("2012/Später & so.csv", later.ToString());
        await App.IngestAsync(
            "ashford.csv",
            Header + "ashford-inc-uasc,caf-rate,2012-04,64,12597,\nashford-inc-uasc,caf-rate,2012-05,,,c\nashford-inc-uasc,lac-pep,2012-06,20,20,\n");
        await App.DropAsync("broken.csv", "nothing,that,is,known\n1,2,3,4\n");
        await App.UntilAsync(
            async () => (await ReadAsync("/api/odata/Extracts?$filter=State eq 'Refused'")).GetProperty("value").GetArrayLength() == 1
                && await CountAsync("Results") == ScorecardMonths * Indicators ? true : (bool?)null,
            "facts",
            60);
    }

    public async Task DisposeAsync()
    {
        await App.DisposeAsync();
        await azurite.DisposeAsync();
    }

    public async Task<long> CountAsync(string path) =>
        long.Parse(
            await App.Http.GetStringAsync(new Uri($"/api/odata/{path}/$count", UriKind.Relative)), System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>An answer of 200.</summary>
    public Task<JsonElement> ReadAsync(string path) => App.GetAsync(path);

    /// <summary>The rows of a path and of its next links.</summary>
    public async Task<(List<JsonElement> Rows, int Pages)> WholeAsync(string path, string? prefer = null)
    {
        var rows = new List<JsonElement>();
        var pages = 0;
        for (string? next = path; next is not null; pages++)
        {
            using var response = await SendAsync(next, ("Prefer", prefer));
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            var page = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
            rows.AddRange(page.GetProperty("value").EnumerateArray());
            next = page.TryGetProperty("@odata.nextLink", out var link) ? link.GetString() : null;
        }

        return (rows, pages);
    }

    public Task<HttpResponseMessage> SendAsync(string path, params (string Name, string? Value)[] headers) =>
        SendAsync(HttpMethod.Get, path, headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, params (string Name, string? Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(App.Http.BaseAddress!, path));
        foreach (var (name, value) in headers.Where(h => h.Value is not null))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await App.Http.SendAsync(request);
    }
}
