using System.Text.Json;
using System.Text.Json.Serialization;

namespace CloudStack.Client.Benchmarks.Micro;

/// <summary>A network card for the serializer: the properties of <see cref="Models.Nic"/>. Fields that are empty in the response are left out.</summary>
internal sealed class PlainNic
{
    [JsonPropertyName("adaptertype")] public string? AdapterType { get; set; }
    [JsonPropertyName("broadcasturi")] public string? BroadcastUri { get; set; }
    [JsonPropertyName("deviceid")] public string? DeviceId { get; set; }
    [JsonPropertyName("enabled")] public bool? Enabled { get; set; }
    [JsonPropertyName("extradhcpoption")] public List<JsonElement>? ExtraDhcpOption { get; set; }
    [JsonPropertyName("gateway")] public string? Gateway { get; set; }
    [JsonPropertyName("id")] public string? Id { get; set; }
    [JsonPropertyName("ip6address")] public string? IP6Address { get; set; }
    [JsonPropertyName("ip6cidr")] public string? IP6Cidr { get; set; }
    [JsonPropertyName("ip6gateway")] public string? IP6Gateway { get; set; }
    [JsonPropertyName("ipaddress")] public string? IPAddress { get; set; }
    [JsonPropertyName("ipaddresses")] public List<string>? IPAddresses { get; set; }
    [JsonPropertyName("isdefault")] public bool? IsDefault { get; set; }
    [JsonPropertyName("isolatedpvlan")] public int? IsolatedPvlan { get; set; }
    [JsonPropertyName("isolatedpvlantype")] public string? IsolatedPvlanType { get; set; }
    [JsonPropertyName("isolationuri")] public string? IsolationUri { get; set; }
    [JsonPropertyName("jobid")] public string? JobId { get; set; }
    [JsonPropertyName("jobstatus")] public int? JobStatus { get; set; }
    [JsonPropertyName("macaddress")] public string? MacAddress { get; set; }
    [JsonPropertyName("mtu")] public int? Mtu { get; set; }
    [JsonPropertyName("netmask")] public string? Netmask { get; set; }
    [JsonPropertyName("networkid")] public string? NetworkId { get; set; }
    [JsonPropertyName("networkname")] public string? NetworkName { get; set; }
    [JsonPropertyName("nicdnsname")] public string? NicDnsName { get; set; }
    [JsonPropertyName("nsxlogicalswitch")] public string? NsxLogicalSwitch { get; set; }
    [JsonPropertyName("nsxlogicalswitchport")] public string? NsxLogicalSwitchPort { get; set; }
    [JsonPropertyName("publicip")] public string? PublicIP { get; set; }
    [JsonPropertyName("publicipid")] public string? PublicIPId { get; set; }
    [JsonPropertyName("secondaryip")] public List<JsonElement>? SecondaryIP { get; set; }
    [JsonPropertyName("traffictype")] public string? TrafficType { get; set; }
    [JsonPropertyName("type")] public string? Type { get; set; }
    [JsonPropertyName("virtualmachineid")] public string? VirtualMachineId { get; set; }
    [JsonPropertyName("vlanid")] public int? VlanId { get; set; }
    [JsonPropertyName("vpcid")] public string? VpcId { get; set; }
    [JsonPropertyName("vpcname")] public string? VpcName { get; set; }
}
