using System.Text.RegularExpressions;
using Azure.Storage.Sas;

namespace ScorecardFunctions.Tests.Deployment;

/// <summary>The scripts of infra/, run for real with an `az` that records what it is asked and answers as Azure would.</summary>
public sealed class ScriptTests(Azurite azurite) : IClassFixture<Azurite>, IDisposable
{
    const string Url = "https://func-test.azurewebsites.net";

    readonly string folder = Directory.CreateTempSubdirectory("scripts").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>The first time the key is not there yet and the app is too slow to confirm; the second time everything is.</summary>
    [Fact]
    public async Task PostDeploy_RunsTwice()
    {
        Fake("az", """
            case "$*" in
              "functionapp keys list"*) [ -f $here/asked ] && echo 56 || echo 0; touch $here/asked ;;
              "deployment group create"*) [ -f $here/slow ] || { touch $here/slow; echo "Webhook validation handshake failed" >&2; exit 1; } ;;
              *) echo "not expected: $*" >&2; exit 64 ;;
            esac
            """);
        Fake("curl", "");
        Dictionary<string, string> environment = new()
        {
            ["AZURE_RESOURCE_GROUP"] = "rg",
            ["functionAppName"] = "func-test",
            ["functionAppUrl"] = Url,
            ["systemTopicName"] = "evgt-test"
        };

        var (first, printed) = await RunAsync("infra/postdeploy.sh", environment);
        Assert.Contains("are read", printed, StringComparison.Ordinal);
        const string Keys =
            "az functionapp keys list --resource-group rg --name func-test --query length(systemKeys.blobs_extension || '') --output tsv";
        const string Wake = $"curl --silent --output /dev/null --max-time 60 {Url}/api/health";
        const string Subscribe =
            "az deployment group create --resource-group rg --name extract-dropped --template-file infra/subscription.bicep --parameters "
            + "functionAppName=func-test systemTopicName=evgt-test --output none";
        Assert.Equal([Keys, Keys, Wake, Subscribe, Wake, Subscribe], first);

        var (second, _) = await RunAsync("infra/postdeploy.sh", environment);
        Assert.Equal([Keys, Wake, Subscribe], second);
    }

    [Fact]
    public async Task Deploy_OnlyLooks_WhenAskedTo_AndElseBuildsBeforeItChanges()
    {
        Fake("az", """
            case "$*" in
              *--query\ properties.outputs.functionAppUrl.value*) echo https://func-test.azurewebsites.net ;;
              *--query\ properties.outputs.*) echo "$*" | sed 's/.*outputs\.\([A-Za-z]*\)\.value.*/the-\1/' ;;
              "functionapp keys list"*) echo 56 ;;
            esac
            """);
        Fake("curl", "");
        Fake("dotnet", """mkdir -p "${@: -1}/.azurefunctions"; touch "${@: -1}/host.json" """);
        Fake("zip", "");
        Dictionary<string, string> environment = new() { ["AZURE_RESOURCE_GROUP"] = "rg", ["SMOKE_TEST_PRINCIPAL_ID"] = "" };

        var (looked, _) = await RunAsync("infra/deploy.sh", environment, "test", "--what-if");
        Assert.Equal(["az deployment group what-if --resource-group rg --parameters infra/test.bicepparam"], looked);

        var (did, _) = await RunAsync("infra/deploy.sh", environment, "test");
        Assert.Equal(
            [
                "az deployment group what-if --resource-group rg --parameters infra/test.bicepparam",
                "dotnet publish src/ScorecardFunctions --configuration Release --output PACKAGE/app",
                "zip --quiet --recurse-paths ../app.zip .",
                "az deployment group create --resource-group rg --name scorecards-test --parameters infra/test.bicepparam --output none",
                "az functionapp deployment source config-zip --resource-group rg --name the-functionAppName --src PACKAGE/app.zip --output none",
            ],
            did.Where(line => !line.Contains("properties.outputs", StringComparison.Ordinal))
                .Take(5)
                .Select(line => Regex.Replace(line, @"/\S*/tmp\.\w+", "PACKAGE")));
        Assert.Contains("--parameters functionAppName=the-functionAppName systemTopicName=the-systemTopicName", did[^1], StringComparison.Ordinal);

        var (_, refused) = await RunAsync("infra/deploy.sh", environment, "staging");
        Assert.Contains("There is no infra/staging.bicepparam", refused, StringComparison.Ordinal);
    }

    /// <summary>Against the running app: only signing in to storage and to the pages is played.</summary>
    [Fact]
    public async Task Smoke_DropsACanary_ReadsItsReceipt_AndRemovesBoth()
    {
        await using var app = await RunningApp.StartAsync(azurite, "--require-keys");
        Fake("az", """
            for ((i = 1; i <= $#; i++)); do
              case "${!i}" in --container-name) ((i++)); container=${!i} ;; --name) ((i++)); name=${!i} ;; --file) ((i++)); file=${!i} ;; esac
            done
            address="$BLOBS/$container/$name?$SAS"
            case "$3" in
              upload) "$curl" -fsS -X PUT -H 'x-ms-blob-type: BlockBlob' --data-binary "@$file" "$address" ;;
              download) "$curl" -fsS -o "$file" "$address" ;;
              delete) "$curl" -fsS -X DELETE "$address" ;;
            esac
            """);
        Fake("curl", """case "${@: -1}" in "$functionAppUrl/") printf 401 ;; *) exec "$curl" "$@" ;; esac""");
        var blobs = app.Blobs;
        var (asked, printed) = await RunAsync("infra/smoke.sh", new()
        {
            ["functionAppUrl"] = app.Http.BaseAddress!.ToString().TrimEnd('/'),
            ["storageAccountName"] = blobs.AccountName,
            ["BLOBS"] = blobs.Uri.ToString().TrimEnd('/'),
            ["SAS"] = blobs.GenerateAccountSasUri(
                AccountSasPermissions.All, DateTimeOffset.UtcNow.AddHours(1), AccountSasResourceTypes.Object).Query.TrimStart('?'),
            ["curl"] = "/usr/bin/curl",
        });
        Assert.Contains("smoke: has_receipt: yes", printed, StringComparison.Ordinal);
        Assert.Contains(
            asked,
            line => line.StartsWith("az storage blob upload --account-name", StringComparison.Ordinal)
                && line.Contains("--auth-mode login", StringComparison.Ordinal));
        Assert.Empty(blobs.GetBlobContainerClient("extracts").GetBlobs());
        Assert.Empty(blobs.GetBlobContainerClient("receipts").GetBlobs());
    }

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

    async Task<(string[] Asked, string Printed)> RunAsync(string script, Dictionary<string, string> environment, params string[] arguments)
    {
        var asked = Path.Combine(folder, "asked.txt");
        File.Delete(asked);
        environment = new(environment) { ["PATH"] = $"{folder}:{System.Environment.GetEnvironmentVariable("PATH")}", ["PAUSE_SECONDS"] = "0.2" };
        using var process = Repository.Start("bash", [Path.Combine(Repository.Root, script), .. arguments], Repository.Root, environment);
        var printed = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (File.Exists(asked) ? await File.ReadAllLinesAsync(asked) : [], string.Concat(printed));
    }
}
