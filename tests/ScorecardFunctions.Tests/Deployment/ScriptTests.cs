using System.Reflection;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Azure.Storage.Sas;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>The scripts of infra/, run for real with an `az` that records what it is asked and answers as Azure would.</summary>
public sealed class ScriptTests(GuardedApps apps) : IClassFixture<GuardedApps>, IDisposable
{
    const string Url = "https://func-test.azurewebsites.net";

    /// <summary>Plays `az storage blob`, for which the role has not taken effect at the first upload.</summary>
    const string Storage = """
            [ "$3" != upload ] || [ -f $here/refused ] || { touch $here/refused; echo "You do not have the required permissions" >&2; exit 1; }
            for ((i = 1; i <= $#; i++)); do
              case "${!i}" in --container-name) ((i++)); container=${!i} ;; --name) ((i++)); name=${!i} ;; --file) ((i++)); file=${!i} ;; esac
            done
            address="$BLOBS/$container/$name?$SAS"
            case "$3" in
              upload) "$curl" -fsS -X PUT -H 'x-ms-blob-type: BlockBlob' --data-binary "@$file" "$address" ;;
              download) "$curl" -fsS -o "$file" "$address" ;;
              delete) "$curl" -fsS -X DELETE "$address" ;;
            esac
            """;

    /// <summary>Plays what stands in front of the app in Azure, as PLATFORM says: it turns strangers away but from /api/, and takes away headers that
    /// only it may set.</summary>
    const string Front = """
            kept=()
            for ((i = 1; i <= $#; i++)); do
              case "${!i}" in
                --dump-header) ((i++)); head=${!i}; kept+=(--dump-header "$head") ;;
                --output) ((i++)); body=${!i}; kept+=(--output "$body") ;;
                --header) ((i++)); [[ "$PLATFORM" != lets* && "${!i}" == X-MS-* ]] || kept+=(--header "${!i}") ;;
                *) kept+=("${!i}") ;;
              esac
            done
            path=${kept[-1]#"$functionAppUrl"}
            case "$PLATFORM$path" in
              "is off"* | *[a-z]/api/*) exec "$curl" "${kept[@]}" ;;
              "asks to sign in"*) echo 'Location: https://login.microsoftonline.com/x' > "$head"; : > "$body"; printf 302 ;;
              "leads elsewhere"*) echo 'Location: https://example.org' > "$head"; : > "$body"; printf 302 ;;
              *) : > "$head"; : > "$body"; printf 401 ;;
            esac
            """;

    static readonly string PowerShell =
        typeof(ScriptTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "PowerShell").Value!;

    readonly string folder = Directory.CreateTempSubdirectory("scripts").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The first time the key is not there yet and the app is too slow to confirm; the second time everything is.</summary>
    [Theory]
    [InlineData("infra/postdeploy.sh", "")]
    [InlineData("infra/postdeploy.sh", "another")]
    [InlineData("infra/postdeploy.ps1", "")]
    [InlineData("infra/postdeploy.ps1", "another")]
    public async Task PostDeploy_RunsTwice_InTheSubscriptionOfAzd(string script, string subscription)
    {
        Fake("az", """
            case "$*" in
              "account show"*) ;;
              "functionapp keys list"*) [ ! -f $here/asked ] || printf 'default\r\nblobs_extension\r\n'; touch $here/asked ;;
              "deployment group create"*) [ -f $here/slow ] || { touch $here/slow; echo "Webhook validation handshake failed" >&2; exit 1; } ;;
              *) echo "not expected: $*" >&2; exit 64 ;;
            esac
            """);
        Fake("curl", "");
        var environment = AfterDeployment(subscription);
        var suffix = subscription.Length == 0 ? "" : $" --subscription {subscription}";
        var signedIn = $"az account show --output none{suffix}";
        var keys = $"az functionapp keys list --resource-group rg --name func-test --query keys(systemKeys) --output tsv{suffix}";
        var wake = $"{Url}/api/health";
        var subscribe = "az deployment group create --resource-group rg --name extract-dropped --template-file infra/subscription.bicep --parameters "
            + $"functionAppName=func-test systemTopicName=evgt-test storageAccountName=stscore --output none{suffix}";

        var (first, printed, status) = await RunAsync(script, environment);
        Assert.Equal(0, status);
        Assert.Contains("are read", printed, StringComparison.Ordinal);
        Assert.Equal([signedIn, keys, keys, wake, subscribe, wake, subscribe], first.Select(ShortenCurl));

        var (second, _, _) = await RunAsync(script, environment);
        Assert.Equal([signedIn, keys, wake, subscribe], second.Select(ShortenCurl));

        static string ShortenCurl(string line) => line.StartsWith("curl ", StringComparison.Ordinal) ? line.Split(' ')[^1] : line;
    }

    /// <summary>Said at once: 30 tries would be five minutes.</summary>
    [Theory]
    [InlineData("infra/postdeploy.sh", "account show", "Please run 'az login' to setup account.", 1)]
    [InlineData("infra/postdeploy.sh", "account show", "The subscription of 'another' doesn't exist in cloud 'AzureCloud'.", 1)]
    [InlineData("infra/postdeploy.sh", "functionapp keys list", "(ResourceGroupNotFound) Resource group 'rg' could not be found.", 2)]
    [InlineData("infra/postdeploy.sh", "deployment group create", "(AuthorizationFailed) The client does not have authorization.", 4)]
    [InlineData("infra/postdeploy.ps1", "account show", "Please run 'az login' to setup account.", 1)]
    [InlineData("infra/postdeploy.ps1", "account show", "The subscription of 'another' doesn't exist in cloud 'AzureCloud'.", 1)]
    [InlineData("infra/postdeploy.ps1", "functionapp keys list", "(ResourceGroupNotFound) Resource group 'rg' could not be found.", 2)]
    [InlineData("infra/postdeploy.ps1", "deployment group create", "(AuthorizationFailed) The client does not have authorization.", 4)]
    [InlineData("infra/deploy.sh", "account show", "Please run 'az login' to setup account.", 1)]
    public async Task Scripts_EndAtOnce_WhenTryingAgainDoesNotHelp(string script, string command, string error, int calls)
    {
        Fake("az", $$"""
            case "$*" in
              "{{command}}"*) echo "ERROR: {{error}}" >&2; exit 1 ;;
              "functionapp keys list"*) echo blobs_extension ;;
            esac
            """);
        Fake("curl", "");
        Fake("dotnet", "");
        var (asked, printed, status) = await RunAsync(
            script, AfterDeployment("another"), script.Contains("/deploy", StringComparison.Ordinal) ? ["test"] : []);
        Assert.Equal(1, status);
        Assert.Equal(calls, asked.Length);
        Assert.Contains(error, printed, StringComparison.Ordinal);
        Assert.Contains(command == "account show" ? "Run: az login" : "trying again would not help", printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deploy_OnlyLooks_WhenAskedTo_AndElseBuildsBeforeItChanges()
    {
        Fake("az", """
            case "$*" in
              *--query\ properties.outputs.functionAppUrl.value*) echo https://func-test.azurewebsites.net ;;
              *--query\ properties.outputs.*) echo "$*" | sed 's/.*outputs\.\([A-Za-z]*\)\.value.*/the-\1/' ;;
              "functionapp keys list"*) echo blobs_extension ;;
              "functionapp deployment source config-zip"*) [ -f $here/zipped ] || { touch $here/zipped; echo "403 Forbidden" >&2; exit 1; } ;;
            esac
            """);
        Fake("curl", "");
        Fake("dotnet", """mkdir -p "${@: -1}/.azurefunctions"; touch "${@: -1}/host.json" """);
        Fake("zip", "");
        var outputs = Path.Combine(folder, "outputs");
        Dictionary<string, string> environment = new() { ["AZURE_RESOURCE_GROUP"] = "rg", ["GITHUB_OUTPUT"] = outputs };

        var (looked, _, _) = await RunAsync("infra/deploy.sh", environment, "test", "--what-if");
        Assert.Equal(
            [
                "az account show --output none",
                "az deployment group what-if --resource-group rg --parameters infra/test.bicepparam --validation-level ProviderNoRbac",
            ],
            looked);

        string[] expected =
        [
            "az account show --output none",
            "dotnet publish src/ScorecardFunctions --configuration Release --output PACKAGE/app",
            "zip --quiet --recurse-paths ../app.zip .",
            "az deployment group create --resource-group rg --name scorecards-test --parameters infra/test.bicepparam --output none",
            "az functionapp deployment source config-zip --resource-group rg --name the-functionAppName --src PACKAGE/app.zip --output none",
        ];
        Assert.Equal([.. expected, expected[^1]], await ChangedAsync(6));
        Assert.Equal(
            "functionAppUrl=https://func-test.azurewebsites.net\nstorageAccountName=the-storageAccountName\n", await File.ReadAllTextAsync(outputs));

        // Once more: the same, and no failure of the first upload.
        Assert.Equal(expected, await ChangedAsync(5));

        var (_, refused, _) = await RunAsync("infra/deploy.sh", environment, "staging");
        Assert.Contains("There is no infra/staging.bicepparam", refused, StringComparison.Ordinal);

        async Task<IEnumerable<string>> ChangedAsync(int lines)
        {
            var (did, printed, status) = await RunAsync("infra/deploy.sh", environment, "test");
            Assert.Equal(0, status);
            Assert.Contains("Does it work?", printed, StringComparison.Ordinal);
            Assert.Contains(
                "--parameters functionAppName=the-functionAppName systemTopicName=the-systemTopicName storageAccountName=the-storageAccountName",
                did[^1],
                StringComparison.Ordinal);
            return did.Where(line => !line.Contains("properties.outputs", StringComparison.Ordinal))
                .Take(lines)
                .Select(line => Regex.Replace(line, @"/\S*/tmp\.\w+", "PACKAGE"));
        }
    }

    /// <summary>A deployment writes everything anew: from a shell without the names it would switch off what they switch on.</summary>
    [Theory]
    [InlineData("production", "", "", 0, "ALERT_ADDRESS: is not set")]
    [InlineData("production", "you@example.org", "", 2, " SIGN_IN_CLIENT_ID DATA_TEAM_GROUP_ID SMOKE_TEST_PRINCIPAL_ID ")]
    [InlineData("production", "you@example.org", "1", 2, " MAKES_RIGHTS DATA_TEAM_GROUP_ID SMOKE_TEST_PRINCIPAL_ID ")]
    [InlineData("test", "", "1", 2, " MAIL_CLIENT_ID MAIL_PRINCIPAL_ID ALERT_ADDRESS\n")]
    public async Task Deploy_NamesWhatIsNotSet_AndEndsForProductionWithoutAnAddress(
        string installation, string address, string signIn, int calls, string expected)
    {
        Fake("az", "");
        var environment = ConsistencyTests.EnvironmentOf($"infra/{installation}.bicepparam").ToDictionary(name => name, _ => "");
        environment["AZURE_RESOURCE_GROUP"] = "rg";
        environment["ALERT_ADDRESS"] = address;
        environment["SIGN_IN_CLIENT_ID"] = signIn;
        var (asked, printed, status) = await RunAsync("infra/deploy.sh", environment, installation, "--what-if");
        Assert.Equal(calls, asked.Length);
        Assert.Equal(calls > 0, status == 0);
        Assert.Contains(expected, printed, StringComparison.Ordinal);
    }

    /// <summary>Against the running app, which believes that it runs in Azure: signing in to storage is played, and what stands in front of the
    /// pages.</summary>
    [Theory]
    [InlineData("", "guards", "")]
    [InlineData("", "is off", "App Service Authentication is off")]
    [InlineData("", "lets headers through", "to a made-up principal")]
    [InlineData("11111111-1111-1111-1111-111111111111", "asks to sign in", "")]
    [InlineData("11111111-1111-1111-1111-111111111111", "guards", "/ answers 401, not 302")]
    [InlineData("11111111-1111-1111-1111-111111111111", "leads elsewhere", "leads elsewhere than to a sign-in")]
    public async Task Smoke_DropsACanary_WhenThePagesAreClosed_AndRemovesIt(string signInClientId, string platform, string problem)
    {
        var app = await apps.GetAsync(isGuarded: platform != "is off");
        Fake("az", Storage);
        Fake("curl", Front);
        var environment = Smoke(app, signInClientId, platform);
        if (problem.Length > 0)
        {
            // It stays: the app is up, and nothing here passes by itself.
            environment["MOST_TRIES"] = "3";
        }

        var (asked, printed, status) = await RunAsync("infra/smoke.sh", environment);
        Assert.Equal(problem.Length == 0 ? 0 : 1, status);
        Assert.Contains(problem.Length == 0 ? "smoke.sh: has_receipt: yes" : problem, printed, StringComparison.Ordinal);
        Assert.Equal(problem.Length == 0, printed.Contains("a deployment gives SMOKE_TEST_PRINCIPAL_ID its role", StringComparison.Ordinal));
        Assert.Equal(
            problem.Length == 0,
            asked.Any(
                line => line.StartsWith("az storage blob upload --account-name", StringComparison.Ordinal)
                    && line.Contains("--auth-mode login", StringComparison.Ordinal)));
        Assert.Empty(app.Blobs.GetBlobContainerClient("extracts").GetBlobs());
        Assert.Empty(app.Blobs.GetBlobContainerClient("receipts").GetBlobs());
    }

    /// <summary>A publish may restore although an advisory against a package has appeared; a build may not.</summary>
    [Theory]
    [InlineData("-p:_IsPublishing=true", "false")]
    [InlineData("-p:Configuration=Release", "true")]
    public async Task Audit_IsOfTheBuild_NotOfThePublish(string property, string expected)
    {
        using var process = Repository.Start(
            "dotnet", ["msbuild", "src/ScorecardFunctions", "-getProperty:NuGetAudit", property], Repository.Root, new(Repository.ShortLived));
        var printed = await process.StandardOutput.ReadToEndAsync();
        Assert.Equal(expected, printed.Trim() is "" ? "true" : printed.Trim());
    }

    /// <summary>The command that docs/power-bi.md or docs/azure.md give for a key's name in Suppression__Keys.</summary>
    [Fact]
    public async Task Hash_OfAKey_IsMadeByTheCommandThatIsWrittenDown()
    {
        var document = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "azure.md"));
        var command = Regex.Match(document, @"printf %s ""\$key"" \|[^\n`]+").Value;
        using var process = Repository.Start("bash", ["-c", command], Repository.Root, new() { ["key"] = "a key" });
        var printed = await process.StandardOutput.ReadToEndAsync();
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData("a key"u8)), printed.Trim());
    }

    static Dictionary<string, string> AfterDeployment(string subscription) => new()
    {
        ["AZURE_RESOURCE_GROUP"] = "rg",
        ["AZURE_SUBSCRIPTION_ID"] = subscription,
        ["functionAppName"] = "func-test",
        ["functionAppUrl"] = Url,
        ["storageAccountName"] = "stscore",
        ["systemTopicName"] = "evgt-test",
    };

    static Dictionary<string, string> Smoke(RunningApp app, string signInClientId, string platform) => new()
    {
        ["functionAppUrl"] = app.Http.BaseAddress!.ToString().TrimEnd('/'),
        ["storageAccountName"] = app.Blobs.AccountName,
        ["SIGN_IN_CLIENT_ID"] = signInClientId,
        ["PLATFORM"] = platform,
        ["BLOBS"] = app.Blobs.Uri.ToString().TrimEnd('/'),
        ["SAS"] = app.Blobs.GenerateAccountSasUri(
            AccountSasPermissions.All, DateTimeOffset.UtcNow.AddHours(1), AccountSasResourceTypes.Object).Query.TrimStart('?'),
        ["curl"] = "/usr/bin/curl",
    };

    /// <summary>A command of this name that writes down what it is asked before it does anything.</summary>
    void Fake(string command, string then)
    {
        var path = Path.Combine(folder, command);
        File.WriteAllText(path, $"#!/usr/bin/env bash\nhere={folder}\necho \"{command} $*\" >> $here/asked.txt\n{then}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    async Task<(string[] Asked, string Printed, int Status)> RunAsync(
        string script, Dictionary<string, string> environment, params string[] arguments)
    {
        var asked = Path.Combine(folder, "asked.txt");
        File.Delete(asked);
        environment = new(environment.Concat(Repository.ShortLived))
        {
            ["PATH"] = $"{folder}:{System.Environment.GetEnvironmentVariable("PATH")}",
            ["PAUSE_SECONDS"] = "0.2",
            ["POWERSHELL_TELEMETRY_OPTOUT"] = "1",
        };
        var path = Path.Combine(Repository.Root, script);
        using var process = script.EndsWith(".ps1", StringComparison.Ordinal)
            ? Repository.Start("dotnet", [PowerShell, "-NoProfile", "-NonInteractive", "-File", path, .. arguments], Repository.Root, environment)
            : Repository.Start("bash", [path, .. arguments], Repository.Root, environment);
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (File.Exists(asked) ? await File.ReadAllLinesAsync(asked) : [], string.Concat(printed), process.ExitCode);
    }
}
