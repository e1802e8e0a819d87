using CloudStack.Client;
using CloudStack.Client.AotTests;

using StubServer server = new();
await using CloudStackClient client = new(
    new CloudStackClientOptions { Endpoint = new Uri("http://127.0.0.1:8080/client/api"), ApiKey = "key", SecretKey = "secret" },
    server);
ProbeApi api = new(client.Commands);

List<Zone> zones = await api.ListZones(new ListZonesRequest { Name = "eu-1" }).ToListAsync();
Check(zones is [{ Id: "z1", Name: "eu-1", LocalStorageEnabled: false, ResourceDetails: { } details }] && details["Rack"] == "7", "a list is read");
Check(zones[0].ExtraFields["newer"].GetBoolean(), "fields that the model does not know are kept");

JobHandle<Machine> handle = await api.DeployVirtualMachineAsync(new DeployRequest
{
    ServiceOfferingId = "so1",
    RootDiskSize = 20,
    NetworkIds = ["n1", "n2"],
    Details = new Dictionary<string, string> { ["cpuNumber"] = "2" },
    Addresses = [new AddressEntry { NetworkId = "n1", IP = "10.1.1.5" }],
});
Check(handle.ResourceId == "vm1", "a submit gives the handle");
string deploy = Uri.UnescapeDataString(server.Bodies.Single(body => body.Contains("command=deployVirtualMachine", StringComparison.Ordinal)));
foreach (string expected in (string[])["serviceofferingid=so1", "rootdisksize=20", "networkids=n1,n2", "details[0].cpuNumber=2", "iptonetworklist[0].networkid=n1", "iptonetworklist[0].ip=10.1.1.5"])
{
    Check(deploy.Contains(expected, StringComparison.Ordinal), $"the request carries {expected}");
}

Machine machine = await handle.WaitForResultAsync();
Check(machine is { Id: "vm1", State: "Running", CpuNumber: 2, Nic: [{ IPAddress: "10.1.1.5" }] }, "a job's result is read");
Check(machine.Created == new DateTimeOffset(2026, 1, 2, 8, 34, 5, TimeSpan.FromMinutes(330)), "a date is read with its offset");

SuccessResult deleted = await api.DeleteVolumeAsync(new DeleteVolumeRequest { Id = "v1" });
Check(deleted is { Success: true, Details: "gone" }, "a success is read");

Console.WriteLine("OK");
return 0;

static void Check(bool holds, string what)
{
    if (!holds)
    {
        throw new InvalidOperationException("Failed: " + what);
    }
}
