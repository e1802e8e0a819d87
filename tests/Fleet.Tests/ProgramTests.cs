using CloudStack.Simulator;
using Fleet.Hosting;
using Fleet.Tests.Support;

namespace Fleet.Tests;

/// <summary>
/// The two commands in the README (one starts everything, the other kills a silo), and the ends of the program other than the end of
/// its fleet.
/// </summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class ProgramTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fleet-program-").FullName;

    [SetUp]
    public void RequireRedis() => TestFleet.RequireRedis();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Test]
    [CancelAfter(180_000)]
    public async Task One_command_makes_a_fleet_and_another_one_kills_a_silo_of_it(CancellationToken cancellationToken)
    {
        using ProgramRun fleet = new(_folder, [], "--machines", "40", "--parallel", "20");
        await fleet.UntilAsync("  Ready ", cancellationToken);
        Assert.That(await KillAsync(cancellationToken), Is.EqualTo("Killed silo-1"));
        (int exitCode, _) = await fleet.EndAsync(cancellationToken);
        Assert.That(fleet.Lines, Has.Some.Contains("  2 silos  "));
        Assert.That(fleet.Lines[^1], Is.EqualTo("According to the simulator's own records: executed once 40, never 0, more than once 0; existing machines 40"));
        Assert.That(exitCode, Is.Zero);
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task Without_any_silo_left_the_program_ends_and_one_line_says_so(CancellationToken cancellationToken)
    {
        using ProgramRun fleet = new(_folder, [], "--machines", "100", "--silos", "1");
        await fleet.UntilAsync("  1 silos  ", cancellationToken);
        Assert.That(await KillAsync(cancellationToken), Is.EqualTo("Killed silo-1"));
        AssertLine(await fleet.EndAsync(cancellationToken), 1, "All silos have exited.");
    }

    [Test]
    [CancelAfter(180_000)]
    public async Task A_stored_fleet_continues_with_its_own_plan(CancellationToken cancellationToken)
    {
        await using RedisServer redis = await RedisServer.StartNewAsync();
        await using SimulatorServer cloud = await SimulatorServer.StartAsync(new SimulatorOptions { JobDuration = TimeSpan.FromSeconds(1) }, cancellationToken);
        foreach (string machines in (string[])["3", "5"])
        {
            using ProgramRun fleet = new(_folder, SettingsOf(cloud, redis), "--machines", machines, "--silos", "1", "--name", "web");
            (int exitCode, string errors) = await fleet.EndAsync(cancellationToken);
            Assert.That((exitCode, errors), Is.EqualTo((0, "")));
            Assert.That(fleet.Lines, Has.Some.StartsWith("3 of 3 machines were deployed"));
            Assert.That(fleet.Lines, machines == "3" ? Has.None.Contains("own plan") : Has.One.EqualTo("The fleet web is already in Redis. It continues with its own plan: 3 machines, 60 at once"));
        }
    }

    [TestCase(false, false, "The simulated cloud has ended")]
    [TestCase(false, true, "The simulated cloud has ended")]
    [TestCase(true, false, "Jobs that the cloud has accepted continue. No other run knows them")]
    [TestCase(true, true, "Jobs that the cloud has accepted continue; the same fleet on the same Redis resumes them")]
    [CancelAfter(180_000)]
    public async Task A_program_that_is_stopped_says_what_happens_to_its_jobs(bool hasCloud, bool hasRedis, string end, CancellationToken cancellationToken)
    {
        await using RedisServer? redis = hasRedis ? await RedisServer.StartNewAsync() : null;
        await using SimulatorServer? cloud = hasCloud ? await SimulatorServer.StartAsync(cancellationToken: cancellationToken) : null;
        using ProgramRun fleet = new(_folder, SettingsOf(cloud, redis), "--silos", "1");
        await fleet.UntilAsync("Redis at ", cancellationToken);
        await fleet.StopAsync();
        AssertLine(await fleet.EndAsync(cancellationToken), 130, $"Stopped. {end}");
    }

    private static void AssertLine((int ExitCode, string Errors) end, int exitCode, string beginning)
    {
        Assert.That(end.ExitCode, Is.EqualTo(exitCode));
        Assert.That(end.Errors, Does.StartWith(beginning));
        Assert.That(end.Errors.TrimEnd(), Does.Not.Contain('\n'), "one line");
    }

    private static Dictionary<string, string> SettingsOf(SimulatorServer? cloud, RedisServer? redis)
    {
        Dictionary<string, string> settings = [];
        if (cloud is not null)
        {
            settings["CLOUDSTACK_ENDPOINT"] = cloud.Endpoint.AbsoluteUri;
            settings["CLOUDSTACK_API_KEY"] = cloud.Engine.Admin.ApiKey;
            settings["CLOUDSTACK_SECRET_KEY"] = cloud.Engine.Admin.SecretKey;
        }

        if (redis is not null)
        {
            settings["FLEET_REDIS"] = redis.Address;
        }

        return settings;
    }

    private async Task<string> KillAsync(CancellationToken cancellationToken)
    {
        using ProgramRun kill = new(_folder, [], "kill");
        await kill.EndAsync(cancellationToken);
        return kill.Lines[^1];
    }
}
