namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>listZones</c>.</summary>
public sealed partial class ListZonesRequest : CommandRequest
{
    /// <summary>Parameter <c>available</c>.</summary>
    public bool? Available { get; init; }

    /// <summary>Parameter <c>domainid</c>.</summary>
    public string? DomainId { get; init; }

    /// <summary>Parameter <c>id</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Parameter <c>ids</c>, since 4.19.0.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>Parameter <c>keyword</c>.</summary>
    public string? Keyword { get; init; }

    /// <summary>Parameter <c>name</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Parameter <c>networktype</c>.</summary>
    public string? NetworkType { get; init; }

    /// <summary>Parameter <c>showcapacities</c>.</summary>
    public bool? ShowCapacities { get; init; }

    /// <summary>Parameter <c>showicon</c>.</summary>
    public bool? ShowIcon { get; init; }

    /// <summary>Parameter <c>storageaccessgroup</c>, since 4.21.0.</summary>
    public string? StorageAccessGroup { get; init; }

    /// <summary>Parameter <c>tags</c>, since 4.3.</summary>
    [MapStyle(MapStyle.KeyValue)]
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
