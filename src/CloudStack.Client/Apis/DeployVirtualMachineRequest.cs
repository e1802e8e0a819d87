namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>deployVirtualMachine</c>.</summary>
public sealed partial class DeployVirtualMachineRequest : JobCommandRequest
{
    /// <summary>Parameter <c>serviceofferingid</c>, required.</summary>
    public required string ServiceOfferingId { get; init; }

    /// <summary>Parameter <c>zoneid</c>, required.</summary>
    public required string ZoneId { get; init; }

    /// <summary>Parameter <c>account</c>.</summary>
    public string? Account { get; init; }

    /// <summary>Parameter <c>affinitygroupids</c>.</summary>
    public IReadOnlyList<string>? AffinityGroupIds { get; init; }

    /// <summary>Parameter <c>affinitygroupnames</c>.</summary>
    public IReadOnlyList<string>? AffinityGroupNames { get; init; }

    /// <summary>Parameter <c>blankinstance</c>, since 4.23.0; for root administrators.</summary>
    public bool? BlankInstance { get; init; }

    /// <summary>Parameter <c>bootintosetup</c>, since 4.15.0.0.</summary>
    public bool? BootIntoSetup { get; init; }

    /// <summary>Parameter <c>bootmode</c>, since 4.14.0.0.</summary>
    public string? BootMode { get; init; }

    /// <summary>Parameter <c>boottype</c>, since 4.14.0.0.</summary>
    public string? BootType { get; init; }

    /// <summary>Parameter <c>clusterid</c>, since 4.13; for root administrators.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Parameter <c>copyimagetags</c>, since 4.13.</summary>
    public bool? CopyImageTags { get; init; }

    /// <summary>Parameter <c>customid</c>.</summary>
    public string? CustomId { get; init; }

    /// <summary>Parameter <c>datadiskofferinglist</c>, since 4.11; entries: <c>datadisktemplateid</c>, <c>diskofferingid</c>.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? DataDiskOfferingList { get; init; }

    /// <summary>Parameter <c>datadisksdetails</c>, since 4.21.0; entries: <c>deviceid</c>, <c>diskofferingid</c>, <c>kmskeyid</c>, <c>maxiops</c>, <c>miniops</c>, <c>size</c>.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? DataDisksDetails { get; init; }

    /// <summary>Parameter <c>deploymentplanner</c>, since 4.4.</summary>
    public string? DeploymentPlanner { get; init; }

    /// <summary>Parameter <c>details</c>, since 4.3.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>Parameter <c>dhcpoptionsnetworklist</c>; entries: <c>networkid</c>.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? DhcpOptionsNetworkList { get; init; }

    /// <summary>Parameter <c>diskofferingid</c>.</summary>
    public string? DiskOfferingId { get; init; }

    /// <summary>Parameter <c>displayname</c>.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Parameter <c>displayvm</c>, since 4.2.</summary>
    public bool? DisplayVM { get; init; }

    /// <summary>Parameter <c>domainid</c>.</summary>
    public string? DomainId { get; init; }

    /// <summary>Parameter <c>dynamicscalingenabled</c>, since 4.16.</summary>
    public bool? DynamicScalingEnabled { get; init; }

    /// <summary>Parameter <c>externaldetails</c>, since 4.21.0.</summary>
    public IReadOnlyDictionary<string, string>? ExternalDetails { get; init; }

    /// <summary>Parameter <c>extraconfig</c>, since 4.12.</summary>
    public string? ExtraConfig { get; init; }

    /// <summary>Parameter <c>group</c>.</summary>
    public string? Group { get; init; }

    /// <summary>Parameter <c>hostid</c>.</summary>
    public string? HostId { get; init; }

    /// <summary>Parameter <c>hypervisor</c>.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Parameter <c>iodriverpolicy</c>.</summary>
    public string? IODriverPolicy { get; init; }

    /// <summary>Parameter <c>iothreadsenabled</c>.</summary>
    public bool? IOThreadsEnabled { get; init; }

    /// <summary>Parameter <c>ip6address</c>.</summary>
    public string? IP6Address { get; init; }

    /// <summary>Parameter <c>ipaddress</c>.</summary>
    public string? IPAddress { get; init; }

    /// <summary>Parameter <c>iptonetworklist</c>; entries: <c>ip</c>, <c>ipv6</c>, <c>mac</c>, <c>networkid</c>.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? IPToNetworkList { get; init; }

    /// <summary>Parameter <c>keypair</c>.</summary>
    public string? KeyPair { get; init; }

    /// <summary>Parameter <c>keypairs</c>, since 4.17.</summary>
    public IReadOnlyList<string>? KeyPairs { get; init; }

    /// <summary>Parameter <c>keyboard</c>.</summary>
    public string? Keyboard { get; init; }

    /// <summary>Parameter <c>leaseduration</c>, since 4.21.0.</summary>
    public int? LeaseDuration { get; init; }

    /// <summary>Parameter <c>leaseexpiryaction</c>, since 4.21.0.</summary>
    public string? LeaseExpiryAction { get; init; }

    /// <summary>Parameter <c>macaddress</c>.</summary>
    public string? MacAddress { get; init; }

    /// <summary>Parameter <c>name</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Parameter <c>networkids</c>.</summary>
    public IReadOnlyList<string>? NetworkIds { get; init; }

    /// <summary>Parameter <c>nicmultiqueuenumber</c>, since 4.18.</summary>
    public int? NicMultiqueueNumber { get; init; }

    /// <summary>Parameter <c>nicnetworklist</c>, since 4.15; entries: <c>network</c>, <c>nic</c>.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? NicNetworkList { get; init; }

    /// <summary>Parameter <c>nicpackedvirtqueuesenabled</c>, since 4.18.</summary>
    public bool? NicPackedVirtqueuesEnabled { get; init; }

    /// <summary>Parameter <c>overridediskofferingid</c>, since 4.17.</summary>
    public string? OverrideDiskOfferingId { get; init; }

    /// <summary>Parameter <c>password</c>, since 4.19.0.0.</summary>
    public string? Password { get; init; }

    /// <summary>Parameter <c>podid</c>, since 4.13; for root administrators.</summary>
    public string? PodId { get; init; }

    /// <summary>Parameter <c>projectid</c>.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Parameter <c>properties</c>, since 4.15.</summary>
    [MapStyle(MapStyle.KeyValue)]
    public IReadOnlyDictionary<string, string>? Properties { get; init; }

    /// <summary>Parameter <c>rootdiskkmskeyid</c>, since 4.23.0.</summary>
    public string? RootDiskKmsKeyId { get; init; }

    /// <summary>Parameter <c>rootdisksize</c>, since 4.4.</summary>
    public long? RootDiskSize { get; init; }

    /// <summary>Parameter <c>securitygroupids</c>.</summary>
    public IReadOnlyList<string>? SecurityGroupIds { get; init; }

    /// <summary>Parameter <c>securitygroupnames</c>.</summary>
    public IReadOnlyList<string>? SecurityGroupNames { get; init; }

    /// <summary>Parameter <c>size</c>.</summary>
    public long? Size { get; init; }

    /// <summary>Parameter <c>snapshotid</c>, since 4.21.</summary>
    public string? SnapshotId { get; init; }

    /// <summary>Parameter <c>startvm</c>.</summary>
    public bool? StartVM { get; init; }

    /// <summary>Parameter <c>templateid</c>.</summary>
    public string? TemplateId { get; init; }

    /// <summary>Parameter <c>userdata</c>.</summary>
    public string? UserData { get; init; }

    /// <summary>Parameter <c>userdatadetails</c>, since 4.18.</summary>
    public IReadOnlyDictionary<string, string>? UserDataDetails { get; init; }

    /// <summary>Parameter <c>userdataid</c>, since 4.18.</summary>
    public string? UserDataId { get; init; }

    /// <summary>Parameter <c>volumeid</c>, since 4.21.</summary>
    public string? VolumeId { get; init; }
}
