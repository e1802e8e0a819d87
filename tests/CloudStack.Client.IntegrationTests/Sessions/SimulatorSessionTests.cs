using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using CloudStack.Simulator;

namespace CloudStack.Client.IntegrationTests.Sessions;

/// <summary>Sessions with the simulator, which handles them like a real server.</summary>
internal sealed class SimulatorSessionTests
{
    [Test]
    public async Task A_user_who_logs_in_deploys_a_machine_over_real_http()
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = TimeSpan.FromMilliseconds(50) });
        CloudParts parts = new(server.Engine);
        SimulatorUser ann = server.Engine.AddUser("ann", password: "ann's password");
        CloudStackClientOptions options = new()
        {
            Endpoint = server.Endpoint,
            UserName = ann.Name,
            Password = ann.Password,
            Polling = new PollingOptions { InitialDelay = TimeSpan.FromMilliseconds(20), MaxDelay = TimeSpan.FromMilliseconds(100) },
        };

        await using (CloudStackClient client = new(options))
        {
            VirtualMachine machine = await client.VirtualMachines.DeployVirtualMachineAsync(parts.Deploy("web")).WaitForResultAsync();
            Assert.That(machine.State, Is.EqualTo("Running"));
        }

        Assert.That(server.Engine.CountRequests("login"), Is.EqualTo(1));
        Assert.That(server.Engine.CountRequests("logout"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_session_that_ended_for_want_of_calls_is_opened_again()
    {
        await using VirtualCloud cloud = Create(out SimulatorUser _);

        await cloud.RunAsync(() => cloud.Client.Zones.ListZones().ToListAsync());
        await cloud.Clock.RunForAsync(TimeSpan.FromMinutes(31));
        await cloud.RunAsync(() => cloud.Client.Zones.ListZones().ToListAsync());

        Assert.That(cloud.Engine.CountRequests("login"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_wait_outlives_sessions_that_end_under_it()
    {
        await using VirtualCloud cloud = Create(out SimulatorUser _);
        cloud.Engine.PlanJob(duration: TimeSpan.FromHours(2));

        JobResult<VirtualMachine> result = await cloud.RunAsync(async () =>
        {
            JobHandle<VirtualMachine> job = await cloud.Machines.DeployVirtualMachineAsync(cloud.Parts.Deploy("web"));
            await Task.Delay(TimeSpan.FromMinutes(45), cloud.Clock);
            return await job.WaitForCompletionAsync(new JobWaitOptions { Timeout = TimeSpan.FromHours(3) });
        });

        Assert.That(result.IsSuccess, Is.True);
        Assert.That(cloud.Engine.CountRequests("login"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_second_factor_is_proved_with_the_right_code_and_refused_with_a_wrong_one()
    {
        string code = "000000";
        await using VirtualCloud cloud = Create(out SimulatorUser ann, _ => new(code));
        cloud.Engine.RequireSecondFactor(ann, "123456");

        CloudStackApiException? wrong = await Assert.CatchAsync<CloudStackApiException>(() => cloud.RunAsync(() => cloud.Client.Zones.ListZones().ToListAsync()));
        code = "123456";
        List<Zone> zones = await cloud.RunAsync(() => cloud.Client.Zones.ListZones().ToListAsync());

        Assert.That(wrong!.Kind, Is.EqualTo(ErrorKind.TwoFactorRequired));
        Assert.That(zones, Is.Not.Empty);
    }

    [Test]
    public async Task A_wrong_password_is_refused()
    {
        await using VirtualCloud cloud = Create(out SimulatorUser _, password: "another");

        CloudStackApiException? error = await Assert.CatchAsync<CloudStackApiException>(() => cloud.RunAsync(() => cloud.Client.Zones.ListZones().ToListAsync()));

        Assert.That(error!.ErrorCode, Is.EqualTo(531));
        Assert.That(error.Kind, Is.EqualTo(ErrorKind.Authentication));
    }

    private static VirtualCloud Create(out SimulatorUser ann, Func<CancellationToken, ValueTask<string>>? secondFactor = null, string password = "ann's password")
    {
        VirtualCloud cloud = new(configure: options => options.Credentials = new SessionCredentials("ann", password) { SecondFactor = secondFactor });
        ann = cloud.Engine.AddUser("ann", password: "ann's password");
        return cloud;
    }
}
