using App;
using CloudStack.Client;

CloudStackClientOptions options = CloudStackProfile.FromEnvironment();
await using CloudStackClient client = new(options);
await foreach (Rack rack in client.CreateApi<IRacksApi>().ListRacks(new()))
{
    Console.WriteLine(rack.Name);
}
