using System.Collections.Concurrent;
using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ScorecardFunctions.Functions;
using Scorecards.Application.Operations;
using Scorecards.Storage;

namespace ScorecardFunctions.Tests;

/// <summary>What the app asks of the storage, counted on its way there, is what docs/costs.md reckons with.</summary>
public sealed class CostTests(Azurite azurite) : IClassFixture<Azurite>
{
    [Fact]
    public async Task Operations_AreThoseOfTheDocument()
    {
        List<string> rows = [];
        var counted = new Counted();
        await using var services = Services(azurite.NewAccount(), counted);
        var functions = new Functions(services);
        await functions.DropAsync("april.csv", "measure-2012-04.csv");
        await functions.DropAsync("may.csv", "measure-2012-05.csv");
        await functions.IngestAsync("april.csv");
        await CountAsync("an extract of 44 rows, its month calculated", () => functions.IngestAsync("may.csv"));
        await CountAsync("a message for a month that is there already", () => functions.CalculateAsync(2, "2012-05"));
        await CountAsync(
            "a recalculation by hand that changes nothing",
            () => services.GetRequiredService<JournalOperations>().RecalculateAsync("kent-inc-uasc", "2012-05", default));
        await CountAsync("the same content version delivered again", () => functions.IngestAsync("may.csv"));
        await CountAsync("the page of a scorecard", () => functions.Get<ShowScorecard>().Run(functions.Request, "kent-inc-uasc", "2012-05", default));
        await CountAsync(
            "the page of an indicator, two months",
            () => functions.Get<ShowIndicator>().Run(functions.Request, "kent-inc-uasc", "caf-rate", default));
        await CountAsync(
            "the page of an indicator, one scorecard",
            () => functions.Get<ShowIndicatorMonth>().Run(functions.Request, "caf-rate", "2012-05", default));
        await CountAsync(
            "the page of an explanation",
            () => functions.Get<ShowExplanation>().Run(functions.Request, "kent-inc-uasc", "caf-rate", "2012-05", default));
        await CountAsync(
            "an answer of `/api/scorecards/{scorecard}/{month}`",
            () => functions.Get<GetScorecard>().Run(functions.Request, "kent-inc-uasc", "2012-05", default));
        await CountAsync("an answer of `/api/scorecards`", () => functions.Get<GetScorecards>().Run(functions.Request, default));
        await CountAsync("the page `/uploads`", () => functions.Get<ShowUploads>().Run(functions.Request, default));
        await CountAsync("a tick of the sweep after two uploads, the first of the day", () => functions.Get<SweepExtracts>().Run(null!, default));
        await CountAsync("a tick of the sweep that finds nothing to do", () => functions.Get<SweepExtracts>().Run(null!, default));
        await CountAsync("a tick of the mail, no recipient", () => functions.Get<SendMonthEndMail>().Run(null!, default));
        await functions.DropAsync("recipient.csv", "recipient.csv");
        await functions.IngestAsync("recipient.csv");
        await functions.Get<SendMonthEndMail>().Run(null!, default);
        await CountAsync(
            "a tick of the mail, two recipients of a scorecard that is held", () => functions.Get<SendMonthEndMail>().Run(null!, default));
        await CountAsync("a look at the storage for `/api/health`, at most one in 5 s", HealthAsync);
        Assert.True(Documented().SequenceEqual(rows), $"docs/costs.md has other figures than were counted:\n{string.Join('\n', rows)}");

        async Task HealthAsync()
        {
            while (await services.GetRequiredService<StorageHealth>().UnansweredAsync() is null)
            {
                await Task.Delay(50);
            }
        }

        async Task CountAsync(string what, Func<Task> work)
        {
            counted.Clear();
            await work();
            rows.Add($"{what}: {Written(counted)}");
        }
    }

    static string Written(IEnumerable<KeyValuePair<string, int>> counts) =>
        string.Join(", ", counts.Where(c => c.Value > 0).OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));

    /// <summary>The rows of the table under "Counted": columns such as "table GET", a blank cell for 0, and their sum at the end.</summary>
    static List<string> Documented()
    {
        var table = File.ReadLines(Path.Combine(Repository.Root, "docs", "costs.md"))
            .SkipWhile(line => line != "## Counted").SkipWhile(line => !line.StartsWith('|')).TakeWhile(line => line.StartsWith('|'))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()).ToList();
        var columns = table[0][1..^1];
        return
        [
            .. table.Skip(2).Select(row =>
            {
                var counts = columns.Zip(row[1..^1]).ToDictionary(
                    c => c.First, c => c.Second == "" ? 0 : int.Parse(c.Second, CultureInfo.InvariantCulture));
                Assert.Equal(int.Parse(row[^1], CultureInfo.InvariantCulture), counts.Values.Sum());
                return $"{row[0]}: {Written(counts)}";
            }),
        ];
    }

    /// <summary>The app's own services, but for the storage clients, which count, and the clock: what lies in the inbox has been there for a
    /// while.</summary>
    static ServiceProvider Services(string connection, Counted counted)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = connection,
            ["MonthEndSchedule"] = "0 0 * * * *",
            ["SweepSchedule"] = "0 30 * * * *",
            ["Mail:From"] = "scorecards@example.org",
        }).Build();
        var queueOptions = RunningApp.Base64;
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<TimeProvider>(new LaterClock(TimeSpan.FromHours(2)))
            .AddSingleton(counted)
            .AddSingleton<IConfiguration>(configuration)
            .AddScorecards(configuration)
            .AddSingleton(new ScorecardStorage(
                new BlobServiceClient(connection, With(new BlobClientOptions(), "blob")),
                new QueueServiceClient(connection, With(queueOptions, "queue")),
                new TableServiceClient(connection, With(new TableClientOptions(), "table")),
                createMissing: true))
            .BuildServiceProvider();

        T With<T>(T options, string service)
            where T : ClientOptions
        {
            options.AddPolicy(new CountingPolicy(service, counted), HttpPipelinePosition.PerCall);
            return options;
        }
    }

    /// <summary>The functions as a host would call them.</summary>
    sealed class Functions(ServiceProvider services)
    {
        public HttpRequest Request => new DefaultHttpContext { RequestServices = services }.Request;

        public T Get<T>() => ActivatorUtilities.CreateInstance<T>(services);

        public async Task DropAsync(string path, string sample)
        {
            await services.GetRequiredService<ScorecardStorage>().ReadyAsync();
            await Extract(path).UploadAsync(Repository.Sample(sample));
        }

        public Task IngestAsync(string path) => Get<IngestExtract>().Run(Extract(path), default);

        /// <param name="entry">That touches the month.</param>
        /// <param name="month">Of Kent's scorecard.</param>
        public Task CalculateAsync(long entry, string month) =>
            Get<CalculateScorecards>().Run(new CalculationRequest(entry, $"kent-inc-uasc:{month}"), default);

        BlobClient Extract(string path) => new(services.GetRequiredService<IConfiguration>()["AzureWebJobsStorage"], "extracts", path);
    }

    /// <summary>Operations by service and verb.</summary>
    sealed class Counted : ConcurrentDictionary<string, int>;

    sealed class CountingPolicy(string service, Counted counted) : HttpPipelineSynchronousPolicy
    {
        public override void OnSendingRequest(HttpMessage message)
        {
            Count($"{service} {message.Request.Method}", 1);
            if (message.Request.Uri.Path.EndsWith("$batch", StringComparison.Ordinal))
            {
                using var content = new MemoryStream();
                message.Request.Content!.WriteTo(content, message.CancellationToken);
                Count("entities in batches", System.Text.Encoding.UTF8.GetString(content.ToArray()).Split("HTTP/1.1\r\n").Length - 1);
            }
        }

        void Count(string what, int count) => counted.AddOrUpdate(what, count, (_, before) => before + count);
    }
}
