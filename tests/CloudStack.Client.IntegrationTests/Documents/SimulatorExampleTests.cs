using System.Text.Json;
using CloudStack.Client.IntegrationTests.Documents.Examples;
using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;
using CustomApi;
using Reader.OwnCommands;

namespace CloudStack.Client.IntegrationTests.Documents;

/// <summary>The examples about tests without a cloud, and those about other packages, do what their documents say.</summary>
internal sealed class SimulatorExampleTests
{
    [Test]
    public async Task The_example_in_virtual_time_holds() => Assert.That(await SimulatorExamples.VirtualTimeAsync(), Is.Not.Null);

    [Test]
    public async Task The_server_over_real_http_answers_with_its_own_keys()
    {
        int zones = 0;

        await SimulatorExamples.RealHttpAsync(async (endpoint, apiKey, secretKey) =>
        {
            await using CloudStackClient client = new(new() { Endpoint = endpoint, ApiKey = apiKey, SecretKey = secretKey });
            zones = await client.Zones.ListZones().CountAsync();
        });

        Assert.That(zones, Is.EqualTo(2));
    }

    [Test]
    public async Task The_example_in_process_takes_code_of_any_kind()
    {
        int answers = await SimulatorExamples.InProcessAsync(async (http, clock) =>
        {
            await Task.Delay(TimeSpan.FromMinutes(21), clock);
            using HttpResponseMessage refused = await http.GetAsync(new Uri($"{SimulatorHandler.Endpoint}?command=listZones&response=json"));
            return (int)refused.StatusCode;
        });

        Assert.That(answers, Is.EqualTo(401));
    }

    [Test]
    public async Task The_bus_tells_of_a_job_that_begins()
    {
        await using VirtualCloud cloud = new();
        Task<JobHandle<VirtualMachine>>? submit = null;

        IReadOnlyList<SimulatorBusMessage> messages = SimulatorExamples.Bus(
            cloud.Engine, () => submit = cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web-1"))));
        JobHandle<VirtualMachine> job = await submit!;

        using JsonDocument body = JsonDocument.Parse(messages[0].Body);
        Assert.That(body.RootElement.GetProperty("jobId").GetString(), Is.EqualTo(job.JobId));
    }

    [Test]
    public async Task Faults_make_nothing_happen_twice()
    {
        await using VirtualCloud cloud = new();

        await SimulatorExamples.FaultsAsync(
            cloud.Engine, name => cloud.RunAsync(() => cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy(name)).WaitForResultAsync()));
    }

    [Test]
    public async Task Planted_differences_are_seen()
    {
        await using VirtualCloud cloud = new();
        SimulatorExamples.Plugins(cloud.Engine);

        JsonElement racks = await cloud.RunAsync(() => cloud.Client.Commands.SendAsync("listRacks", [new("room", "east")]));
        JsonElement zones = await cloud.RunAsync(() => cloud.Client.Commands.SendAsync("listZones"));
        await Assert.CatchAsync<CloudStackApiException>(() => cloud.RunAsync(() => cloud.Client.Commands.SendAsync("listDomains")));

        Assert.That(racks.GetProperty("rack")[0].GetProperty("units").GetInt32(), Is.EqualTo(42));
        Assert.That(zones.GetProperty("zone")[0].GetProperty("altitude").GetInt32(), Is.EqualTo(320));
    }

    [Test]
    public async Task The_racks_of_the_tool_are_listed()
    {
        await using VirtualCloud cloud = new();
        RackPlugin.AddTo(cloud.Engine);

        await cloud.RunAsync(async () =>
        {
            await RackExample.PrintAsync(cloud.Client);
            return true;
        });

        Assert.That(cloud.Engine.CountRequests("listRacks"), Is.EqualTo(1));
    }

    [Test]
    public async Task The_own_commands_reach_the_server()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        IVolumesApi volumes = cloud.Client.CreateApi<IVolumesApi>();

        Reader.OwnCommands.Volume made = await volumes.CreateVolumeAsync(new() { Name = "data-1", ZoneId = cloud.Parts.ZoneId, Size = 20 }).WaitForResultAsync();
        List<Reader.OwnCommands.Volume> listed = await volumes.ListVolumes().ToListAsync();

        Assert.That((made.Name, string.Join(",", listed.Select(volume => volume.Id))), Is.EqualTo(("data-1", made.Id)));
    }

    [Test]
    public async Task A_client_with_a_bus_that_is_away_works_and_shows_no_password()
    {
        await using SocketCloud cloud = await SocketCloud.StartAsync();
        (int zones, string text) = (0, "");

        // Nothing connects before a job is submitted or a wait starts.
        await PushExamples.BusAsync(cloud.Endpoint, cloud.Engine.Admin.ApiKey, cloud.Engine.Admin.SecretKey, async (client, bus) =>
        {
            zones = await client.Zones.ListZones().CountAsync();
            text = $"{client} listens to {bus}";
        });

        Assert.That(zones, Is.GreaterThan(0));
        Assert.That(text, Is.EqualTo($"CloudStackClient({cloud.Endpoint}) listens to cloudstack-events on broker.example.org"));
    }
}
