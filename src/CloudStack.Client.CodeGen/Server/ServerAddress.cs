namespace CloudStack.Client.CodeGen.Server;

/// <summary>The address of a server, and the keys that sign requests to it.</summary>
internal sealed class ServerAddress
{
    public const string EndpointVariable = "CLOUDSTACK_ENDPOINT";
    public const string KeyVariable = "CLOUDSTACK_API_KEY";
    public const string SecretVariable = "CLOUDSTACK_SECRET_KEY";

    // The names that the Python client uses; read if neither of the others is set.
    private const string OtherKeyVariable = "CLOUDSTACK_KEY";
    private const string OtherSecretVariable = "CLOUDSTACK_SECRET";

    private const string ApiPath = "/client/api";

    public ServerAddress(Uri endpoint, string apiKey, string secretKey)
    {
        Endpoint = endpoint;
        ApiKey = apiKey;
        SecretKey = secretKey;
    }

    public Uri Endpoint { get; }

    public string ApiKey { get; }

    public string SecretKey { get; }

    /// <exception cref="ToolException">The file or the profile cannot be read, or a value is missing.</exception>
    public static ServerAddress FromProfile(string? endpoint, string profile, string path)
    {
        IReadOnlyDictionary<string, string> values = ProfileFile.Read(path, profile);
        string place = $"The profile '{profile}' in {path}";
        return new ServerAddress(
            Address(endpoint ?? Value(values, "url") ?? throw new ToolException($"{place} has no url; set it, or use --endpoint.")),
            Value(values, "apikey") ?? throw new ToolException($"{place} has no apikey; this tool signs requests with a pair of keys and does not log in."),
            Value(values, "secretkey") ?? throw new ToolException($"{place} has no secretkey; this tool signs requests with a pair of keys and does not log in."));
    }

    /// <exception cref="ToolException">A required variable is not set.</exception>
    public static ServerAddress FromEnvironment(string? endpoint, Func<string, string?> environment)
    {
        Uri address = Address(endpoint ?? Variable(environment, EndpointVariable)
            ?? throw new ToolException($"No server is specified: use --endpoint, --profile or the environment variable {EndpointVariable}."));
        (string? key, string? secret) = (Variable(environment, KeyVariable), Variable(environment, SecretVariable));
        if (key is null && secret is null)
        {
            (key, secret) = (Variable(environment, OtherKeyVariable), Variable(environment, OtherSecretVariable));
        }

        return key is not null && secret is not null
            ? new ServerAddress(address, key, secret)
            : throw new ToolException($"No key is specified: use --profile with a CloudMonkey profile, or set the environment variables {KeyVariable} and {SecretVariable}.");
    }

    public override string ToString() => Endpoint.ToString();

    private static string? Variable(Func<string, string?> environment, string name) =>
        environment(name)?.Trim() is { Length: > 0 } value ? value : null;

    private static string? Value(IReadOnlyDictionary<string, string> values, string name) =>
        values.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

    private static Uri Address(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || (uri.Scheme != Uri.UriSchemeHttp && uri.Scheme != Uri.UriSchemeHttps))
        {
            throw new ToolException("The endpoint is not a valid URL; use a URL such as https://cloud.example/client/api.");
        }

        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new ToolException("The endpoint must consist of scheme, host, port and path only; keys are read from a profile or the environment.");
        }

        return uri.AbsolutePath == "/" ? new Uri(uri, ApiPath) : uri;
    }
}
