namespace CloudStack.Client.AotTests;

internal sealed class AddressEntry
{
    public string? NetworkId { get; init; }

    public string? IP { get; init; }
}
