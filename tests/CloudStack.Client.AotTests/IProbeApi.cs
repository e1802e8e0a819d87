namespace CloudStack.Client.AotTests;

[CloudStackApi]
internal interface IProbeApi
{
    [Command("listZones", CommandKind.Read)]
    PagedQuery<Zone> ListZones(ListZonesRequest? request = null);

    [Command("deployVirtualMachine", CommandKind.CreateJob)]
    Task<JobHandle<Machine>> DeployVirtualMachineAsync(DeployRequest request, CancellationToken cancellationToken = default);

    [Command("deleteVolume", CommandKind.Write)]
    Task<SuccessResult> DeleteVolumeAsync(DeleteVolumeRequest request, CancellationToken cancellationToken = default);
}
