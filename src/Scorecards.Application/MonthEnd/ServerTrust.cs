using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Scorecards.Application.MonthEnd;

/// <summary>Decides whether a mail server's certificate is trusted, and says why it is not.</summary>
/// <param name="authorities">Trusted besides those that the machine trusts.</param>
sealed class ServerTrust(X509Certificate2Collection authorities)
{
    /// <summary>Why the last certificate was refused; null = it was not.</summary>
    public string? Refusal { get; private set; }

    public bool IsTrusted(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        Refusal = errors == SslPolicyErrors.None || IsOfOwnAuthority(certificate, chain, errors) ? null : Describe(chain, errors);
        return Refusal is null;
    }

    bool IsOfOwnAuthority(X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (authorities.Count == 0 || errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 server)
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(authorities);
        own.ChainPolicy.ExtraStore.AddRange(authorities);
        foreach (var sent in chain?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
        {
            own.ChainPolicy.ExtraStore.Add(sent.Certificate);
        }

        // An authority of a council's own mostly has no list of revoked certificates that the app could reach.
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return own.Build(server);
    }

    static string Describe(X509Chain? chain, SslPolicyErrors errors)
    {
        var status = (chain?.ChainStatus ?? []).Aggregate(X509ChainStatusFlags.NoError, (all, one) => all | one.Status);
        return errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "it is for another server name"
            : status.HasFlag(X509ChainStatusFlags.NotTimeValid) ? "it is expired or not valid yet"
            : status.HasFlag(X509ChainStatusFlags.Revoked) ? "it is revoked"
            : (status & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0
            ? "its certificate authority is not trusted (set Mail:CertificateAuthority if it is the council's own)"
            : $"{errors} {status}";
    }
}
