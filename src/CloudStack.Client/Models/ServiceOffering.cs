namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>ServiceOfferingResponse</c>.</summary>
[CloudStackModel]
public sealed partial class ServiceOffering
{
    /// <summary>Field <c>cacheMode</c>, since 4.14; null if it was not sent.</summary>
    [WireName("cacheMode")]
    public string? CacheMode { get; init; }

    /// <summary>Field <c>cpunumber</c>; null if it was not sent.</summary>
    public int? CpuNumber { get; init; }

    /// <summary>Field <c>cpuspeed</c>; null if it was not sent.</summary>
    public int? CpuSpeed { get; init; }

    /// <summary>Field <c>created</c>; null if it was not sent.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Field <c>defaultuse</c>; null if it was not sent.</summary>
    public bool? DefaultUse { get; init; }

    /// <summary>Field <c>deploymentplanner</c>; null if it was not sent.</summary>
    public string? DeploymentPlanner { get; init; }

    /// <summary>Field <c>diskBytesReadRate</c>; null if it was not sent.</summary>
    [WireName("diskBytesReadRate")]
    public long? DiskBytesReadRate { get; init; }

    /// <summary>Field <c>diskBytesReadRateMax</c>; null if it was not sent.</summary>
    [WireName("diskBytesReadRateMax")]
    public long? DiskBytesReadRateMax { get; init; }

    /// <summary>Field <c>diskBytesReadRateMaxLength</c>; null if it was not sent.</summary>
    [WireName("diskBytesReadRateMaxLength")]
    public long? DiskBytesReadRateMaxLength { get; init; }

    /// <summary>Field <c>diskBytesWriteRate</c>; null if it was not sent.</summary>
    [WireName("diskBytesWriteRate")]
    public long? DiskBytesWriteRate { get; init; }

    /// <summary>Field <c>diskBytesWriteRateMax</c>; null if it was not sent.</summary>
    [WireName("diskBytesWriteRateMax")]
    public long? DiskBytesWriteRateMax { get; init; }

    /// <summary>Field <c>diskBytesWriteRateMaxLength</c>; null if it was not sent.</summary>
    [WireName("diskBytesWriteRateMaxLength")]
    public long? DiskBytesWriteRateMaxLength { get; init; }

    /// <summary>Field <c>diskIopsReadRate</c>; null if it was not sent.</summary>
    [WireName("diskIopsReadRate")]
    public long? DiskIopsReadRate { get; init; }

    /// <summary>Field <c>diskIopsReadRateMax</c>; null if it was not sent.</summary>
    [WireName("diskIopsReadRateMax")]
    public long? DiskIopsReadRateMax { get; init; }

    /// <summary>Field <c>diskIopsReadRateMaxLength</c>; null if it was not sent.</summary>
    [WireName("diskIopsReadRateMaxLength")]
    public long? DiskIopsReadRateMaxLength { get; init; }

    /// <summary>Field <c>diskIopsWriteRate</c>; null if it was not sent.</summary>
    [WireName("diskIopsWriteRate")]
    public long? DiskIopsWriteRate { get; init; }

    /// <summary>Field <c>diskIopsWriteRateMax</c>; null if it was not sent.</summary>
    [WireName("diskIopsWriteRateMax")]
    public long? DiskIopsWriteRateMax { get; init; }

    /// <summary>Field <c>diskIopsWriteRateMaxLength</c>; null if it was not sent.</summary>
    [WireName("diskIopsWriteRateMaxLength")]
    public long? DiskIopsWriteRateMaxLength { get; init; }

    /// <summary>Field <c>diskofferingdisplaytext</c>, since 4.17; null if it was not sent.</summary>
    public string? DiskOfferingDisplayText { get; init; }

    /// <summary>Field <c>diskofferingid</c>, since 4.17; null if it was not sent.</summary>
    public string? DiskOfferingId { get; init; }

    /// <summary>Field <c>diskofferingname</c>, since 4.17; null if it was not sent.</summary>
    public string? DiskOfferingName { get; init; }

    /// <summary>Field <c>diskofferingstrictness</c>, since 4.17; null if it was not sent.</summary>
    public bool? DiskOfferingStrictness { get; init; }

    /// <summary>Field <c>displaytext</c>; null if it was not sent.</summary>
    public string? DisplayText { get; init; }

    /// <summary>Field <c>domain</c>; null if it was not sent.</summary>
    public string? Domain { get; init; }

    /// <summary>Field <c>domainid</c>; null if it was not sent.</summary>
    public string? DomainId { get; init; }

    /// <summary>Field <c>dynamicscalingenabled</c>, since 4.16; null if it was not sent.</summary>
    public bool? DynamicScalingEnabled { get; init; }

    /// <summary>Field <c>encryptroot</c>, since 4.18; null if it was not sent.</summary>
    public bool? EncryptRoot { get; init; }

    /// <summary>Field <c>gpucardid</c>, since 4.21; null if it was not sent.</summary>
    public string? GpuCardId { get; init; }

    /// <summary>Field <c>gpucardname</c>, since 4.21; null if it was not sent.</summary>
    public string? GpuCardName { get; init; }

    /// <summary>Field <c>gpucount</c>, since 4.21; null if it was not sent.</summary>
    public int? GpuCount { get; init; }

    /// <summary>Field <c>gpudisplay</c>, since 4.21; null if it was not sent.</summary>
    public bool? GpuDisplay { get; init; }

    /// <summary>Field <c>hasannotations</c>; null if it was not sent.</summary>
    public bool? HasAnnotations { get; init; }

    /// <summary>Field <c>hosttags</c>; null if it was not sent.</summary>
    public string? HostTags { get; init; }

    /// <summary>Field <c>hypervisorsnapshotreserve</c>, since 4.4; null if it was not sent.</summary>
    public int? HypervisorSnapshotReserve { get; init; }

    /// <summary>Field <c>id</c>; null if it was not sent.</summary>
    public string? Id { get; init; }

    /// <summary>Field <c>iscustomized</c>, since 4.3.0; null if it was not sent.</summary>
    public bool? IsCustomized { get; init; }

    /// <summary>Field <c>iscustomizediops</c>, since 4.4; null if it was not sent.</summary>
    public bool? IsCustomizedIops { get; init; }

    /// <summary>Field <c>issystem</c>; null if it was not sent.</summary>
    public bool? IsSystem { get; init; }

    /// <summary>Field <c>isvolatile</c>; null if it was not sent.</summary>
    public bool? IsVolatile { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>leaseduration</c>, since 4.21.0; null if it was not sent.</summary>
    public int? LeaseDuration { get; init; }

    /// <summary>Field <c>leaseexpiryaction</c>, since 4.21.0; null if it was not sent.</summary>
    public string? LeaseExpiryAction { get; init; }

    /// <summary>Field <c>limitcpuuse</c>; null if it was not sent.</summary>
    public bool? LimitCpuUse { get; init; }

    /// <summary>Field <c>maxheads</c>; null if it was not sent.</summary>
    public long? MaxHeads { get; init; }

    /// <summary>Field <c>maxiops</c>, since 4.4; null if it was not sent.</summary>
    public long? MaxIops { get; init; }

    /// <summary>Field <c>maxresolutionx</c>; null if it was not sent.</summary>
    public long? MaxResolutionX { get; init; }

    /// <summary>Field <c>maxresolutiony</c>; null if it was not sent.</summary>
    public long? MaxResolutionY { get; init; }

    /// <summary>Field <c>memory</c>; null if it was not sent.</summary>
    public int? Memory { get; init; }

    /// <summary>Field <c>miniops</c>, since 4.4; null if it was not sent.</summary>
    public long? MinIops { get; init; }

    /// <summary>Field <c>name</c>; null if it was not sent.</summary>
    public string? Name { get; init; }

    /// <summary>Field <c>networkrate</c>; null if it was not sent.</summary>
    public int? NetworkRate { get; init; }

    /// <summary>Field <c>offerha</c>; null if it was not sent.</summary>
    public bool? OfferHA { get; init; }

    /// <summary>Field <c>provisioningtype</c>, since 4.4.0; null if it was not sent.</summary>
    public string? ProvisioningType { get; init; }

    /// <summary>Field <c>purgeresources</c>, since 4.20; null if it was not sent.</summary>
    public bool? PurgeResources { get; init; }

    /// <summary>Field <c>rootdisksize</c>, since 4.15; null if it was not sent.</summary>
    public long? RootDiskSize { get; init; }

    /// <summary>Field <c>serviceofferingdetails</c>, since 4.2.0; null if it was not sent.</summary>
    public IReadOnlyDictionary<string, string>? ServiceOfferingDetails { get; init; }

    /// <summary>Field <c>state</c>; null if it was not sent.</summary>
    public string? State { get; init; }

    /// <summary>Field <c>storagetags</c>; null if it was not sent.</summary>
    public string? StorageTags { get; init; }

    /// <summary>Field <c>storagetype</c>; null if it was not sent.</summary>
    public string? StorageType { get; init; }

    /// <summary>Field <c>systemvmtype</c>; null if it was not sent.</summary>
    public string? SystemVMType { get; init; }

    /// <summary>Field <c>vgpuprofileid</c>, since 4.21; null if it was not sent.</summary>
    public string? VgpuProfileId { get; init; }

    /// <summary>Field <c>vgpuprofilename</c>, since 4.21; null if it was not sent.</summary>
    public string? VgpuProfileName { get; init; }

    /// <summary>Field <c>videoram</c>; null if it was not sent.</summary>
    public long? VideoRam { get; init; }

    /// <summary>Field <c>vspherestoragepolicy</c>, since 4.15; null if it was not sent.</summary>
    public string? VSphereStoragePolicy { get; init; }

    /// <summary>Field <c>zone</c>, since 4.13.0; null if it was not sent.</summary>
    public string? Zone { get; init; }

    /// <summary>Field <c>zoneid</c>, since 4.13.0; null if it was not sent.</summary>
    public string? ZoneId { get; init; }
}
