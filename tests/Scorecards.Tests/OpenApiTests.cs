using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.OpenApi;
using ScorecardFunctions.Http;
using ScorecardFunctions.Options;
using Scorecards.Application;
using Scorecards.Application.Queries;
using Scorecards.Reports;

namespace Scorecards.Tests;

public sealed class OpenApiTests
{
    [Fact]
    public async Task Document_HasEveryFunction_AndNothingElse()
    {
        var (document, diagnostic) = OpenApiDocument.Parse(await OpenApi.WriteAsync(CancellationToken.None));
        Assert.Empty(diagnostic!.Errors);
        Assert.Empty(diagnostic.Warnings);
        Assert.Equal(OpenApiSpecVersion.OpenApi3_1, diagnostic.SpecificationVersion);
        var operations = document!.Paths.SelectMany(
            p => p.Value.Operations!, (p, o) => (Path: p.Key, Verb: o.Key.Method, Operation: o.Value)).ToList();
        var functions = typeof(OpenApi).Assembly.GetExportedTypes().SelectMany(t => t.GetMethods()).Where(m => m.IsDefined(typeof(FunctionAttribute)))
            .Select(
                m => (
                    Method: m,
                    Trigger: m.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).SingleOrDefault(t => t is not null)))
            .Where(f => f.Trigger is not null).ToList();
        Assert.Equal(
            functions.SelectMany(
                f => f.Trigger!.Methods!.Where(verb => verb is "get" or "head" || !OpenApi.OperationOf(f.Method).IsReadOnly),
                (f, verb) => $"{verb.ToUpperInvariant()} {Address(f.Trigger!.Route!)}").Order(StringComparer.Ordinal),
            operations.Select(o => $"{o.Verb} {o.Path}").Order(StringComparer.Ordinal));
        Assert.Equal(operations.Count, operations.Select(o => o.Operation.OperationId).Distinct().Count());
        foreach (var (method, trigger) in functions)
        {
            Assert.All(
                operations.Where(
                    o => o.Operation.OperationId!.StartsWith(method.DeclaringType!.Name, StringComparison.Ordinal)
                        && o.Path == Address(trigger!.Route!)),
                o =>
            {
                Assert.Equal(
                    method.GetParameters()
                        .Where(p => p.ParameterType == typeof(string))
                        .Select(p => (p.Name, ParameterLocation.Path))
                        .Concat(OpenApi.OperationOf(method).Options.Select(option => ((string?)option.Name, ParameterLocation.Query))),
                    o.Operation.Parameters?.Select(p => (p.Name, p.In!.Value)) ?? []);
                Assert.Equal(KeysOf(trigger!.AuthLevel), o.Operation.Security?.SelectMany(key => key.Keys).Select(key => key.Description) ?? []);
                Assert.False(string.IsNullOrWhiteSpace(o.Operation.Summary));
            });
        }

        static string?[] KeysOf(AuthorizationLevel level) => level switch
        {
            AuthorizationLevel.Anonymous => [],
            AuthorizationLevel.Function => ["A function key", "A function key"],
            _ => ["The master key", "The master key"],
        };

        static string Address(string route) =>
            "/" + route.Replace("{root:regex(^$)?}", "", StringComparison.Ordinal).Replace("{*", "{", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Document_NamesWhatAResultHas()
    {
        var (document, _) = OpenApiDocument.Parse(await OpenApi.WriteAsync(CancellationToken.None));
        var result = document!.Components!.Schemas!["ResultDocument"];
        Assert.Equal(
            [
                "indicator", "name", "polarity", "basis", "unit", "numerator", "denominator", "value", "display", "rating", "previous",
                "previousDisplay", "target", "targetDisplay", "travel", "reason", "suppressed", "source", "isSmallBase"],
            result.Properties!.Keys);
        Assert.Equal(result.Properties.Keys.Order(), result.Required!.Order());
        var source = document.Components.Schemas["SourceDocument"];
        Assert.Equal(["extract", "row", "sha256", "sheet"], source.Properties!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["extract", "row", "sha256"], source.Required!.Order(StringComparer.Ordinal));
        Assert.Equal(JsonSchemaType.Number | JsonSchemaType.Null, result.Properties["value"].Type);
        Assert.Equal(
            ["Green", "Amber", "Red", null], result.Properties["rating"].Enum!.Select(v => v.IsJsonNullSentinel() ? null : v.GetValue<string>()));
    }

    /// <summary>What the running app sends is in HeaderTests.</summary>
    [Theory]
    [InlineData("/api/scorecards/{scorecard}/{month}/{indicator}/list", "text/csv")]
    [InlineData("/api/scorecards/{scorecard}/{month}/mail", "text/html text/plain message/rfc822")]
    [InlineData("/api/operations/export", "application/zip")]
    [InlineData(
        "/api/scorecards/{scorecard}/{month}",
        "application/json text/csv application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("/api/results", "application/json text/csv")]
    [InlineData("/api/odata/{path}", "application/json application/xml text/plain")]
    [InlineData("/api/openapi.json", "application/json")]
    [InlineData("/api/operations/deliveries", "application/json")]
    [InlineData("/api/operations/recalculate", "application/json")]
    [InlineData("/uploads", "text/html")]
    public void Answer_HasTheTypesThatARouteSends_AndNoOthers(string path, string types) => Assert.Equal(
        types, string.Join(' ', OpenApi.Document.Paths[path].Operations!.Values.First().Responses!["200"].Content!.Keys));

    [Fact]
    public async Task Document_SaysWhatIsSent_ToTheOneRouteThatReadsABody()
    {
        var (document, _) = OpenApiDocument.Parse(await OpenApi.WriteAsync(CancellationToken.None));
        var (path, body) = Assert.Single(
            from item in document!.Paths
            from operation in item.Value.Operations!.Values
            where operation.RequestBody is not null
            select (item.Key, operation.RequestBody!));
        Assert.Equal("/api/operations/deliveries/{delivery}/settle", path);
        Assert.True(body.Required);
        var schema = Assert.Single(body.Content!).Value.Schema!;
        Assert.Equal(["by", "why"], schema.Properties!.Keys.Order());
        Assert.Equal(["by", "why"], schema.Required!.Order());
        Assert.All(schema.Properties.Values, property => Assert.Equal(JsonSchemaType.String, property.Type));
    }

    [Fact]
    public async Task Page_SaysWhichKeyARouteTakes_AndWhatIsSent()
    {
        await using var services = new ServiceCollection().AddLogging().BuildServiceProvider();
        var page = await new Html(services, NullLoggerFactory.Instance).ApiAsync(OpenApi.Document);
        Assert.Contains("Calculates a month again. The master key is needed.", page, StringComparison.Ordinal);
        Assert.Contains("The uploads and their outcomes, newest first. A function key is needed.", page, StringComparison.Ordinal);
        Assert.Contains("<p>The page of the uploads. </p>", page, StringComparison.Ordinal);
        Assert.Contains("<p>Send <code>application/json</code>: <a href=\"#Settlement\">Settlement</a></p>", page, StringComparison.Ordinal);
        Assert.Contains("How that is known: one line of at most 500 characters.", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("header", null, 10)]
    [InlineData(null, "header", 10)]
    [InlineData("known", null, 0)]
    [InlineData(null, "known", 0)]
    [InlineData("header", "known", 10)]
    [InlineData("known", "header", 10)]
    [InlineData(null, null, 5)]
    [InlineData("other", "known", 5)]
    public void ProfileOf_IsTheKeys_AndOfTwoTheStricter(string? header, string? code, int threshold)
    {
        var settings = new SuppressionSettings { Threshold = 5, Keys = { [HashOf("header")] = 10, [HashOf("known")] = 0 } };
        var request = new DefaultHttpContext().Request;
        request.Headers["x-functions-key"] = header;
        request.QueryString = code is null ? default : QueryString.Create("code", code);
        Assert.Equal(
            threshold,
            new SuppressedResults(
                null!, null!, Microsoft.Extensions.Options.Options.Create(settings)).FindProfile(request.ReadFunctionKeys())?.Threshold
                ?? 0);
    }

    [Fact]
    public void ProfileOf_IsAsTheSettingsSay()
    {
        var settings = new SuppressionSettings { Threshold = 5, IsInclusive = false, RoundTo = 10 };
        Assert.Equal(
            new Domain.SuppressionProfile(5, IsInclusive: false, RoundTo: 10),
            new SuppressedResults(null!, null!, Microsoft.Extensions.Options.Options.Create(settings)).FindProfile([]));
    }

    [Theory]
    [InlineData(0, "", 0, true)]
    [InlineData(5, "", 0, true)]
    [InlineData(10, "", 0, true)]
    [InlineData(7, "", 0, false)]
    [InlineData(0, "key", 10, true)]
    [InlineData(0, "key", 6, false)]
    [InlineData(0, "not a hash", 5, false)]
    public void Settings_AreCheckedAtStart(int threshold, string key, int ofKey, bool isValid)
    {
        var settings = new SuppressionSettings { Threshold = threshold };
        if (key != "")
        {
            settings.Keys.Add(key == "key" ? HashOf(key) : key, ofKey);
        }

        Assert.Equal(isValid, !new SettingsValidator().Validate(null, settings).Failed);
    }

    static string HashOf(string key) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(key)));
}
