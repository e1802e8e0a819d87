namespace CloudStack.Simulator.Tests;

public sealed class GenericCommandTests
{
    [Test]
    public async Task What_is_created_can_be_listed_updated_and_deleted()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        using TestCaller caller = TestCaller.InProcess(engine);

        ApiReply created = await caller.CallAsync("createAffinityGroup", ("name", "spread"), ("type", "host anti-affinity"), ("description", "apart"));
        string id = created.Text("id");
        Assert.That((await caller.QueryAsync(created.Text("jobid"))).Content.GetProperty("jobresult").GetProperty("affinitygroup").GetProperty("name").GetString(), Is.EqualTo("spread"));
        ApiReply listed = await caller.CallAsync("listAffinityGroups", ("id", id));
        Assert.That(listed.Content.GetProperty("affinitygroup")[0].GetProperty("description").GetString(), Is.EqualTo("apart"));
        ApiReply deleted = await caller.CallAsync("deleteAffinityGroup", ("id", id));
        Assert.That((await caller.QueryAsync(deleted.Text("jobid"))).Content.GetProperty("jobresult").GetRawText(), Is.EqualTo("{\"success\":true}"));
        Assert.That((await caller.CallAsync("listAffinityGroups")).Body, Is.EqualTo("{\"listaffinitygroupsresponse\":{}}"));
    }

    [Test]
    public async Task Every_command_answers_in_its_own_envelope()
    {
        var engine = new SimulatorEngine(new SimulatorOptions { JobDuration = TimeSpan.Zero });
        using TestCaller caller = TestCaller.InProcess(engine);
        int answered = 0;
        foreach (CommandInfo command in CommandCatalog.Instance.Commands.Values)
        {
            ApiReply reply = await caller.CallAsync(command.Name);
            Assert.That(reply.Status, Is.EqualTo(200).Or.EqualTo(431).Or.EqualTo(432), command.Name + ": " + reply.Body);

            // The response to login without a name is this word.
            if (reply.Body is not ("" or "null"))
            {
                Assert.That(reply.Envelope, Is.EqualTo(command.Envelope), command.Name);
            }

            answered++;
        }

        Assert.That(answered, Is.EqualTo(973));
    }

    [Test]
    public async Task The_api_list_shows_what_the_role_may_call()
    {
        var engine = new SimulatorEngine();
        SimulatorUser user = engine.AddUser("ann");
        engine.Deny(user, "listZones");
        using TestCaller root = TestCaller.InProcess(engine), own = TestCaller.InProcess(engine, user);

        ApiReply all = await root.CallAsync("listApis");
        ApiReply one = await root.CallAsync("listApis", ("name", "deployVirtualMachine"));
        ApiReply denied = await own.CallAsync("listApis", ("name", "listZones"));

        Assert.That(all.Content.GetProperty("count").GetInt32(), Is.EqualTo(973));
        var api = one.Content.GetProperty("api")[0];
        Assert.That(api.GetProperty("isasync").GetBoolean(), Is.True);
        Assert.That(api.GetProperty("params").EnumerateArray().Select(static p => p.GetProperty("name").GetString()), Does.Contain("zoneid").And.Not.Contain("customjobid"));
        Assert.That(denied.Status, Is.EqualTo(530));
    }
}
