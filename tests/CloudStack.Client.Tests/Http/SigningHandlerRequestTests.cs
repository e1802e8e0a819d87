using System.Text;
using CloudStack.Client.Apis;
using CloudStack.Client.Http;
using CloudStack.Client.Jobs;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Http;

/// <summary>What is sent over the wire.</summary>
public class SigningHandlerRequestTests
{
    [Test]
    public async Task Requests_are_signed_form_posts_with_version_three_and_an_expiry()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{}}"""));

        await cloud.RunAsync(client => client.Zones.ListZones(new() { Name = "Zürich & more", Available = true }).ToListAsync());

        StubRequest request = cloud.Handler.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(request.Method, Is.EqualTo(HttpMethod.Post));
            Assert.That(request.Uri, Is.EqualTo(new Uri("http://cloud.invalid/client/api")));
            Assert.That(request["command"], Is.EqualTo("listZones"));
            Assert.That(request["name"], Is.EqualTo("Zürich & more"));
            Assert.That(request["available"], Is.EqualTo("true"));
            Assert.That((request["page"], request["pagesize"]), Is.EqualTo(("1", "500")));
            Assert.That((request["response"], request["signatureversion"], request["apikey"]), Is.EqualTo(("json", "3", "the-api-key")));
            Assert.That(request["expires"], Is.EqualTo("2030-01-01T00:10:00+0000"));
            Assert.That(request["signature"], Is.EqualTo(RequestSigner.Sign(request.Pairs, Encoding.UTF8.GetBytes("the-secret-key"))));
            Assert.That(request.Form, Does.Not.Contain("the-secret-key"));
        });
    }

    [Test]
    public async Task Reads_go_by_GET_where_asked_for_and_changes_never()
    {
        await using StubCloud cloud = new(
            request => StubHandler.Json(request.Command == "listZones" ? """{"a":{}}""" : """{"a":{"success":true}}"""),
            options => options.Method = RequestMethod.GetForReads);

        await cloud.RunAsync(async client =>
        {
            await client.Zones.ListZones().ToListAsync();
            await client.Commands.SendAsync("updateThing");
        });

        Assert.That(cloud.Handler.Requests.Select(request => (request.Command, request.Method.Method)), Is.EqualTo(new[] { ("listZones", "GET"), ("updateThing", "POST") }));
        Assert.That(cloud.Handler.Requests[0]["signature"], Is.EqualTo(RequestSigner.Sign(cloud.Handler.Requests[0].Pairs, Encoding.UTF8.GetBytes("the-secret-key"))));
    }

    [Test]
    public async Task Asynchronous_commands_carry_an_id_in_lower_case_unless_told_not_to([Values] bool assign)
    {
        await using StubCloud cloud = new(
            request => StubHandler.Json($$$"""{"a":{"jobid":"{{{request["customjobid"] ?? "x"}}}"}}"""),
            options => options.AssignJobIds = assign);

        JobHandle job = await cloud.RunAsync(client => client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));

        string? sent = cloud.Handler.Requests.Single()["customjobid"];
        Assert.That(sent, assign ? Does.Match("^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$") : Is.Null);
        Assert.That(job.JobId, Is.EqualTo(sent ?? "x"));
    }

    [Test]
    public async Task Maps_lists_and_records_have_their_wire_forms()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"id":"v","jobid":"j"}}"""));

        _ = await cloud.RunAsync(client => client.VirtualMachines.DeployVirtualMachineAsync(new()
        {
            ZoneId = "z",
            ServiceOfferingId = "o",
            NetworkIds = ["n1", "n2"],
            Details = new Dictionary<string, string> { ["cpuNumber"] = "2", ["memory"] = "1024" },
            DisplayName = "",
        }));

        StubRequest request = cloud.Handler.Requests.Single();
        Assert.Multiple(() =>
        {
            Assert.That(request["networkids"], Is.EqualTo("n1,n2"));
            Assert.That(request["details[0].cpuNumber"], Is.EqualTo("2"));
            Assert.That(request.Pairs.Select(pair => pair.Key), Does.Contain("details[0].cpuNumber"), "the letter case of entries is kept");
            Assert.That(request["displayname"], Is.EqualTo(""), "empty is sent, null is not");
            Assert.That(request["templateid"], Is.Null);
        });
    }

    [Test]
    public async Task A_list_item_with_a_comma_is_refused_before_anything_is_sent()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("{}"));

        ArgumentException e = (await Assert.ThrowsAsync<ArgumentException>(
            () => cloud.RunAsync(client => client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o", NetworkIds = ["a", "b,c"] }))))!;

        Assert.That(e.Message, Does.Contain("Item 1").And.Contain("networkids"));
        Assert.That(cloud.Handler.Requests, Is.Empty);
    }

    [Test]
    public async Task Additional_parameters_are_sent_and_replace_declared_ones()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{}}"""));
        ListZonesRequest request = new() { Name = "declared" };
        request.AdditionalParameters["NAME"] = "replaced";
        request.AdditionalParameters["newer"] = "1";

        await cloud.RunAsync(client => client.Zones.ListZones(request).ToListAsync());

        StubRequest sent = cloud.Handler.Requests.Single();
        Assert.That((sent["name"], sent["newer"]), Is.EqualTo(("replaced", "1")));
        Assert.That(sent.Pairs.Count(pair => pair.Key.Equals("name", StringComparison.OrdinalIgnoreCase)), Is.EqualTo(1));
    }

    [TestCase("command")]
    [TestCase("apiKey")]
    [TestCase("SIGNATURE")]
    [TestCase("response")]
    [TestCase("expires")]
    public async Task Names_of_the_protocol_are_refused_as_parameters(string name)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("{}"));

        Assert.That(
            async () => await cloud.Client.Commands.SendAsync("listZones", new Dictionary<string, string> { [name] = "x" }),
            Throws.ArgumentException.With.Message.Contains(name));
        Assert.That(cloud.Handler.Requests, Is.Empty);
    }

    [TestCase("", "x", "has no name")]
    [TestCase(" ", "x", "has no name")]
    [TestCase("name", null, "'name' is null")]
    public async Task A_parameter_without_a_name_or_a_value_is_refused(string name, string? value, string message)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("{}"));

        Assert.That(
            async () => await cloud.Client.Commands.SendAsync("listZones", new Dictionary<string, string> { [name] = value! }),
            Throws.ArgumentException.With.Message.Contains(message));
        Assert.That(cloud.Handler.Requests, Is.Empty);
    }

    [Test]
    public async Task Values_are_sent_in_the_encoding_that_the_signature_is_made_of()
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{}}"""));

        await cloud.RunAsync(client => client.Commands.SendAsync("listZones", new Dictionary<string, string> { ["keyword"] = "a b/ü~*", ["[x]"] = "1" }));

        Assert.That(cloud.Handler.Requests.Single().Form, Does.Contain("keyword=a%20b%2F%C3%BC%7E*").And.Contain("%5Bx%5D=1"));
    }

    /// <summary>Their values are flags, and masking "true" in texts would garble them.</summary>
    [TestCase("passwordenabled", "true", "the password is true")]
    [TestCase("passwordenabled", "false", "the password is false")]
    [TestCase("userpassword", "", "the password is ")]
    [TestCase("userpassword", "hunter-two", "the password is ***")]
    [TestCase("name", "hunter-two", "the password is hunter-two")]
    public async Task Secrets_that_were_sent_are_masked_in_what_the_server_says(string name, string value, string text)
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(431, $"the password is {value}"));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(
            () => cloud.RunAsync(client => client.Commands.SendAsync("updateThing", new Dictionary<string, string> { [name] = value }))))!;

        Assert.That(e.ErrorText, Is.EqualTo(text));
    }

    [Test]
    public async Task Several_secrets_are_masked_each()
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(431, "no hunter-two and no fisher-three"));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Commands.SendAsync(
            "updateThing", new Dictionary<string, string> { ["password"] = "hunter-two", ["secondpassword"] = "fisher-three" }))))!;

        Assert.That(e.ErrorText, Is.EqualTo("no *** and no ***"));
    }

    [Test]
    public async Task Credentials_are_asked_for_before_each_attempt()
    {
        RotatingCredentials provider = new();
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{}}"""), options => options.Credentials = provider);

        await cloud.RunAsync(async client =>
        {
            await client.Zones.ListZones().ToListAsync();
            await client.Zones.ListZones().ToListAsync();
        });

        Assert.That(cloud.Handler.Requests.Select(request => request["apikey"]), Is.EqualTo(new[] { "key-1", "key-2" }));
    }

    [Test]
    public async Task No_more_requests_than_allowed_are_under_way_and_polls_go_first()
    {
        await using StubCloud cloud = new(_ => StubHandler.Hang(), options => options.MaxConcurrentRequests = 2);
        using CancellationTokenSource stop = new();
        Task[] calls = [.. Enumerable.Range(0, 5).Select(_ => cloud.Client.Zones.ListZones().ToListAsync(stop.Token))];
        await cloud.Clock.RunForAsync(TimeSpan.Zero);
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(2));

        Task[] polls = [.. Enumerable.Range(0, 5).Select(_ => cloud.Client.Jobs.QueryAsync("some-job", stop.Token))];
        await cloud.Clock.RunForAsync(TimeSpan.Zero);

        Assert.That(cloud.Handler.Requests.Count(request => request.Command == "queryAsyncJobResult"), Is.EqualTo(4), "polls have turns of their own");
        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(6));
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(60));
        Assert.That(cloud.Handler.Requests[6].Command, Is.EqualTo("queryAsyncJobResult"), "the poll overtakes the queued lists");
        await stop.CancelAsync();
        Assert.That(async () => await Task.WhenAll([.. calls, .. polls]), Throws.InstanceOf<Exception>());
    }

    [TestCase(CommandKind.Job)]
    [TestCase(CommandKind.CreateJob)]
    public async Task Submits_overtake_other_calls_that_queue(CommandKind kind)
    {
        await using StubCloud cloud = new(
            request => request.Command == "listZones" ? StubHandler.Hang() : StubHandler.Json("""{"a":{"id":"v","jobid":"j"}}"""),
            options => options.MaxConcurrentRequests = 1);
        using CancellationTokenSource stop = new();
        Task[] calls = [.. Enumerable.Range(0, 3).Select(_ => cloud.Client.Zones.ListZones().ToListAsync(stop.Token))];
        Task submit = kind == CommandKind.Job
            ? cloud.Client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }, stop.Token)
            : cloud.Client.VirtualMachines.DeployVirtualMachineAsync(new() { ZoneId = "z", ServiceOfferingId = "o" }, stop.Token);
        await cloud.Clock.RunForAsync(TimeSpan.FromSeconds(60));

        Assert.That(cloud.Handler.Requests[1].Command, Does.EndWith("VirtualMachine"));
        await stop.CancelAsync();
        Assert.That(async () => await Task.WhenAll([.. calls, submit]), Throws.InstanceOf<Exception>());
    }

    private sealed class RotatingCredentials : ICredentialsProvider
    {
        private int _asked;

        public ValueTask<CloudStackCredentials> GetCredentialsAsync(CancellationToken cancellationToken) =>
            new(new ApiKeyCredentials($"key-{++_asked}", $"secret-{_asked}"));
    }
}
