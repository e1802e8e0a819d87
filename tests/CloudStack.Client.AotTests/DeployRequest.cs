namespace CloudStack.Client.AotTests;

[Command("deployVirtualMachine", CommandKind.CreateJob)]
internal sealed partial class DeployRequest : JobCommandRequest<Machine>
{
    public required string ServiceOfferingId { get; init; }

    public int? RootDiskSize { get; init; }

    public IReadOnlyList<string>? NetworkIds { get; init; }

    public IReadOnlyDictionary<string, string>? Details { get; init; }

    [WireName("iptonetworklist")]
    public IReadOnlyList<AddressEntry>? Addresses { get; init; }
}
