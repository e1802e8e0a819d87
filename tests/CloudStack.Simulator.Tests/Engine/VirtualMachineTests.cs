using System.Text.Json;

namespace CloudStack.Simulator.Tests;

public sealed class VirtualMachineTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public async Task A_machine_is_deployed_by_a_job_whose_result_names_that_job()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = 25 * Second }, clock);
        using TestCaller caller = TestCaller.InProcess(engine);

        ApiReply submitted = await caller.CallAsync("deployVirtualMachine", [.. await caller.ChoiceAsync(), ("name", "web1")]);

        Assert.That(submitted.Envelope, Is.EqualTo("deployvirtualmachineresponse"));
        Assert.That(submitted.Keys, Is.EqualTo(new[] { "id", "jobid" }));
        string id = submitted.Text("id"), jobId = submitted.Text("jobid");
        ApiReply running = await caller.QueryAsync(jobId);
        Assert.That(running.Keys, Is.EqualTo(new[]
        {
            "accountid", "account", "domainid", "domainpath", "userid", "cmd", "jobprocstatus", "jobresultcode", "jobinstancetype",
            "jobinstanceid", "managementserverid", "managementservername", "created", "jobid", "jobstatus",
        }));
        Assert.That(running.Text("created"), Is.EqualTo("2030-01-01T00:00:00+0000"));
        Assert.That(running.Text("cmd"), Is.EqualTo("org.apache.cloudstack.api.command.admin.vm.DeployVMCmdByAdmin"));
        JsonElement listed = (await caller.CallAsync("listVirtualMachines", ("id", id))).Content.GetProperty("virtualmachine")[0];
        Assert.That(listed.GetProperty("state").GetString(), Is.EqualTo("Starting"));
        Assert.That(listed.GetProperty("jobid").GetString(), Is.EqualTo(jobId));
        Assert.That(listed.GetProperty("jobstatus").GetInt32(), Is.Zero);

        clock.Advance(25 * Second - TimeSpan.FromTicks(1));
        Assert.That((await caller.QueryAsync(jobId)).Content.GetProperty("jobstatus").GetInt32(), Is.Zero);
        clock.Advance(TimeSpan.FromMinutes(3));

        ApiReply done = await caller.QueryAsync(jobId);
        Assert.That(done.Status, Is.EqualTo(200));
        Assert.That(done.Content.GetProperty("jobstatus").GetInt32(), Is.EqualTo(1));
        Assert.That(done.Text("completed"), Is.EqualTo("2030-01-01T00:00:25+0000"), "its own time, not that of the query");
        Assert.That(done.Text("jobresulttype"), Is.EqualTo("object"));
        Assert.That(done.Keys, Does.Not.Contain("managementserverid"));
        JsonElement vm = done.Content.GetProperty("jobresult").GetProperty("virtualmachine");
        Assert.That(vm.GetProperty("id").GetString(), Is.EqualTo(id));
        Assert.That(vm.GetProperty("state").GetString(), Is.EqualTo("Running"));
        Assert.That(vm.GetProperty("jobid").GetString(), Is.EqualTo(jobId));
        Assert.That(vm.GetProperty("jobstatus").GetInt32(), Is.Zero);
        Assert.That(vm.GetProperty("lastupdated").GetString(), Is.EqualTo("2030-01-01T00:00:25+0000"));
        Assert.That(vm.GetProperty("nic")[0].GetProperty("ipaddress").GetString(), Does.StartWith("10.1."));
        JsonElement later = (await caller.CallAsync("listVirtualMachines", ("id", id))).Content.GetProperty("virtualmachine")[0];
        Assert.That(later.TryGetProperty("jobid", out _), Is.False, "it vanishes when the job ends");
    }

    [Test]
    public async Task A_password_enabled_template_tells_the_password_in_the_result_only()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        using TestCaller caller = TestCaller.InProcess(engine);
        string template = engine.AddTemplate("with password", passwordEnabled: true);
        ApiReply submitted = await caller.CallAsync("deployVirtualMachine", await caller.ChoiceAsync(template));

        JsonElement vm = (await caller.QueryAsync(submitted.Text("jobid"))).Content.GetProperty("jobresult").GetProperty("virtualmachine");

        Assert.That(vm.GetProperty("password").GetString(), Has.Length.EqualTo(6));
        JsonElement listed = (await caller.CallAsync("listVirtualMachines", ("id", submitted.Text("id")))).Content.GetProperty("virtualmachine")[0];
        Assert.That(listed.TryGetProperty("password", out _), Is.False);
    }

    [Test]
    public async Task Two_operations_on_one_machine_run_one_after_the_other()
    {
        var clock = new ManualTimeProvider();
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = 10 * Second }, clock);
        using TestCaller caller = TestCaller.InProcess(engine);
        (string id, _) = await caller.DeployAsync();
        string stop = (await caller.CallAsync("stopVirtualMachine", ("id", id))).Text("jobid");
        string start = (await caller.CallAsync("startVirtualMachine", ("id", id))).Text("jobid");
        string state() => engine.ReadField(id, "state")!;

        Assert.That(state(), Is.EqualTo("Starting"));
        clock.Advance(15 * Second);
        Assert.That(state(), Is.EqualTo("Stopping"));
        clock.Advance(10 * Second);
        Assert.That(state(), Is.EqualTo("Starting"));
        clock.Advance(10 * Second);
        Assert.That(state(), Is.EqualTo("Running"));
        Assert.That(engine.Jobs.Select(static j => j.Completed!.Value.Second), Is.EqualTo(new[] { 10, 20, 30 }));
        Assert.That((await caller.QueryAsync(stop)).Content.GetProperty("jobresult").GetProperty("virtualmachine").GetProperty("jobid").GetString(), Is.EqualTo(stop));
        Assert.That((await caller.QueryAsync(start)).Content.GetProperty("jobresult").GetProperty("virtualmachine").GetProperty("state").GetString(), Is.EqualTo("Running"));
    }

    [Test]
    public async Task An_operation_in_the_wrong_state_fails_in_its_job_with_431()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        using TestCaller caller = TestCaller.InProcess(engine);
        (string id, _) = await caller.DeployAsync(("name", "web1"));

        ApiReply started = await caller.CallAsync("startVirtualMachine", ("id", id));
        ApiReply job = await caller.QueryAsync(started.Text("jobid"));

        Assert.That(started.Keys, Is.EqualTo(new[] { "jobid" }));
        Assert.That(job.Status, Is.EqualTo(200));
        Assert.That(job.Content.GetProperty("jobstatus").GetInt32(), Is.EqualTo(2));
        Assert.That(job.Content.GetProperty("jobresultcode").GetInt32(), Is.EqualTo(431));
        Assert.That(
            job.Content.GetProperty("jobresult").GetRawText(),
            Is.EqualTo($"{{\"errorcode\":431,\"errortext\":\"The virtual machine {id} (web1) is already running\"}}"));
    }

    [Test]
    public async Task A_machine_lives_through_stop_reboot_destroy_recover_and_expunge()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        using TestCaller caller = TestCaller.InProcess(engine);
        (string id, _) = await caller.DeployAsync();
        async Task Do(string command, string state, params (string, string)[] more)
        {
            Assert.That((await caller.CallAsync(command, [("id", id), .. more])).Status, Is.EqualTo(200));
            Assert.That(engine.ReadField(id, "state"), Is.EqualTo(state), command);
        }

        await Do("rebootVirtualMachine", "Running");
        await Do("stopVirtualMachine", "Stopped");
        await Do("updateVirtualMachine", "Stopped", ("displayname", "renamed"), ("details[0].cpuNumber", "2"));
        Assert.That(engine.ReadField(id, "displayname"), Is.EqualTo("renamed"));
        await Do("destroyVirtualMachine", "Destroyed");
        await Do("recoverVirtualMachine", "Stopped");
        await Do("startVirtualMachine", "Running");
        await caller.CallAsync("destroyVirtualMachine", ("id", id), ("expunge", "true"));
        Assert.That((await caller.CallAsync("listVirtualMachines", ("id", id))).Body, Is.EqualTo("{\"listvirtualmachinesresponse\":{}}"));
    }

    /// <summary>With the default settings of a server, users may destroy their machines, but neither expunge nor recover them.</summary>
    [TestCase(SimulatorRole.User, false)]
    [TestCase(SimulatorRole.DomainAdmin, true)]
    [TestCase(SimulatorRole.RootAdmin, true)]
    public async Task Only_admins_expunge_and_recover_machines(SimulatorRole role, bool may)
    {
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        using TestCaller caller = TestCaller.InProcess(engine, engine.AddUser("ann", role));
        (string id, _) = await caller.DeployAsync();
        async Task<JsonElement> Ended(string command, params (string, string)[] more) =>
            (await caller.QueryAsync((await caller.CallAsync(command, [("id", id), .. more])).Text("jobid"))).Content;

        JsonElement capabilities = (await caller.CallAsync("listCapabilities")).Content.GetProperty("capability");
        JsonElement destroyed = await Ended("destroyVirtualMachine", ("expunge", "false"));
        ApiReply recovered = await caller.CallAsync("recoverVirtualMachine", ("id", id));
        JsonElement expunged = await Ended("destroyVirtualMachine", ("expunge", "true"));
        string? state = engine.ReadField(id, "state");

        Assert.Multiple(() =>
        {
            Assert.That(capabilities.GetProperty("allowuserexpungerecovervm").GetBoolean(), Is.EqualTo(may));
            Assert.That(capabilities.GetProperty("allowuserexpungerecovervolume").GetBoolean(), Is.True);
            Assert.That(destroyed.GetProperty("jobstatus").GetInt32(), Is.EqualTo(1));
            Assert.That(recovered.Status, Is.EqualTo(may ? 200 : 531));
            Assert.That((expunged.GetProperty("jobstatus").GetInt32(), expunged.GetProperty("jobresultcode").GetInt32()), Is.EqualTo(may ? (1, 0) : (2, 530)));
            Assert.That(state, Is.EqualTo(may ? null : "Destroyed"));
        });
        if (!may)
        {
            Assert.That(recovered.Content.GetProperty("cserrorcode").GetInt32(), Is.EqualTo(4365));
            Assert.That((await Ended("expungeVirtualMachine")).GetProperty("jobresultcode").GetInt32(), Is.EqualTo(530));
        }
    }

    [Test]
    public async Task Tags_are_made_by_a_job_and_shown_on_the_machine()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        using TestCaller caller = TestCaller.InProcess(engine);
        (string id, _) = await caller.DeployAsync();

        ApiReply made = await caller.CallAsync("createTags", ("resourceids", id), ("resourcetype", "UserVm"), ("tags[0].key", "a"), ("tags[0].value", "b"));
        ApiReply job = await caller.QueryAsync(made.Text("jobid"));

        Assert.That(job.Content.GetProperty("jobresult").GetRawText(), Is.EqualTo("{\"success\":true}"));
        Assert.That(job.Keys, Does.Not.Contain("jobinstanceid"));
        JsonElement vm = (await caller.CallAsync("listVirtualMachines", ("id", id))).Content.GetProperty("virtualmachine")[0];
        Assert.That(vm.GetProperty("tags")[0].GetProperty("key").GetString(), Is.EqualTo("a"));
        await caller.CallAsync("deleteTags", ("resourceids", id), ("resourcetype", "UserVm"), ("tags[0].key", "a"));
        Assert.That((await caller.CallAsync("listTags")).Body, Is.EqualTo("{\"listtagsresponse\":{}}"));
        ApiReply broken = await caller.CallAsync("createTags", ("resourceids", id), ("resourcetype", "UserVm"), ("tags[0].key", "only"));
        Assert.That(
            (await caller.QueryAsync(broken.Text("jobid"))).Content.GetProperty("jobresult").GetRawText(),
            Is.EqualTo("{\"errorcode\":530,\"errortext\":\"Command failed due to Internal Server Error\"}"));
    }

    [Test]
    public async Task Users_see_their_own_machines_and_admins_those_below_them()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        SimulatorUser ann = engine.AddUser("ann", domainPath: "sales/north");
        SimulatorUser boss = engine.AddUser("boss", SimulatorRole.DomainAdmin, domainPath: "sales");
        SimulatorUser stranger = engine.AddUser("bob", domainPath: "other");
        using TestCaller own = TestCaller.InProcess(engine, ann), above = TestCaller.InProcess(engine, boss), other = TestCaller.InProcess(engine, stranger), root = TestCaller.InProcess(engine);
        (string id, string job) = await own.DeployAsync();
        static async Task<int> Count(TestCaller caller, params (string, string)[] parameters) =>
            (await caller.CallAsync("listVirtualMachines", parameters)).Content.TryGetProperty("count", out JsonElement count) ? count.GetInt32() : 0;

        Assert.That(await Count(own), Is.EqualTo(1));
        Assert.That(await Count(above), Is.Zero);
        Assert.That(await Count(above, ("listall", "true")), Is.EqualTo(1));
        Assert.That(await Count(root), Is.Zero);
        Assert.That(await Count(root, ("listall", "true")), Is.EqualTo(1));
        Assert.That(await Count(other, ("listall", "true")), Is.Zero);
        Assert.That((await above.QueryAsync(job)).Status, Is.EqualTo(200));
        ApiReply refused = await other.QueryAsync(job);
        Assert.That(refused.Status, Is.EqualTo(531));
        Assert.That(refused.Text("errortext"), Does.Match("^Account Account \\[\\{\"accountName\":\"bob\",\"id\":\\d+,\"uuid\":\"[0-9a-f-]{36}\"\\}\\] is not authorized to see job id=1$"));
        Assert.That(refused.Content.GetProperty("cserrorcode").GetInt32(), Is.EqualTo(4365));
        Assert.That((await other.CallAsync("stopVirtualMachine", ("id", id))).Status, Is.EqualTo(531));
    }
}
