using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ScorecardFunctions.Options;
using Scorecards.Application;
using Scorecards.Application.MonthEnd;
using Scorecards.Application.Records;
using Scorecards.Extracts;
using Scorecards.Storage;
using static ScorecardFunctions.Tests.Deployment.Bicep;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>The app settings of the Bicep files against what the app reads, whichever options classes it has.</summary>
public sealed partial class SettingsTests
{
    /// <summary>What the Functions host, the worker's packages and the local host read; the app's own code does not.</summary>
    static readonly string[] OfThePlatform =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING", "APPLICATIONINSIGHTS_CONNECTION_STRING", "AzureWebJobsDisableHomepage",
        "AzureWebJobsStorage:credential",
        "Clock", "FUNCTIONS_WORKER_RUNTIME", "Logging:Console:FormatterOptions:IncludeScopes", "OTEL_TRACES_SAMPLER", "OTEL_TRACES_SAMPLER_ARG",
    ];

    static readonly (Type Type, string Section)[] Options =
    [
        (typeof(ScheduleSettings), ""), (typeof(MonthEndSettings), "MonthEnd:"), (typeof(MailSettings), "Mail:"),
        (typeof(NotifySettings), "Mail:Notify:"),
        (typeof(SuppressionSettings), "Suppression:"), (typeof(Retention), "Retention:"), (typeof(PageSettings), "Pages:"),
        (typeof(FileLimits), "Limits:"), (typeof(RecordSettings), "Records:"),
    ];

    public static TheoryData<string> Installations => [Test, Production, Everything, TestOfNobody, ProductionOfNobody];

    [Theory]
    [MemberData(nameof(Installations))]
    public async Task Settings_AreAllThatIsRequired_AndAllRead(string installation)
    {
        var set = await SettingsAsync(installation);
        var reads = Reads(set);
        Assert.DoesNotContain(set.Keys, key => !reads.Contains(key) && !OfThePlatform.Contains(key));
    }

    [Fact]
    public async Task Settings_ThatFunctionsName_AreSet()
    {
        var set = await SettingsAsync(Test);
        var named = Triggers<TimerTriggerAttribute>().Select(t => t.Trigger.Schedule.Trim('%')).ToList();
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, name => !set.ContainsKey(name));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/azure.md")]
    [InlineData("docs/extracts.md")]
    [InlineData("docs/month-end.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/power-bi.md")]
    [InlineData("infra/settings.bicep")]
    [InlineData("src/ScorecardFunctions/local.settings.json")]
    public async Task Settings_ThatAreWrittenDown_AreRead(string file)
    {
        var reads = Reads(await SettingsAsync(Everything));
        var written = Setting()
            .Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, file)))
            .Select(m => m.Value.Replace("__", ":", StringComparison.Ordinal).TrimEnd(':'))
            .ToList();
        Assert.NotEmpty(written);
        Assert.DoesNotContain(written.Distinct(), key => !reads.Contains(key) && !OfThePlatform.Contains(key));
    }

    /// <summary>Every deployment writes all settings anew: one that is no parameter is undone by the next.</summary>
    [Fact]
    public async Task Settings_OfTheOptionsClasses_AreParameters_AndWrittenDown()
    {
        var set = await SettingsAsync(Everything);
        var read = File.ReadAllText(Path.Combine(Repository.Root, "README.md"))
            + File.ReadAllText(Path.Combine(Repository.Root, "docs", "extracts.md"));
        var options = Options.SelectMany(o => Keys(o.Type, o.Section)).ToList();
        Assert.True(options.Count > 30);

        // The one that only tests need.
        Assert.Equal(["Mail:Notify:Address"], options.Where(key => !set.Keys.Any(k => k.StartsWith(key, StringComparison.Ordinal))));
        Assert.All(options, key => Assert.Contains(key.Replace(":", "__", StringComparison.Ordinal), read, StringComparison.Ordinal));
        var classes = Options.Where(o => o.Type != typeof(NotifySettings))
            .Select(o => o.Type == typeof(FileLimits) ? nameof(LimitSettings) : o.Type.Name);
        var bound = Regex.Matches(
            File.ReadAllText(Path.Combine(Repository.Root, "src", "ScorecardFunctions", "Registration", "SettingsRegistration.cs")),
            @"AddOptions<(\w+)>").Select(m => m.Groups[1].Value);
        Assert.Equal(classes, bound);
    }

    [Fact]
    public async Task Settings_ThatAreGiven_AreSet()
    {
        var set = await SettingsAsync(Everything);
        var given = Given().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, Everything)))
            .ToDictionary(m => m.Groups[1].Value, m => m.Groups[2].Value.Trim('\''));
        var known = Known().Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "infra", "settings.bicep")))
            .Select(m => m.Groups[1].Value);
        Assert.Equal(known.Order(), given.Keys.Order());
        Assert.All(given, s => Assert.Equal(s.Value, set[s.Key.Replace("__", ":", StringComparison.Ordinal)], ignoreCase: true));
        Assert.Equal("10", set[$"Suppression:Keys:{new string('0', 64)}"]);
        Assert.Equal("R. Jones", set[$"Records:ListKeys:{new string('0', 64)}"]);
        Assert.DoesNotContain(
            Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Append(Path.Combine(Repository.Root, "README.md")),
            file => File.ReadAllText(file).Contains("appsettings set", StringComparison.Ordinal));
    }

    [Fact]
    public void Triggers_NameWhatIsThere()
    {
        Assert.Empty(Triggers<QueueTriggerAttribute>().Select(t => t.Trigger.QueueName).Except(StorageNames.Queues));
        Assert.Empty(
            Triggers<QueueTriggerAttribute>()
                .Select(t => $"{t.Trigger.QueueName}-poison")
                .Append("webjobs-blobtrigger-poison")
                .Except(StorageNames.PoisonQueues));

        // The only blob trigger is the one that the subscription's address and filter name.
        var (function, trigger) = Assert.Single(Triggers<BlobTriggerAttribute>());
        var subscription = File.ReadAllText(Path.Combine(Repository.Root, "infra", "subscription.bicep"));
        Assert.Equal(BlobTriggerSource.EventGrid, trigger.Source);
        Assert.Contains($"/runtime/webhooks/blobs?functionName=Host.Functions.{function}&code=", subscription, StringComparison.Ordinal);
        Assert.Contains(
            $"subjectBeginsWith: '/blobServices/default/containers/{trigger.BlobPath.Split('/')[0]}/blobs/'", subscription, StringComparison.Ordinal);
    }

    static IEnumerable<string> Keys(Type options, string section) =>
        from property in options.GetProperties()
        where property.CanWrite || property.PropertyType == typeof(Dictionary<string, int>)
            || property.PropertyType == typeof(Dictionary<string, string>)
        select $"{section}{property.Name}";

    static IEnumerable<(string Function, T Trigger)> Triggers<T>()
        where T : Attribute =>
        from type in typeof(Services).Assembly.GetTypes()
        from method in type.GetMethods()
        let function = method.GetCustomAttribute<FunctionAttribute>()
        where function is not null
        let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<T>()).SingleOrDefault(a => a is not null)
        where trigger is not null
        select (function!.Name, trigger!);

    /// <summary>By the names of the configuration: with a colon where app settings have two underscores.</summary>
    static async Task<Dictionary<string, string?>> SettingsAsync(string installation) =>
        Assert.Single(await ResourcesAsync(installation), r => Id(r).EndsWith("/config/appsettings", StringComparison.Ordinal))
            .GetProperty("properties").EnumerateObject()
            .ToDictionary(p => p.Name.Replace("__", ":", StringComparison.Ordinal), p => p.Value.GetString());

    /// <summary>Has the app read its options as at its start, and answers which keys it asked for.</summary>
    /// <exception cref="OptionsValidationException">A setting is missing or wrong.</exception>
    static HashSet<string> Reads(Dictionary<string, string?> settings)
    {
        // What only Azure knows is an expression here.
        var data = settings.ToDictionary(s => s.Key, s => s.Value is ['[', ..] ? OnlyInAzure(s.Key) : s.Value);
        var app = Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "ScorecardFunctions"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
        var sections = app.SelectMany(path => Section().Matches(File.ReadAllText(path))).Select(m => m.Groups[1].Value).Distinct();
        var recorder = new Recorder(data, sections);
        var configuration = new ConfigurationRoot([recorder]);
        using var services = new ServiceCollection().AddLogging().AddScorecards(configuration).BuildServiceProvider();
        services.GetRequiredService<IStartupValidator>().Validate();
        _ = services.GetRequiredService<FileLimits>();
        _ = services.GetRequiredService<ScorecardStorage>();
        return recorder.Asked;
    }

    static string OnlyInAzure(string key) => key switch
    {
        "Mail:From" => "scorecards@example.org",
        "Mail:Smtp" => "smtp://example.org",
        _ => "https://example.org",
    };

    [GeneratedRegex(@"\b(?:[A-Z]\w+__\w+|APPLICATIONINSIGHTS_\w+|OTEL_\w+|AzureWebJobs\w+(?!__)\b)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^  (\w+): (.+)$", RegexOptions.Multiline)]
    private static partial Regex Given();

    [GeneratedRegex(@"^  (\w+): .+\?$", RegexOptions.Multiline)]
    private static partial Regex Known();

    [GeneratedRegex("""GetSection\("(\w+)"\)""")]
    private static partial Regex Section();

    sealed class Recorder : ConfigurationProvider
    {
        /// <param name="data">The settings.</param>
        /// <param name="sections">Sections that have something set, so that every property of theirs is asked for.</param>
        public Recorder(Dictionary<string, string?> data, IEnumerable<string> sections)
        {
            Data = data;
            foreach (var section in sections)
            {
                // A name that is none of the limits' is refused.
                Data.TryAdd(section == "Limits" ? "Limits:MostRows" : $"{section}:_", section == "Limits" ? "1000" : "");
            }
        }

        public HashSet<string> Asked { get; } = new(StringComparer.OrdinalIgnoreCase);

        public override bool TryGet(string key, out string? value)
        {
            Asked.Add(key);
            return base.TryGet(key, out value);
        }
    }
}
