using CloudStack.Client.Models;

namespace CloudStack.Client.Apis;

/// <summary>Commands of the group VirtualMachine.</summary>
[CloudStackApi]
public interface IVirtualMachinesApi
{
    /// <summary>Command <c>deployVirtualMachine</c>; asynchronous, and the entity exists before the job begins.</summary>
    /// <param name="request">The parameters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The handle of the job.</returns>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    [Command("deployVirtualMachine", CommandKind.CreateJob, SensitiveResponse = true)]
    Task<JobHandle<VirtualMachine>> DeployVirtualMachineAsync(DeployVirtualMachineRequest request, CancellationToken cancellationToken = default);

    /// <summary>Command <c>startVirtualMachine</c>; asynchronous.</summary>
    /// <param name="request">The parameters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The handle of the job.</returns>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    [Command("startVirtualMachine", CommandKind.Job, SensitiveResponse = true)]
    Task<JobHandle<VirtualMachine>> StartVirtualMachineAsync(StartVirtualMachineRequest request, CancellationToken cancellationToken = default);

    /// <summary>Command <c>stopVirtualMachine</c>; asynchronous.</summary>
    /// <param name="request">The parameters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The handle of the job.</returns>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    [Command("stopVirtualMachine", CommandKind.Job, SensitiveResponse = true)]
    Task<JobHandle<VirtualMachine>> StopVirtualMachineAsync(StopVirtualMachineRequest request, CancellationToken cancellationToken = default);

    /// <summary>Command <c>rebootVirtualMachine</c>; asynchronous.</summary>
    /// <param name="request">The parameters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The handle of the job.</returns>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    [Command("rebootVirtualMachine", CommandKind.Job, SensitiveResponse = true)]
    Task<JobHandle<VirtualMachine>> RebootVirtualMachineAsync(RebootVirtualMachineRequest request, CancellationToken cancellationToken = default);

    /// <summary>Command <c>destroyVirtualMachine</c>; asynchronous.</summary>
    /// <param name="request">The parameters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The handle of the job.</returns>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    [Command("destroyVirtualMachine", CommandKind.Job, SensitiveResponse = true)]
    Task<JobHandle<VirtualMachine>> DestroyVirtualMachineAsync(DestroyVirtualMachineRequest request, CancellationToken cancellationToken = default);

    /// <summary>Command <c>listVirtualMachines</c>; changes nothing.</summary>
    /// <param name="request">The parameters; null for none.</param>
    /// <returns>The query; nothing is sent before it is enumerated.</returns>
    [Command("listVirtualMachines", CommandKind.Read, SensitiveResponse = true)]
    PagedQuery<VirtualMachine> ListVirtualMachines(ListVirtualMachinesRequest? request = null);

    /// <summary>Command <c>updateVirtualMachine</c>; a synchronous change.</summary>
    /// <param name="request">The parameters.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The answer.</returns>
    /// <exception cref="CloudStackException">The call did not succeed; the type says how.</exception>
    [Command("updateVirtualMachine", CommandKind.Write, SensitiveResponse = true)]
    Task<VirtualMachine> UpdateVirtualMachineAsync(UpdateVirtualMachineRequest request, CancellationToken cancellationToken = default);
}
