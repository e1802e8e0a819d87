namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>rebootVirtualMachine</c>.</summary>
public sealed partial class RebootVirtualMachineRequest : JobCommandRequest
{
    /// <summary>Parameter <c>id</c>, required.</summary>
    public required string Id { get; init; }

    /// <summary>Parameter <c>bootintosetup</c>, since 4.15.0.0.</summary>
    public bool? BootIntoSetup { get; init; }

    /// <summary>Parameter <c>forced</c>, since 4.16.0.</summary>
    public bool? Forced { get; init; }
}
