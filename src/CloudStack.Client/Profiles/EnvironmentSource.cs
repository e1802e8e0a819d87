namespace CloudStack.Client.Profiles;

/// <summary>The environment variables of the Python client.</summary>
internal sealed class EnvironmentSource : ProfileSource
{
    protected override string? Read(string key) => Environment.GetEnvironmentVariable(Name(key));

    protected override string Where(string key) => $"The environment variable {Name(key)}";

    private static string Name(string key) => $"CLOUDSTACK_{key.ToUpperInvariant()}";
}
