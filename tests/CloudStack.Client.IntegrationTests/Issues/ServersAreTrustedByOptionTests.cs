using System.Security.Cryptography.X509Certificates;
using CloudStack.Client.IntegrationTests.DependencyInjection;
using CloudStack.Client.IntegrationTests.Secrets;
using CloudStack.Client.IntegrationTests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using static CloudStack.Client.IntegrationTests.Support.TestCertificates;

namespace CloudStack.Client.IntegrationTests.Issues;

/// <summary>
/// Most private clouds have certificates that no system trusts. A handler with a callback used to be the only way, and the usual
/// callback accepts anything. Trusted certificates are options: in code, files and configuration, for every kind of client.
/// </summary>
internal sealed class ServersAreTrustedByOptionTests
{
    private static readonly string[] Doors = ["own", "container", "configuration"];
    private static readonly string[] Forms = ["file", "text", "code"];

    private static readonly TestCaseData[] Good =
    [
        Case("of the root", Root, static () => TlsStub.Answering(Issued(Root, "127.0.0.1"))),
        Case("of an intermediate that the server sends", Root, static () => TlsStub.Answering(Issued(Intermediate, "127.0.0.1"), Intermediate)),
        Case("of a trusted intermediate", Intermediate, static () => TlsStub.Answering(Issued(Intermediate, "127.0.0.1"))),
    ];

    private static readonly TestCaseData[] Bad =
    [
        Case("of somebody else", "neither by the system nor through the certificates in the options", static () => TlsStub.Answering(Issued(Authority("Elsewhere"), "127.0.0.1"))),
        Case("of a namesake", "is", static () => TlsStub.Answering(Issued(Namesake, "127.0.0.1"))),
        Case("of a namesake that is sent", "is", static () => TlsStub.Answering(Issued(Namesake, "127.0.0.1"), Namesake)),
        Case("of a forged authority", "NotSignatureValid", static () => TlsStub.Answering(Issued(Forged, "127.0.0.1"))),
        Case("of a forged authority that is sent", "is", static () => TlsStub.Answering(Issued(Forged, "127.0.0.1"), Forged)),
        Case("self-signed", "neither by the system", static () => TlsStub.Answering(SelfSigned("127.0.0.1"))),
        Case("wrong name", "is not for this host name", static () => TlsStub.Answering(Issued(Root, "elsewhere.invalid"))),
        Case("expired", "NotTimeValid", static () => TlsStub.Answering(Issued(Root, "127.0.0.1", isExpired: true))),
        Case("of a server's certificate", "is", static () =>
        {
            X509Certificate2 server = Issued(Root, "elsewhere.invalid");
            return TlsStub.Answering(Issued(server, "127.0.0.1"), server);
        }),
    ];

    [TestCaseSource(nameof(Good))]
    public async Task A_certificate_that_chains_to_a_trusted_one_is_good(X509Certificate2 trusted, Func<TlsStub> start)
    {
        foreach (string door in Doors)
        {
            using TlsStub server = start();
            using Files files = new();
            await using ConnectionDoor opened = new(door, server.Endpoint, ("TrustedCertificatesFile", files.Write(trusted.ExportCertificatePem())));

            Assert.That(await opened.Client.Zones.ListZones().ToListAsync(), Has.Count.EqualTo(1), door);
        }
    }

    [TestCaseSource(nameof(Bad))]
    public async Task Any_other_is_refused_with_the_reason_and_the_option(string reason, Func<TlsStub> start)
    {
        foreach (string door in Doors)
        {
            using TlsStub server = start();
            await using ConnectionDoor opened = new(door, server.Endpoint, ("TrustedCertificatesPem", Root.ExportCertificatePem()));

            CloudStackTransportException e = (await Assert.ThrowsAsync<CloudStackTransportException>(() => opened.Client.Zones.ListZones().ToListAsync()))!;

            Assert.That(e.Message, Does.Contain("certificate").And.Contain(reason).And.Contain("Connection.TrustedCertificatesFile").And.Contain($"127.0.0.1:{server.Endpoint.Port}"));
            Assert.That((e.IsTransient, server.Connections), Is.EqualTo((false, 1)), door);
        }
    }

    /// <summary>The server has proved that it has the key of exactly this certificate, so its name and dates don't matter.</summary>
    [TestCase("127.0.0.1", false)]
    [TestCase("elsewhere.invalid", false)]
    [TestCase("127.0.0.1", true)]
    public async Task A_server_s_own_certificate_is_accepted_as_it_is(string name, bool isExpired)
    {
        X509Certificate2 pinned = SelfSigned(name, isExpired);
        foreach (string door in Doors)
        {
            using TlsStub server = TlsStub.Answering(pinned);
            using TlsStub impostor = TlsStub.Answering(SelfSigned(name, isExpired));
            await using ConnectionDoor opened = new(door, server.Endpoint, ("TrustedCertificatesPem", pinned.ExportCertificatePem()));
            await using ConnectionDoor misled = new(door, impostor.Endpoint, ("TrustedCertificatesPem", pinned.ExportCertificatePem()));

            Assert.That(await opened.Client.Zones.ListZones().ToListAsync(), Has.Count.EqualTo(1), door);
            await Assert.ThrowsAsync<CloudStackTransportException>(() => misled.Client.Zones.ListZones().ToListAsync());
        }
    }

    [TestCaseSource(nameof(Forms))]
    public async Task Certificates_come_from_a_file_a_text_and_code_and_are_loaded_once(string form)
    {
        using TlsStub server = TlsStub.Answering(Issued(Root, "127.0.0.1"));
        using Files files = new();
        string pem = $"The authorities of the house:\n{Namesake.ExportCertificatePem()}\n{Root.ExportCertificatePem()}\n";
        CloudStackClientOptions options = ConnectionDoor.Options(server.Endpoint);
        switch (form)
        {
            case "file":
                options.Connection.TrustedCertificatesFile = files.Write(pem);
                break;
            case "text":
                options.Connection.TrustedCertificatesPem = pem;
                break;
            default:
                options.Connection.Trust([Namesake, Root]);
                break;
        }

        await using CloudStackClient client = new(options);
        files.Write("later nobody reads it");

        Assert.That(await client.Zones.ListZones().ToListAsync(), Has.Count.EqualTo(1));
        Assert.That(await client.Zones.ListZones().ToListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_file_is_read_when_the_client_is_made_and_not_again([ValueSource(nameof(Doors))] string door)
    {
        using TlsStub server = TlsStub.Answering(Issued(Root, "127.0.0.1"));
        using Files files = new();
        await using ConnectionDoor opened = new(door, server.Endpoint, ("TrustedCertificatesFile", files.Write(Root.ExportCertificatePem())));
        ICloudStackClient client = opened.Client;
        files.Write("nobody reads this");

        Assert.That(await client.Zones.ListZones().ToListAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Any_certificate_is_accepted_where_that_is_asked_for_and_the_log_warns_once([ValueSource(nameof(Doors))] string door)
    {
        using TlsStub server = TlsStub.Answering(SelfSigned("elsewhere.invalid", isExpired: true));
        RecordingLoggerFactory log = new();
        await using ConnectionDoor opened = new(door, server.Endpoint, ("DangerousAcceptAnyServerCertificate", "true")) { Loggers = log };

        await opened.Client.Zones.ListZones().ToListAsync();
        await opened.Client.Zones.ListZones().ToListAsync();

        string[] warnings = [.. log.Lines.Where(line => line.StartsWith($"{LogLevel.Warning} ", StringComparison.Ordinal))];
        Assert.That(warnings, Has.Length.EqualTo(1));
        Assert.That(warnings[0], Does.Contain("DangerousAcceptAnyServerCertificate").And.Contain("127.0.0.1"));
    }

    [TestCase("verify = {0}", true)]
    [TestCase("dangerous_no_tls_verify = true", true)]
    [TestCase("dangerous_no_tls_verify = false", false)]
    [TestCase("", false)]
    public async Task What_a_profile_of_cs_trusts_is_trusted(string line, bool isGood)
    {
        using TlsStub server = TlsStub.Answering(Issued(Root, "127.0.0.1"));
        using Files files = new();
        using Files profile = new();
        string trusted = line.Replace("{0}", files.Write(Root.ExportCertificatePem()), StringComparison.Ordinal);
        await using CloudStackClient client = new(CloudStackProfile.FromCloudStackIni(
            profile.Write($"[cloudstack]\nendpoint = {server.Endpoint}\nkey = k\nsecret = s\n{trusted}\n"), "cloudstack"));

        await AssertTrustAsync(client, isGood);
    }

    [TestCase(false, true)]
    [TestCase(true, false)]
    public async Task What_a_profile_of_CloudMonkey_trusts_is_trusted(bool verifies, bool isGood)
    {
        using TlsStub server = TlsStub.Answering(Issued(Root, "127.0.0.1"));
        using Files profile = new();
        await using CloudStackClient client = new(CloudStackProfile.FromCloudMonkey(
            profile.Write($"profile = lab\nverifycert = {verifies}\n[lab]\nurl = {server.Endpoint}\napikey = k\nsecretkey = s\n")));

        await AssertTrustAsync(client, isGood);
    }

    [Test]
    public async Task A_handler_of_the_caller_s_own_and_the_options_are_refused_together()
    {
        CloudStackClientOptions options = ConnectionDoor.Options(new Uri("https://127.0.0.1:9/client/api"));
        options.Connection.Trust([Root]);
        using SocketsHttpHandler handler = new();

        ArgumentException given = Assert.Throws<ArgumentException>(() => new CloudStackClient(options, handler))!;
        Assert.That(given.Message, Does.Contain("Connection").And.Contain("SocketsHttpHandler"));
        Assert.That(given.ParamName, Is.EqualTo("handler"));

        foreach (Action<IHttpClientBuilder> build in new Action<IHttpClientBuilder>[]
        {
            static http => http.ConfigurePrimaryHttpMessageHandler(static () => new HttpClientHandler()),
            static http => http.ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler()),
            static http => http.UseSocketsHttpHandler(static (sockets, _) => sockets.SslOptions = new() { RemoteCertificateValidationCallback = static (_, _, _, _) => false }),
        })
        {
            await using ServiceProvider services = ContainerCloud.Build(services => build(services.AddCloudStackClient(registered =>
            {
                ConnectionDoor.Set(registered, options.Endpoint!);
                registered.Connection.Trust([Root]);
            })));

            InvalidOperationException e = (await Assert.ThrowsAsync<InvalidOperationException>(
                () => services.GetRequiredService<ICloudStackClient>().Zones.ListZones().ToListAsync()))!;
            Assert.That(e.Message, Does.Contain("Connection").And.Contain("in one place"));
        }

        await using ServiceProvider shared = ContainerCloud.Build(static services => services.AddCloudStackClientFactory());
        Assert.That(
            () => shared.GetRequiredService<ICloudStackClientFactory>().Create(options),
            Throws.ArgumentException.With.Message.Contains("share one HTTP client"));
    }

    [Test]
    public async Task What_else_a_registration_sets_on_the_handler_goes_together_with_the_options()
    {
        using TlsStub server = TlsStub.Answering(Issued(Root, "127.0.0.1"));
        await using ServiceProvider services = ContainerCloud.Build(services => services
            .AddCloudStackClient(options =>
            {
                ConnectionDoor.Set(options, server.Endpoint);
                options.Connection.Trust([Root]);
            })
            .UseSocketsHttpHandler(static (handler, _) => handler.MaxConnectionsPerServer = 2));

        Assert.That(await services.GetRequiredService<ICloudStackClient>().Zones.ListZones().ToListAsync(), Has.Count.EqualTo(1));
    }

    private static async Task AssertTrustAsync(CloudStackClient client, bool isGood)
    {
        if (isGood)
        {
            Assert.That(await client.Zones.ListZones().ToListAsync(), Has.Count.EqualTo(1));
        }
        else
        {
            await Assert.ThrowsAsync<CloudStackTransportException>(() => client.Zones.ListZones().ToListAsync());
        }
    }

    private static TestCaseData Case(string name, object what, Func<TlsStub> start) => new TestCaseData(what, start).SetArgDisplayNames(name);

    private sealed class Files : IDisposable
    {
        private readonly string _path = Path.GetTempFileName();

        public string Write(string text)
        {
            File.WriteAllText(_path, text);
            return _path;
        }

        public void Dispose() => File.Delete(_path);
    }
}
