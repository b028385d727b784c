using System.Text.Json.Nodes;

namespace ScorecardFunctions.Tests;

/// <summary>The OpenAPI document and the answers of the running app, held against each other by tools that know neither.</summary>
public sealed class OpenApiTests(Azurite azurite) : IClassFixture<Azurite>
{
    [Fact]
    public async Task Document_IsOpenApi31_AndTheAnswersAreAsItSays()
    {
        await using var app = await RunningApp.StartAsync(azurite, settings: new()
        {
            ["Suppression__Threshold"] = "5",
            [$"Suppression__Keys__{SuppressionTests.HashOf("staff")}"] = "0",
        });
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        var files = Directory.CreateTempSubdirectory("openapi");
        try
        {
            var document = (await AskAsync("/api/openapi.json")).Body;
            List<string> arguments = ["check.js", await SaveAsync(document)];
            await AddAsync("/api/scorecards", "/api/scorecards", 200);
            await AddAsync("/api/scorecards/{scorecard}/{month}", "/api/scorecards/kent-inc-uasc/2012-05", 200);
            await AddAsync("/api/scorecards/{scorecard}/{month}", "/api/scorecards/kent-inc-uasc/2012-05?code=staff", 200);
            await AddAsync("/api/scorecards/{scorecard}/{month}", "/api/scorecards/kent-inc-uasc/latest?format=json", 200);
            await AddAsync("/api/scorecards/{scorecard}/{month}", "/api/scorecards/kent-inc-uasc/2012-13", 400);
            await AddAsync("/api/scorecards/{scorecard}/{month}", "/api/scorecards/surrey/2012-05", 404);
            await AddAsync("/api/extracts", "/api/extracts?code=staff", 200);
            await AddAsync("/api/extracts", "/api/extracts", 403);
            await AddAsync("/api/months/{month}/missing", "/api/months/2012-13/missing", 403);
            await AddAsync("/api/months/{month}/missing", "/api/months/2012-05/missing?code=staff", 200);
            await AddAsync("/api/health", "/api/health", 200);

            // No route takes an option that it does not name; the feed ignores those without a $, as OData has it.
            foreach (var (path, item) in
                JsonNode.Parse(document)!["paths"]!.AsObject().Where(p => p.Value!["get"]?["security"] is JsonArray { Count: > 0 }))
            {
                Assert.NotNull(item);
                var filled = path.Replace("{scorecard}", "kent-inc-uasc", StringComparison.Ordinal)
                    .Replace("{month}", "2012-05", StringComparison.Ordinal)
                    .Replace("{path}", "Months", StringComparison.Ordinal);
                await AddAsync(path, $"{filled}?$nonsense=1", 400);
            }

            await Repository.NpmAsync("tests/ScorecardFunctions.Tests/OpenApi");
            using var check = Repository.Start("node", arguments, Path.Combine(Repository.Root, "tests", "ScorecardFunctions.Tests", "OpenApi"), []);
            var printed = await check.StandardOutput.ReadToEndAsync() + await check.StandardError.ReadToEndAsync();
            Assert.Equal("", printed);

            async Task AddAsync(string path, string address, int status)
            {
                var answer = await AskAsync(address);
                Assert.Equal((address, status), (address, answer.Status));
                arguments.AddRange([path, "get", status == 200 ? "200" : "default", answer.Type, await SaveAsync(answer.Body)]);
            }
        }
        finally
        {
            files.Delete(recursive: true);
        }

        async Task<string> SaveAsync(string body)
        {
            var path = Path.Combine(files.FullName, Path.GetRandomFileName());
            await File.WriteAllTextAsync(path, body);
            return path;
        }

        async Task<(int Status, string Type, string Body)> AskAsync(string address)
        {
            using var response = await app.Http.GetAsync(new Uri(address, UriKind.Relative));
            return ((int)response.StatusCode, response.Content.Headers.ContentType!.MediaType!, await response.Content.ReadAsStringAsync());
        }
    }
}
