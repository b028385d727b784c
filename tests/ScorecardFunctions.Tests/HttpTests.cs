using System.Net;
using System.Text.Json;

namespace ScorecardFunctions.Tests;

/// <summary>What the addresses answer.</summary>
public sealed class HttpTests(Azurite azurite) : IClassFixture<Azurite>
{
    [Fact]
    public async Task Host_AnswersAsTheRealOne()
    {
        await using var app = await RunningApp.StartAsync(
            azurite, "--require-keys", new()
            {
                ["LocalFunctionsHost__Key"] = "secret",
                ["LocalFunctionsHost__MasterKey"] = "master",
                ["WEBSITE_SITE_NAME"] = "func-test",
                ["Pages__FrameAncestors"] = "https://teams.microsoft.com; https://*.sharepoint.com",
            });
        Assert.Equal((404, ""), await AskAsync(HttpMethod.Get, "/api/nothing"));
        Assert.Equal((404, ""), await AskAsync(HttpMethod.Post, "/api/scorecards?code=secret"));
        Assert.Equal((401, ""), await AskAsync(HttpMethod.Get, "/api/scorecards"));
        Assert.Equal((401, ""), await AskAsync(HttpMethod.Get, "/api/scorecards?code=wrong"));
        Assert.Equal((401, ""), await AskAsync(HttpMethod.Get, "/api/extracts"));
        Assert.Equal((401, ""), await AskAsync(HttpMethod.Get, "/api/scorecards/kent-inc-uasc/2012-05"));
        Assert.Equal(200, (await AskAsync(HttpMethod.Get, "/api/scorecards?code=secret")).Status);
        Assert.Equal(200, (await AskAsync(HttpMethod.Get, "/api/extracts", "secret")).Status);
        Assert.Equal(200, (await AskAsync(HttpMethod.Get, "/api/extracts?code=master")).Status);

        // An operation asks for the master key; the key that Power BI has does not open it.
        Assert.Equal((401, ""), await AskAsync(HttpMethod.Get, "/api/operations/deliveries"));
        Assert.Equal((401, ""), await AskAsync(HttpMethod.Get, "/api/operations/deliveries?code=secret"));
        Assert.Equal((401, ""), await AskAsync(HttpMethod.Post, "/api/operations/export", "secret"));
        Assert.Equal((200, "[]"), await AskAsync(HttpMethod.Get, "/api/operations/deliveries", "master"));
        var (status, health) = await AskAsync(HttpMethod.Get, "/api/health");
        Assert.Equal(200, status);
        Assert.Matches("""^{"status":"(Healthy","storage":"Answers|Starting","storage":"NotCheckedYet)","version":"([0-9a-f]{40}|unknown)"}$""", health);
        Assert.Equal((200, ""), await AskAsync(HttpMethod.Head, "/api/health"));
        Assert.Equal(401, (await AskAsync(HttpMethod.Get, "/uploads")).Status);

        async Task<(int Status, string Body)> AskAsync(HttpMethod method, string path, string? key = null)
        {
            using var request = new HttpRequestMessage(method, path);
            if (key is not null)
            {
                request.Headers.Add("x-functions-key", key);
            }

            using var response = await app.Http.SendAsync(request);
            HeaderTests.AssertHeaders(response, "'self' https://teams.microsoft.com https://*.sharepoint.com");
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task Failures_GoToPoison_AfterFiveTries()
    {
        await using var app = await RunningApp.StartAsync(azurite, "", new() { ["SweepSchedule"] = "*/2 * * * * *" });
        await app.Queues.GetQueueClient("calculations").SendMessageAsync("not JSON");
        await app.UntilAsync(() => MessagesAsync("calculations-poison"), "poison message");

        // What infra/alerts.bicep waits for.
        await app.UntilAsync(
            () => Task.FromResult<bool?>(
                app.Printed.Contains("Poison queue is not empty. Queue: calculations-poison. Messages: 1.", StringComparison.Ordinal) ? true : null),
            "line about the poison queue");
        await app.UntilAsync(
            () => Task.FromResult<bool?>(app.Printed.Contains("Sweep ended. Taken up: 0.", StringComparison.Ordinal) ? true : null), "heartbeat");

        // Without its table no upload can be put on record.
        await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
        await app.Tables.DeleteTableAsync("Uploads");
        await app.DropAsync("june.csv", "scorecard,indicator,month,value\nkent-inc-uasc,caf-rate,2012-06,66\n");
        await app.UntilAsync(() => MessagesAsync("webjobs-blobtrigger-poison"), "poison message", 60);
        var message = await app.Queues.GetQueueClient("webjobs-blobtrigger-poison").PeekMessageAsync();
        Assert.Equal("june.csv", JsonDocument.Parse(message.Value.MessageText).RootElement.GetProperty("BlobName").GetString());

        // What cannot be answered says so, and says no more.
        using var response = await app.Http.GetAsync(new Uri("/api/extracts", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        var body = await response.Content.ReadAsStringAsync();
        Assert.Contains("Something went wrong", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Azure", body, StringComparison.Ordinal);

        async Task<bool?> MessagesAsync(string queue)
        {
            var client = app.Queues.GetQueueClient(queue);
            return await client.ExistsAsync() && (await client.GetPropertiesAsync()).Value.ApproximateMessagesCount == 1 ? true : null;
        }
    }
}
