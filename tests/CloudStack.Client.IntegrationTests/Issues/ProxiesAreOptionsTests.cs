using CloudStack.Client.IntegrationTests.Secrets;
using CloudStack.Client.IntegrationTests.Support;

namespace CloudStack.Client.IntegrationTests.Issues;

/// <summary>
/// A proxy used to need a custom handler. Now it's an option, with a user if the proxy requires one; using no proxy is an option,
/// too.
/// </summary>
internal sealed class ProxiesAreOptionsTests
{
    private static readonly Uri Nowhere = new("http://cloud.invalid/client/api");
    private static readonly string[] Doors = ["own", "container", "configuration"];

    [Test]
    public async Task Requests_go_through_the_proxy([ValueSource(nameof(Doors))] string door)
    {
        using ProxyStub proxy = new();
        await using ConnectionDoor opened = new(door, Nowhere, ("Proxy", proxy.Address.ToString()));

        Assert.That(await opened.Client.Zones.ListZones().ToListAsync(), Has.Count.EqualTo(1));
        Assert.That(proxy.Taken, Is.EqualTo(new[] { $"POST {Nowhere} HTTP/1.1" }));
    }

    [Test]
    public async Task A_server_of_an_own_authority_is_reached_through_a_tunnel([ValueSource(nameof(Doors))] string door)
    {
        using TlsStub server = TlsStub.WithCertificate("127.0.0.1");
        using TlsStub trusted = TlsStub.Answering(TestCertificates.SelfSigned("127.0.0.1"));
        using ProxyStub proxy = new();
        await using ConnectionDoor opened = new(door, trusted.Endpoint, ("Proxy", proxy.Address.ToString()), ("DangerousAcceptAnyServerCertificate", "true"));
        await using ConnectionDoor closed = new(door, server.Endpoint, ("Proxy", proxy.Address.ToString()));

        Assert.That(await opened.Client.Zones.ListZones().ToListAsync(), Has.Count.EqualTo(1));
        CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => closed.Client.Zones.ListZones().ToListAsync()))!;

        Assert.That(proxy.Taken, Is.EqualTo(new[] { $"CONNECT {trusted.Endpoint.Authority} HTTP/1.1", $"CONNECT {server.Endpoint.Authority} HTTP/1.1" }));
        Assert.That(e.Message, Does.Contain("certificate").And.Contain("Connection.TrustedCertificatesFile"));
    }

    [Test]
    public async Task The_proxy_s_user_logs_in_and_its_password_reaches_nobody_else([ValueSource(nameof(Doors))] string door, [Values] bool isTunnel)
    {
        using TlsStub server = TlsStub.Answering(TestCertificates.SelfSigned("127.0.0.1"));
        using ProxyStub proxy = new("ann", "the:proxy password");
        Uri endpoint = isTunnel ? server.Endpoint : Nowhere;
        RecordingLoggerFactory log = new();
        (string, string)[] settings = [("Proxy", proxy.Address.ToString()), ("ProxyUserName", "ann"), ("DangerousAcceptAnyServerCertificate", "true")];
        await using ConnectionDoor opened = new(door, endpoint, [.. settings, ("ProxyPassword", "the:proxy password")]) { Loggers = log };
        await using ConnectionDoor wrong = new(door, endpoint, [.. settings, ("ProxyPassword", "a wrong password")]) { Loggers = log };

        Assert.That(await opened.Client.Zones.ListZones().ToListAsync(), Has.Count.EqualTo(1));
        CloudStackException e = (await Assert.CatchAsync<CloudStackException>(() => wrong.Client.Zones.ListZones().ToListAsync()))!;

        Assert.That(proxy.Taken, Has.Count.EqualTo(1));
        Assert.That(e.Message, Does.Contain("407"));
        Assert.That(log.Lines.Append(e.ToString()), Has.None.Contains("the:proxy password").And.None.Contains("a wrong password"));
    }

    [Test]
    public async Task Without_a_proxy_the_system_s_is_left_aside([ValueSource(nameof(Doors))] string door)
    {
        using TlsStub server = TlsStub.Answering(TestCertificates.SelfSigned("127.0.0.1"));
        await using ConnectionDoor opened = new(door, server.Endpoint, ("UseProxy", "false"), ("DangerousAcceptAnyServerCertificate", "true"));

        Assert.That(await opened.Client.Zones.ListZones().ToListAsync(), Has.Count.EqualTo(1));
    }
}
