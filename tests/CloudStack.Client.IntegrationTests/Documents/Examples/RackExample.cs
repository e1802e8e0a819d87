using Acme.Cloud;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>The tool's example: declarations that it has generated for the plug-in of a sample.</summary>
internal static class RackExample
{
    public static async Task PrintAsync(ICloudStackClient client)
    {
        // README: racks
        IRacksApi racks = client.CreateApi<IRacksApi>();
        await foreach (Rack rack in racks.ListRacks(new() { Room = "east" }))
        {
            Console.WriteLine($"{rack.Name} in {rack.Room}: {rack.UnitsFree} units free");
        }
        // README: end
    }
}
