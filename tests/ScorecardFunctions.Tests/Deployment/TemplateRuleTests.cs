using System.Globalization;
using System.Text.Json;
using System.Xml;
using static ScorecardFunctions.Tests.Deployment.Bicep;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>What Azure refuses although the compiler takes it: each rule once stopped a deployment, or would have.</summary>
public sealed class TemplateRuleTests
{
    /// <summary>All that Flex Consumption takes; it answers 400 (51021) to ftpsState, for one.</summary>
    static readonly string[] TakenByFlex =
    [
        "minTlsVersion", "scmMinTlsVersion", "http20Enabled", "ipSecurityRestrictions", "ipSecurityRestrictionsDefaultAction",
        "scmIpSecurityRestrictionsUseMain", "cors",
    ];

    /// <summary>The parameters that name another way of mail than Azure's.</summary>
    static readonly Dictionary<string, string> Ways = new()
    {
        ["smtp"] = "{ server: 'smtp://relay.example.org:587', from: 'scorecards@example.org', user: 'relay-user' }",
        ["notify"] = "{ template: '66666666-6666-6666-6666-666666666666', replyTo: '77777777-7777-7777-7777-777777777777' }",
    };

    public static TheoryData<string> Installations => [Test, Production, Everything, TestOfNobody, ProductionOfNobody];

    [Theory]
    [MemberData(nameof(Installations))]
    public async Task Site_HasNothingThatFlexRefuses(string installation)
    {
        var resources = await ResourcesAsync(installation);
        var site = Assert.Single(resources, r => Type(r) == "Microsoft.Web/sites").GetProperty("properties");
        Assert.Empty(site.GetProperty("siteConfig").EnumerateObject().Select(p => p.Name).Except(TakenByFlex));
        Assert.DoesNotContain(
            Assert.Single(resources, r => Id(r).EndsWith("/config/appsettings", StringComparison.Ordinal))
                .GetProperty("properties").EnumerateObject().Select(p => p.Name),
            name => name is "FUNCTIONS_WORKER_RUNTIME" or "FUNCTIONS_EXTENSION_VERSION" or "WEBSITE_RUN_FROM_PACKAGE"
                || name.StartsWith("WEBSITE_CONTENT", StringComparison.Ordinal));
    }

    /// <summary>Azure changes no assignment's principal: another one needs another name.</summary>
    [Fact]
    public async Task RoleAssignments_AreNamedByScopePrincipalAndRole_AndSayTheirPrincipalsKind()
    {
        var assignments = (await TemplateAsync("infra/rbac.bicep")).Values
            .Where(r => Value(r, "type") == "Microsoft.Authorization/roleAssignments").ToList();
        Assert.Equal(9, assignments.Count);
        Assert.All(assignments, assignment =>
        {
            var name = Value(assignment, "name");
            var begin = $"[guid({Inner("scope")}, {Inner("properties.principalId")}, ";
            Assert.StartsWith(begin, name, StringComparison.Ordinal);
            Assert.Contains(name[begin.Length..^2], Inner("properties.roleDefinitionId"), StringComparison.Ordinal);

            string Inner(string path) => Value(assignment, path)[1..^1];
            Assert.NotEqual("", Value(assignment, "properties.principalType"));
        });
    }

    [Theory]
    [MemberData(nameof(Installations))]
    public async Task RoleAssignments_NameAPrincipal_AndAreUnlocked(string installation)
    {
        var resources = await ResourcesAsync(installation);
        var assignments = resources.Where(r => Type(r) == "Microsoft.Authorization/roleAssignments").ToList();
        Assert.NotEmpty(assignments);
        Assert.All(assignments, assignment => Assert.NotEqual("", Value(assignment, "properties.principalId")));

        // A lock also keeps roles on what it locks, and on all below it, from being taken away.
        var locked = resources.Where(r => Type(r) == "Microsoft.Authorization/locks").Select(Scope).ToList();
        Assert.Equal(installation is Test or TestOfNobody ? 0 : 1, locked.Count);
        Assert.DoesNotContain(
            assignments.Select(Scope), scope => locked.Any(l => scope == l || scope.StartsWith($"{l}/", StringComparison.OrdinalIgnoreCase)));
    }

    [Fact]
    public async Task Addresses_AreWrittenAsEachServiceTakesThem()
    {
        var resources = await ResourcesAsync(Everything);
        Assert.Equal(["192.0.2.0/24", "198.51.100.7", "198.51.100.8", "203.0.113.0/24"], Rules("Microsoft.Storage/storageAccounts"));
        Assert.Equal(["192.0.2.0/24", "198.51.100.7/32", "198.51.100.8", "203.0.113.0/24"], Rules("Microsoft.KeyVault/vaults"));
        Assert.Equal("Deny", Value(Single("Microsoft.Storage/storageAccounts"), "properties.networkAcls.defaultAction"));

        var site = Single("Microsoft.Web/sites").GetProperty("properties").GetProperty("siteConfig");
        Assert.Equal("Deny", Value(site, "ipSecurityRestrictionsDefaultAction"));
        Assert.Equal("True", Value(site, "scmIpSecurityRestrictionsUseMain"));
        Assert.Equal(
            ["AzureEventGrid", "192.0.2.0/24", "198.51.100.7/32", "198.51.100.8/32", "203.0.113.0/24"],
            site.GetProperty("ipSecurityRestrictions").EnumerateArray().Select(r => Value(r, "ipAddress")));

        JsonElement Single(string type) => Assert.Single(resources, r => Type(r) == type);

        IEnumerable<string> Rules(string type) =>
            Single(type).GetProperty("properties").GetProperty("networkAcls").GetProperty("ipRules").EnumerateArray().Select(r => Value(r, "value"));
    }

    [Theory]
    [InlineData("allowedAddresses", "['198.51.100.8/31']", "storage takes no /31")]
    [InlineData("location", "'ukwest'", "ukwest has no availability zones")]
    public async Task Parameters_AreRefusedByUs_BeforeAzureDoes(string parameter, string value, string expected)
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => EverythingWithAsync((parameter, value)));
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    /// <summary>As in a workflow, where a variable that is not set is an empty text.</summary>
    [Theory]
    [InlineData(Test, TestOfNobody)]
    [InlineData(Production, ProductionOfNobody)]
    public async Task Parameters_ThatAreEmpty_AreNotSet(string installation, string ofNobody)
    {
        var read = ConsistencyTests.EnvironmentOf(installation).Where(name => name != "AZURE_ENV_NAME").ToList();
        Assert.Equal(7, read.Count(name => name != "MAKES_RIGHTS"));
        var empty = await ExpandAsync(installation, read.Union(["MAKES_RIGHTS"]).ToDictionary(name => name, _ => ""));
        Assert.Equal((await ResourcesAsync(ofNobody)).Select(r => r.ToString()), empty.Select(r => r.ToString()));
        Assert.DoesNotContain(empty, r => Type(r).Split('/') is ["Microsoft.Communication", ..] or [_, "budgets"]);
        var group = Assert.Single(empty, r => Type(r) == "Microsoft.Insights/actionGroups");
        Assert.Empty(group.GetProperty("properties").GetProperty("emailReceivers").EnumerateArray());
    }

    /// <summary>The second pass, once the site's address is known and the Entra app made.</summary>
    [Theory]
    [InlineData(Test, TestOfNobody)]
    [InlineData(Production, ProductionOfNobody)]
    public async Task SignIn_ChangesNothingElse(string installation, string ofNobody)
    {
        var with = await ExpandAsync(installation, new() { ["SIGN_IN_CLIENT_ID"] = "11111111-1111-1111-1111-111111111111" });
        var without = await ResourcesAsync(ofNobody);
        var changed = with.Zip(without).Where(pair => pair.First.ToString() != pair.Second.ToString()).Select(pair => pair.First);
        Assert.Equal(without.Count, with.Count);
        Assert.EndsWith("/config/authsettingsV2", Id(Assert.Single(changed)), StringComparison.Ordinal);
    }

    /// <summary>Two writes to a site at the same time are answered 409, or one undoes the other.</summary>
    [Fact]
    public async Task Site_IsWrittenToByOneAfterTheOther()
    {
        var template = await TemplateAsync("infra/app.bicep");
        var children = template.Where(r => r.Key.StartsWith("app::", StringComparison.Ordinal)).Select(r => r.Key).ToList();
        Assert.Equal(4, children.Count);
        Assert.All(
            children.SelectMany(one => children.Where(other => string.CompareOrdinal(one, other) < 0).Select(other => (one, other))),
            pair => Assert.True(Waits(pair.one, pair.other) || Waits(pair.other, pair.one), $"{pair.one} and {pair.other}"));

        bool Waits(string one, string other) => WaitsFor(template[one]).Any(before => before == other || Waits(before, other));
    }

    [Fact]
    public async Task SmtpUser_IsMadeAfterItsRole_InANameOfThisInstallation()
    {
        var user = (await TemplateAsync("azure.bicep")).Values.Single(r => Value(r, "type").EndsWith("/smtpUsernames", StringComparison.Ordinal));
        Assert.Contains("rbac", WaitsFor(user));
        var expanded = Assert.Single(await ResourcesAsync(Everything), r => Type(r).EndsWith("/smtpUsernames", StringComparison.Ordinal));
        Assert.Matches("^scorecards-[a-z0-9]{8}$", Value(expanded, "properties.username"));
        Assert.Equal(Value(expanded, "properties.username"), (await MailAsync("")).User);
    }

    [Theory]
    [InlineData("", "smtp://smtp.azurecomm.net:587", "mail-password", "", "")]
    [InlineData("smtp", "smtp://relay.example.org:587", "mail-password", "", "")]
    [InlineData("notify", "", "", "notify-key", "66666666-6666-6666-6666-666666666666")]
    public async Task Mail_GoesOneWay(string way, string server, string password, string key, string template)
    {
        var mail = await MailAsync(way);
        Assert.Equal((server, template), (mail.Server, mail.Template));
        Assert.Equal((Secret(password), Secret(key)), (mail.Password, mail.Key));
        Assert.Equal(server.Length > 0, mail.User.Length > 0);

        string Secret(string name) => name.Length == 0 ? "" : $"@Microsoft.KeyVault(VaultName={mail.Vault};SecretName={name})";
    }

    [Fact]
    public async Task Rights_AreLeftOut_WhereAnAdministratorHasMadeThem()
    {
        var without = await EverythingWithAsync(("makesRights", "false"));
        Assert.DoesNotContain(without, r => Type(r).StartsWith("Microsoft.Authorization/", StringComparison.Ordinal));
        var with = await ResourcesAsync(Everything);
        Assert.Equal(
            with.Where(r => !Type(r).StartsWith("Microsoft.Authorization/", StringComparison.Ordinal)).Select(Id), without.Select(Id));
    }

    [Fact]
    public async Task Canary_IsAllThatTheSmokeTestMayTouch()
    {
        var assigned = (await ResourcesAsync(Everything))
            .Where(r => Value(r, "properties.principalId") == "55555555-5555-5555-5555-555555555555")
            .Select(r => r.GetProperty("properties"))
            .ToList();
        Assert.Equal(2, assigned.Count);
        const string Blobs = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs";
        string[] actions = ["read", "write", "add/action", "delete"];
        var others = string.Join(" AND ", actions.Select(action => $"!(ActionMatches{{'{Blobs}/{action}'}})"));
        Assert.All(assigned, a => Assert.Equal(
            ($"(({others}) OR (@Resource[{Blobs}:path] StringLike '_canary/*'))", "2.0", "User"),
            (Value(a, "condition"), Value(a, "conditionVersion"), Value(a, "principalType"))));
        Assert.Contains(
            "canary=_canary/", await File.ReadAllTextAsync(Path.Combine(Repository.Root, "infra", "smoke.sh")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vault_IsRecovered_WhenAsked()
    {
        Assert.Equal(["recover", "default"], await Task.WhenAll(new[] { Everything, Production }.Select(async installation =>
            Value(Assert.Single(await ResourcesAsync(installation), r => Type(r) == "Microsoft.KeyVault/vaults"), "properties.createMode"))));
    }

    /// <summary>What the answer to an erasure names as the day until when bytes are kept.</summary>
    [Theory]
    [InlineData(Test, "120", "")]
    [InlineData(Production, "120", "90")]
    [InlineData(Everything, "395", "365")]
    public async Task DeletedDays_AreTheVersionsAndSoftDeletes(string installation, string expected, string immutable)
    {
        var resources = await ResourcesAsync(installation);
        var settings = Assert.Single(resources, r => Id(r).EndsWith("/config/appsettings", StringComparison.Ordinal));
        Assert.Equal(expected, Value(settings, "properties.Retention__DeletedDays"));
        var policy = resources.SingleOrDefault(r => Type(r).EndsWith("/immutabilityPolicies", StringComparison.Ordinal));
        Assert.Equal(immutable, policy.ValueKind == JsonValueKind.Undefined ? "" : Value(policy, "properties.immutabilityPeriodSinceCreationInDays"));
        var versions = resources.Single(r => Type(r).EndsWith("/managementPolicies", StringComparison.Ordinal))
            .GetProperty("properties").GetProperty("policy").GetProperty("rules").EnumerateArray()
            .Single(rule => Value(rule, "name") == "old-versions-are-deleted");
        var softDelete = Assert.Single(resources, r => Type(r) == "Microsoft.Storage/storageAccounts/blobServices");
        var kept = Math.Max(Days(Value(versions, "definition.actions.version.delete.daysAfterCreationGreaterThan")), Days(immutable));
        Assert.Equal(expected, $"{kept + Days(Value(softDelete, "properties.deleteRetentionPolicy.days"))}");

        static int Days(string text) => text.Length == 0 ? 0 : int.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>A table of records may count however old it is: the app deletes it once it does not, and no rule by its age.</summary>
    [Theory]
    [InlineData(Test, 56, 3)]
    [InlineData(Production, 707, 24)]
    [InlineData(Everything, 707, 24)]
    public async Task Records_AreDeletedByTheApp_AndGoneAfterTheirMonths(string installation, int expected, int months)
    {
        var resources = await ResourcesAsync(installation);
        var settings = Assert.Single(resources, r => Id(r).EndsWith("/config/appsettings", StringComparison.Ordinal));
        Assert.Equal($"{expected}", Value(settings, "properties.Retention__RecordDays"));
        var rules = resources.Single(r => Type(r).EndsWith("/managementPolicies", StringComparison.Ordinal))
            .GetProperty("properties").GetProperty("policy").GetProperty("rules").EnumerateArray()
            .Select(rule => rule.GetProperty("definition"))
            .ToList();
        var facts = Assert.Single(rules, rule => Covers(rule, "facts/"));
        Assert.Equal("", Value(facts, "actions.baseBlob"));
        var lists = Assert.Single(rules, rule => Covers(rule, "lists/"));
        Assert.Equal($"{expected}", Value(lists, "actions.baseBlob.delete.daysAfterModificationGreaterThan"));
        var blobs = Assert.Single(resources, r => Type(r) == "Microsoft.Storage/storageAccounts/blobServices");
        var softDelete = Days(blobs, "properties.deleteRetentionPolicy.days");
        Assert.All(
            new[] { facts, lists },
            rule => Assert.Equal(months * 31, expected + Days(rule, "actions.version.delete.daysAfterCreationGreaterThan") + softDelete));

        static int Days(JsonElement of, string path) => int.Parse(Value(of, path), CultureInfo.InvariantCulture);

        // A rule without prefixes is one of all blobs.
        static bool Covers(JsonElement rule, string container) =>
            !rule.GetProperty("filters").TryGetProperty("prefixMatch", out var prefixes)
            || prefixes.EnumerateArray().Select(prefix => prefix.GetString()!).Any(
                prefix => prefix.StartsWith(container, StringComparison.Ordinal) || container.StartsWith(prefix, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Production, "blob 1")]
    [InlineData(Everything, "blob 2, function:CalculateScorecards 1")]
    public async Task Site_KeepsReady_WhatIsSaid_AndGrowsLittle(string installation, string expected)
    {
        var scale = Assert.Single(await ResourcesAsync(installation), r => Type(r) == "Microsoft.Web/sites")
            .GetProperty("properties").GetProperty("functionAppConfig").GetProperty("scaleAndConcurrency");
        var ready = scale.GetProperty("alwaysReady").EnumerateArray().ToList();
        Assert.Equal(expected, string.Join(", ", ready.Select(r => $"{Value(r, "name")} {Value(r, "instanceCount")}")));
        Assert.InRange(int.Parse(Value(scale, "maximumInstanceCount"), CultureInfo.InvariantCulture), 5, 10);
        Assert.All(
            ready.Select(r => Value(r, "name").Split(':')).Where(name => name.Length == 2),
            name => Assert.Contains(
                typeof(Services).Assembly.GetTypes(), type => type.Name == name[1]));
    }

    [Fact]
    public async Task DeadLetters_AreWrittenByTheTopic_IntoTheirContainer()
    {
        var resources = await ResourcesAsync(Everything);
        Assert.All(resources.Where(r => Type(r) == "Microsoft.EventGrid/systemTopics" && !Id(r).Contains("secrets", StringComparison.Ordinal)),
            topic => Assert.Equal("SystemAssigned", Value(topic, "identity.type")));
        var subscription = Assert.Single(
            (await TemplateAsync("infra/subscription.bicep")).Values,
            r => Value(r, "type").EndsWith("/eventSubscriptions", StringComparison.Ordinal));
        var dead = subscription.GetProperty("properties").GetProperty("deadLetterWithResourceIdentity");
        Assert.Equal("SystemAssigned", Value(dead, "identity.type"));
        var container = Value(dead, "deadLetterDestination.properties.blobContainerName");
        Assert.Single(resources, r => Id(r).EndsWith($"/containers/{container}", StringComparison.Ordinal));
        Assert.Single(
            resources,
            r => Type(r) == "Microsoft.Authorization/roleAssignments" && Scope(r).EndsWith($"/{container}", StringComparison.Ordinal)
                && Value(r, "properties.principalId").Contains("systemTopicPrincipalId", StringComparison.Ordinal));
    }

    /// <summary>"Stateful alert rules with a frequency of more than 12 hours are not supported": learn.microsoft.com/azure/azure-monitor/alerts,
    /// alerts-create-log-alert-rule.</summary>
    [Fact]
    public async Task Alerts_ThatHeal_AreAskedEachTwelveHoursAtLeast_AndMissNothingBetween()
    {
        var rules = (await ResourcesAsync(Everything)).Where(r => Type(r) == "Microsoft.Insights/scheduledQueryRules").ToList();
        Assert.Equal(10, rules.Count);
        Assert.All(rules, rule =>
        {
            Assert.Equal("True", Value(rule, "properties.autoMitigate"));
            var (every, over) = (Time("evaluationFrequency"), Time("windowSize"));
            Assert.InRange(every, TimeSpan.FromMinutes(1), TimeSpan.FromHours(12));
            Assert.InRange(over, every, TimeSpan.FromDays(2));

            TimeSpan Time(string name) => XmlConvert.ToTimeSpan(Value(rule, $"properties.{name}"));
        });
    }

    static async Task<(string Server, string User, string Password, string Key, string Template, string Vault)> MailAsync(string way)
    {
        var resources = way.Length == 0 ? await ResourcesAsync(Everything) : await EverythingWithAsync((way, Ways[way]));
        var settings = Assert.Single(resources, r => Id(r).EndsWith("/config/appsettings", StringComparison.Ordinal)).GetProperty("properties");
        var vault = Id(Assert.Single(resources, r => Type(r) == "Microsoft.KeyVault/vaults")).Split('/')[^1];
        return (
            Value(settings, "Mail__Smtp"), Value(settings, "Mail__UserName"), Value(settings, "Mail__Password"),
            Value(settings, "Mail__Notify__ApiKey"), Value(settings, "Mail__Notify__Template"), vault);
    }

    static IEnumerable<string> WaitsFor(JsonElement resource) =>
        resource.TryGetProperty("dependsOn", out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
}
