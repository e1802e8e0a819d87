using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CloudStack.Client.Http;

/// <summary>Checks server certificates, with certificates that are trusted in addition to the system's.</summary>
internal sealed class ServerTrust(X509Certificate2Collection trusted)
{
    private static readonly Oid ServerAuthentication = new("1.3.6.1.5.5.7.3.1");

    /// <summary>The validation callback of a handler.</summary>
    /// <exception cref="AuthenticationException">
    /// The certificate is refused. The message says why, which returning false could not.
    /// </exception>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (certificate is not X509Certificate2 server)
        {
            throw new AuthenticationException("The server has no certificate.");
        }

        // The server holds the key of exactly this certificate, so the name doesn't matter.
        if (IsTrusted(server))
        {
            return true;
        }

        if (errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            throw new AuthenticationException($"The certificate of the server ({server.Subject}) is not for this host name (RemoteCertificateNameMismatch).");
        }

        return ProblemOf(server, chain) is { } problem
            ? throw new AuthenticationException($"The certificate of the server ({server.Subject}, issued by {server.Issuer}) {problem}.")
            : true;
    }

    /// <summary>The problem with a certificate that must chain to one of the trusted ones; null if there is none.</summary>
    private string? ProblemOf(X509Certificate2 server, X509Chain? sent)
    {
        using X509Chain chain = new();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(ServerAuthentication);
        chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        chain.ChainPolicy.ExtraStore.AddRange(trusted);
        if (sent is not null)
        {
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        }

        chain.Build(server);
        try
        {
            if (!chain.ChainElements.Skip(1).Any(element => IsTrusted(element.Certificate)))
            {
                return "is trusted neither by the system nor through the certificates in the options";
            }

            // The trusted certificate may be an intermediate authority, so the chain may end without a root.
            X509ChainStatusFlags[] problems = [.. chain.ChainStatus
                .Select(static status => status.Status)
                .Where(static status => status is not (X509ChainStatusFlags.NoError or X509ChainStatusFlags.PartialChain or X509ChainStatusFlags.UntrustedRoot))];
            return problems.Length == 0 ? null : $"is not valid: {string.Join(", ", problems)}";
        }
        finally
        {
            foreach (X509ChainElement element in chain.ChainElements)
            {
                element.Certificate.Dispose();
            }
        }
    }

    private bool IsTrusted(X509Certificate2 certificate) =>
        trusted.Any(known => known.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));
}
