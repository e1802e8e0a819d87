namespace CloudStack.Client.Models;

/// <summary>An answer of the server of the class <c>TemplateResponse</c>.</summary>
[CloudStackModel]
public sealed partial class Template
{
    /// <summary>Field <c>account</c>; null if it was not sent.</summary>
    public string? Account { get; init; }

    /// <summary>Field <c>accountid</c>; null if it was not sent.</summary>
    public string? AccountId { get; init; }

    /// <summary>Field <c>arch</c>, since 4.20; null if it was not sent.</summary>
    public string? Arch { get; init; }

    /// <summary>Field <c>bits</c>, since 4.10; null if it was not sent.</summary>
    public int? Bits { get; init; }

    /// <summary>Field <c>bootable</c>; null if it was not sent.</summary>
    public bool? Bootable { get; init; }

    /// <summary>Field <c>checksum</c>; null if it was not sent.</summary>
    public string? Checksum { get; init; }

    /// <summary>Field <c>childtemplates</c>; null if it was not sent.</summary>
    public IReadOnlyList<ChildTemplate>? ChildTemplates { get; init; }

    /// <summary>Field <c>created</c>; null if it was not sent.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Field <c>crossZones</c>; null if it was not sent.</summary>
    [WireName("crossZones")]
    public bool? CrossZones { get; init; }

    /// <summary>Field <c>deployasis</c>, since 4.15; null if it was not sent.</summary>
    public bool? DeployAsIs { get; init; }

    /// <summary>Field <c>deployasisdetails</c>, since 4.15; null if it was not sent.</summary>
    public IReadOnlyDictionary<string, string>? DeployAsIsDetails { get; init; }

    /// <summary>Field <c>details</c>; null if it was not sent.</summary>
    public IReadOnlyDictionary<string, string>? Details { get; init; }

    /// <summary>Field <c>directdownload</c>; null if it was not sent.</summary>
    public bool? DirectDownload { get; init; }

    /// <summary>Field <c>displaytext</c>; null if it was not sent.</summary>
    public string? DisplayText { get; init; }

    /// <summary>Field <c>domain</c>; null if it was not sent.</summary>
    public string? Domain { get; init; }

    /// <summary>Field <c>domainid</c>; null if it was not sent.</summary>
    public string? DomainId { get; init; }

    /// <summary>Field <c>domainpath</c>, since 4.19.2.0; null if it was not sent.</summary>
    public string? DomainPath { get; init; }

    /// <summary>Field <c>downloaddetails</c>; null if it was not sent.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>>? DownloadDetails { get; init; }

    /// <summary>Field <c>extensionid</c>, since 4.21.0; null if it was not sent.</summary>
    public string? ExtensionId { get; init; }

    /// <summary>Field <c>extensionname</c>, since 4.21.0; null if it was not sent.</summary>
    public string? ExtensionName { get; init; }

    /// <summary>Field <c>forcks</c>, since 4.21.0; null if it was not sent.</summary>
    public bool? ForCks { get; init; }

    /// <summary>Field <c>format</c>; null if it was not sent.</summary>
    public string? Format { get; init; }

    /// <summary>Field <c>hasannotations</c>; null if it was not sent.</summary>
    public bool? HasAnnotations { get; init; }

    /// <summary>Field <c>hostid</c>; null if it was not sent.</summary>
    public string? HostId { get; init; }

    /// <summary>Field <c>hostname</c>; null if it was not sent.</summary>
    public string? HostName { get; init; }

    /// <summary>Field <c>hypervisor</c>; null if it was not sent.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Field <c>icon</c>, since 4.16.0.0; null if it was not sent.</summary>
    public ResourceIcon? Icon { get; init; }

    /// <summary>Field <c>id</c>; null if it was not sent.</summary>
    public string? Id { get; init; }

    /// <summary>Field <c>isdynamicallyscalable</c>; null if it was not sent.</summary>
    public bool? IsDynamicallyScalable { get; init; }

    /// <summary>Field <c>isextractable</c>; null if it was not sent.</summary>
    public bool? IsExtractable { get; init; }

    /// <summary>Field <c>isfeatured</c>; null if it was not sent.</summary>
    public bool? IsFeatured { get; init; }

    /// <summary>Field <c>ispublic</c>; null if it was not sent.</summary>
    public bool? IsPublic { get; init; }

    /// <summary>Field <c>isready</c>; null if it was not sent.</summary>
    public bool? IsReady { get; init; }

    /// <summary>Field <c>jobid</c>; null if it was not sent.</summary>
    public string? JobId { get; init; }

    /// <summary>Field <c>jobstatus</c>; null if it was not sent.</summary>
    public int? JobStatus { get; init; }

    /// <summary>Field <c>name</c>; null if it was not sent.</summary>
    public string? Name { get; init; }

    /// <summary>Field <c>ostypeid</c>; null if it was not sent.</summary>
    public string? OSTypeId { get; init; }

    /// <summary>Field <c>ostypename</c>; null if it was not sent.</summary>
    public string? OSTypeName { get; init; }

    /// <summary>Field <c>parenttemplateid</c>; null if it was not sent.</summary>
    public string? ParentTemplateId { get; init; }

    /// <summary>Field <c>passwordenabled</c>; null if it was not sent.</summary>
    public bool? PasswordEnabled { get; init; }

    /// <summary>Field <c>physicalsize</c>; null if it was not sent.</summary>
    public long? PhysicalSize { get; init; }

    /// <summary>Field <c>project</c>; null if it was not sent.</summary>
    public string? Project { get; init; }

    /// <summary>Field <c>projectid</c>; null if it was not sent.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Field <c>removed</c>; null if it was not sent.</summary>
    public DateTimeOffset? Removed { get; init; }

    /// <summary>Field <c>requireshvm</c>; null if it was not sent.</summary>
    public bool? RequiresHvm { get; init; }

    /// <summary>Field <c>size</c>; null if it was not sent.</summary>
    public long? Size { get; init; }

    /// <summary>Field <c>sourcetemplateid</c>; null if it was not sent.</summary>
    public string? SourceTemplateId { get; init; }

    /// <summary>Field <c>sshkeyenabled</c>; null if it was not sent.</summary>
    public bool? SshKeyEnabled { get; init; }

    /// <summary>Field <c>status</c>; null if it was not sent.</summary>
    public string? Status { get; init; }

    /// <summary>Field <c>tags</c>; null if it was not sent.</summary>
    public IReadOnlyList<ResourceTag>? Tags { get; init; }

    /// <summary>Field <c>templatetag</c>; null if it was not sent.</summary>
    public string? TemplateTag { get; init; }

    /// <summary>Field <c>templatetype</c>; null if it was not sent.</summary>
    public string? TemplateType { get; init; }

    /// <summary>Field <c>url</c>; null if it was not sent.</summary>
    public string? Url { get; init; }

    /// <summary>Field <c>userdataid</c>, since 4.18.0; null if it was not sent.</summary>
    public string? UserDataId { get; init; }

    /// <summary>Field <c>userdataname</c>, since 4.18.0; null if it was not sent.</summary>
    public string? UserDataName { get; init; }

    /// <summary>Field <c>userdataparams</c>, since 4.18.0; null if it was not sent.</summary>
    public string? UserDataParams { get; init; }

    /// <summary>Field <c>userdatapolicy</c>, since 4.18.0; null if it was not sent.</summary>
    public string? UserDataPolicy { get; init; }

    /// <summary>Field <c>vnfdetails</c>, since 4.19; null if it was not sent.</summary>
    public IReadOnlyDictionary<string, string>? VnfDetails { get; init; }

    /// <summary>Field <c>vnfnics</c>, since 4.19; null if it was not sent.</summary>
    public IReadOnlyList<VnfNic>? VnfNics { get; init; }

    /// <summary>Field <c>zoneid</c>; null if it was not sent.</summary>
    public string? ZoneId { get; init; }

    /// <summary>Field <c>zonename</c>; null if it was not sent.</summary>
    public string? ZoneName { get; init; }
}
