namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>destroyVirtualMachine</c>.</summary>
public sealed partial class DestroyVirtualMachineRequest : JobCommandRequest
{
    /// <summary>Parameter <c>id</c>, required.</summary>
    public required string Id { get; init; }

    /// <summary>Parameter <c>expunge</c>, since 4.2.1.</summary>
    public bool? Expunge { get; init; }

    /// <summary>Parameter <c>forced</c>, since 4.23.0; for root administrators.</summary>
    public bool? Forced { get; init; }

    /// <summary>Parameter <c>volumeids</c>, since 4.12.0.</summary>
    public IReadOnlyList<string>? VolumeIds { get; init; }
}
