namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>updateVirtualMachine</c>.</summary>
public sealed partial class UpdateVirtualMachineRequest : CommandRequest
{
    /// <summary>Parameter <c>id</c>, required.</summary>
    public required string Id { get; init; }

    /// <summary>Parameter <c>cleanupdetails</c>.</summary>
    public bool? CleanupDetails { get; init; }

    /// <summary>Parameter <c>cleanupextraconfig</c>, since 4.23.0.</summary>
    public bool? CleanupExtraConfig { get; init; }

    /// <summary>Parameter <c>customid</c>, since 4.4.</summary>
    public string? CustomId { get; init; }

    /// <summary>Parameter <c>deleteprotection</c>, since 4.20.0.</summary>
    public bool? DeleteProtection { get; init; }

    /// <summary>Parameter <c>details</c>.</summary>
    [MapStyle(MapStyle.NamesFirst)]
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>Parameter <c>dhcpoptionsnetworklist</c>; entries: <c>networkid</c>.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? DhcpOptionsNetworkList { get; init; }

    /// <summary>Parameter <c>displayname</c>.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Parameter <c>displayvm</c>.</summary>
    public bool? DisplayVM { get; init; }

    /// <summary>Parameter <c>extraconfig</c>, since 4.12.</summary>
    public string? ExtraConfig { get; init; }

    /// <summary>Parameter <c>group</c>.</summary>
    public string? Group { get; init; }

    /// <summary>Parameter <c>haenable</c>.</summary>
    public bool? HAEnable { get; init; }

    /// <summary>Parameter <c>instancename</c>, since 4.4.</summary>
    public string? InstanceName { get; init; }

    /// <summary>Parameter <c>isdynamicallyscalable</c>.</summary>
    public bool? IsDynamicallyScalable { get; init; }

    /// <summary>Parameter <c>leaseduration</c>, since 4.21.0.</summary>
    public int? LeaseDuration { get; init; }

    /// <summary>Parameter <c>leaseexpiryaction</c>, since 4.21.0.</summary>
    public string? LeaseExpiryAction { get; init; }

    /// <summary>Parameter <c>name</c>, since 4.4.</summary>
    public string? Name { get; init; }

    /// <summary>Parameter <c>ostypeid</c>.</summary>
    public string? OSTypeId { get; init; }

    /// <summary>Parameter <c>securitygroupids</c>.</summary>
    public IReadOnlyList<string>? SecurityGroupIds { get; init; }

    /// <summary>Parameter <c>securitygroupnames</c>.</summary>
    public IReadOnlyList<string>? SecurityGroupNames { get; init; }

    /// <summary>Parameter <c>userdata</c>, since 4.16.0.</summary>
    public string? UserData { get; init; }

    /// <summary>Parameter <c>userdatadetails</c>, since 4.18.</summary>
    public IReadOnlyDictionary<string, string>? UserDataDetails { get; init; }

    /// <summary>Parameter <c>userdataid</c>, since 4.18.</summary>
    public string? UserDataId { get; init; }
}
