using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A command that is sent by its name has no class that marks its secrets. Preshared keys and passwords under names that nobody had
/// listed used to be written to the log and shown in errors, and so were keys in a response that was cut off.
/// </summary>
public class SecretsOfUntypedCommandsStayHiddenTests
{
    private const string Secret = "hush-hush+4711";

    [TestCase("ipsecpsk")]
    [TestCase("userapikey")]
    [TestCase("dnsapikey")]
    [TestCase("truststorepass")]
    [TestCase("bindpass")]
    [TestCase("accesskey")]
    [TestCase("zonetoken")]
    [TestCase("secretcode")]
    [TestCase("details[0].psk")]
    [TestCase("IPSecPSK")]
    public Task A_parameter_is_masked_by_its_name(string name) => AssertHiddenAsync([new(name, Secret)]);

    [TestCase("details[0].key", "details[0].value", "secretkey")]
    [TestCase("details[3].key", "details[3].value", "accesskey")]
    [TestCase("Details[0].Key", "details[0].value", "password")]
    public async Task The_value_of_an_entry_is_masked_by_the_name_in_its_key(string key, string value, string name)
    {
        await AssertHiddenAsync([new(key, name), new(value, Secret)]);
        await AssertHiddenAsync([new(value, Secret), new(key, name)]);
    }

    [Test]
    public async Task Parameters_that_are_no_secrets_are_shown()
    {
        using EventLog log = new();
        await using StubCloud cloud = new(_ => StubHandler.Error(431, "no compass in eu-west"), loggers: log);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Commands.SendAsync(
            "updateThing", [new("name", "compass"), new("details[0].key", "zone"), new("details[0].value", "eu-west"), new("passwordenabled", "true")]))))!;

        Assert.That(e.ErrorText, Is.EqualTo("no compass in eu-west"));
    }

    [TestCase("registerUserKeys", """{"registeruserkeysresponse":{"userkeys":{"apikey":"a","secretkey":"hush-hush+4711" """)]
    [TestCase("listThings", """{"listthingsresponse":{"count":1,"thing":[{"password":"hush-hush+4711"}""")]
    [TestCase("createThing", """["hush-hush+4711"]""")]
    public async Task A_response_that_cannot_be_read_is_not_shown(string command, string body)
    {
        using EventLog log = new();
        await using StubCloud cloud = new(_ => StubHandler.Json(body), options => options.MaxRetries = 0, log);

        CloudStackException e = (await Assert.CatchAsync<CloudStackException>(() => cloud.RunAsync(client => client.Commands.SendAsync(command))))!;

        Assert.That(e.ToString(), Does.Not.Contain(Secret));
        Assert.That((e as ResponseFormatException ?? e.InnerException as ResponseFormatException)?.Snippet, Is.Null);
        Assert.That(log.Texts, Has.None.Contains(Secret));
    }

    [Test]
    public async Task A_job_whose_result_cannot_be_read_shows_none_of_it()
    {
        using EventLog log = new();
        await using StubCloud cloud = new(
            request => request.Command == "queryAsyncJobResult"
                ? StubHandler.Json($$$"""{"queryasyncjobresultresponse":{"jobid":"{{{request["jobid"]}}}","jobstatus":1,"jobresult":{"virtualmachine":{"password":"{{{Secret}}}" """)
                : KindOfCall.Answer(request),
            loggers: log);

        JobHandle job = await cloud.RunAsync<JobHandle>(async client => await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" }));
        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(_ => job.QueryAsync())))!;

        Assert.That((e.ToString().Contains(Secret, StringComparison.Ordinal), e.Snippet), Is.EqualTo((false, (string?)null)));
        Assert.That(log.Texts, Has.None.Contains(Secret));
    }

    [Test]
    public async Task Of_a_page_the_beginning_is_still_shown()
    {
        await using StubCloud cloud = new(_ => StubHandler.Html(404, "<html>not here</html>"), options => options.MaxRetries = 0);

        ResponseFormatException e = (await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(client => client.Commands.SendAsync("listThings"))))!;

        Assert.That(e.Snippet, Is.EqualTo("<html>not here</html>"));
    }

    private static async Task AssertHiddenAsync(KeyValuePair<string, string>[] parameters)
    {
        using EventLog log = new();
        await using StubCloud cloud = new(_ => StubHandler.Error(431, $"the value {Secret} is wrong"), loggers: log);

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(client => client.Commands.SendAsync("updateThing", parameters))))!;

        Assert.That(e.ErrorText, Is.EqualTo("the value *** is wrong"));
        Assert.That(e.ToString(), Does.Not.Contain(Secret));
        Assert.That(log.Texts, Is.Not.Empty.And.None.Contains(Secret));
    }
}
