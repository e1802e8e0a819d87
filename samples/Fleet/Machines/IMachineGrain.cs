namespace Fleet.Machines;

/// <summary>A requested machine; the key is its name.</summary>
internal interface IMachineGrain : IGrainWithStringKey
{
    /// <summary>Starts or continues. May be called any number of times; only the first order counts.</summary>
    Task StartAsync(MachineOrder order);

    /// <summary>The current progress.</summary>
    Task<MachineReport> GetAsync();
}
