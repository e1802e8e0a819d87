using CloudStack.Client.Tests.Commands;
using CloudStack.Client.Tests.Support;

namespace CloudStack.Client.Tests.Issues;

/// <summary>
/// A 530 is the server's response to a read: the same call gets the same error again, as thirty of thirty did on a live server
/// (<c>listSslCerts</c> without an id, <c>listNetworkDevice</c>, <c>getKubernetesClusterConfig</c>). Such errors used to be
/// reported after four requests. Retries are for exchanges without a response of the API.
/// </summary>
public class InternalErrorsOfReadsAreToldAtOnceTests
{
    private static readonly Dictionary<string, Func<CloudStackClient, Task>> Reads = new()
    {
        ["query"] = client => client.Zones.ListZones().ToListAsync(),
        ["list"] = client => client.CreateApi<IThingApi>().ListChosenThingsAsync(),
        ["object"] = client => client.CreateApi<IThingApi>().GetThingAsync(),
        ["by name"] = client => client.Commands.SendAsync("listThings"),
    };

    [Test]
    public async Task The_servers_answer_is_told_after_one_request([Values("query", "list", "object", "by name")] string read, [Values(530, 200)] int status)
    {
        await using StubCloud cloud = new(_ => StubHandler.Json("""{"a":{"uuidList":[],"errorcode":530,"cserrorcode":4250,"errortext":"null"}}""", status));

        CloudStackApiException e = (await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(Reads[read])))!;

        Assert.That((e.Kind, e.ErrorCode), Is.EqualTo((ErrorKind.Internal, 530)));
        Assert.That((cloud.Handler.Requests.Count, cloud.Clock.Elapsed), Is.EqualTo((1, TimeSpan.Zero)));
    }

    [TestCase(503, "x", 4)]
    [TestCase(503, "", 4)]
    public async Task A_server_that_is_unavailable_is_asked_again(int code, string text, int requests)
    {
        await using StubCloud cloud = new(_ => StubHandler.Error(code, text));

        await Assert.ThrowsAsync<CloudStackApiException>(() => cloud.RunAsync(Reads["query"]));

        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(requests));
    }

    [Test]
    public async Task A_page_of_530_is_no_answer_of_the_API()
    {
        await using StubCloud cloud = new(_ => StubHandler.Html(530));

        await Assert.ThrowsAsync<ResponseFormatException>(() => cloud.RunAsync(Reads["query"]));

        Assert.That(cloud.Handler.Requests, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task A_wait_outlives_the_same_words()
    {
        int queries = 0;
        await using StubCloud cloud = new(request => request.Command != "queryAsyncJobResult" ? KindOfCall.Answer(request)
            : queries++ < 2 ? StubHandler.Error(530, "Internal error", 9999)
            : StubHandler.Job(request["jobid"]!, 1));

        JobResult result = await cloud.RunAsync(async client =>
            await (await client.VirtualMachines.StartVirtualMachineAsync(new() { Id = "v" })).WaitForCompletionAsync());

        Assert.That(result.IsSuccess);
    }
}
