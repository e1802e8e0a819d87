namespace CloudStack.Client.Apis;

/// <summary>The parameters of <c>startVirtualMachine</c>.</summary>
public sealed partial class StartVirtualMachineRequest : JobCommandRequest
{
    /// <summary>Parameter <c>id</c>, required.</summary>
    public required string Id { get; init; }

    /// <summary>Parameter <c>bootintosetup</c>, since 4.15.0.0.</summary>
    public bool? BootIntoSetup { get; init; }

    /// <summary>Parameter <c>clusterid</c>.</summary>
    public string? ClusterId { get; init; }

    /// <summary>Parameter <c>considerlasthost</c>, since 4.18.0.</summary>
    public bool? ConsiderLastHost { get; init; }

    /// <summary>Parameter <c>deploymentplanner</c>, since 4.4.</summary>
    public string? DeploymentPlanner { get; init; }

    /// <summary>Parameter <c>hostid</c>, since 3.0.1.</summary>
    public string? HostId { get; init; }

    /// <summary>Parameter <c>podid</c>.</summary>
    public string? PodId { get; init; }
}
