using System.Security.Cryptography.X509Certificates;

namespace CloudStack.Client;

/// <summary>
/// Which servers a client trusts and which way it reaches them, for connections that are its own and for those of a service
/// container. A handler that the caller brings has such settings itself, so the two together are refused.
/// </summary>
/// <remarks>
/// The certificates are those that the caller trusts beside the system's. The server's certificate is accepted if the system trusts
/// it; or if it chains to one of these, is within its dates and bears the host name of the endpoint; or if it is itself one of these.
/// One that is given itself is accepted as it is, also where it is self-signed, has expired or bears another name: the server has
/// proved that it holds the key of exactly this certificate.
/// </remarks>
public sealed class ConnectionOptions
{
    private readonly X509Certificate2Collection _trusted = [];

    /// <summary>
    /// A file with further certificates to trust, in PEM form, one or several: certificate authorities, or the server's own. It is
    /// read once, when the client is made. Null (the default) and empty for none.
    /// </summary>
    public string? TrustedCertificatesFile { get; set; }

    /// <summary>
    /// Further certificates to trust, as the text of such a file (<c>-----BEGIN CERTIFICATE----- …</c>). Null (the default) and empty
    /// for none.
    /// </summary>
    public string? TrustedCertificatesPem { get; set; }

    /// <summary>
    /// Whether any certificate is accepted, whoever issued it and whatever name it bears; false by default. Whoever can reach into
    /// the network between client and server can then pose as the server, read every answer, and change every request; a user who
    /// logs in hands the password over. The client logs a warning. For tests only: trust the server's certificate instead
    /// (<see cref="TrustedCertificatesFile"/>). Does not go together with trusted certificates.
    /// </summary>
    public bool DangerousAcceptAnyServerCertificate { get; set; }

    /// <summary>
    /// Whether requests may go through a proxy; true by default. False connects directly, also where the system has one.
    /// </summary>
    public bool UseProxy { get; set; } = true;

    /// <summary>
    /// The proxy that all requests go through, such as <c>http://proxy.example.org:3128</c>: http, https, socks4, socks4a or socks5,
    /// without a user. Null (the default) for the system's, which on Linux is that of <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>,
    /// <c>ALL_PROXY</c> and <c>NO_PROXY</c>.
    /// </summary>
    public Uri? Proxy { get; set; }

    /// <summary>The user that <see cref="Proxy"/> asks for; goes with <see cref="ProxyPassword"/>. Null (the default) for none.</summary>
    public string? ProxyUserName { get; set; }

    /// <summary>The password of <see cref="ProxyUserName"/>, taken as it is. Null (the default) for none.</summary>
    public string? ProxyPassword { get; set; }

    /// <summary>
    /// Trusts further certificates that the caller has loaded, beside those of a file or a text. They stay the caller's; dispose them
    /// after the client.
    /// </summary>
    /// <param name="certificates">The certificates: certificate authorities, or the server's own.</param>
    /// <exception cref="ArgumentNullException"><paramref name="certificates"/> is null.</exception>
    public void Trust(X509Certificate2Collection certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        _trusted.AddRange(certificates);
    }

    /// <summary>A copy of the certificates of <see cref="Trust"/>; no property, which a configuration would be bound to.</summary>
    internal X509Certificate2Collection GetTrusted() => [.. _trusted];
}
