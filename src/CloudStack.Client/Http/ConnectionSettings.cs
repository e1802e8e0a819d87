using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CloudStack.Client.Http;

/// <summary>The connection options, checked and frozen, with the certificates loaded.</summary>
internal sealed class ConnectionSettings
{
    private const string Path = "Connection";
    private const string Wanted = "it must contain one or more blocks -----BEGIN CERTIFICATE----- … -----END CERTIFICATE-----";

    private static readonly string[] ProxySchemes = ["http", "https", "socks4", "socks4a", "socks5"];

    private readonly RemoteCertificateValidationCallback? _validation;
    private readonly FixedProxy? _proxy;
    private readonly bool _usesProxy;

    private ConnectionSettings(ConnectionOptions options, X509Certificate2Collection trusted)
    {
        AcceptsAnyCertificate = options.DangerousAcceptAnyServerCertificate;
        _usesProxy = options.UseProxy;
        if (options.Proxy is { } proxy)
        {
            _proxy = new FixedProxy(
                proxy,
                string.IsNullOrEmpty(options.ProxyUserName) ? null : new NetworkCredential(options.ProxyUserName, options.ProxyPassword));
        }

        if (AcceptsAnyCertificate)
        {
            _validation = static (_, certificate, _, _) => certificate is not null;
        }
        else if (trusted.Count > 0)
        {
            _validation = new ServerTrust(trusted).Validate;
        }
    }

    /// <summary>The framework's default connections.</summary>
    public static ConnectionSettings Default { get; } = new(new ConnectionOptions(), []);

    /// <summary>Whether certificates aren't checked at all.</summary>
    public bool AcceptsAnyCertificate { get; }

    /// <summary>Whether none of the options is set.</summary>
    public bool IsDefault => _validation is null && _proxy is null && _usesProxy;

    /// <exception cref="ArgumentException">An option is invalid, or certificates can't be loaded; the message names the option.</exception>
    public static ConnectionSettings From(ConnectionOptions options)
    {
        List<string> problems = [];
        X509Certificate2Collection trusted = Check(options, problems);
        return problems.Count == 0 ? new ConnectionSettings(options, trusted) : throw new ArgumentException(problems[0], nameof(options));
    }

    /// <summary>The problems with the options, one sentence each.</summary>
    public static IReadOnlyList<string> Problems(ConnectionOptions options)
    {
        List<string> problems = [];
        Check(options, problems);
        return problems;
    }

    public void ApplyTo(SocketsHttpHandler handler)
    {
        handler.UseProxy = _usesProxy;
        if (_proxy is not null)
        {
            handler.Proxy = _proxy;
        }

        if (_validation is not null)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = _validation;
        }
    }

    /// <summary>Whether a handler still has these settings.</summary>
    public bool AreIn(HttpMessageHandler handler) => IsDefault
        || (handler is SocketsHttpHandler sockets
            && sockets.UseProxy == _usesProxy
            && (_proxy is null || sockets.Proxy == _proxy)
            && (_validation is null || sockets.SslOptions.RemoteCertificateValidationCallback == _validation));

    private static X509Certificate2Collection Check(ConnectionOptions options, List<string> problems)
    {
        CheckProxy(options, problems);
        X509Certificate2Collection trusted = options.GetTrusted();
        if (!string.IsNullOrWhiteSpace(options.TrustedCertificatesPem))
        {
            AddPem(trusted, options.TrustedCertificatesPem, $"{Path}.{nameof(options.TrustedCertificatesPem)}", problems);
        }

        if (!string.IsNullOrWhiteSpace(options.TrustedCertificatesFile))
        {
            AddFile(trusted, options.TrustedCertificatesFile.Trim(), $"{Path}.{nameof(options.TrustedCertificatesFile)}", problems);
        }

        if (options.DangerousAcceptAnyServerCertificate && trusted.Count > 0)
        {
            problems.Add($"{Path}.{nameof(options.DangerousAcceptAnyServerCertificate)} cannot be combined with trusted certificates; remove one of the two.");
        }

        return trusted;
    }

    private static void CheckProxy(ConnectionOptions options, List<string> problems)
    {
        const string Proxy = $"{Path}.{nameof(ConnectionOptions.Proxy)}";

        // The messages don't show the address, because it may contain a password.
        if (options.Proxy is { } proxy)
        {
            if (!proxy.IsAbsoluteUri || !ProxySchemes.Contains(proxy.Scheme) || proxy.Host.Length == 0)
            {
                problems.Add($"{Proxy} must be an absolute address with the scheme http, https, socks4, socks4a or socks5, such as http://proxy.example.org:3128.");
            }
            else if (proxy.UserInfo.Length > 0)
            {
                problems.Add($"{Proxy} must be an address without a user; set {Path}.{nameof(options.ProxyUserName)} and {Path}.{nameof(options.ProxyPassword)}.");
            }

            if (!options.UseProxy)
            {
                problems.Add($"{Proxy} is set, but {Path}.{nameof(options.UseProxy)} is false; change one of the two.");
            }
        }
        else if (!string.IsNullOrEmpty(options.ProxyUserName) || !string.IsNullOrEmpty(options.ProxyPassword))
        {
            problems.Add($"{Proxy} is missing; it is required with {Path}.{nameof(options.ProxyUserName)} and {Path}.{nameof(options.ProxyPassword)}.");
        }

        if (string.IsNullOrEmpty(options.ProxyUserName) && !string.IsNullOrEmpty(options.ProxyPassword))
        {
            problems.Add($"{Path}.{nameof(options.ProxyUserName)} is missing; it is required with {Path}.{nameof(options.ProxyPassword)}.");
        }
    }

    private static void AddFile(X509Certificate2Collection trusted, string file, string name, List<string> problems)
    {
        try
        {
            AddPem(trusted, File.ReadAllText(file), $"{name} ({file})", problems);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            string reason = e is FileNotFoundException or DirectoryNotFoundException ? "the file does not exist"
                : Directory.Exists(file) ? "it is a directory"
                : e.Message.TrimEnd('.');
            problems.Add($"{name} is '{file}', which cannot be read: {reason}.");
        }
    }

    /// <summary>Adds the certificates in a text. No message shows any of the text.</summary>
    private static void AddPem(X509Certificate2Collection trusted, string pem, string name, List<string> problems)
    {
        int before = trusted.Count;
        try
        {
            trusted.ImportFromPem(pem);
            if (trusted.Count == before)
            {
                problems.Add($"{name} has no certificate in PEM form; {Wanted}.");
            }
        }
        catch (CryptographicException)
        {
            problems.Add($"{name} has a certificate that cannot be read; {Wanted}.");
        }
    }
}
