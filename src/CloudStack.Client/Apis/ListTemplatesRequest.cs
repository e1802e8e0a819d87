namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>listTemplates</c>.</summary>
public sealed partial class ListTemplatesRequest : CommandRequest
{
    /// <summary>Parameter <c>templatefilter</c>, required.</summary>
    public required string TemplateFilter { get; init; }

    /// <summary>Parameter <c>account</c>.</summary>
    public string? Account { get; init; }

    /// <summary>Parameter <c>arch</c>, since 4.20.</summary>
    public string? Arch { get; init; }

    /// <summary>Parameter <c>details</c>, since 4.15.</summary>
    public IReadOnlyList<string>? Details { get; init; }

    /// <summary>Parameter <c>domainid</c>.</summary>
    public string? DomainId { get; init; }

    /// <summary>Parameter <c>extensionid</c>, since 4.21.0.</summary>
    public string? ExtensionId { get; init; }

    /// <summary>Parameter <c>forcks</c>, since 4.21.0.</summary>
    public bool? ForCks { get; init; }

    /// <summary>Parameter <c>hypervisor</c>.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>Parameter <c>id</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Parameter <c>ids</c>, since 4.9.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Parameter <c>imagestoreid</c>, since 4.19; for root administrators.</summary>
    public string? ImageStoreId { get; init; }

    /// <summary>Parameter <c>isready</c>, since 4.21.0.</summary>
    public bool? IsReady { get; init; }

    /// <summary>Parameter <c>isrecursive</c>.</summary>
    public bool? IsRecursive { get; init; }

    /// <summary>Parameter <c>isvnf</c>, since 4.19.0.</summary>
    public bool? IsVnf { get; init; }

    /// <summary>Parameter <c>keyword</c>.</summary>
    public string? Keyword { get; init; }

    /// <summary>Parameter <c>listall</c>.</summary>
    public bool? ListAll { get; init; }

    /// <summary>Parameter <c>name</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Parameter <c>oscategoryid</c>, since 4.21.0.</summary>
    public string? OSCategoryId { get; init; }

    /// <summary>Parameter <c>parenttemplateid</c>, since 4.4.</summary>
    public string? ParentTemplateId { get; init; }

    /// <summary>Parameter <c>projectid</c>.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Parameter <c>showicon</c>.</summary>
    public bool? ShowIcon { get; init; }

    /// <summary>Parameter <c>showremoved</c>.</summary>
    public bool? ShowRemoved { get; init; }

    /// <summary>Parameter <c>showunique</c>, since 4.13.2.</summary>
    public bool? ShowUnique { get; init; }

    /// <summary>Parameter <c>storageid</c>, since 4.19; for root administrators.</summary>
    public string? StorageId { get; init; }

    /// <summary>Parameter <c>tags</c>.</summary>
    [MapStyle(MapStyle.KeyValue)]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }

    /// <summary>Parameter <c>templatetype</c>, since 4.19.0.</summary>
    public string? TemplateType { get; init; }

    /// <summary>Parameter <c>zoneid</c>.</summary>
    public string? ZoneId { get; init; }
}
