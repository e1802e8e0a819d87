namespace CloudStack.Client.Profiles;

/// <summary>
/// The environment variables. The Python client has different names for the two keys. The pair comes from one set of names, ours if
/// any of them is set, so that the key of one account is never used with the secret of another.
/// </summary>
internal sealed class EnvironmentSource : ProfileSource
{
    private readonly string _key;
    private readonly string _secret;

    private EnvironmentSource(string key, string secret) => (_key, _secret) = (key, secret);

    public static EnvironmentSource Read()
    {
        EnvironmentSource own = new("CLOUDSTACK_API_KEY", "CLOUDSTACK_SECRET_KEY");
        EnvironmentSource python = new("CLOUDSTACK_KEY", "CLOUDSTACK_SECRET");
        return own.HasKey || !python.HasKey ? own : python;
    }

    protected override string? Read(string key) => Environment.GetEnvironmentVariable(Name(key));

    protected override string Where(string key) => $"The environment variable {Name(key)}";

    private bool HasKey => Find("key") is not null || Find("secret") is not null;

    private string Name(string key) => key switch
    {
        "key" => _key,
        "secret" => _secret,
        _ => $"CLOUDSTACK_{key.ToUpperInvariant()}",
    };
}
