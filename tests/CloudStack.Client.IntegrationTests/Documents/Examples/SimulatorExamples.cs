using CloudStack.Client.Apis;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Documents.Examples;

/// <summary>Examples about tests without a cloud, from the guide and from the simulator's own document.</summary>
internal static class SimulatorExamples
{
    public static async Task<string?> VirtualTimeAsync()
    {
        // README: virtual time
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.FromHours(2) }, clock);
        string zone = engine.AddZone("eu-1"), offering = engine.AddServiceOffering("small"), template = engine.AddTemplate("debian");
        var options = new CloudStackClientOptions { Endpoint = SimulatorHandler.Endpoint, ApiKey = engine.Admin.ApiKey, SecretKey = engine.Admin.SecretKey };
        await using var client = new CloudStackClient(options, new SimulatorHandler(engine), timeProvider: clock);

        engine.Faults.Add(Fault.LoseAnswer, "deployVirtualMachine", times: 1);   // the command is executed, its response is lost
        VirtualMachine machine = await clock.RunUntilAsync(() => client.VirtualMachines
            .DeployVirtualMachineAsync(new() { ZoneId = zone, ServiceOfferingId = offering, TemplateId = template, Name = "web-1" })
            .WaitForResultAsync(new JobWaitOptions { Timeout = TimeSpan.FromHours(3) }));

        Assert.That(machine.State, Is.EqualTo("Running"));
        Assert.That(engine.ExecutionCount("web-1"), Is.EqualTo(1));
        Assert.That(clock.Elapsed, Is.GreaterThan(TimeSpan.FromHours(2)));       // of virtual time
        // README: end

        return machine.Id;
    }

    public static async Task RealHttpAsync(Func<Uri, string, string, Task> use)
    {
        // README: real http
        await using var server = await SimulatorServer.StartAsync();

        Uri endpoint = server.Endpoint;                  // http://127.0.0.1:41234/client/api
        string apiKey = server.Engine.Admin.ApiKey;      // a root admin exists from the start
        string secretKey = server.Engine.Admin.SecretKey;
        // README: end

        await use(endpoint, apiKey, secretKey);
    }

    public static async Task<T> InProcessAsync<T>(Func<HttpClient, TimeProvider, Task<T>> deployAndWait)
    {
        Task<T> DeployAndWaitAsync(HttpClient http, TimeProvider clock) => deployAndWait(http, clock);

        // README: in-process
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.FromMinutes(20) }, clock);
        using var http = new HttpClient(new SimulatorHandler(engine));

        // Code under test: it uses this HttpClient, SimulatorHandler.Endpoint, and the clock for everything that waits.
        var vm = await clock.RunUntilAsync(() => DeployAndWaitAsync(http, clock));

        Assert.That(clock.Elapsed, Is.GreaterThan(TimeSpan.FromMinutes(20)));   // the test took milliseconds
        // README: end

        return vm;
    }

    public static IReadOnlyList<SimulatorBusMessage> Bus(SimulatorEngine engine, Action act)
    {
        List<SimulatorBusMessage> messages = [];

        // README: event bus
        using IDisposable subscription = engine.SubscribeBus(message => messages.Add(message));   // RoutingKey and Body
        // README: end

        act();
        return messages;
    }

    public static async Task FaultsAsync(SimulatorEngine engine, Func<string, Task> deployAsync)
    {
        // README: faults
        engine.Faults.Add(Fault.LoseAnswer, "deployVirtualMachine", times: 1);   // executed, but the response is lost
        engine.Faults.Add(Fault.Throttle(milliseconds: 85), probability: 0.1);   // seeded: the same in every run
        engine.Faults.Add(Fault.BadGatewayPage.AfterExecuting(), times: 2);

        // … run the code under test with name=marker-1 …
        // README: end

        await deployAsync("marker-1");

        // README: faults
        Assert.That(engine.ExecutionCount("marker-1"), Is.EqualTo(1));           // nothing was done twice
        Assert.That(engine.CountRequests("queryAsyncJobResult"), Is.LessThan(20));
        // README: end
    }

    public static void Plugins(SimulatorEngine engine)
    {
        // README: plug-ins
        engine.AddCommand(new SimulatorCommand("listRacks")
        {
            ObjectName = "rack",
            Description = "Lists the racks of a room.",
            Parameters = [new("room", IsRequired: true)],
            Fields = [new("id"), new("units", "integer")],
            Execute = call => [new Dictionary<string, object?> { ["id"] = "r1", ["units"] = 42 }],
        });
        engine.RemoveCommand("listDomains");                                           // a command that this server doesn't have
        engine.AddAnswerField("listZones", "altitude", 320);                           // an undeclared field
        engine.ChangeAnswerFieldType("listZones", "gputotal", SimulatorWireType.Text); // "0" where 0 is declared
        // README: end
    }
}
