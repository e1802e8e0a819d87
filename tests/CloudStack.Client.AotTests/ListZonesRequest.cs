namespace CloudStack.Client.AotTests;

[Command("listZones")]
internal sealed partial class ListZonesRequest : QueryRequest<Zone>
{
    public string? Name { get; init; }
}
