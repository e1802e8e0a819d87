namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>UserVmResponse</c>.</summary>
[CloudStackModel]
public sealed partial class VirtualMachine
{
    /// <summary>Field <c>account</c>; null if it was not sent.</summary>
    public string? Account { get; init; }

    /// <summary>Field <c>affinitygroup</c>; null if it was not sent.</summary>
    public IReadOnlyList<AffinityGroup>? AffinityGroup { get; init; }

    /// <summary>Field <c>alloweddetails</c>, since 4.22.1; null if it was not sent.</summary>
    public string? AllowedDetails { get; init; }

    /// <summary>Field <c>arch</c>, since 4.20.1; null if it was not sent.</summary>
    public string? Arch { get; init; }

    /// <summary>Field <c>autoscalevmgroupid</c>, since 4.18.0; null if it was not sent.</summary>
    public string? AutoScaleVMGroupId { get; init; }

    /// <summary>Field <c>autoscalevmgroupname</c>, since 4.18.0; null if it was not sent.</summary>
    public string? AutoScaleVMGroupName { get; init; }

    /// <summary>Field <c>backupofferingid</c>, since 4.14; null if it was not sent.</summary>
    public string? BackupOfferingId { get; init; }

    /// <summary>Field <c>backupofferingname</c>, since 4.14; null if it was not sent.</summary>
    public string? BackupOfferingName { get; init; }

    /// <summary>Field <c>backupprovider</c>, since 4.23.0; null if it was not sent.</summary>
    public string? BackupProvider { get; init; }

    /// <summary>Field <c>bootmode</c>; null if it was not sent.</summary>
    public string? BootMode { get; init; }

    /// <summary>Field <c>boottype</c>; null if it was not sent.</summary>
    public string? BootType { get; init; }

    /// <summary>Field <c>cpunumber</c>; null if it was not sent.</summary>
    public int? CpuNumber { get; init; }

    /// <summary>Field <c>cpuspeed</c>; null if it was not sent.</summary>
    public int? CpuSpeed { get; init; }

    /// <summary>Field <c>cpuused</c>; null if it was not sent.</summary>
    public string? CpuUsed { get; init; }

    /// <summary>Field <c>created</c>; null if it was not sent.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Field <c>deleteprotection</c>, since 4.20.0; null if it was not sent.</summary>
    public bool? DeleteProtection { get; init; }

    /// <summary>Field <c>details</c>, since 4.2.1; null if it was not sent.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>Field <c>diskioread</c>; null if it was not sent.</summary>
    public long? DiskIORead { get; init; }

    /// <summary>Field <c>diskiowrite</c>; null if it was not sent.</summary>
    public long? DiskIOWrite { get; init; }

    /// <summary>Field <c>diskkbsread</c>; null if it was not sent.</summary>
    public long? DiskKBsRead { get; init; }

    /// <summary>Field <c>diskkbswrite</c>; null if it was not sent.</summary>
    public long? DiskKBsWrite { get; init; }

    /// <summary>Field <c>diskofferingid</c>, since 4.4; null if it was not sent.</summary>
    public string? DiskOfferingId { get; init; }

    /// <summary>Field <c>diskofferingname</c>, since 4.4; null if it was not sent.</summary>
    public string? DiskOfferingName { get; init; }

    /// <summary>Field <c>displayname</c>; null if it was not sent.</summary>
    public string? DisplayName { get; init; }

    /// <summary>Field <c>displayvm</c>; null if it was not sent.</summary>
    public bool? DisplayVM { get; init; }

    /// <summary>Field <c>domain</c>; null if it was not sent.</summary>
    public string? Domain { get; init; }

    /// <summary>Field <c>domainid</c>; null if it was not sent.</summary>
    public string? DomainId { get; init; }

    /// <summary>Field <c>domainpath</c>, since 4.19.2.0; null if it was not sent.</summary>
    public string? DomainPath { get; init; }

    /// <summary>Field <c>forvirtualnetwork</c>; null if it was not sent.</summary>
    public bool? ForVirtualNetwork { get; init; }

    /// <summary>Field <c>gpucardid</c>, since 4.21; null if it was not sent.</summary>
    public string? GpuCardId { get; init; }

    /// <summary>Field <c>gpucardname</c>, since 4.21; null if it was not sent.</summary>
    public string? GpuCardName { get; init; }

    /// <summary>Field <c>gpucount</c>, since 4.21; null if it was not sent.</summary>
    public int? GpuCount { get; init; }

    /// <summary>Field <c>group</c>; null if it was not sent.</summary>
    public string? Group { get; init; }

    /// <summary>Field <c>groupid</c>; null if it was not sent.</summary>
    public string? GroupId { get; init; }

    /// <summary>Field <c>guestosid</c>; null if it was not sent.</summary>
    public string? GuestOSId { get; init; }

    /// <summary>Field <c>haenable</c>; null if it was not sent.</summary>
    public bool? HAEnable { get; init; }

    /// <summary>Field <c>hasannotations</c>; null if it was not sent.</summary>
    public bool? HasAnnotations { get; init; }

    /// <summary>Field <c>hostcontrolstate</c>; null if it was not sent.</summary>
    public string? HostControlState { get; init; }

    /// <summary>Field <c>hostid</c>; null if it was not sent.</summary>
    public string? HostId { get; init; }

    /// <summary>Field <c>hostname</c>; null if it was not sent.</summary>
    public string? HostName { get; init; }

    /// <summary>Field <c>hypervisor</c>; null if it was not sent.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Field <c>icon</c>, since 4.16.0; null if it was not sent.</summary>
    public ResourceIcon? Icon { get; init; }

    /// <summary>Field <c>id</c>; null if it was not sent.</summary>
    public string? Id { get; init; }

    /// <summary>Field <c>instancename</c>, since 3.0.1; null if it was not sent.</summary>
    public string? InstanceName { get; init; }

    /// <summary>Field <c>ipaddress</c>; null if it was not sent.</summary>
    public string? IPAddress { get; init; }

    /// <summary>Field <c>isdynamicallyscalable</c>; null if it was not sent.</summary>
    public bool? IsDynamicallyScalable { get; init; }

    /// <summary>Field <c>isodisplaytext</c>; null if it was not sent.</summary>
    public string? IsoDisplayText { get; init; }

    /// <summary>Field <c>isoid</c>; null if it was not sent.</summary>
    public string? IsoId { get; init; }

    /// <summary>Field <c>isomaxcount</c>, since 4.23.0; null if it was not sent.</summary>
    public int? IsoMaxCount { get; init; }

    /// <summary>Field <c>isoname</c>; null if it was not sent.</summary>
    public string? IsoName { get; init; }

    /// <summary>Field <c>isos</c>, since 4.23.0; null if it was not sent.</summary>
    public IReadOnlyList<AttachedIso>? Isos { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>keypairs</c>; null if it was not sent.</summary>
    public string? KeyPairs { get; init; }

    /// <summary>Field <c>lastupdated</c>, since 4.16.0; null if it was not sent.</summary>
    public DateTimeOffset? LastUpdated { get; init; }

    /// <summary>Field <c>leaseduration</c>, since 4.21.0; null if it was not sent.</summary>
    public int? LeaseDuration { get; init; }

    /// <summary>Field <c>leaseexpiryaction</c>, since 4.21.0; null if it was not sent.</summary>
    public string? LeaseExpiryAction { get; init; }

    /// <summary>Field <c>leaseexpirydate</c>, since 4.21.0; null if it was not sent.</summary>
    public DateTimeOffset? LeaseExpiryDate { get; init; }

    /// <summary>Field <c>maxheads</c>; null if it was not sent.</summary>
    public long? MaxHeads { get; init; }

    /// <summary>Field <c>maxresolutionx</c>; null if it was not sent.</summary>
    public long? MaxResolutionX { get; init; }

    /// <summary>Field <c>maxresolutiony</c>; null if it was not sent.</summary>
    public long? MaxResolutionY { get; init; }

    /// <summary>Field <c>memory</c>; null if it was not sent.</summary>
    public int? Memory { get; init; }

    /// <summary>Field <c>memoryintfreekbs</c>; null if it was not sent.</summary>
    public long? MemoryIntFreeKBs { get; init; }

    /// <summary>Field <c>memorykbs</c>; null if it was not sent.</summary>
    public long? MemoryKBs { get; init; }

    /// <summary>Field <c>memorytargetkbs</c>; null if it was not sent.</summary>
    public long? MemoryTargetKBs { get; init; }

    /// <summary>Field <c>name</c>; null if it was not sent.</summary>
    public string? Name { get; init; }

    /// <summary>Field <c>networkkbsread</c>; null if it was not sent.</summary>
    public long? NetworkKBsRead { get; init; }

    /// <summary>Field <c>networkkbswrite</c>; null if it was not sent.</summary>
    public long? NetworkKBsWrite { get; init; }

    /// <summary>Field <c>nic</c>; null if it was not sent.</summary>
    public IReadOnlyList<Nic>? Nic { get; init; }

    /// <summary>Field <c>osdisplayname</c>, since 4.13.2; null if it was not sent.</summary>
    public string? OSDisplayName { get; init; }

    /// <summary>Field <c>ostypeid</c>, since 4.4; null if it was not sent.</summary>
    public string? OSTypeId { get; init; }

    /// <summary>Field <c>password</c>; null if it was not sent.</summary>
    public string? Password { get; init; }

    /// <summary>Field <c>passwordenabled</c>; null if it was not sent.</summary>
    public bool? PasswordEnabled { get; init; }

    /// <summary>Field <c>pooltype</c>, since 4.16; null if it was not sent.</summary>
    public string? PoolType { get; init; }

    /// <summary>Field <c>project</c>; null if it was not sent.</summary>
    public string? Project { get; init; }

    /// <summary>Field <c>projectid</c>; null if it was not sent.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Field <c>publicip</c>; null if it was not sent.</summary>
    public string? PublicIP { get; init; }

    /// <summary>Field <c>publicipid</c>; null if it was not sent.</summary>
    public string? PublicIPId { get; init; }

    /// <summary>Field <c>readonlydetails</c>, since 4.16.0; null if it was not sent.</summary>
    public string? ReadOnlyDetails { get; init; }

    /// <summary>Field <c>receivedbytes</c>; null if it was not sent.</summary>
    public long? ReceivedBytes { get; init; }

    /// <summary>Field <c>rootdeviceid</c>; null if it was not sent.</summary>
    public long? RootDeviceId { get; init; }

    /// <summary>Field <c>rootdevicetype</c>; null if it was not sent.</summary>
    public string? RootDeviceType { get; init; }

    /// <summary>Field <c>securitygroup</c>; null if it was not sent.</summary>
    public IReadOnlyList<SecurityGroup>? SecurityGroup { get; init; }

    /// <summary>Field <c>sentbytes</c>; null if it was not sent.</summary>
    public long? SentBytes { get; init; }

    /// <summary>Field <c>serviceofferingid</c>; null if it was not sent.</summary>
    public string? ServiceOfferingId { get; init; }

    /// <summary>Field <c>serviceofferingname</c>; null if it was not sent.</summary>
    public string? ServiceOfferingName { get; init; }

    /// <summary>Field <c>servicestate</c>; null if it was not sent.</summary>
    public string? ServiceState { get; init; }

    /// <summary>Field <c>state</c>; null if it was not sent.</summary>
    public string? State { get; init; }

    /// <summary>Field <c>tags</c>; null if it was not sent.</summary>
    public IReadOnlyList<ResourceTag>? Tags { get; init; }

    /// <summary>Field <c>templatedisplaytext</c>; null if it was not sent.</summary>
    public string? TemplateDisplayText { get; init; }

    /// <summary>Field <c>templateformat</c>, since 4.19.1; null if it was not sent.</summary>
    public string? TemplateFormat { get; init; }

    /// <summary>Field <c>templateid</c>; null if it was not sent.</summary>
    public string? TemplateId { get; init; }

    /// <summary>Field <c>templatename</c>; null if it was not sent.</summary>
    public string? TemplateName { get; init; }

    /// <summary>Field <c>templatetype</c>, since 4.19.0; null if it was not sent.</summary>
    public string? TemplateType { get; init; }

    /// <summary>Field <c>userdata</c>, since 4.18.0.0; null if it was not sent.</summary>
    public string? UserData { get; init; }

    /// <summary>Field <c>userdatadetails</c>, since 4.18.0; null if it was not sent.</summary>
    public string? UserDataDetails { get; init; }

    /// <summary>Field <c>userdataid</c>, since 4.18.0; null if it was not sent.</summary>
    public string? UserDataId { get; init; }

    /// <summary>Field <c>userdataname</c>, since 4.18.0; null if it was not sent.</summary>
    public string? UserDataName { get; init; }

    /// <summary>Field <c>userdatapolicy</c>, since 4.18.0; null if it was not sent.</summary>
    public string? UserDataPolicy { get; init; }

    /// <summary>Field <c>userid</c>; null if it was not sent.</summary>
    public string? UserId { get; init; }

    /// <summary>Field <c>username</c>; null if it was not sent.</summary>
    public string? UserName { get; init; }

    /// <summary>Field <c>vgpu</c>, since 4.4; null if it was not sent.</summary>
    public string? Vgpu { get; init; }

    /// <summary>Field <c>vgpuprofileid</c>, since 4.21; null if it was not sent.</summary>
    public string? VgpuProfileId { get; init; }

    /// <summary>Field <c>vgpuprofilename</c>, since 4.21; null if it was not sent.</summary>
    public string? VgpuProfileName { get; init; }

    /// <summary>Field <c>videoram</c>; null if it was not sent.</summary>
    public long? VideoRam { get; init; }

    /// <summary>Field <c>vmtype</c>, since 4.20.0; null if it was not sent.</summary>
    public string? VMType { get; init; }

    /// <summary>Field <c>vnfdetails</c>, since 4.19.0; null if it was not sent.</summary>
    public IReadOnlyDictionary<string, string>? VnfDetails { get; init; }

    /// <summary>Field <c>vnfnics</c>, since 4.19.0; null if it was not sent.</summary>
    public IReadOnlyList<VnfNic>? VnfNics { get; init; }

    /// <summary>Field <c>zoneid</c>; null if it was not sent.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Field <c>zonename</c>; null if it was not sent.</summary>
    public string? ZoneName { get; init; }
}
