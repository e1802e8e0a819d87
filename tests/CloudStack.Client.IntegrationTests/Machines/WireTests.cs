using CloudStack.Client.IntegrationTests.Support;
using CloudStack.Client.Models;
using WireMock.ResponseBuilders;
using WireMock.Server;

namespace CloudStack.Client.IntegrationTests.Machines;

/// <summary>Proxies' pages and bodies of unannounced length, as received over a connection; the unit tests have them in memory.</summary>
internal sealed class WireTests
{
    private const int Limit = 65_536;

    [Test]
    public async Task A_read_outlasts_a_page_of_a_proxy()
    {
        using WireMockServer server = CloudMock.Start();
        server.AnswerInTurn(() => CloudMock.Command("listZones"), Page(502), ZoneOf("eu-1"));
        await using CloudStackClient client = server.CreateCloudStackClient();

        List<Zone> zones = await client.Zones.ListZones().ToListAsync();

        Assert.That(zones.Select(zone => zone.Name), Is.EqualTo(new[] { "eu-1" }));
        Assert.That(server.LogEntries, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_change_is_not_repeated_after_a_page_of_a_proxy()
    {
        using WireMockServer server = CloudMock.Start();
        server.Given(CloudMock.Command("updateVirtualMachine")).RespondWith(Page(504));
        await using CloudStackClient client = server.CreateCloudStackClient();

        await Assert.CatchAsync<AmbiguousSubmissionException>(() => client.VirtualMachines.UpdateVirtualMachineAsync(new() { Id = "vm-1" }));

        Assert.That(server.LogEntries, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_redirect_to_a_page_of_a_proxy_is_no_answer_and_is_not_followed()
    {
        using WireMockServer server = CloudMock.Start();
        server.Given(CloudMock.Command("listZones")).RespondWith(Page(302).WithHeader("Location", "/login"));
        await using CloudStackClient client = server.CreateCloudStackClient();

        ResponseFormatException e = (await Assert.CatchAsync<ResponseFormatException>(() => client.Zones.ListZones().ToListAsync()))!;

        Assert.That(e.HttpStatus, Is.EqualTo(302));
        Assert.That(server.LogEntries.Select(entry => entry.RequestMessage?.Path), Is.EqualTo(new[] { "/client/api" }));
    }

    // WireMock.Net sends bodies in chunks, without their length.
    [Test]
    public async Task A_body_of_unannounced_length_is_read_to_the_limit_and_not_beyond()
    {
        const string Short = "short";
        string allowed = new('x', Limit - 1_000), tooLong = new('x', Limit);
        using WireMockServer server = CloudMock.Start();
        server.AnswerInTurn(() => CloudMock.Command("listZones"), ZoneOf(allowed), ZoneOf(tooLong), ZoneOf(Short));
        await using CloudStackClient client = server.CreateCloudStackClient(options => options.MaxResponseBytes = Limit);

        List<Zone> whole = await client.Zones.ListZones().ToListAsync();
        ResponseFormatException e = (await Assert.CatchAsync<ResponseFormatException>(() => client.Zones.ListZones().ToListAsync()))!;
        List<Zone> after = await client.Zones.ListZones().ToListAsync();

        Assert.That(whole.Single().Name, Is.EqualTo(allowed));
        Assert.That(e.Message, Does.Contain("MaxResponseBytes allows only 65536"));
        Assert.That(after.Single().Name, Is.EqualTo(Short), "the unread rest doesn't spoil later responses");
    }

    private static IResponseBuilder Page(int status) => Response.Create()
        .WithStatusCode(status)
        .WithHeader("Content-Type", "text/html")
        .WithBody("<html><body>proxy says no</body></html>");

    private static IResponseBuilder ZoneOf(string name) =>
        CloudMock.Json($$$"""{"listzonesresponse":{"count":1,"zone":[{"id":"z1","name":"{{{name}}}"}]}}""");
}
