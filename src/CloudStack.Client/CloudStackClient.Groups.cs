using CloudStack.Client.Apis;

namespace CloudStack.Client;

public sealed partial class CloudStackClient
{
    /// <inheritdoc/>
    public IAsyncJobsApi AsyncJobs => field ??= new AsyncJobsApi(Commands);

    /// <inheritdoc/>
    public IServiceOfferingsApi ServiceOfferings => field ??= new ServiceOfferingsApi(Commands);

    /// <inheritdoc/>
    public ITemplatesApi Templates => field ??= new TemplatesApi(Commands);

    /// <inheritdoc/>
    public IVirtualMachinesApi VirtualMachines => field ??= new VirtualMachinesApi(Commands);

    /// <inheritdoc/>
    public IZonesApi Zones => field ??= new ZonesApi(Commands);
}
