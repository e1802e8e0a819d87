using System.Text.Json;
using CloudStack.Client.ReplayTests.Recordings;
using CloudStack.Client.ReplayTests.Support;
using CloudStack.Simulator;

namespace CloudStack.Client.ReplayTests.Scenarios;

/// <summary>
/// Requests that were sent to a real server in single experiments are sent to the simulator, and must get the recorded status, the
/// same keys at all levels, and the recorded error texts once ids and numbers are replaced.
/// </summary>
[TestFixtureSource(typeof(RecordingSets), nameof(RecordingSets.All))]
public sealed class SimulatorTests(RecordingSet set)
{
    private const string Zone = "7eac383e-2604-4182-a097-9e4c3e8d99c8";
    private const string Template = "3feba1ba-e627-11f1-a524-8582fc671223";
    private const string Offering = "41cc45d6-2c45-4805-a0f4-308f38e0829d";
    private const string Network = "be3fad7f-403e-4ef1-9666-ed6d5c1518bd";
    private const string UserName = "u16b0265f2";

    [Test]
    public void Custom_job_ids()
    {
        SimulatorReplay replay = NewReplay("customjobid", withNetwork: false);
        replay.Run(Exchanges("customjobid"));
        Check(replay, 95, 60);
    }

    [Test]
    public void Lists_of_jobs()
    {
        SimulatorReplay replay = NewReplay("listjobs", withNetwork: true);

        // The first job of that server.
        replay.Engine.PlanJob("createPhysicalNetwork", TimeSpan.Zero);
        replay.Do("createPhysicalNetwork", ("name", "Sandbox-simulator-pnet"), ("zoneid", replay.Own(Zone)), ("broadcastdomainrange", "zone"));
        replay.Run(Exchanges("listjobs"));
        Check(replay, 89, 50);
    }

    [Test]
    public void Results_too_big_for_their_column()
    {
        SimulatorReplay replay = NewReplay("bigresult", withNetwork: true);
        Deploy(replay, "f2e9508a-3d64-42a9-8038-e8deb16e0ff9", "cj-9c803e");
        replay.Run(Exchanges("bigresult"), withTexts: false);
        Check(replay, 85, 60);
    }

    [Test]
    public void Expiry()
    {
        // That server's cleanup ran every ten seconds, and once in the two seconds before the jobs were missed.
        SimulatorReplay replay = NewReplay(
            "expire", withNetwork: true, new SimulatorOptions { JobCleaningInterval = TimeSpan.FromSeconds(10) }, before: TimeSpan.FromSeconds(63.9));
        Deploy(replay, "ec5525ff-27f8-4dac-9e39-265d9210a010", "cjdd96d33");
        Deploy(replay, "2e2058b9-6227-47ea-913c-d40091e15952", "big-287d23");
        StopAndStart(replay, "2e2058b9-6227-47ea-913c-d40091e15952");
        Tag(replay, "ec5525ff-27f8-4dac-9e39-265d9210a010");
        replay.Clock.Advance(TimeSpan.FromSeconds(60));
        replay.Run(Exchanges("expire"));
        Check(replay, 74, 40);
    }

    [Test]
    public void After_a_restart()
    {
        List<RecordedExchange> exchanges = Exchanges("restart_after");
        SimulatorReplay replay = NewReplay("restart_after", withNetwork: true, before: TimeSpan.FromMinutes(1));
        Deploy(replay, "331f7c7c-0383-404c-a513-f72614035b11", "lj0-273cd");
        string machine = replay.Own("331f7c7c-0383-404c-a513-f72614035b11");
        replay.Engine.PlanJob("stopVirtualMachine", TimeSpan.FromMinutes(1));
        replay.Engine.PlanJob("deployVirtualMachine", TimeSpan.FromMinutes(1));
        replay.Engine.PlanJob("createTags", TimeSpan.Zero);
        replay.Map("4c70f578-48b9-4235-bc5c-59bc9f47c59b", Job(replay.Do("stopVirtualMachine", ("id", machine))));
        replay.Map("845d955c-04ce-46e8-a9da-be6bd28049d7", Job(replay.Do("deployVirtualMachine", [.. Choice(replay), ("name", "rs8c43d")])));
        replay.Map("1e26d4d8-d5a1-4873-a8ea-256d5a5f2ac8", Job(replay.Do(
            "createTags", ("resourceids", machine), ("resourcetype", "UserVm"), ("tags[0].key", "k1b35bc4c0e"), ("tags[0].value", "1"))));
        replay.Clock.Advance(TimeSpan.FromSeconds(28));
        replay.Engine.Restart();

        replay.Run(exchanges);
        Check(replay, 7, 7);
    }

    [Test]
    public void The_request_limit()
    {
        SimulatorReplay replay = NewReplay("mode_throttle", withNetwork: true, options: new SimulatorOptions
        {
            ThrottleLimit = 25,

            // The duration of the recorded requests, most of it between the two counts.
            SignatureCheckDuration = TimeSpan.FromMilliseconds(55),
        });
        AddSecondZone(replay);
        replay.Run(Exchanges("mode_throttle"));
        Check(replay, 292, 292);
    }

    [Test]
    public void Enforced_POST()
    {
        SimulatorReplay replay = NewReplay(
            "mode_enforce", withNetwork: true, options: new SimulatorOptions { EnforcePost = true }, before: TimeSpan.FromMinutes(2));
        Deploy(replay, "f2e9508a-3d64-42a9-8038-e8deb16e0ff9", "cj-9c803e");
        replay.Engine.PurgeJob(replay.Engine.Jobs[0].Id);
        Deploy(replay, "331f7c7c-0383-404c-a513-f72614035b11", "lj0-273cd");
        Tag(replay, "f2e9508a-3d64-42a9-8038-e8deb16e0ff9");
        AddSecondZone(replay);
        replay.Clock.Advance(TimeSpan.FromMinutes(1));
        Stop(replay, "f2e9508a-3d64-42a9-8038-e8deb16e0ff9");

        // Two machines that never ran: one whose job was refused for its id, and one whose server was killed in the meantime.
        string refused = replay.Engine.Jobs[1].Id;
        Assert.That(() => replay.Do("deployVirtualMachine", [.. Choice(replay), ("name", "orphan"), ("customjobid", refused)]), Throws.InvalidOperationException);
        replay.Do("deployVirtualMachine", [.. Choice(replay), ("name", "rs8c43d")]);
        replay.Engine.Restart();
        replay.Run(Exchanges("mode_enforce"));
        Check(replay, 12, 11);
    }

    [Test]
    public void The_entry_point()
    {
        SimulatorReplay replay = NewReplay("http", withNetwork: false);
        replay.Run(Exchanges("http"));
        Check(replay, 39, 39);
    }

    private void Check(SimulatorReplay replay, int full, int choice)
    {
        Assert.That(replay.Problems, Is.Empty);
        Assert.That(replay.Compared, Is.GreaterThanOrEqualTo(set.IsFull ? full : choice));
    }

    private static string Job(JsonElement submit) => submit.GetProperty("jobid").GetString()!;

    private static string First(JsonElement list, string key) => list.GetProperty(key)[0].GetProperty("id").GetString()!;

    private static (string, string)[] Choice(SimulatorReplay replay) =>
    [
        ("zoneid", replay.Own(Zone)), ("templateid", replay.Own(Template)), ("serviceofferingid", replay.Own(Offering)), ("networkids", replay.Own(Network)),
    ];

    private static void Deploy(SimulatorReplay replay, string recorded, string name)
    {
        replay.Engine.PlanJob("deployVirtualMachine", TimeSpan.Zero);
        replay.Map(recorded, replay.Do("deployVirtualMachine", [.. Choice(replay), ("name", name)]).GetProperty("id").GetString()!);
    }

    private static void Stop(SimulatorReplay replay, string recorded)
    {
        replay.Engine.PlanJob("stopVirtualMachine", TimeSpan.Zero);
        replay.Do("stopVirtualMachine", ("id", replay.Own(recorded)));
    }

    private static void Tag(SimulatorReplay replay, string recorded)
    {
        replay.Engine.PlanJob("createTags", TimeSpan.Zero);
        replay.Do("createTags", ("resourceids", replay.Own(recorded)), ("resourcetype", "UserVm"), ("tags[0].key", "earlier"), ("tags[0].value", "1"));
    }

    private static void StopAndStart(SimulatorReplay replay, string recorded)
    {
        Stop(replay, recorded);
        replay.Engine.PlanJob("startVirtualMachine", TimeSpan.Zero);
        replay.Do("startVirtualMachine", ("id", replay.Own(recorded)));
    }

    // A zone that other experiments had created in the meantime, with two features that had been switched.
    private static void AddSecondZone(SimulatorReplay replay)
    {
        string zone = replay.Do(
            "createZone", ("name", "zone-2"), ("dns1", "10.0.0.1"), ("dns2", "10.0.0.2"), ("internaldns1", "10.0.0.1"), ("networktype", "Advanced"))
            .GetProperty("zone").GetProperty("id").GetString()!;
        replay.Engine.PlanJob(duration: TimeSpan.Zero, times: 2);
        replay.Do("disableHAForZone", ("zoneid", zone));
        replay.Do("disableOutOfBandManagementForZone", ("zoneid", zone));
    }

    // The port is a second, unauthenticated entry to that server, and the bodies of raw POST requests weren't kept.
    private List<RecordedExchange> Exchanges(string topic) =>
    [
        .. set.Experiments.Where(e => e.Topic == topic && e.Reply is not null && e.Actor != "port" && !(e is { Actor: "raw", Method: "POST" }) && !IsCut(e))
            .OrderBy(e => e.Id),
    ];

    // Only the beginning of one request's target was kept.
    private static bool IsCut(RecordedExchange exchange) => exchange.Sent is [{ Key: "target", Value.Length: 300 }];

    private SimulatorReplay NewReplay(string topic, bool withNetwork, SimulatorOptions? options = null, TimeSpan? before = null)
    {
        options ??= new SimulatorOptions();
        options.SeedData = false;
        var replay = new SimulatorReplay(Exchanges(topic)[0].At - (before ?? TimeSpan.FromSeconds(1)), options);
        SimulatorEngine engine = replay.Engine;
        engine.AddZone("Sandbox-simulator");
        engine.AddServiceOffering("Small Instance", 1, 500, 512);
        engine.AddTemplate("CentOS 5.6 (64-bit) no GUI (Simulator)");
        replay.AddActor("u1", engine.AddUser(UserName, domainPath: "exp6b0265f2"));
        replay.AddActor("da", engine.AddUser("da6b0265f2", SimulatorRole.DomainAdmin, domainPath: "exp6b0265f2"));
        replay.Map(Zone, First(replay.Do("listZones"), "zone"));
        replay.Map(Template, First(replay.Do("listTemplates", ("templatefilter", "featured")), "template"));
        replay.Map(Offering, First(replay.Do("listServiceOfferings"), "serviceoffering"));
        if (withNetwork)
        {
            string offering = First(replay.Do("listNetworkOfferings", ("guestiptype", "Isolated")), "networkoffering");
            JsonElement network = replay.Do("createNetwork", ("zoneid", replay.Own(Zone)), ("networkofferingid", offering), ("name", "exp"), ("displaytext", "exp"));
            replay.Map(Network, network.GetProperty("network").GetProperty("id").GetString()!);
        }

        return replay;
    }
}
