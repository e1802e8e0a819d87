using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Commands;

public sealed class PlainMethodTests
{
    private const string Things = """{"a":{"count":1,"thing":[{"id":"1"}]}}""";

    [Test]
    public async Task Parameters_have_the_form_that_they_have_in_requests()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json(Things));
        IPlainApi api = cloud.Client.CreateApi<IPlainApi>();

        await cloud.RunAsync(_ => api.ListThings(
            name: "a&b=c d,e+ä",
            ids: ["x", "y z"],
            sizes: [1, 20],
            listall: true,
            since: new DateTimeOffset(2026, 1, 2, 8, 34, 5, TimeSpan.FromMinutes(330)),
            id: Guid.Parse("7F0A1B2C-0000-4000-8000-00000000000A"),
            share: 0.5,
            zone: "z1").ToListAsync());

        StubRequest sent = cloud.Handler.Requests.Single();
        Assert.That(
            new[] { "name", "ids", "sizes", "listall", "since", "id", "share", "zoneid" }.Select(name => sent[name]),
            Is.EqualTo(new[] { "a&b=c d,e+ä", "x,y z", "1,20", "true", "2026-01-02T03:04:05+0000", "7f0a1b2c-0000-4000-8000-00000000000a", "0.5", "z1" }));
    }

    [Test]
    public async Task What_is_null_is_not_sent_and_an_empty_list_is_sent_as_such()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json(Things));
        IPlainApi api = cloud.Client.CreateApi<IPlainApi>();

        await cloud.RunAsync(_ => api.ListThings(ids: []).ToListAsync());

        StubRequest sent = cloud.Handler.Requests.Single();
        Assert.That(sent.Pairs.Select(pair => pair.Key), Has.No.Member("name").And.No.Member("sizes").And.Member("ids"));
        Assert.That(sent["ids"], Is.Empty);
    }

    [TestCase("a,b")]
    [TestCase(null)]
    public void An_item_that_has_no_form_on_the_wire_is_refused(string? item)
    {
        using StubHandler handler = new(_ => StubHandler.Json(Things));
        using CloudStackClient client = new(new() { Endpoint = new Uri("http://cloud.invalid/client/api"), ApiKey = "k", SecretKey = "s" }, handler);

        ArgumentException e = Assert.Throws<ArgumentException>(() => client.CreateApi<IPlainApi>().ListThings(ids: ["fine", item!]))!;

        Assert.That(e.Message, Does.Contain(item is null ? "an item that is null" : "an item with a comma").And.Not.Contain("a,b"), "it may be a secret");
        Assert.That(handler.Requests, Is.Empty);
    }

    /// <summary>Only the last item would be sent.</summary>
    [Test]
    public async Task A_list_in_another_form_is_refused()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json(Things));

        ArgumentException e = Assert.Throws<ArgumentException>(() => cloud.Client.CreateApi<IPlainApi>().ListTwice(["a", "b"]))!;

        Assert.That(e.Message, Does.Contain("'ids' is set twice"));
    }

    [Test]
    public async Task Every_form_of_answer_is_read()
    {
        await using StubCloud cloud = new(request => StubHandler.Json(request.Command switch
        {
            "registerThings" => Things,
            "lockThing" => """{"a":{"success":true}}""",
            "makeThing" => $$$"""{"a":{"id":"t1","jobid":"{{{request["customjobid"]}}}"}}""",
            "dropThing" => $$$"""{"a":{"jobid":"{{{request["customjobid"]}}}"}}""",
            _ => """{"a":{"thing":{"id":"1"}}}""",
        }));
        IPlainApi api = cloud.Client.CreateApi<IPlainApi>();

        Assert.That((await cloud.RunAsync(_ => api.GetThingAsync("1"))).Id, Is.EqualTo("1"));
        Assert.That(await cloud.RunAsync(_ => api.RegisterThingsAsync("x")), Has.Count.EqualTo(1));
        await cloud.RunAsync(_ => api.LockThingAsync("1"));
        JobHandle<Thing> made = await cloud.RunAsync(_ => api.MakeThingAsync("x"));
        JobHandle dropped = await cloud.RunAsync(_ => api.DropThingAsync("1"));

        Assert.That((made.Command, made.ResourceId, dropped.Command), Is.EqualTo(("makeThing", "t1", "dropThing")));
        Assert.That(cloud.Handler.Requests[2]["force"], Is.EqualTo("true"), "a parameter of the route itself");
        Assert.That((made.JobId, dropped.JobId), Is.EqualTo((cloud.Handler.Requests[3]["customjobid"], cloud.Handler.Requests[4]["customjobid"])));
    }

    /// <summary>A job with an id chosen by the caller is looked up first, as it is with a request.</summary>
    [Test]
    public async Task A_job_takes_the_id_that_the_caller_chooses()
    {
        const string Id = "0B2C-0000";
        string chosen = $"7F0A1B2C-{Id[5..]}-4000-8000-00000000000A";
        await using StubCloud cloud = new(request => request.Command == "queryAsyncJobResult" ? StubHandler.NoSuchJob(request["jobid"]!) : StubHandler.Json(
            $$$"""{"a":{"id":"t1","jobid":"{{{request["customjobid"]}}}"}}"""));

        JobHandle<Thing> made = await cloud.RunAsync(client => client.CreateApi<IPlainApi>().MakeThingAsync("x", chosen));

        Assert.That(made.JobId, Is.EqualTo(chosen.ToLowerInvariant()));
        Assert.That(cloud.Handler.Count("queryAsyncJobResult"), Is.EqualTo(2));
    }

    [Test]
    public async Task A_secret_is_taken_out_of_what_the_server_says()
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(431, "invalid value open-sesame for parameter phrase"));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() =>
            cloud.RunAsync(client => client.CreateApi<IPlainApi>().UpdateThingAsync("1", "open-sesame"))))!;

        Assert.That(e.ToString(), Does.Contain("for parameter phrase").And.Not.Contain("open-sesame"));
        Assert.That(cloud.Handler.Requests[0]["phrase"], Is.EqualTo("open-sesame"));
    }

    [Test]
    public async Task A_change_whose_answer_is_lost_is_not_sent_again_and_a_read_is()
    {
        await using StubCloud cloud = new(_ => throw new HttpRequestException("broken", new IOException()));

        await Assert.ThrowsAsync<AmbiguousSubmissionException>(() => cloud.RunAsync(client => client.CreateApi<IPlainApi>().UpdateThingAsync("1", "x")));
        await Assert.ThrowsAsync<CloudStackTransportException>(() => cloud.RunAsync(client => client.CreateApi<IPlainApi>().GetThingAsync("1")));

        Assert.That((cloud.Handler.Count("updateThing"), cloud.Handler.Count("getThing")), Is.EqualTo((1, 4)));
    }

    [Test]
    public async Task Inherited_methods_send_their_commands_too()
    {
        await using StubCloud cloud = new(request => StubHandler.Json(request.Command == "getThing" ? """{"a":{"thing":{"id":"1"}}}""" : Things));
        IDerivedApi api = cloud.Client.CreateApi<IDerivedApi>();

        await cloud.RunAsync(_ => api.GetThingAsync("7"));
        await cloud.RunAsync(_ => api.ListOthers("x").ToListAsync());

        Assert.That(cloud.Handler.Requests.Select(request => request.Command), Is.EqualTo(new[] { "getThing", "listOthers" }));
    }
}
