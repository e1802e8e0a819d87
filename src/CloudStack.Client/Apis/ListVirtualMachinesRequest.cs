namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>listVirtualMachines</c>.</summary>
public sealed partial class ListVirtualMachinesRequest : CommandRequest
{
    /// <summary>Parameter <c>account</c>.</summary>
    public string? Account { get; init; }

    /// <summary>Parameter <c>accumulate</c>, since 4.17.0.</summary>
    public bool? Accumulate { get; init; }

    /// <summary>Parameter <c>affinitygroupid</c>.</summary>
    public string? AffinityGroupId { get; init; }

    /// <summary>Parameter <c>arch</c>, since 4.20.1.</summary>
    public string? Arch { get; init; }

    /// <summary>Parameter <c>autoscalevmgroupid</c>, since 4.18.0.</summary>
    public string? AutoScaleVMGroupId { get; init; }

    /// <summary>Parameter <c>backupofferingid</c>, since 4.17.</summary>
    public string? BackupOfferingId { get; init; }

    /// <summary>Parameter <c>clusterid</c>, since 4.16.0; for root administrators.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Parameter <c>details</c>.</summary>
    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>Parameter <c>displayvm</c>, since 4.4.</summary>
    public bool? DisplayVM { get; init; }

    /// <summary>Parameter <c>domainid</c>.</summary>
    public string? DomainId { get; init; }

    /// <summary>Parameter <c>extensionid</c>, since 4.21.0.</summary>
    public string? ExtensionId { get; init; }

    /// <summary>Parameter <c>forvirtualnetwork</c>.</summary>
    public bool? ForVirtualNetwork { get; init; }

    /// <summary>Parameter <c>gpuenabled</c>, since 4.21.0.</summary>
    public bool? GpuEnabled { get; init; }

    /// <summary>Parameter <c>groupid</c>.</summary>
    public string? GroupId { get; init; }

    /// <summary>Parameter <c>haenable</c>, since 4.15.</summary>
    public bool? HAEnable { get; init; }

    /// <summary>Parameter <c>hostid</c>; for root administrators.</summary>
    public string? HostId { get; init; }

    /// <summary>Parameter <c>hypervisor</c>.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Parameter <c>id</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Parameter <c>ids</c>, since 4.4.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Parameter <c>isrecursive</c>.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Parameter <c>isvnf</c>, since 4.19.0.</summary>
    public bool? IsVnf { get; init; }

    /// <summary>Parameter <c>isoid</c>.</summary>
    public string? IsoId { get; init; }

    /// <summary>Parameter <c>keypair</c>.</summary>
    public string? KeyPair { get; init; }

    /// <summary>Parameter <c>keyword</c>.</summary>
    public string? Keyword { get; init; }

    /// <summary>Parameter <c>leased</c>, since 4.21.0.</summary>
    public bool? Leased { get; init; }

    /// <summary>Parameter <c>listall</c>.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Parameter <c>name</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Parameter <c>networkid</c>.</summary>
    public string? NetworkId { get; init; }

    /// <summary>Parameter <c>podid</c>; for root administrators.</summary>
    public string? PodId { get; init; }

    /// <summary>Parameter <c>projectid</c>.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Parameter <c>retrieveonlyresourcecount</c>.</summary>
    public bool? RetrieveOnlyResourceCount { get; init; }

    /// <summary>Parameter <c>securitygroupid</c>, since 4.15.</summary>
    public string? SecurityGroupId { get; init; }

    /// <summary>Parameter <c>serviceofferingid</c>, since 4.4.</summary>
    public string? ServiceOfferingId { get; init; }

    /// <summary>Parameter <c>showicon</c>, since 4.16.0.0.</summary>
    public bool? ShowIcon { get; init; }

    /// <summary>Parameter <c>state</c>.</summary>
    public string? State { get; init; }

    /// <summary>Parameter <c>storageid</c>; for root administrators.</summary>
    public string? StorageId { get; init; }

    /// <summary>Parameter <c>tags</c>.</summary>
    [MapStyle(MapStyle.KeyValue)]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Parameter <c>templateid</c>.</summary>
    public string? TemplateId { get; init; }

    /// <summary>Parameter <c>userdata</c>, since 4.18.0.0.</summary>
    public bool? UserData { get; init; }

    /// <summary>Parameter <c>userdataid</c>, since 4.20.1.</summary>
    public string? UserDataId { get; init; }

    /// <summary>Parameter <c>userid</c>.</summary>
    public string? UserId { get; init; }

    /// <summary>Parameter <c>vpcid</c>.</summary>
    public string? VpcId { get; init; }

    /// <summary>Parameter <c>zoneid</c>.</summary>
    public string? ZoneId { get; init; }
}
