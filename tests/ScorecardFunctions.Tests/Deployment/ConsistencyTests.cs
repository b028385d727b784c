using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Azure.Functions.Worker;
using Scorecards.Application.Feed;
using Scorecards.Storage;
using static ScorecardFunctions.Tests.Deployment.Bicep;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>That host.json, azure.yaml, the workflows, the scripts, the alerts and the documents speak of what is there.</summary>
public sealed partial class ConsistencyTests
{
    static readonly string[] Documents =
    [
        "README.md",
        "SECURITY.md",
        "docs/azure.md",
        "docs/operations.md",
        "docs/costs.md",
        "docs/extracts.md",
        "docs/month-end.md",
        "docs/power-bi.md",
        "infra/smoke.sh", "infra/postdeploy.sh", ".github/workflows/deploy.yml",
    ];

    [Fact]
    public void HostJson_SaysWhatTheCodeReliesOn()
    {
        var host = JsonDocument.Parse(Read("host.json")).RootElement;
        Assert.Equal(
            ("", "5", "5"),
            (
                Value(host, "extensions.http.routePrefix"),
                Value(host, "extensions.queues.maxDequeueCount"),
                Value(host, "extensions.blobs.poisonBlobThreshold")));
        Assert.Equal("OpenTelemetry", Value(host, "telemetryMode"));
        Assert.Contains(
            "Microsoft.Azure.Functions.Worker.OpenTelemetry", Read("src/ScorecardFunctions/ScorecardFunctions.csproj"), StringComparison.Ordinal);

        // The pause before a failed calculation is tried again.
        Assert.Equal("00:00:30", Value(host, "extensions.queues.visibilityTimeout"));
    }

    [Fact]
    public void Routes_ThatAreWrittenDown_AreThere()
    {
        var routes = typeof(Services).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters())
            .Select(parameter => parameter.GetCustomAttribute<HttpTriggerAttribute>()?.Route).OfType<string>()
            .Where(route => !route.StartsWith("{root", StringComparison.Ordinal))
            .Select(route => Part().Replace(route, part => part.Value.StartsWith("{*", StringComparison.Ordinal) ? ".*" : "[^/]+"))
            .Select(pattern => new Regex($"^/{pattern.Replace("/.*", "(/.*)?", StringComparison.Ordinal)}$"))
            .ToList();
        var written = Documents.SelectMany(file => Route().Matches(Read(file)).Select(m => (file, Route: m.Value))).ToList();
        Assert.True(written.Count > 10);
        Assert.DoesNotContain(written, w => !routes.Any(route => route.IsMatch(w.Route)));
    }

    [Fact]
    public void Containers_ThatScriptsName_AreThere()
    {
        var named = Documents.SelectMany(file => Container().Matches(Read(file)).Select(m => m.Groups[1].Value)).Distinct().ToList();
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(StorageNames.Containers));
    }

    /// <summary>An owner of the account may not touch its data for that: who follows a line is told which role it needs.</summary>
    [Fact]
    public void Roles_OfLinesThatGoToTheStorage_AreWrittenDown()
    {
        var document = Read("docs/operations.md");
        Assert.Equal(
            ["blob", "container", "message", "table"],
            StorageLine().Matches(document).Select(m => m.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            new[] { "Blob", "Queue", "Table" },
            service => Assert.Contains($"*Storage {service} Data Contributor*", document, StringComparison.Ordinal));
    }

    [Fact]
    public void Alerts_WaitForMessagesThatTheAppWrites()
    {
        var written = Messages();
        var awaited = Awaited().Matches(Read("infra/alerts.bicep")).Select(m => m.Groups[1].Value).ToList();

        // What the alert on errors leaves out has an alert of its own.
        var leftOut = awaited.CountBy(text => text).Where(same => same.Value == 2).Select(same => same.Key);
        Assert.Equal(["Poison queue is not empty.", "Month-end mail stopped:"], leftOut);
        Assert.Equal(8, awaited.Distinct().Count());
        Assert.DoesNotContain(awaited, text => !written.Any(message => message.StartsWith(text, StringComparison.Ordinal)));
    }

    /// <summary>An alert that has fired mails nobody again until it has healed: what goes on for days must not hide another of its kind.</summary>
    [Fact]
    public async Task Alerts_OfWhatMayGoOn_FireForEachThatTheLineNames()
    {
        var rules = (await ResourcesAsync(Production)).Where(r => Type(r) == "Microsoft.Insights/scheduledQueryRules")
            .Select(r => (
                Name: AlertName().Match(Value(r, "properties.description")).Groups[1].Value,
                Looks: r.GetProperty("properties").GetProperty("criteria").GetProperty("allOf")[0]))
            .Select(r => (
                r.Name,
                Query: Value(r.Looks, "query"),
                Each: r.Looks.GetProperty("dimensions").EnumerateArray().Select(d => Value(d, "name")).ToList()))
            .Where(r => r.Each.Count > 0).ToList();
        Assert.Equal(
            ["delivery-unknown: Delivery", "error-logged: EventName", "month-not-complete: Scorecard, Month", "poison-queue: Queue"],
            rules.Select(r => $"{r.Name}: {string.Join(", ", r.Each)}").Order(StringComparer.Ordinal));
        Assert.All(rules, r => Assert.All(r.Each, each => Assert.Contains($"tostring(Properties.{each})", r.Query, StringComparison.Ordinal)));

        // The event's name is that of every line; the others are fields of the lines that are waited for.
        var written = Messages();
        Assert.All(rules.Where(r => r.Name != "error-logged"), r => Assert.All(Awaited().Matches(r.Query), awaited =>
        {
            var message = Assert.Single(written, text => text.StartsWith(awaited.Groups[1].Value, StringComparison.Ordinal));
            Assert.All(r.Each, each => Assert.Contains($"{{{each}}}", message, StringComparison.Ordinal));
        }));
    }

    /// <summary>What a reader asks wrongly is no fault of a function, and must not hide one that follows.</summary>
    [Fact]
    public void AlertOnFunctions_LeavesOut_WhatTheFeedDoesNotOffer() => Assert.Contains(
        $"ResultCode != \"{FeedProblem.NotOffered("", null, "").Status}\"", Read("infra/alerts.bicep"), StringComparison.Ordinal);

    [Fact]
    public void Events_ThatAreWrittenDown_AreLogged_WithTheirMessages()
    {
        string[] rooms = ["ScorecardFunctions", "Scorecards.Application"];
        var app = string.Concat(
            rooms.SelectMany(room => Directory.GetFiles(Path.Combine(Repository.Root, "src", room), "*.cs", SearchOption.AllDirectories))
                .Where(f => !f.Contains("/obj/", StringComparison.Ordinal))
                .Select(File.ReadAllText));
        var logged = Event().Matches(app).ToDictionary(m => m.Groups[2].Value, m => m.Groups[1].Value + m.Groups["rest"].Value);
        var document = Read("docs/operations.md");
        var explained = EventRow().Matches(document).ToList();
        Assert.True(explained.Count >= 7);
        Assert.All(explained, row => Assert.StartsWith(row.Groups[2].Value, logged[row.Groups[1].Value], StringComparison.Ordinal));
        Assert.All(explained, row => Assert.All(
            Field().Matches(row.Groups[3].Value),
            field => Assert.Contains($"{{{field.Value}}}", logged[row.Groups[1].Value], StringComparison.Ordinal)));
        Assert.All(logged.Keys, name => Assert.Contains(name, document, StringComparison.Ordinal));

        // What the alert on errors leaves out of the exceptions.
        Assert.Contains(LeftOutEvent().Match(Read("infra/alerts.bicep")).Groups[1].Value, logged.Keys);
    }

    [Fact]
    public async Task Alerts_AreExplained()
    {
        var names = (await ResourcesAsync(Production)).SelectMany(r => AlertName().Matches(r.ToString())).Select(m => m.Groups[1].Value).ToList();
        Assert.Equal(14, names.Count);
        var explained = Read("docs/azure.md");
        Assert.All(names, name => Assert.Contains($"| `{name}` |", explained, StringComparison.Ordinal));
    }

    /// <summary>The blob trigger's own queue is asked every minute, whatever host.json says of queues.</summary>
    [Fact]
    public void Operations_OfAMonth_AddUp()
    {
        var table = Read("docs/costs.md").Split("| operations a month |")[1].Split("\n\n")[0].Split('\n').Skip(2)
            .Select(row => row.Trim('|').Split('|').Select(cell => cell.Trim(' ', '*')).ToList())
            .ToDictionary(
                cells => cells[0],
                cells => cells.Skip(1).Select(c => int.Parse(c, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)).ToList());
        Assert.True(table.Remove("storage operations", out var sums));
        Assert.Equal(sums!, Enumerable.Range(0, 3).Select(i => table.Values.Sum(row => row[i])));

        // Of 1, 14 and 153 councils: a fixed part, and the same for each.
        Assert.All(table, row => Assert.True((row.Value[1] - row.Value[0]) * 152 == (row.Value[2] - row.Value[0]) * 13, row.Key));
        Assert.All(table["host: asking the queue"], times => Assert.Equal(730 * 60, times));
    }

    [Fact]
    public async Task AzureYaml_NamesWhatIsThere()
    {
        var azd = Read("azure.yaml");
        Assert.True(File.Exists(Path.Combine(Repository.Root, Of("path"), $"{Of("module")}.bicepparam")));
        Assert.Equal(
            ["bash infra/postdeploy.sh", "infra/postdeploy.ps1"], Regex.Matches(azd, @"\brun: (.+)").Select(m => m.Groups[1].Value));
        Assert.Contains("<UserSecretsId>", Read("src/ScorecardFunctions/ScorecardFunctions.csproj"), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(Repository.Root, Of("project")), "*.csproj"));
        var app = Assert.Single(await ResourcesAsync(Test), r => Type(r) == "Microsoft.Web/sites");
        Assert.Contains($"\n  {Value(app, "tags.azd-service-name")}:\n", azd, StringComparison.Ordinal);
        Assert.Equal("test", Value(app, "tags.azd-env-name"));

        string Of(string key) => Regex.Match(azd, $@"\b{key}: (\S+)").Groups[1].Value;
    }

    [Fact]
    public async Task Scripts_AskForWhatTheBicepFilesSay_AndAreThere()
    {
        var outputs = await OutputsAsync();
        string[] scripts = ["infra/deploy.sh", "infra/postdeploy.sh", "infra/smoke.sh"];
        Assert.All(scripts, script =>
        {
            Assert.True(
                OperatingSystem.IsWindows() || File.GetUnixFileMode(Path.Combine(Repository.Root, script)).HasFlag(UnixFileMode.UserExecute), script);
            var asked = Variable().Matches(Read(script)).Select(m => m.Groups[1].Value).ToList();
            Assert.NotEmpty(asked);
            Assert.Empty(asked.Except(outputs).Except(["AZURE_RESOURCE_GROUP", "ALERT_ADDRESS", "1", "GITHUB_OUTPUT"]));
        });
        Assert.Empty(Output().Matches(Read("infra/deploy.sh")).Select(m => m.Groups[1].Value).Except(outputs));
        Assert.All(
            new[] {
                "azure.yaml", ".github/workflows/deploy.yml", "docs/azure.md" }.SelectMany(file => Script().Matches(Read(file)).Select(m => m.Value)),
            script => Assert.Contains(script, scripts));
    }

    /// <summary>Who subscribes again does so while events are dropped: the lines are to be run as they are written.</summary>
    [Fact]
    public void Names_ThatTheLastStepAsksFor_AreFetchedAsWrittenDown()
    {
        var fetched = Fetched().Match(Read("docs/azure.md")).Groups[1].Value.Split(' ');
        var asked = Variable().Matches(Read("infra/postdeploy.sh")).Select(m => m.Groups[1].Value);
        Assert.Equal(asked.Order(StringComparer.Ordinal), fetched.Append("AZURE_RESOURCE_GROUP").Order(StringComparer.Ordinal));
        Assert.Contains("export AZURE_RESOURCE_GROUP=<group>\nfor name in", Read("docs/azure.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Workflows_PinTheirActions_AndSetWhatTheParametersRead()
    {
        Assert.All(Directory.GetFiles(Path.Combine(Repository.Root, ".github", "workflows")), file =>
            Assert.All(
                Action().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value), action => Assert.Matches("@[0-9a-f]{40} # v", action)));
        var workflow = Read(".github/workflows/deploy.yml");
        Assert.DoesNotContain("secrets.", workflow, StringComparison.Ordinal);
        Assert.Contains("id-token: write", workflow, StringComparison.Ordinal);
        var read = EnvironmentOf(Test).Union(EnvironmentOf(Production)).ToList();
        Assert.NotEmpty(read);
        Assert.DoesNotContain(read, name => !workflow.Contains($"  {name}: ", StringComparison.Ordinal));
        Assert.DoesNotContain(read, name => !Read("docs/azure.md").Contains($"`{name}`", StringComparison.Ordinal));
    }

    /// <summary>The plan first, in an environment that changes nothing; then reviewers, a green commit of a protected branch, and a sign-in of the
    /// smoke test's own, since the first one has ended by then.</summary>
    [Fact]
    public void Workflow_PlansOnce_AsksWhoMay_AndSignsInAgainBeforeItTries()
    {
        var (plan, deploy) = Read(".github/workflows/deploy.yml").Split("\n  deploy:\n") is [var first, var second] ? (first, second) : ("", "");
        Assert.Contains("pull_request:", plan, StringComparison.Ordinal);
        Assert.Contains("}}-plan\n", plan, StringComparison.Ordinal);
        Assert.Contains("github.event.pull_request.head.repo.full_name == github.repository", plan, StringComparison.Ordinal);
        string[] order =
        [
            "needs: plan", "environment: ${{ inputs.installation }}\n", "github.ref_protected", "for job in test functions; do",
            "uses: azure/login", "infra/deploy.sh \"$INSTALLATION\"\n", "uses: azure/login", "infra/smoke.sh",
        ];
        var at = 0;
        Assert.All(order, step => Assert.True((at = deploy.IndexOf(step, at, StringComparison.Ordinal) + 1) > 0, step));
        Assert.Single(Regex.Matches(plan + deploy, "--what-if"));
        Assert.DoesNotMatch(@"(?m)^\s*infra/smoke\.sh", Read("infra/deploy.sh"));
        var ci = Read(".github/workflows/ci.yml");
        Assert.All(new[] { "test", "functions" }, job => Assert.Contains($"\n  {job}:\n", ci, StringComparison.Ordinal));
        Assert.Contains("package-ecosystem: github-actions", Read(".github/dependabot.yml"), StringComparison.Ordinal);
    }

    /// <summary>Git for Windows would else check scripts out with CR LF, which bash does not take.</summary>
    [Fact]
    public void Scripts_AreCheckedOutWithLf() => Assert.Contains("* text=auto eol=lf\n", Read(".gitattributes"), StringComparison.Ordinal);

    /// <summary>The variables that a parameters file reads.</summary>
    internal static IEnumerable<string> EnvironmentOf(string parameters) =>
        Environment().Matches(Read(parameters)).Select(m => m.Groups[1].Value).Distinct();

    /// <summary>Of every line that the app logs, as it begins.</summary>
    static List<string> Messages() =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Message().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value)),
    ];

    static string Read(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    [GeneratedRegex(@"\{[^{}]*\}\??")]
    private static partial Regex Part();

    [GeneratedRegex(@"(?:(?<![\w./])|(?<=Url))/(?:api/\w|scorecards/[\w{]|uploads\b)(?:[/\w{}$-]*[\w}](?:\.json)?)?")]
    private static partial Regex Route();

    [GeneratedRegex(@"--container-name (\w+)")]
    private static partial Regex Container();

    [GeneratedRegex(@"az storage (\w+) \w")]
    private static partial Regex StorageLine();

    [GeneratedRegex("""LoggerMessage\(\s*LogLevel\.\w+,\s*"([^"]+)"[\s,)]""")]
    private static partial Regex Message();

    [GeneratedRegex("""LoggerMessage\(\s*LogLevel\.\w+,\s*"([^"]+)"(?<rest>(?:\s*\+\s*"[^"]*")*),\s*EventName = "(\w+)"\)""")]
    private static partial Regex Event();

    [GeneratedRegex(@"^\| (\w+) \| (?:Information|Warning|Error) \| `([^`]+)` \| ([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex EventRow();

    /// <summary>A field's name, and not what is said of it in brackets.</summary>
    [GeneratedRegex(@"\b[A-Z]\w*\b(?![^(]*\))")]
    private static partial Regex Field();

    [GeneratedRegex("""Message startswith "([^"]+)""")]
    private static partial Regex Awaited();

    [GeneratedRegex("""EventName\) != "(\w+)""")]
    private static partial Regex LeftOutEvent();

    [GeneratedRegex(@"docs/azure\.md: ([a-z-]+)")]
    private static partial Regex AlertName();

    [GeneratedRegex(@"\$\{(\w+):\?")]
    private static partial Regex Variable();

    [GeneratedRegex(@"for name in ([\w ]+); do\n(?:.*\n)+?infra/postdeploy\.sh\n")]
    private static partial Regex Fetched();

    [GeneratedRegex(@"\$\(output (\w+)\)")]
    private static partial Regex Output();

    [GeneratedRegex(@"infra/\w+\.sh")]
    private static partial Regex Script();

    [GeneratedRegex(@"uses: (.+)")]
    private static partial Regex Action();

    [GeneratedRegex(@"readEnvironmentVariable\('(\w+)'")]
    private static partial Regex Environment();
}
