using System.Text.Json;
using System.Text.RegularExpressions;
using Scorecards.Storage;
using static ScorecardFunctions.Tests.Deployment.Bicep;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>What the Bicep files make, as the real compiler expands it. What only Azure can say stands in docs/azure.md as not tried.</summary>
public sealed partial class BicepTests
{
    const string Subscription = "infra/subscription.bicep";

    public static TheoryData<string> Installations => [Test, Production, Everything, TestOfNobody, ProductionOfNobody];

    [Theory]
    [InlineData("azure.bicep")]
    [InlineData(Subscription)]
    public async Task Compiler_SaysNothing(string file) => Assert.Equal("", await LintAsync(file));

    [Fact]
    public void Modules_AreAllUsed_SoThatTheCompilerSeesThem()
    {
        var main = File.ReadAllText(Path.Combine(Repository.Root, "azure.bicep"));
        Assert.All(
            Directory.GetFiles(Path.Combine(Repository.Root, "infra"), "*.bicep").Select(file => $"infra/{Path.GetFileName(file)}"),
            file => Assert.True(file == Subscription || main.Contains($"'{file}'", StringComparison.Ordinal), file));
    }

    [Theory]
    [MemberData(nameof(Installations))]
    public async Task Nothing_TakesAKey_OrAnOldTls_OrTheUnknown(string installation)
    {
        var resources = await ResourcesAsync(installation);

        AllHave(
            "Microsoft.Storage/storageAccounts",
            ("properties.allowSharedKeyAccess", "False"),
            ("properties.allowBlobPublicAccess", "False"),
            ("properties.minimumTlsVersion", "TLS1_2"),
            ("properties.supportsHttpsTrafficOnly", "True"));
        AllHave("Microsoft.Storage/storageAccounts/blobServices/containers", ("properties.publicAccess", "None"));
        AllHave("Microsoft.Insights/components", ("properties.DisableLocalAuth", "True"));
        AllHave("Microsoft.OperationalInsights/workspaces", ("properties.features.disableLocalAuth", "True"));
        AllHave(
            "Microsoft.Web/sites",
            ("properties.httpsOnly", "True"),
            ("properties.siteConfig.minTlsVersion", "1.2"),
            ("properties.siteConfig.scmMinTlsVersion", "1.2"),
            ("identity.type", "UserAssigned"));
        AllHave("Microsoft.Web/sites/basicPublishingCredentialsPolicies", ("properties.allow", "False"));
        AllHave("Microsoft.KeyVault/vaults", ("properties.enableRbacAuthorization", "True"), ("properties.enablePurgeProtection", "True"));
        if (installation is Test or Production or Everything)
        {
            AllHave("Microsoft.Communication/communicationServices", ("properties.disableLocalAuth", "True"));
        }

        var signIn = Assert.Single(resources, r => Id(r).EndsWith("/authsettingsV2", StringComparison.Ordinal))
            .GetProperty("properties")
            .GetProperty("globalValidation");
        Assert.Equal("True", Value(signIn, "requireAuthentication"));
        Assert.Equal(["/api/*", "/runtime/webhooks/*"], signIn.GetProperty("excludedPaths").EnumerateArray().Select(path => path.GetString()));

        void AllHave(string type, params (string Path, string Value)[] expected)
        {
            var found = resources.Where(r => Type(r) == type).ToList();
            Assert.NotEmpty(found);
            Assert.All(found, r => Assert.Equal(expected, expected.Select(e => (e.Path, Value(r, e.Path)))));
        }
    }

    [Theory]
    [MemberData(nameof(Installations))]
    public async Task Storage_HasTheNamesThatTheCodeUses(string installation)
    {
        var resources = await ResourcesAsync(installation);
        Assert.Equal([.. StorageNames.Containers, "dead-letters", "deployments"], Names("blobServices/containers"));
        Assert.Equal([.. StorageNames.Queues, .. StorageNames.PoisonQueues], Names("queueServices/queues"));
        Assert.Equal(StorageNames.Tables, Names("tableServices/tables"));

        IEnumerable<string> Names(string type) =>
            resources.Where(r => Type(r) == $"Microsoft.Storage/storageAccounts/{type}").Select(r => Id(r).Split('/')[^1]);
    }

    /// <summary>Whoever gets a right more or less changes this list with it.</summary>
    [Fact]
    public async Task RoleAssignments_EqualTheGoldenList()
    {
        var roles = Role()
            .Matches(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "infra", "rbac.bicep")))
            .ToDictionary(m => m.Groups["guid"].Value, m => m.Groups["name"].Value);
        var resources = await ResourcesAsync(Everything);
        var ours = resources.Where(r => Type(r) == "Microsoft.Authorization/roleDefinitions")
            .ToDictionary(r => Id(r).Split('/')[^1], r => Value(r, "properties.roleName").Split(" (")[0]);
        var assigned = resources
            .Where(r => Type(r) == "Microsoft.Authorization/roleAssignments")
            .Select(Describe)
            .Order(StringComparer.OrdinalIgnoreCase);
        Assert.Equal(
            await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "tests", "ScorecardFunctions.Tests", "Deployment", "role-assignments.txt")),
            assigned);

        string Describe(JsonElement assignment)
        {
            var who = Value(assignment, "properties.description").Replace("The ", "", StringComparison.Ordinal);
            var principal = Value(assignment, "properties.principalId");
            var guid = Value(assignment, "properties.roleDefinitionId").Split('/')[^1];
            var scope = Scope(assignment).Split('/');
            var on = scope[^2] == "containers" ? $"container {scope[^1]}" : scope[^2].TrimEnd('s');
            return $"{who}{(principal.StartsWith('[') ? "" : $" {principal}")}: {roles.GetValueOrDefault(guid) ?? ours[guid]} on {on}";
        }
    }

    /// <summary>The two roles of ours: neither lists, and only the canary's keeper reads and deletes.</summary>
    [Theory]
    [InlineData("Scorecard extract writer", "write, add/action")]
    [InlineData("Scorecard canary keeper", "read, write, add/action, delete")]
    public async Task Roles_OfOurs_MayDoTheLeast(string name, string expected)
    {
        var role = Assert.Single(
            await ResourcesAsync(Everything),
            r => Type(r) == "Microsoft.Authorization/roleDefinitions"
                && Value(r, "properties.roleName").StartsWith(name, StringComparison.Ordinal)).GetProperty("properties");
        var permission = Assert.Single(role.GetProperty("permissions").EnumerateArray());
        Assert.Empty(permission.GetProperty("actions").EnumerateArray());
        Assert.Equal(
            expected, string.Join(", ", permission.GetProperty("dataActions").EnumerateArray().Select(a => a.GetString()!.Split("/blobs/")[1])));
    }

    [Fact]
    public async Task Storage_KeepsAndClears_AsSet()
    {
        // Three months are 93 days: of them 7 as a version and 30 soft-deleted.
        Assert.Equal(
            "lists-are-deleted 56, old-facts-are-deleted, archive-is-cooled, old-versions-are-deleted, dead-letters-are-deleted 30, "
                + "inbox-is-cleared 30",
            await RulesAsync(Test));
        Assert.Equal(
            "lists-are-deleted 707, old-facts-are-deleted, archive-is-cooled, old-versions-are-deleted, dead-letters-are-deleted 30",
            await RulesAsync(Production));
        Assert.All(await Task.WhenAll(ResourcesAsync(Test), ResourcesAsync(Production)), resources =>
        {
            var blobs = Assert.Single(resources, r => Type(r) == "Microsoft.Storage/storageAccounts/blobServices");
            Assert.Equal(
                ("True", "True", "True"),
                (
                    Value(blobs, "properties.isVersioningEnabled"),
                    Value(blobs, "properties.deleteRetentionPolicy.enabled"),
                    Value(blobs, "properties.containerDeleteRetentionPolicy.enabled")));
        });

        static async Task<string> RulesAsync(string installation) =>
            string.Join(
                ", ", Assert.Single(await ResourcesAsync(installation), r => Type(r) == "Microsoft.Storage/storageAccounts/managementPolicies")
                .GetProperty("properties").GetProperty("policy").GetProperty("rules").EnumerateArray()
                .Select(
                    rule => $"{Value(rule, "name")} {Value(rule, "definition.actions.baseBlob.delete.daysAfterModificationGreaterThan")}".Trim()));
    }

    /// <summary>An old version of any container goes one day, so that what was deleted does not stay for good.</summary>
    [Theory]
    [MemberData(nameof(Installations))]
    public async Task OldVersions_AreDeleted_InEachContainer(string installation)
    {
        var resources = await ResourcesAsync(installation);
        var days = Assert.Single(resources, r => Type(r) == "Microsoft.Storage/storageAccounts/managementPolicies")
            .GetProperty("properties").GetProperty("policy").GetProperty("rules").EnumerateArray()
            .Select(r => r.GetProperty("definition"))
            .Select(r => (Rule: r, Days: Value(r, "actions.version.delete.daysAfterCreationGreaterThan")))
            .Where(r => r.Days.Length > 0)
            .SelectMany(r => r.Rule.GetProperty("filters").GetProperty("prefixMatch").EnumerateArray().Select(p => (Prefix: p.GetString()!, r.Days)))
            .ToDictionary(r => r.Prefix, r => r.Days);
        Assert.Empty(StorageNames.Containers.Select(container => $"{container}/").Except(days.Keys));
        Assert.Equal(("90", "7", "7"), (days["backups/"], days["facts/"], days["lists/"]));
    }

    [Fact]
    public async Task Options_AreOff_UnlessTheyAreOn()
    {
        Assert.Equal("1 webtests", await PresentAsync(Test));
        Assert.Equal("1 locks, 1 budgets, 1 immutabilityPolicies, 1 webtests", await PresentAsync(Production));
        Assert.Equal("1 locks, 4 privateEndpoints, 1 budgets, 1 immutabilityPolicies", await PresentAsync(Everything));

        static async Task<string> PresentAsync(string installation)
        {
            var types = (await ResourcesAsync(installation)).Select(r => Type(r).Split('/')[^1]).ToList();
            string[] optional = ["locks", "privateEndpoints", "budgets", "immutabilityPolicies", "webtests"];
            return string.Join(
                ", ", optional.Select(o => (Name: o, Count: types.Count(t => t == o))).Where(o => o.Count > 0).Select(o => $"{o.Count} {o.Name}"));
        }
    }

    [GeneratedRegex(@"^var (?<name>\w+) = '(?<guid>[0-9a-f-]{36})'", RegexOptions.Multiline)]
    private static partial Regex Role();
}
