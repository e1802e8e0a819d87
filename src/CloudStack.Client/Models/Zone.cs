namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>ZoneResponse</c>.</summary>
[CloudStackModel]
public sealed partial class Zone
{
    /// <summary>Field <c>allocationstate</c>; null if it was not sent.</summary>
    public string? AllocationState { get; init; }

    /// <summary>Field <c>allowuserspecifyvrmtu</c>, since 4.18.0; null if it was not sent.</summary>
    public bool? AllowUserSpecifyVRMtu { get; init; }

    /// <summary>Field <c>asnrange</c>; null if it was not sent.</summary>
    public string? AsnRange { get; init; }

    /// <summary>Field <c>capacity</c>; null if it was not sent.</summary>
    public IReadOnlyList<Capacity>? Capacity { get; init; }

    /// <summary>Field <c>description</c>; null if it was not sent.</summary>
    public string? Description { get; init; }

    /// <summary>Field <c>dhcpprovider</c>; null if it was not sent.</summary>
    public string? DhcpProvider { get; init; }

    /// <summary>Field <c>displaytext</c>; null if it was not sent.</summary>
    public string? DisplayText { get; init; }

    /// <summary>Field <c>dns1</c>; null if it was not sent.</summary>
    public string? Dns1 { get; init; }

    /// <summary>Field <c>dns2</c>; null if it was not sent.</summary>
    public string? Dns2 { get; init; }

    /// <summary>Field <c>domain</c>; null if it was not sent.</summary>
    public string? Domain { get; init; }

    /// <summary>Field <c>domainid</c>; null if it was not sent.</summary>
    public string? DomainId { get; init; }

    /// <summary>Field <c>domainname</c>; null if it was not sent.</summary>
    public string? DomainName { get; init; }

    /// <summary>Field <c>gputotal</c>, since 4.21; null if it was not sent.</summary>
    public long? GpuTotal { get; init; }

    /// <summary>Field <c>gpuused</c>, since 4.21; null if it was not sent.</summary>
    public long? GpuUsed { get; init; }

    /// <summary>Field <c>guestcidraddress</c>; null if it was not sent.</summary>
    public string? GuestCidrAddress { get; init; }

    /// <summary>Field <c>hasannotations</c>; null if it was not sent.</summary>
    public bool? HasAnnotations { get; init; }

    /// <summary>Field <c>icon</c>, since 4.16.0.0; null if it was not sent.</summary>
    public ResourceIcon? Icon { get; init; }

    /// <summary>Field <c>id</c>; null if it was not sent.</summary>
    public string? Id { get; init; }

    /// <summary>Field <c>internaldns1</c>; null if it was not sent.</summary>
    public string? InternalDns1 { get; init; }

    /// <summary>Field <c>internaldns2</c>; null if it was not sent.</summary>
    public string? InternalDns2 { get; init; }

    /// <summary>Field <c>ip6dns1</c>; null if it was not sent.</summary>
    public string? IP6Dns1 { get; init; }

    /// <summary>Field <c>ip6dns2</c>; null if it was not sent.</summary>
    public string? IP6Dns2 { get; init; }

    /// <summary>Field <c>ismultiarch</c>, since 4.20; null if it was not sent.</summary>
    public bool? IsMultiArch { get; init; }

    /// <summary>Field <c>isnsxenabled</c>, since 4.20.0; null if it was not sent.</summary>
    public bool? IsNsxEnabled { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>localstorageenabled</c>; null if it was not sent.</summary>
    public bool? LocalStorageEnabled { get; init; }

    /// <summary>Field <c>name</c>; null if it was not sent.</summary>
    public string? Name { get; init; }

    /// <summary>Field <c>networktype</c>; null if it was not sent.</summary>
    public string? NetworkType { get; init; }

    /// <summary>Field <c>provider</c>, since 4.21.0; null if it was not sent.</summary>
    public string? Provider { get; init; }

    /// <summary>Field <c>resourcedetails</c>, since 4.3.0; null if it was not sent.</summary>
    public IReadOnlyDictionary<string, string>? ResourceDetails { get; init; }

    /// <summary>Field <c>routedmodeenabled</c>, since 4.20.1; null if it was not sent.</summary>
    public bool? RoutedModeEnabled { get; init; }

    /// <summary>Field <c>routerprivateinterfacemaxmtu</c>, since 4.18.0; null if it was not sent.</summary>
    public int? RouterPrivateInterfaceMaxMtu { get; init; }

    /// <summary>Field <c>routerpublicinterfacemaxmtu</c>, since 4.18.0; null if it was not sent.</summary>
    public int? RouterPublicInterfaceMaxMtu { get; init; }

    /// <summary>Field <c>securitygroupsenabled</c>; null if it was not sent.</summary>
    public bool? SecurityGroupsEnabled { get; init; }

    /// <summary>Field <c>storageaccessgroups</c>, since 4.21.0; null if it was not sent.</summary>
    public string? StorageAccessGroups { get; init; }

    /// <summary>Field <c>tags</c>, since 4.3; null if it was not sent.</summary>
    public IReadOnlyList<ResourceTag>? Tags { get; init; }

    /// <summary>Field <c>type</c>, since 4.18.0; null if it was not sent.</summary>
    public string? Type { get; init; }

    /// <summary>Field <c>zonetoken</c>; null if it was not sent.</summary>
    public string? ZoneToken { get; init; }
}
