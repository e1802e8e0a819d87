using System.Security.Cryptography.X509Certificates;

namespace CloudStack.Client;

/// <summary>
/// Which servers a client trusts and how it connects to them. These options apply to the client's own connections and to those of a
/// service container. A handler that the caller supplies has such settings itself, so using both is an error.
/// </summary>
/// <remarks>
/// The caller's certificates are trusted in addition to the system's. The server's certificate is accepted if the system trusts it;
/// if it chains to one of these certificates, is within its validity period and has the endpoint's host name; or if it is itself
/// one of these certificates. A server certificate that is listed itself is accepted even if it is self-signed, expired or issued
/// for another name, because the server has proved that it holds the key of exactly this certificate.
/// </remarks>
public sealed class ConnectionOptions
{
    private readonly X509Certificate2Collection _trusted = [];

    /// <summary>
    /// A PEM file with one or more additional certificates to trust: certificate authorities, or the server's own certificate. The
    /// file is read once, when the client is created. Null (the default) or empty means none.
    /// </summary>
    public string? TrustedCertificatesFile { get; set; }

    /// <summary>
    /// Additional certificates to trust, as PEM text (<c>-----BEGIN CERTIFICATE----- …</c>). Null (the default) or empty means
    /// none.
    /// </summary>
    public string? TrustedCertificatesPem { get; set; }

    /// <summary>
    /// Whether to accept any certificate, regardless of its issuer and name; false by default. Anyone with access to the network
    /// between client and server can then impersonate the server, read every response, and change every request; a user who logs in
    /// reveals the password. The client logs a warning. Use this only in tests; otherwise trust the server's certificate
    /// (<see cref="TrustedCertificatesFile"/>). It can't be combined with trusted certificates.
    /// </summary>
    public bool DangerousAcceptAnyServerCertificate { get; set; }

    /// <summary>
    /// Whether requests may go through a proxy; true by default. If false, the client connects directly, even if the system has a
    /// proxy.
    /// </summary>
    public bool UseProxy { get; set; } = true;

    /// <summary>
    /// The proxy for all requests, such as <c>http://proxy.example.org:3128</c>: http, https, socks4, socks4a or socks5, without a
    /// user. Null (the default) means the system's proxy, which on Linux comes from <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>,
    /// <c>ALL_PROXY</c> and <c>NO_PROXY</c>.
    /// </summary>
    public Uri? Proxy { get; set; }

    /// <summary>The user name for <see cref="Proxy"/>; requires <see cref="ProxyPassword"/>. Null (the default) means none.</summary>
    public string? ProxyUserName { get; set; }

    /// <summary>The password of <see cref="ProxyUserName"/>, used exactly as given. Null (the default) means none.</summary>
    public string? ProxyPassword { get; set; }

    /// <summary>
    /// Trusts additional certificates that the caller has loaded, besides those from a file or a text. The caller still owns them
    /// and should dispose them after the client.
    /// </summary>
    /// <param name="certificates">Certificate authorities, or the server's own certificate.</param>
    /// <exception cref="ArgumentNullException"><paramref name="certificates"/> is null.</exception>
    public void Trust(X509Certificate2Collection certificates)
    {
        ArgumentNullException.ThrowIfNull(certificates);
        _trusted.AddRange(certificates);
    }

    /// <summary>
    /// A copy of the certificates passed to <see cref="Trust"/>. Not a property, because configuration would be bound to it.
    /// </summary>
    internal X509Certificate2Collection GetTrusted() => [.. _trusted];
}
