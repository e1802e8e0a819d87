using CloudStack.Client.Apis;

namespace CloudStack.Client;

public partial interface ICloudStackClient
{
    /// <summary>Jobs as the server keeps them.</summary>
    IAsyncJobsApi AsyncJobs { get; }

    /// <summary>Service offerings.</summary>
    IServiceOfferingsApi ServiceOfferings { get; }

    /// <summary>Templates.</summary>
    ITemplatesApi Templates { get; }

    /// <summary>Virtual machines.</summary>
    IVirtualMachinesApi VirtualMachines { get; }

    /// <summary>Zones.</summary>
    IZonesApi Zones { get; }
}
