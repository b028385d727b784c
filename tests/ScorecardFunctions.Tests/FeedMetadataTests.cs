using System.Net.Http.Json;
using System.Text.Json;
using System.Xml.Linq;

namespace ScorecardFunctions.Tests;

/// <summary>What <c>$metadata</c> says may be asked of the feed, asked.</summary>
[Collection(nameof(FeedReaders))]
public sealed class FeedMetadataTests(FeedApp feed)
{
    const string Capabilities = "Capabilities.";

    static readonly XNamespace Edm = "http://docs.oasis-open.org/odata/ns/edm";

    /// <summary>A condition with each function of OData 4.01 that is of our types (part 2, 5.1.1).</summary>
    static readonly Dictionary<string, string> Conditions = new()
    {
        ["concat"] = "concat(Month,'x') ne 'y'",
        ["contains"] = "contains(Month,'1')",
        ["endswith"] = "endswith(Month,'4')",
        ["indexof"] = "indexof(Month,'-') eq 4",
        ["length"] = "length(Month) eq 7",
        ["startswith"] = "startswith(Month,'2')",
        ["substring"] = "substring(Month,5) eq '04'",
        ["matchesPattern"] = "matchesPattern(Month,'^2')",
        ["tolower"] = "tolower(Name) eq 'april 2012'",
        ["toupper"] = "toupper(Name) eq 'APRIL 2012'",
        ["trim"] = "trim(Name) eq Name",
        ["date"] = "date(PeriodStart) eq 2012-04-01",
        ["day"] = "day(AsAt) eq 30",
        ["month"] = "month(AsAt) eq 4",
        ["year"] = "year(AsAt) eq 2012",
        ["hour"] = "hour(PeriodStart) eq 0",
        ["minute"] = "minute(PeriodStart) eq 0",
        ["second"] = "second(PeriodStart) eq 0",
        ["fractionalseconds"] = "fractionalseconds(PeriodStart) eq 0",
        ["time"] = "time(PeriodStart) eq 00:00:00",
        ["totaloffsetminutes"] = "totaloffsetminutes(PeriodStart) eq 0",
        ["now"] = "PeriodStart lt now()",
        ["maxdatetime"] = "PeriodStart lt maxdatetime()",
        ["mindatetime"] = "PeriodStart gt mindatetime()",
        ["round"] = "round(Quarter) eq 1",
        ["floor"] = "floor(Quarter) eq 1",
        ["ceiling"] = "ceiling(Quarter) eq 1",
        ["cast"] = "cast(Quarter,Edm.String) eq '1'",
        ["isof"] = "isof(Quarter,Edm.Int32)",
    };

    [Fact]
    public async Task Metadata_SaysOfEachSetAndColumn_WhatItIs()
    {
        var schema = await ReadAsync();
        var described = schema.Descendants(Edm + "Property").Concat(schema.Descendants(Edm + "EntitySet")).ToList();
        Assert.True(described.Count > 80);
        Assert.All(described, element =>
        {
            var words = Annotations(element).Single(a => a.Term == "Core.Description").Value.Attribute("String")!.Value;
            Assert.Matches("^(?:[A-Z0-9]|inc or exc).{5,}\\.$", words);
        });

        // Generators of code make a class of a type, which cannot have a member of its own name.
        Assert.All(
            schema.Descendants(Edm + "EntityType"),
            type => Assert.DoesNotContain(
                type.Elements(Edm + "Property"), p => p.Attribute("Name")!.Value == type.Attribute("Name")!.Value));
    }

    [Fact]
    public async Task Metadata_SaysWhatTheServiceDoes()
    {
        var container = (await ReadAsync()).Descendants(Edm + "EntityContainer").Single();
        var said = Annotations(container).ToDictionary(a => a.Term.Replace(Capabilities, "", StringComparison.Ordinal), a => a.Value);
        var functions = said["FilterFunctions"].Descendants(Edm + "String").Select(s => s.Value).ToList();
        Assert.Empty(functions.Except(Conditions.Keys));
        foreach (var (function, condition) in Conditions)
        {
            Assert.Equal((function, functions.Contains(function)), (function, await IsAnsweredAsync($"Months?$filter={condition}")));
        }

        var summary = (await RowsAsync("Summaries?$top=1"))[0];
        var asked = new Dictionary<string, Func<Task<bool>>>
        {
            ["KeyAsSegmentSupported"] = async () => await IsAnsweredAsync("Months/2012-04")
                && await IsAnsweredAsync($"Summaries/{summary.GetProperty("Scorecard")}/{summary.GetProperty("Month")}"),
            ["BatchSupported"] = () => IsAnsweredAsync("$batch", HttpMethod.Post),
            ["CrossJoinSupported"] = () => IsAnsweredAsync("$crossjoin(Months,Indicators)"),
            ["QuerySegmentSupported"] = () => IsAnsweredAsync("Months/$query", HttpMethod.Post),
            ["AsynchronousRequestsSupported"] = async () =>
            {
                using var response = await feed.SendAsync("/api/odata/Months", ("Prefer", "respond-async"));
                return (int)response.StatusCode == 202;
            },
        };
        Assert.Equal(asked.Keys.Append("FilterFunctions").Order(), said.Keys.Order());
        foreach (var (term, ask) in asked)
        {
            Assert.Equal((term, IsTrue(said[term])), (term, await ask()));
        }
    }

    [Theory]
    [InlineData("Results")]
    [InlineData("Indicators")]
    [InlineData("Scorecards")]
    [InlineData("Months")]
    [InlineData("Summaries")]
    [InlineData("Extracts")]
    public async Task Metadata_SaysWhatASetDoes(string set)
    {
        var schema = await ReadAsync();
        var element = schema.Descendants(Edm + "EntitySet").Single(s => s.Attribute("Name")!.Value == set);
        var type = schema.Descendants(Edm + "EntityType")
            .Single(t => element.Attribute("EntityType")!.Value.EndsWith($".{t.Attribute("Name")!.Value}", StringComparison.Ordinal));
        var columns = type.Elements(Edm + "Property").Select(p => p.Attribute("Name")!.Value).ToList();
        var keys = type.Descendants(Edm + "PropertyRef").Select(p => p.Attribute("Name")!.Value).ToList();
        var said = Annotations(element).Where(a => a.Term.StartsWith(Capabilities, StringComparison.Ordinal))
            .ToDictionary(a => a.Term[Capabilities.Length..], a => a.Value);
        var rows = await RowsAsync($"{set}?$top=2");
        var key = string.Join(',', keys.Select(k => $"{k}='{Uri.EscapeDataString(rows[0].GetProperty(k).GetString()!)}'"));
        var asked = new Dictionary<string, Func<Task<bool>>>
        {
            ["IndexableByKey"] = async () => (await feed.ReadAsync($"/api/odata/{set}({key})")).GetProperty(keys[0]).GetString() != "",
            ["TopSupported"] = async () => (await RowsAsync($"{set}?$top=1")).Select(Text).SequenceEqual(rows.Take(1).Select(Text)),
            ["SkipSupported"] = async () => (await RowsAsync($"{set}?$skip=1&$top=1")).Select(Text).SequenceEqual(rows.Skip(1).Select(Text)),
            ["CountRestrictions"] = async () =>
                (await feed.ReadAsync($"/api/odata/{set}?$count=true&$top=1")).GetProperty("@odata.count").GetInt64() == await feed.CountAsync(set),
            ["SelectSupport"] = () => AllAsync(async c => Names((await RowsAsync($"{set}?$top=1&$select={c}"))[0]) == c),
            ["FilterRestrictions"] = () => AllAsync(async c =>
                (await RowsAsync($"{set}?$filter={c} eq null or {c} ne null&$top=2")).Select(Text).SequenceEqual(rows.Select(Text))),
            ["SortRestrictions"] = () => AllAsync(c => IsAnsweredAsync($"{set}?$orderby={c} desc,{keys[0]} asc&$top=1")),
            ["ComputeSupported"] = () => IsAnsweredAsync($"{set}?$compute=length({keys[0]}) as L&$select=L"),
            ["ExpandRestrictions"] = () => IsAnsweredAsync($"{set}?$expand=*"),
            ["SearchRestrictions"] = () => IsAnsweredAsync($"{set}?$search=kent"),
            ["ChangeTracking"] = () => IsAnsweredAsync($"{set}?$deltatoken=1"),
            ["InsertRestrictions"] = () => IsAnsweredAsync(set, HttpMethod.Post),
            ["UpdateRestrictions"] = () => IsAnsweredAsync($"{set}({key})", HttpMethod.Patch),
            ["DeleteRestrictions"] = () => IsAnsweredAsync($"{set}({key})", HttpMethod.Delete),
        };
        Assert.Equal(asked.Keys.Order(), said.Keys.Order());
        foreach (var (term, ask) in asked)
        {
            Assert.Equal((set, term, IsTrue(said[term])), (set, term, await ask()));
        }

        async Task<bool> AllAsync(Func<string, Task<bool>> ask)
        {
            var all = true;
            foreach (var column in columns)
            {
                all &= await ask(column);
            }

            return all;
        }
    }

    /// <summary>The transformations of the vocabulary, each alone or where it can be: those that are said, and no others, are answered.</summary>
    [Fact]
    public async Task Metadata_SaysWhatIsGrouped()
    {
        var schema = await ReadAsync();
        var (set, record) = Assert.Single(
            schema.Descendants(Edm + "EntitySet").SelectMany(s => Annotations(s).Select(a => (Set: s.Attribute("Name")!.Value, a.Term, a.Value)))
                .Where(a => a.Term == "Aggregation.ApplySupported").Select(a => (a.Set, a.Value)));
        Assert.Equal("Results", set);
        var said = record.Descendants(Edm + "String").Select(s => s.Value).ToList();
        var asked = new Dictionary<string, string>
        {
            ["aggregate"] = "aggregate($count as N)",
            ["groupby"] = "groupby((Rating))",
            ["filter"] = "filter(Value gt 1)/aggregate($count as N)",
            ["identity"] = "identity",
            ["concat"] = "concat(identity,aggregate($count as N))",
            ["compute"] = "compute(length(Month) as L)/groupby((L))",
            ["topcount"] = "topcount(1,Value)",
            ["bottomsum"] = "bottomsum(1,Value)",
            ["toppercent"] = "toppercent(1,Value)",
            ["orderby"] = "groupby((Rating))/orderby(Rating)",
            ["top"] = "groupby((Rating))/top(1)",
            ["skip"] = "groupby((Rating))/skip(1)",
            ["search"] = "search(kent)/groupby((Rating))",
        };
        Assert.Empty(said.Except(asked.Keys));
        foreach (var (name, apply) in asked)
        {
            Assert.Equal((name, said.Contains(name)), (name, await IsAnsweredAsync($"Results?$apply={apply}")));
        }

        // No property is aggregated, and nothing is rolled up.
        var aggregated = record.Descendants(Edm + "PropertyValue").Single(p => p.Attribute("Property")!.Value == "AggregatableProperties");
        Assert.Empty(aggregated.Element(Edm + "Collection")!.Elements());
        Assert.False(await IsAnsweredAsync("Results?$apply=aggregate(Value with max as Most)"));
        Assert.False(await IsAnsweredAsync("Results?$apply=groupby((rollup($all,Scorecard)))"));
    }

    static string Text(JsonElement row) => row.GetRawText();

    static string Names(JsonElement row) =>
        string.Join(',', row.EnumerateObject().Select(p => p.Name).Where(n => !n.Contains('@', StringComparison.Ordinal)));

    /// <summary>Of a tag, or of the only property of a record.</summary>
    static bool IsTrue(XElement annotation) =>
        bool.Parse(annotation.DescendantsAndSelf().Select(e => e.Attribute("Bool")).OfType<XAttribute>().Single().Value);

    static IEnumerable<(string Term, XElement Value)> Annotations(XElement element) =>
        element.Elements(Edm + "Annotation").Select(a => (a.Attribute("Term")!.Value, a));

    async Task<XElement> ReadAsync() =>
        XDocument.Parse(await feed.App.Http.GetStringAsync(new Uri("/api/odata/$metadata", UriKind.Relative))).Root!;

    async Task<List<JsonElement>> RowsAsync(string path) =>
        [.. (await feed.ReadAsync($"/api/odata/{path}")).GetProperty("value").EnumerateArray()];

    async Task<bool> IsAnsweredAsync(string path, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, new Uri(feed.App.Http.BaseAddress!, $"/api/odata/{path}"))
        {
            Content = method is null ? null : JsonContent.Create(new { Month = "2012-04" }),
        };
        using var response = await feed.App.Http.SendAsync(request);
        return response.IsSuccessStatusCode;
    }
}
