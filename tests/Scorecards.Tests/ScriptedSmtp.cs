using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Scorecards.Tests;

/// <summary>An SMTP server in this process that takes one connection and does as it is told: for what a well-behaved server never does.</summary>
sealed class ScriptedSmtp : IAsyncDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly CancellationTokenSource over = new();
    readonly Task serving;

    /// <param name="certificate">Spoken from the first byte on; null = no TLS.</param>
    /// <param name="answer">To a command, or to "" for the greeting; null = it says nothing any more.</param>
    public ScriptedSmtp(X509Certificate2? certificate, Func<string, string?> answer)
    {
        listener.Start();
        serving = ServeAsync(certificate, answer);
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Set when it has come to a command that it does not answer.</summary>
    public TaskCompletionSource Silent { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>An authority, and a certificate of it for a server name.</summary>
    public static (X509Certificate2 Authority, X509Certificate2 Server) Certify(string name)
    {
        // Made in a millisecond; an RSA key takes up to a second.
        using var authorityKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var asked = new CertificateRequest("CN=Council Authority", authorityKey, HashAlgorithmName.SHA256);
        asked.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var authority = asked.CreateSelfSigned(from, until);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, from, until, [1, 2, 3, 4]);
        using var whole = signed.CopyWithPrivateKey(key);
        return (authority, X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pkcs12), null));
    }

    public async ValueTask DisposeAsync()
    {
        await over.CancelAsync();
        listener.Dispose();
        await serving;
        over.Dispose();
    }

    async Task ServeAsync(X509Certificate2? certificate, Func<string, string?> answer)
    {
        try
        {
            using var client = await listener.AcceptTcpClientAsync(over.Token);
            await using var stream = await SecureAsync(client.GetStream(), certificate);
            using var reader = new StreamReader(stream, Encoding.ASCII);
            var isContent = false;
            for (var said = ""; said is not null; said = await reader.ReadLineAsync(over.Token))
            {
                if (isContent && said != ".")
                {
                    continue;
                }

                var line = answer(said);
                isContent = said == "DATA" && line?.StartsWith("354", StringComparison.Ordinal) == true;
                if (line is null)
                {
                    Silent.TrySetResult();
                    await Task.Delay(Timeout.Infinite, over.Token);
                    return;
                }

                await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), over.Token);
                if (line.StartsWith("421", StringComparison.Ordinal))
                {
                    // It closes the connection (RFC 5321, 3.8).
                    return;
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException or AuthenticationException)
        {
            // The other side has gone, or the test is over.
        }
    }

    async Task<Stream> SecureAsync(NetworkStream plain, X509Certificate2? certificate)
    {
        if (certificate is null)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, over.Token);
        return secure;
    }
}
