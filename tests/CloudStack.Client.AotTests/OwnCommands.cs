namespace CloudStack.Client.AotTests;

/// <summary>A declared interface: generated code writes its requests and reads its responses.</summary>
internal static class OwnCommands
{
    public static async Task RunAsync()
    {
        using StubServer server = new();
        await using CloudStackClient client = new(
            new CloudStackClientOptions { Endpoint = StubServer.Endpoint, ApiKey = "key", SecretKey = "secret" },
            server);
        IProbeApi api = client.CreateApi<IProbeApi>();

        List<Zone> zones = await api.ListZones(new ListZonesRequest { Name = "eu-1" }).ToListAsync();
        Expect.That(zones is [{ Id: "z1", Name: "eu-1", LocalStorageEnabled: false, ResourceDetails: { } details }] && details["Rack"] == "7", "a list is read");
        Expect.That(zones[0].ExtraFields["newer"].GetBoolean(), "fields that the model does not know are kept");

        Expect.That(await api.ListZonesNamed("eu-1", available: true).CountAsync() == 1, "a method without a request class is sent");
        Expect.That(server.Bodies[^1].Contains("available=true", StringComparison.Ordinal), "its parameters have the server's form");

        JobHandle<Machine> handle = await api.DeployVirtualMachineAsync(new DeployRequest
        {
            ServiceOfferingId = "so1",
            RootDiskSize = 20,
            NetworkIds = ["n1", "n2"],
            Details = new Dictionary<string, string> { ["cpuNumber"] = "2" },
            Addresses = [new AddressEntry { NetworkId = "n1", IP = "10.1.1.5" }],
        });
        Expect.That(handle.ResourceId == "vm1", "a submit gives the handle");
        string deploy = Uri.UnescapeDataString(server.Bodies.Single(body => body.Contains("command=deployVirtualMachine", StringComparison.Ordinal)));
        foreach (string expected in (string[])["serviceofferingid=so1", "rootdisksize=20", "networkids=n1,n2", "details[0].cpuNumber=2", "iptonetworklist[0].networkid=n1", "iptonetworklist[0].ip=10.1.1.5"])
        {
            Expect.That(deploy.Contains(expected, StringComparison.Ordinal), $"the request carries {expected}");
        }

        Machine machine = await handle.WaitForResultAsync();
        Expect.That(machine is { Id: "vm1", State: "Running", CpuNumber: 2, Nic: [{ IPAddress: "10.1.1.5" }] }, "a job's result is read");
        Expect.That(machine.Created == new DateTimeOffset(2026, 1, 2, 8, 34, 5, TimeSpan.FromMinutes(330)), "a date is read with its offset");

        SuccessResult deleted = await api.DeleteVolumeAsync(new DeleteVolumeRequest { Id = "v1" });
        Expect.That(deleted is { Success: true, Details: "gone" }, "a success is read");
    }
}
