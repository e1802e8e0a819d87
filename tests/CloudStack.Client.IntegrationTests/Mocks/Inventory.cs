using CloudStack.Client.Apis;
using CloudStack.Client.Models;

namespace CloudStack.Client.IntegrationTests.Mocks;

/// <summary>A part of an application that uses two groups of the client.</summary>
internal sealed class Inventory(IVirtualMachinesApi machines, IZonesApi zones)
{
    public async Task<string> RestartAsync(string id, CancellationToken cancellationToken)
    {
        JobResult<VirtualMachine> result = await machines.RebootVirtualMachineAsync(new() { Id = id }, cancellationToken).WaitForCompletionAsync(cancellationToken);
        return result.IsSuccess ? $"{result.Value!.Name} is {result.Value.State}" : $"failed: {result.Error!.Kind}";
    }

    public async Task<List<string?>> ZoneNamesAsync(CancellationToken cancellationToken) =>
        [.. (await zones.ListZones().ToListAsync(cancellationToken)).Select(zone => zone.Name)];
}
