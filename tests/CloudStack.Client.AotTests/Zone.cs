namespace CloudStack.Client.AotTests;

[CloudStackModel]
internal sealed partial class Zone
{
    public required string Id { get; init; }

    public string? Name { get; init; }

    public bool? LocalStorageEnabled { get; init; }

    public IReadOnlyDictionary<string, string>? ResourceDetails { get; init; }
}
