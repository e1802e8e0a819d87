using Refit;

namespace CloudStack.Client.AotTests;

internal interface IProbeApi
{
    [Get("?command=listZones")]
    PagedQuery<Zone> ListZones([Body] ListZonesRequest request);

    [Get("?command=listZones")]
    PagedQuery<Zone> ListZonesNamed(string name, bool? available = null);

    [Post("?command=deployVirtualMachine")]
    Task<JobHandle<Machine>> DeployVirtualMachineAsync([Body] DeployRequest request, CancellationToken cancellationToken = default);

    [Post("?command=deleteVolume")]
    Task<SuccessResult> DeleteVolumeAsync([Body] DeleteVolumeRequest request, CancellationToken cancellationToken = default);
}
