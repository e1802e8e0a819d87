namespace CloudStack.Client.AotTests;

internal sealed partial class ListZonesRequest : CommandRequest
{
    public string? Name { get; init; }
}
