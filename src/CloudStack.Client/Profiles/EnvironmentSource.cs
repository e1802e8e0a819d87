namespace CloudStack.Client.Profiles;

/// <summary>The environment variables of the Python client.</summary>
internal sealed class EnvironmentSource : ProfileSource
{
    public override string? Find(string key) => Environment.GetEnvironmentVariable(Name(key)) is { Length: > 0 } value ? value : null;

    protected override string Where(string key) => $"The environment variable {Name(key)}";

    private static string Name(string key) => $"CLOUDSTACK_{key.ToUpperInvariant()}";
}
