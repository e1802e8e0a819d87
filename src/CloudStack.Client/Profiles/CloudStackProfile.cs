using System.Globalization;
using CloudStack.Client.Profiles;

namespace CloudStack.Client;

/// <summary>
/// Reads endpoint, credentials and the certificates to trust from where other tools for CloudStack keep theirs. Only when it is
/// called: a client never looks for such files by itself. No message shows a value.
/// </summary>
/// <remarks>
/// A certificate of the client itself (<c>cert</c>, <c>cert_key</c>) is not taken over; give the client a handler of your own for a
/// server that asks for one. A proxy is none of the settings of these tools: like the client, they take the system's.
/// </remarks>
public static class CloudStackProfile
{
    /// <summary>Reads a profile of CloudMonkey (<c>cmk</c>).</summary>
    /// <param name="path">The file; null for <c>.cmk/config</c> in the user's home.</param>
    /// <param name="profile">The profile, which is a section of the file; null for the one that the file says is active.</param>
    /// <returns>
    /// Options with the endpoint and the profile's keys, or, where it has none, its user, password and domain. Where the file says
    /// <c>verifycert = false</c>, they accept any certificate, of which the client warns
    /// (<see cref="ConnectionOptions.DangerousAcceptAnyServerCertificate"/>). Change the rest as you like.
    /// </returns>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file cannot be read as one of CloudMonkey; the message says where.</exception>
    public static CloudStackClientOptions FromCloudMonkey(string? path = null, string? profile = null)
    {
        IniFile file = IniFile.Read(path ?? Path.Combine(Home(), ".cmk", "config"));
        string name = profile ?? (file.Find("", "profile") ?? file.Find("core", "profile"))?.Trim()
            ?? throw new InvalidDataException($"{file.Path} does not say which profile is active (key 'profile' at its beginning); name one.");
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
    /// Reads the file of the Python client <c>cs</c>: endpoint, keys, and where they are there timeout, method, expiration, retry,
    /// and <c>verify</c> or <c>dangerous_no_tls_verify</c>.
    /// </summary>
    /// <remarks>
    /// <c>verify</c> is a file of certificates, which are trusted beside the system's (<c>cs</c> trusts them alone); the client
    /// reads it when it is made (<see cref="ConnectionOptions.TrustedCertificatesFile"/>). Without it,
    /// <c>dangerous_no_tls_verify = true</c> accepts any certificate, of which the client warns.
    /// </remarks>
    /// <param name="path">
    /// The file. Null for the places where <c>cs</c> looks: <c>.cloudstack.ini</c> in the user's home, <c>cloudstack.ini</c> in
    /// the current folder, and the file that the variable <c>CLOUDSTACK_CONFIG</c> names; where several are there, the later
    /// one wins key by key.
    /// </param>
    /// <param name="section">
    /// The section of the cloud; null for the one that the variable <c>CLOUDSTACK_REGION</c> names, or else <c>cloudstack</c>.
    /// </param>
    /// <returns>Options; change the rest as you like.</returns>
    /// <exception cref="FileNotFoundException">There is no such file, or none in any of the places.</exception>
    /// <exception cref="InvalidDataException">The file cannot be read as one of <c>cs</c>; the message says where.</exception>
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
    /// Reads the environment: <c>CLOUDSTACK_ENDPOINT</c>, <c>CLOUDSTACK_API_KEY</c> and <c>CLOUDSTACK_SECRET_KEY</c>, and where they
    /// are there <c>CLOUDSTACK_TIMEOUT</c> (seconds), <c>CLOUDSTACK_METHOD</c> (get or post), <c>CLOUDSTACK_EXPIRATION</c> (seconds),
    /// <c>CLOUDSTACK_RETRY</c>, and <c>CLOUDSTACK_VERIFY</c> or <c>CLOUDSTACK_DANGEROUS_NO_TLS_VERIFY</c>, which mean what they mean
    /// in the file of <c>cs</c>.
    /// </summary>
    /// <remarks>
    /// The Python client calls the keys <c>CLOUDSTACK_KEY</c> and <c>CLOUDSTACK_SECRET</c>. They are read where neither
    /// <c>CLOUDSTACK_API_KEY</c> nor <c>CLOUDSTACK_SECRET_KEY</c> is set; a pair is never put together from both sets.
    /// </remarks>
    /// <returns>Options; change the rest as you like.</returns>
    /// <exception cref="InvalidDataException">A variable is missing or makes no sense; the message names it.</exception>
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

        // A negative one means "signatures without an end" there, which the SDK does not make.
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

    /// <summary>The file of certificates to trust; null for none. What looks like a switch is taken for none of a file's names.</summary>
    private static string? TrustedFile(ProfileSource source)
    {
        string? file = source.Find("verify");
        return file is null || ProfileSource.ReadFlag(file) is null
            ? file
            : throw source.Invalid("verify", "the path of a file with the certificates to trust; what accepts any certificate is dangerous_no_tls_verify");
    }

    private static string Home() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string ExpandHome(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Home(), path[1..].TrimStart('/')) : path;
}
