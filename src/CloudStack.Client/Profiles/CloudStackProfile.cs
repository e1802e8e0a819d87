using System.Globalization;
using CloudStack.Client.Profiles;

namespace CloudStack.Client;

/// <summary>
/// Reads endpoint and credentials from where other tools for CloudStack keep theirs. Only when it is called: a client never
/// looks for such files by itself. No message shows a value.
/// </summary>
/// <remarks>
/// Settings for certificates (<c>verify</c>, <c>verifycert</c>, <c>cert</c>, <c>dangerous_no_tls_verify</c>) are not taken
/// over, so that a connection that they would allow fails instead; give the client a handler of your own for such a server.
/// </remarks>
public static class CloudStackProfile
{
    /// <summary>Reads a profile of CloudMonkey (<c>cmk</c>).</summary>
    /// <param name="path">The file; null for <c>.cmk/config</c> in the user's home.</param>
    /// <param name="profile">The profile, which is a section of the file; null for the one that the file says is active.</param>
    /// <returns>
    /// Options with the endpoint and the profile's keys, or, where it has none, its user, password and domain. Change the rest
    /// as you like.
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
        if (source.Find("apikey") is not null || source.Find("secretkey") is not null)
        {
            options.ApiKey = source.RequireKey("apikey");
            options.SecretKey = source.RequireKey("secretkey");
            return options;
        }

        options.Username = source.Find("username")
            ?? throw new InvalidDataException($"{file.Path} has neither apikey and secretkey nor username and password in section [{name}].");
        options.Password = source.RequirePassword("password");
        options.Domain = source.Find("domain");
        return options;
    }

    /// <summary>
    /// Reads the file of the Python client <c>cs</c>: endpoint, keys, and where they are there timeout, method, expiration and
    /// retry.
    /// </summary>
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
    /// Reads the variables of the Python client <c>cs</c>: <c>CLOUDSTACK_ENDPOINT</c>, <c>CLOUDSTACK_KEY</c> and
    /// <c>CLOUDSTACK_SECRET</c>, and where they are there <c>CLOUDSTACK_TIMEOUT</c>, <c>CLOUDSTACK_METHOD</c>,
    /// <c>CLOUDSTACK_EXPIRATION</c> and <c>CLOUDSTACK_RETRY</c>.
    /// </summary>
    /// <returns>Options; change the rest as you like.</returns>
    /// <exception cref="InvalidDataException">A variable is missing or makes no sense; the message names it.</exception>
    public static CloudStackClientOptions FromEnvironment() => FromPythonClient(new EnvironmentSource());

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

        options.Method = source.Find("method")?.ToLower(CultureInfo.InvariantCulture) switch
        {
            null or "post" => RequestMethod.Post,
            "get" => RequestMethod.GetForReads,
            _ => throw source.Invalid("method", "get or post"),
        };
        return options;
    }

    private static string Home() => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string ExpandHome(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) ? Path.Combine(Home(), path[1..].TrimStart('/')) : path;
}
