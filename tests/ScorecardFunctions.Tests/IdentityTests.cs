using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace ScorecardFunctions.Tests;

/// <summary>The app as in Azure: storage over HTTPS, opened by tokens of a managed identity, and no key known to it.</summary>
public sealed class IdentityTests
{
    static readonly string[] SignsOfKeys = ["AccountKey=", "SharedAccessSignature=", "UseDevelopmentStorage", "sig=", "DefaultEndpointsProtocol="];

    [Fact]
    public async Task App_Works_OverHttps_WithTokensOnly()
    {
        var folder = Directory.CreateTempSubdirectory("identity").FullName;
        var (cert, key) = (Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        using var certificate = SelfSigned();
        await File.WriteAllTextAsync(cert, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(key, certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        await using var identity = await ManagedIdentity.StartAsync();
        var azurite = new Azurite("https", ["--oauth", "basic", "--cert", cert, "--key", key]);
        await azurite.InitializeAsync();
        try
        {
            var (blobs, queues, tables) = azurite.Addresses("tests001");
            using var handler = new SocketsHttpHandler();
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { certificate }
            };
            using var http = new HttpClient(handler);
            using var transport = new HttpClientTransport(http);
            var settings = new Dictionary<string, string>(identity.Settings)
            {
                // The local settings file has a connection string; in Azure there is no such file.
                ["AzureWebJobsStorage"] = "",
                ["AzureWebJobsStorage__blobServiceUri"] = blobs.ToString(),
                ["AzureWebJobsStorage__queueServiceUri"] = queues.ToString(),
                ["AzureWebJobsStorage__tableServiceUri"] = tables.ToString(),
                ["SSL_CERT_FILE"] = cert,
            };
            var queueOptions = RunningApp.Base64;
            queueOptions.Transport = transport;
            await using var app = new RunningApp(
                settings,
                new BlobServiceClient(blobs, identity, new BlobClientOptions { Transport = transport }),
                new QueueServiceClient(queues, identity, queueOptions),
                new TableServiceClient(tables, identity, new TableClientOptions { Transport = transport }));

            // Triggers by blob, queue and timer, all three services, and mail into a container.
            await app.StartAsync("--clock 2012-06-14T09:00:00Z", new() { ["MonthEndSchedule"] = "* * * * * *", ["SweepSchedule"] = "* * * * * *" });
            await app.IngestAsync("may.csv", await File.ReadAllTextAsync(Repository.Sample("measure-2012-05.csv")));
            await app.IngestAsync("recipient.csv", "email,scorecard,audience\ndirector@example.org,kent-inc-uasc,leadership\n");
            var summary = (await app.GetAsync("/api/scorecards/kent-inc-uasc/2012-05")).GetProperty("summary");
            Assert.Equal(
                (16, 16, 12),
                (summary.GetProperty("green").GetInt32(), summary.GetProperty("amber").GetInt32(), summary.GetProperty("red").GetInt32()));
            await app.UntilAsync(
                async () => await app.Blobs.GetBlobContainerClient("outbox").GetBlobsAsync().AnyAsync() ? true : (bool?)null, "mail");
            await app.UntilAsync(
                () => Task.FromResult<bool?>(app.Printed.Contains("Sweep ended.", StringComparison.Ordinal) ? true : null), "heartbeat");
            Assert.True(identity.Asked > 0);
            AssertKnowsNoKey(app);

            // Whoever has neither token nor key gets nothing.
            using var anonymous = await http.GetAsync(new Uri($"{blobs}?comp=list"));
            Assert.Equal(HttpStatusCode.Forbidden, anonymous.StatusCode);
        }
        finally
        {
            await azurite.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    static void AssertKnowsNoKey(RunningApp app)
    {
        if (OperatingSystem.IsLinux())
        {
            var environment = File.ReadAllText($"/proc/{app.ProcessId}/environ").Split('\0');
            Assert.Contains("AzureWebJobsStorage=", environment);
            Assert.DoesNotContain(environment, variable => SignsOfKeys.Any(sign => variable.Contains(sign, StringComparison.OrdinalIgnoreCase)));
        }
    }

    static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(
            new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
