namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>NicResponse</c>.</summary>
[CloudStackModel]
public sealed partial class Nic
{
    /// <summary>Field <c>adaptertype</c>, since 4.14.0; null if it was not sent.</summary>
    public string? AdapterType { get; init; }

    /// <summary>Field <c>broadcasturi</c>; null if it was not sent.</summary>
    public string? BroadcastUri { get; init; }

    /// <summary>Field <c>deviceid</c>, since 4.4; null if it was not sent.</summary>
    public string? DeviceId { get; init; }

    /// <summary>Field <c>enabled</c>; null if it was not sent.</summary>
    public bool? Enabled { get; init; }

    /// <summary>Field <c>extradhcpoption</c>, since 4.11.0; null if it was not sent.</summary>
    public IReadOnlyList<NicExtraDhcpOption>? ExtraDhcpOption { get; init; }

    /// <summary>Field <c>gateway</c>; null if it was not sent.</summary>
    public string? Gateway { get; init; }

    /// <summary>Field <c>id</c>; null if it was not sent.</summary>
    public string? Id { get; init; }

    /// <summary>Field <c>ip6address</c>; null if it was not sent.</summary>
    public string? IP6Address { get; init; }

    /// <summary>Field <c>ip6cidr</c>; null if it was not sent.</summary>
    public string? IP6Cidr { get; init; }

    /// <summary>Field <c>ip6gateway</c>; null if it was not sent.</summary>
    public string? IP6Gateway { get; init; }

    /// <summary>Field <c>ipaddress</c>; null if it was not sent.</summary>
    public string? IPAddress { get; init; }

    /// <summary>Field <c>ipaddresses</c>, since 4.14.0; null if it was not sent.</summary>
    public IReadOnlyList<string>? IPAddresses { get; init; }

    /// <summary>Field <c>isdefault</c>; null if it was not sent.</summary>
    public bool? IsDefault { get; init; }

    /// <summary>Field <c>isolatedpvlan</c>, since 4.14.0; null if it was not sent.</summary>
    public int? IsolatedPvlan { get; init; }

    /// <summary>Field <c>isolatedpvlantype</c>, since 4.14.0; null if it was not sent.</summary>
    public string? IsolatedPvlanType { get; init; }

    /// <summary>Field <c>isolationuri</c>; null if it was not sent.</summary>
    public string? IsolationUri { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>macaddress</c>; null if it was not sent.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Field <c>mtu</c>, since 4.18.0; null if it was not sent.</summary>
    public int? Mtu { get; init; }

    /// <summary>Field <c>netmask</c>; null if it was not sent.</summary>
    public string? Netmask { get; init; }

    /// <summary>Field <c>networkid</c>; null if it was not sent.</summary>
    public string? NetworkId { get; init; }

    /// <summary>Field <c>networkname</c>; null if it was not sent.</summary>
    public string? NetworkName { get; init; }

    /// <summary>Field <c>nicdnsname</c>; null if it was not sent.</summary>
    public string? NicDnsName { get; init; }

    /// <summary>Field <c>nsxlogicalswitch</c>, since 4.6.0; null if it was not sent.</summary>
    public string? NsxLogicalSwitch { get; init; }

    /// <summary>Field <c>nsxlogicalswitchport</c>, since 4.6.0; null if it was not sent.</summary>
    public string? NsxLogicalSwitchPort { get; init; }

    /// <summary>Field <c>publicip</c>; null if it was not sent.</summary>
    public string? PublicIP { get; init; }

    /// <summary>Field <c>publicipid</c>; null if it was not sent.</summary>
    public string? PublicIPId { get; init; }

    /// <summary>Field <c>secondaryip</c>; null if it was not sent.</summary>
    public IReadOnlyList<NicSecondaryIP>? SecondaryIP { get; init; }

    /// <summary>Field <c>traffictype</c>; null if it was not sent.</summary>
    public string? TrafficType { get; init; }

    /// <summary>Field <c>type</c>; null if it was not sent.</summary>
    public string? Type { get; init; }

    /// <summary>Field <c>virtualmachineid</c>; null if it was not sent.</summary>
    public string? VirtualMachineId { get; init; }

    /// <summary>Field <c>vlanid</c>, since 4.14.0; null if it was not sent.</summary>
    public int? VlanId { get; init; }

    /// <summary>Field <c>vpcid</c>; null if it was not sent.</summary>
    public string? VpcId { get; init; }

    /// <summary>Field <c>vpcname</c>; null if it was not sent.</summary>
    public string? VpcName { get; init; }
}
