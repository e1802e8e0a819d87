using System.Globalization;
using CloudStack.Client.Profiles;

namespace CloudStack.Client;

/// <summary>
/// Reads endpoint, credentials and trusted certificates from where other tools for CloudStack keep them. It does so only when
/// called; a client never looks for such files on its own. No message shows a value.
/// </summary>
/// <remarks>
/// Client certificates (<c>cert</c>, <c>cert_key</c>) aren't supported here; for a server that requires one, supply your own
/// handler. These tools have no proxy setting: like the client, they use the system's proxy.
/// </remarks>
public static class CloudStackProfile
{
    /// <summary>Reads a profile of CloudMonkey (<c>cmk</c>).</summary>
    /// <param name="path">The file; null for <c>.cmk/config</c> in the user's home directory.</param>
    /// <param name="profile">The profile, which is a section of the file; null for the file's active profile.</param>
    /// <returns>
    /// Options with the endpoint and the profile's keys or, if it has none, its user, password and domain. If the file says
    /// <c>verifycert = false</c>, the options accept any certificate, and the client logs a warning
    /// (<see cref="ConnectionOptions.DangerousAcceptAnyServerCertificate"/>). The caller can change the options further.
    /// </returns>
    /// <exception cref="FileNotFoundException">The file doesn't exist.</exception>
    /// <exception cref="InvalidDataException">The file isn't a valid CloudMonkey file; the message says where.</exception>
    public static CloudStackClientOptions FromCloudMonkey(string? path = null, string? profile = null)
    {
        IniFile file = IniFile.Read(path ?? Path.Combine(Home(), ".cmk", "config"));
        string name = profile ?? (file.Find("", "profile") ?? file.Find("core", "profile"))?.Trim()
            ?? throw new InvalidDataException($"{file.Path} does not say which profile is active (key 'profile' at its beginning); specify a profile.");
        file.RequireSection(name);
        CloudMonkeySource source = new(file, name);
        CloudStackClientOptions options = new() { Endpoint = source.Endpoint("url") };
        options.Connection.DangerousAcceptAnyServerCertificate = source.Flag("verifycert") == false;
        if (source.Find("apikey") is not null || source.Find("secretkey") is not null)
        {
            options.ApiKey = source.RequireKey("apikey");
            options.SecretKey = source.RequireKey("secretkey");
            return options;
        }

        options.UserName = source.Find("username")
            ?? throw new InvalidDataException($"{file.Path} has neither apikey and secretkey nor username and password in section [{name}].");
        options.Password = source.RequirePassword("password");
        options.Domain = source.Find("domain");
        return options;
    }

    /// <summary>
    /// Reads the file of the Python client <c>cs</c>: endpoint and keys and, if present, timeout, method, expiration, retry, and
    /// <c>verify</c> or <c>dangerous_no_tls_verify</c>.
    /// </summary>
    /// <remarks>
    /// <c>verify</c> names a certificate file. Its certificates are trusted in addition to the system's (<c>cs</c> trusts only
    /// them). The client reads the file when it is created (<see cref="ConnectionOptions.TrustedCertificatesFile"/>). Without it,
    /// <c>dangerous_no_tls_verify = true</c> accepts any certificate, and the client logs a warning.
    /// </remarks>
    /// <param name="path">
    /// The file. Null for the places where <c>cs</c> looks: <c>.cloudstack.ini</c> in the user's home directory,
    /// <c>cloudstack.ini</c> in the current directory, and the file that the variable <c>CLOUDSTACK_CONFIG</c> names. If there are
    /// several, the later one wins for each key.
    /// </param>
    /// <param name="section">
    /// The section of the cloud; null for the one that the variable <c>CLOUDSTACK_REGION</c> names, or otherwise <c>cloudstack</c>.
    /// </param>
    /// <returns>The options. The caller can change them further.</returns>
    /// <exception cref="FileNotFoundException">The file doesn't exist, or there is none in any of the places.</exception>
    /// <exception cref="InvalidDataException">The file isn't a valid file of <c>cs</c>; the message says where.</exception>
    public static CloudStackClientOptions FromCloudStackIni(string? path = null, string? section = null)
    {
        IniFile file = path is not null ? IniFile.Read(path) : IniFile.ReadAll(
            Path.Combine(Home(), ".cloudstack.ini"),
            Path.Combine(Directory.GetCurrentDirectory(), "cloudstack.ini"),
            Environment.GetEnvironmentVariable("CLOUDSTACK_CONFIG") is { Length: > 0 } named ? ExpandHome(named) : null);
        string name = section ?? (Environment.GetEnvironmentVariable("CLOUDSTACK_REGION") is { Length: > 0 } region ? region : "cloudstack");
        file.RequireSection(name);
        return FromPythonClient(new PythonIniSource(file, name));
    }

    /// <summary>
    /// Reads the environment variables <c>CLOUDSTACK_ENDPOINT</c>, <c>CLOUDSTACK_API_KEY</c> and <c>CLOUDSTACK_SECRET_KEY</c> and,
    /// if present, <c>CLOUDSTACK_TIMEOUT</c> (seconds), <c>CLOUDSTACK_METHOD</c> (get or post), <c>CLOUDSTACK_EXPIRATION</c>
    /// (seconds), <c>CLOUDSTACK_RETRY</c>, and <c>CLOUDSTACK_VERIFY</c> or <c>CLOUDSTACK_DANGEROUS_NO_TLS_VERIFY</c>, which have
    /// the same meaning as in the file of <c>cs</c>.
    /// </summary>
    /// <remarks>
    /// The Python client calls the keys <c>CLOUDSTACK_KEY</c> and <c>CLOUDSTACK_SECRET</c>. They are read if neither
    /// <c>CLOUDSTACK_API_KEY</c> nor <c>CLOUDSTACK_SECRET_KEY</c> is set. A pair never combines keys from both sets.
    /// </remarks>
    /// <returns>The options. The caller can change them further.</returns>
    /// <exception cref="InvalidDataException">A variable is missing or invalid; the message names it.</exception>
    public static CloudStackClientOptions FromEnvironment() => FromPythonClient(EnvironmentSource.Read());

    private static CloudStackClientOptions FromPythonClient(ProfileSource source)
    {
        CloudStackClientOptions options = new()
        {
            Endpoint = source.Endpoint("endpoint"),
            ApiKey = source.RequireKey("key"),
            SecretKey = source.RequireKey("secret"),
        };
        if (source.Number("timeout") is { } timeout)
        {
            options.ReadTimeout = TimeSpan.FromSeconds(timeout);
        }

        // In that client, a negative value means signatures that never expire, which the SDK doesn't support.
        if (source.Number("expiration") is { } expiration and > 0)
        {
            options.SignatureLifetime = TimeSpan.FromSeconds(expiration);
        }

        if (source.Number("retry") is { } retry)
        {
            options.MaxRetries = (int)Math.Clamp(retry, 0, int.MaxValue);
        }

        options.Connection.TrustedCertificatesFile = TrustedFile(source);
        options.Connection.DangerousAcceptAnyServerCertificate = options.Connection.TrustedCertificatesFile is null && source.Flag("dangerous_no_tls_verify") == true;
        options.Method = source.Find("method")?.ToLower(CultureInfo.InvariantCulture) switch
        {
            null or "post" => RequestMethod.Post,
            "get" => RequestMethod.GetForReads,
            _ => throw source.Invalid("method", "get or post"),
        };
        return options;
    }

    /// <summary>The file of certificates to trust; null for none. A value that looks like a switch is not taken for a file name.</summary>
    private static string? TrustedFile(ProfileSource source)
    {
        string? file = source.Find("verify");
        return file is null || ProfileSource.ReadFlag(file) is null
            ? file
            : throw source.Invalid("verify", "the path of a file with the certificates to trust; to accept any certificate, use dangerous_no_tls_verify");
    }

    private static string Home() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string ExpandHome(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Home(), path[1..].TrimStart('/')) : path;
}
