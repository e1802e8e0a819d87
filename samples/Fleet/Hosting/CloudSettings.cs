using CloudStack.Client;

namespace Fleet.Hosting;

/// <summary>The cloud and the keys to use. Silos get them in their environment, as a user sets them for a real cloud.</summary>
internal sealed record CloudSettings(string Endpoint, string ApiKey, string SecretKey)
{
    private const string EndpointName = "CLOUDSTACK_ENDPOINT";
    private const string ApiKeyName = "CLOUDSTACK_API_KEY";
    private const string SecretKeyName = "CLOUDSTACK_SECRET_KEY";

    /// <summary>The cloud that the environment specifies; null if there is none.</summary>
    /// <exception cref="FleetProblem">The variables are incomplete or invalid.</exception>
    public static CloudSettings? FromEnvironment()
    {
        string?[] values = [.. new[] { EndpointName, ApiKeyName, SecretKeyName }.Select(Environment.GetEnvironmentVariable)];
        return values.Count(string.IsNullOrEmpty) switch
        {
            0 when Uri.TryCreate(values[0], UriKind.Absolute, out _) => new(values[0]!, values[1]!, values[2]!),
            3 => null,
            _ => throw new FleetProblem($"No server: set {EndpointName} (an address), {ApiKeyName} and {SecretKeyName}, all three or none."),
        };
    }

    public void WriteTo(IDictionary<string, string?> environment)
    {
        environment[EndpointName] = Endpoint;
        environment[ApiKeyName] = ApiKey;
        environment[SecretKeyName] = SecretKey;
    }

    public void Apply(CloudStackClientOptions options)
    {
        options.Endpoint = new Uri(Endpoint);
        options.ApiKey = ApiKey;
        options.SecretKey = SecretKey;
    }

    /// <summary>For logs; without keys.</summary>
    public override string ToString() => Endpoint;
}
