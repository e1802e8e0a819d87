namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>stopVirtualMachine</c>.</summary>
public sealed partial class StopVirtualMachineRequest : JobCommandRequest
{
    /// <summary>Parameter <c>id</c>, required.</summary>
    public required string Id { get; init; }

    /// <summary>Parameter <c>forced</c>.</summary>
    public bool? Forced { get; init; }
}
